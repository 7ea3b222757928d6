"""Which numbers a task shall ask for: every kind with a box to tick, what is aimed at, and from when it is counted."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from loa.plans.rules import KINDS, Wanted, wanted


class IndicatorsInput(forms.Widget):
    """A line for each kind; a target typed without the tick stands for the tick."""

    template_name = "plans/indicators.html"
    use_fieldset = True

    def id_for_label(self, id_: str) -> str:
        return ""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[dict[str, Any]]:
        lines = (
            {
                "kind": kind.code,
                "ticked": f"{name}-{kind.code}" in data,
                "target": str(data.get(f"{name}-{kind.code}-target", "")).strip(),
                "cumulative": f"{name}-{kind.code}-cumulative" in data,
            }
            for kind in KINDS
        )
        return [line for line in lines if line["ticked"] or line["target"]]

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return False

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        kept = {line["kind"]: line for line in value or ()}
        context["widget"]["kinds"] = [(kind, kept.get(kind.code)) for kind in KINDS]
        return context


class IndicatorsField(forms.Field):
    """The numbers of a task as `Wanted`, in the order of the kinds."""

    widget = IndicatorsInput

    def prepare_value(self, value: Any) -> Any:
        return [one.as_kept() if isinstance(one, Wanted) else one for one in value or ()]

    def clean(self, value: Iterable[Mapping[str, Any]]) -> tuple[Wanted, ...]:
        return wanted([{**line, "target": _target(line["target"])} for line in value or ()])


def _target(typed: str) -> int | None:
    digits = typed.replace(".", "").replace(" ", "")
    if not digits:
        return None
    if not (digits.isascii() and digits.isdigit()) or len(digits) > len("1000000"):
        raise forms.ValidationError(f"Chỉ tiêu “{typed[:20]}” không phải là số. Ghi một số, ví dụ 12, hoặc để trống.")
    return int(digits)
