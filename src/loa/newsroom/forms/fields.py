"""Fields that forms of the newsroom share."""

from typing import Any

from django import forms


class DayInput(forms.DateInput):
    """A day chosen from a calendar, in the form that browsers send."""

    input_type = "date"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%d", **kwargs)


def day_field(label: str, help_text: str = "", *, required: bool = False) -> forms.DateField:
    """Return a field for a day."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=DayInput(),
        error_messages={"invalid": "Chọn một ngày, ví dụ 12/03/2024.", "required": "Chọn một ngày."},
    )
