"""The plan as plain JSON values and back: the promised shape of `schema.json`."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any, Literal, Union, cast, get_args, get_origin, get_type_hints

from plan_reader import model
from plan_reader.model import Plan


def plan_to_json(plan: Plan) -> dict[str, Any]:
    """Return the plan as dictionaries, lists, strings and numbers; dates are written YYYY-MM-DD."""
    return cast("dict[str, Any]", to_json(plan))


def to_json(value: Any) -> Any:
    """Return any part of a plan as plain JSON values."""
    if isinstance(value, tuple):
        return [to_json(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if dataclasses.is_dataclass(value):
        return {field.name: to_json(getattr(value, field.name)) for field in dataclasses.fields(value)}
    return value


def plan_from_json(data: dict[str, Any]) -> Plan:
    """Return the plan that `plan_to_json` wrote.

    Raises:
        KeyError, ValueError, TypeError: where `data` is not of the promised shape.
    """
    return cast("Plan", _build(Plan, data))


@lru_cache
def _hints(cls: type) -> dict[str, Any]:
    return get_type_hints(cls, vars(model))


def _build(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _build(next(arg for arg in get_args(kind) if arg is not type(None)), value)
    if origin is tuple:
        return tuple(_build(get_args(kind)[0], item) for item in cast("Iterable[Any]", value))
    if origin is Literal:
        if value not in get_args(kind):
            raise ValueError(f"{value!r} is none of {get_args(kind)}")
        return value
    if kind is date:
        return date.fromisoformat(value)
    if dataclasses.is_dataclass(kind):
        hints = _hints(cast("type", kind))
        return cast("typing.Callable[..., Any]", kind)(
            **{name: _build(hint, value[name]) for name, hint in hints.items()}
        )
    return value
