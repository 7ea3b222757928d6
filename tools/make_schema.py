"""Make the JSON Schema of a reading from its classes, with worked examples of timings: `python -m tools.make_schema`.

The classes of `plan_reader.model` are the source; the file is kept in the package because it is a promise, and a change
of it is reviewed as one. A test holds the two together.
"""

import dataclasses
import inspect
import json
import types
import typing
from datetime import date
from pathlib import Path
from typing import Any, Literal

from plan_reader import model
from plan_reader.json_form import to_json
from plan_reader.timing import read_timing

FILE = Path(model.__file__).with_name("schema.json")
_DAY = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_PLAIN: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    date: _DAY,
}
# One phrase or more of each kind, read as in a plan of 2024.
PHRASES = (
    "đến hết ngày 15/12",
    "Hoàn thành trước 15/12/2024",
    "trước 16h00 ngày 23/9/2026",
    "chậm nhất trước ngày 01 tháng 12",
    "Tháng 12/2026",
    "Từ tháng 1-4/2026",
    "Quý II, Quý IV",
    "6 tháng đầu năm 2026",
    "09 tháng đầu năm",
    "Trong năm 2024",
    "từ 01/3 đến 30/4/2024",
    "Thường xuyên, báo cáo trước 15/6 và 25/11",
    "Định kỳ 02 tuần một lần (trước 16 giờ thứ Sáu)",
    "duy trì tối thiểu 01 lần/tuần",
    "24 kỳ/năm",
    "100 ngày",
    "100 ngày kể từ ngày ban hành Kế hoạch",
    "10 ngày làm việc sau khi Nghị quyết được ban hành",
    "Theo tiến độ xây dựng KPI",
    "Theo thời hạn cụ thể sau đây:",
    "31/02/2026",
)


def make() -> dict[str, Any]:
    """Return the schema: the plan itself, every class it holds under `$defs`, and examples of timings."""
    classes = {name: item for name, item in vars(model).items() if dataclasses.is_dataclass(item)}
    definitions = {name: _of_class(item) for name, item in classes.items()}
    definitions["Timing"]["examples"] = [to_json(read_timing(phrase, plan_year=2024)) for phrase in PHRASES]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:loa:plan-reader:plan:1",
        "title": "A plan as read by plan_reader",
        **definitions.pop("Plan"),
        "$defs": definitions,
    }


def _of_class(cls: Any) -> dict[str, Any]:
    hints = typing.get_type_hints(cls, vars(model))
    names = [field.name for field in dataclasses.fields(cls)]
    return {
        "description": " ".join(inspect.cleandoc(cls.__doc__).split()),
        "type": "object",
        "additionalProperties": False,
        "required": names,
        "properties": {name: _of_type(hints[name]) for name in names},
    }


def _of_type(hint: Any) -> dict[str, Any]:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        inner = _of_type(next(one for one in arguments if one is not type(None)))
        if isinstance(inner.get("type"), str):
            return {**inner, "type": [inner["type"], "null"]}
        return {"anyOf": [inner, {"type": "null"}]}
    if origin is tuple:
        return {"type": "array", "items": _of_type(arguments[0])}
    if origin is Literal:
        return {"enum": list(arguments)}
    return dict(_PLAIN[hint]) if hint in _PLAIN else {"$ref": f"#/$defs/{hint.__name__}"}


def written() -> str:
    """Return the schema as the file holds it."""
    return json.dumps(make(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    FILE.write_text(written(), encoding="utf-8")
