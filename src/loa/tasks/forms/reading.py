"""What a unit says of the meeting where a plan was read out."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.dateparse import parse_datetime

from loa.tasks.forms.fields import CountField


class RollCallForm(forms.Form):
    """How many people the unit has, how many were on the list, and when; `seen` is the moment of what was shown."""

    seen = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    headcount = CountField(
        label="Tổng số cán bộ, công chức, viên chức, người lao động",
        error_messages={"required": "Ghi tổng số người của đơn vị."},
    )
    listed = CountField(
        label="Số người theo danh sách cuộc họp",
        required=False,
        help_text="Những người có tên trong danh sách họp mà kế hoạch được phổ biến. Để trống nếu chưa họp.",
    )
    met_on = forms.DateField(
        label="Ngày họp",
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        error_messages={"invalid": "Ghi ngày theo dạng 30/04/2024."},
    )

    def clean_seen(self) -> datetime | None:
        """Return the moment as it was shown; anything else is none."""
        try:
            return parse_datetime(self.cleaned_data["seen"])
        except ValueError:
            return None

    def clean_listed(self) -> int:
        """Return 0 where nothing is written."""
        return self.cleaned_data["listed"] or 0

    def numbers(self) -> dict[str, Any]:
        """Return what was typed as the action takes it."""
        return dict(self.cleaned_data)
