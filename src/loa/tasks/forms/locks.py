"""Why a closed period is opened, for everybody or for one unit until a day."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms

from loa.lib.vietnamese_text import fold

# How many names are offered below the field, and how many are named where a typed one is not clear.
_OFFERED, _NAMED = 200, 4


class UnlockForm(forms.Form):
    """Open a closed period for everybody."""

    reason = forms.CharField(
        label="Lý do mở lại",
        max_length=300,
        help_text="Lý do được ghi vào nhật ký.",
        error_messages={"required": "Ghi vì sao mở lại kỳ này."},
    )


class AllowForm(forms.Form):
    """Let one unit report a closed period until a day."""

    # Thousands of units may be missing: a name is typed, and those that can be meant are offered while they are few.
    unit = forms.CharField(
        label="Đơn vị",
        max_length=200,
        help_text="Ghi tên đơn vị còn đầu việc chưa gửi trong kỳ, có dấu hay không đều được. Muốn đơn vị sửa kết quả "
        "đã gửi thì trả lại kết quả đó.",
        widget=forms.TextInput(attrs={"list": "don-vi-chua-gui", "autocomplete": "off"}),
        error_messages={"required": "Ghi tên đơn vị."},
    )
    until = forms.DateField(
        label="Được gửi đến hết ngày",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        error_messages={"required": "Ghi ngày cuối được gửi.", "invalid": "Ghi ngày theo dạng 30/04/2024."},
    )
    reason = forms.CharField(
        label="Lý do", max_length=300, error_messages={"required": "Ghi vì sao đơn vị được gửi sau khi khóa."}
    )

    def __init__(self, *args: Any, units: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = [name for _, name in units] if len(units) <= _OFFERED else []
        self._units = units

    @property
    def chosen(self) -> str:
        """The name of the unit that was found for what was typed."""
        return dict(self._units)[self.cleaned_data["unit"]]

    def clean_unit(self) -> int:
        """Return the unit that the name belongs to: the one called so, else the only one whose name holds it."""
        typed = self.cleaned_data["unit"]
        ways: tuple[Callable[[str], bool], ...] = (
            lambda name: name == typed,
            lambda name: fold(name) == fold(typed),
            lambda name: fold(typed) in fold(name),
        )
        found: list[tuple[int, str]] = []
        for is_meant in ways:
            found = found or [(unit, name) for unit, name in self._units if is_meant(name)]
        if not found:
            raise forms.ValidationError("Không có đơn vị nào tên như vậy còn đầu việc chưa gửi trong kỳ.")
        if len(found) > 1:
            some = "; ".join(name for _, name in found[:_NAMED])
            raise forms.ValidationError(f"Có {len(found)} đơn vị mang tên này: {some}. Ghi rõ hơn.")
        return found[0][0]
