"""The form for a special day, and the year that a button is about."""

from typing import Any

from django import forms

from loa.workdays.choices import DayKind
from loa.workdays.rules import FIRST_YEAR, LAST_YEAR


class YearForm(forms.Form):
    """A year that the calendar can hold."""

    year = forms.IntegerField(min_value=FIRST_YEAR, max_value=LAST_YEAR)


class DayForm(forms.Form):
    """A day, what it is, and what says so."""

    day = forms.DateField(
        label="Ngày",
        widget=forms.DateInput(attrs={"inputmode": "numeric", "placeholder": "ngày/tháng/năm", "autocomplete": "off"}),
        error_messages={"required": "Ghi ngày.", "invalid": "Không đọc được ngày này. Ghi theo dạng 02/01/2026."},
    )
    kind = forms.ChoiceField(
        label="Loại ngày",
        choices=[(kind.value, kind.label.capitalize() if kind != DayKind.MOURNING else kind.label) for kind in DayKind],
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn loại ngày.", "invalid_choice": "Chọn một loại trong danh sách."},
    )
    name = forms.CharField(
        label="Tên ngày",
        max_length=200,
        help_text="Ví dụ: Ngày nghỉ (thay cho ngày 10/01/2026).",
        error_messages={"required": "Ghi tên ngày."},
    )
    basis = forms.CharField(
        label="Căn cứ",
        max_length=300,
        help_text="Văn bản nào, của cơ quan nào, ngày nào.",
        error_messages={"required": "Ghi căn cứ."},
    )

    def clean_kind(self) -> Any:
        return DayKind(self.cleaned_data["kind"])
