"""What the lead of a plan types to change many obligations at once."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from loa.tasks.queries import off_day_note

_YEARS = "Năm phải từ 2000 đến 2099."
_BOUNDS = [MinValueValidator(date(2000, 1, 1), _YEARS), MaxValueValidator(date(2099, 12, 31), _YEARS)]
_DAY_INPUT: dict[str, Any] = {"format": "%Y-%m-%d", "attrs": {"type": "date"}}
_DAY_FORMATS = ["%Y-%m-%d", "%d/%m/%Y"]


class WhyForm(forms.Form):
    """Say why."""

    reason = forms.CharField(
        label="Lý do",
        max_length=2000,
        help_text="Các đơn vị đọc câu này trong đầu việc của mình.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Ghi rõ lý do."},
    )


class MoveDueForm(WhyForm):
    """Say the new last day and the document that sets it; a day off is asked about once."""

    due_on = forms.DateField(
        label="Hạn cuối mới",
        help_text="Ngày cuối cùng còn tính là đúng hạn.",
        widget=forms.DateInput(**_DAY_INPUT),
        input_formats=_DAY_FORMATS,
        validators=_BOUNDS,
        error_messages={"required": "Chọn hạn cuối mới.", "invalid": "Ghi ngày theo dạng 30/04/2024."},
    )
    symbol = forms.CharField(
        label="Số, ký hiệu văn bản cho đổi hạn",
        max_length=100,
        help_text="Quyết định, công văn hoặc thông báo. Ví dụ: 145/UBND-NV.",
        error_messages={"required": "Ghi số, ký hiệu của văn bản."},
    )
    signed_on = forms.DateField(
        label="Ngày của văn bản",
        widget=forms.DateInput(**_DAY_INPUT),
        input_formats=_DAY_FORMATS,
        validators=_BOUNDS,
        error_messages={"required": "Chọn ngày của văn bản.", "invalid": "Ghi ngày theo dạng 30/04/2024."},
    )
    day_off = forms.BooleanField(label="Vẫn lấy ngày nghỉ này làm hạn cuối", required=False)
    field_order = ("due_on", "day_off", "symbol", "signed_on", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound or not self.data.get("day_off"):
            self.fields["day_off"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        """Point out a day on which nobody works, unless it was meant so."""
        typed: dict[str, Any] = super().clean() or {}
        due_on = typed.get("due_on")
        note = off_day_note(due_on) if due_on and not typed.get("day_off") else ""
        if note:
            self.fields["day_off"].widget = forms.CheckboxInput()
            self.add_error("due_on", f"{note} Chọn ngày khác, hoặc đánh dấu ô dưới đây để vẫn lấy ngày này.")
        return typed
