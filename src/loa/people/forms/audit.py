"""What is asked of the record."""

from django import forms

from loa.people.choices import ACTION_WORDS
from loa.people.queries import AuditFilter


def _day(label: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        error_messages={"invalid": "Ghi ngày theo dạng 30/04/2024."},
    )


class AuditFilterForm(forms.Form):
    """The bar of filters; its names stand in addresses."""

    nguoi = forms.CharField(label="Người thực hiện", required=False, max_length=150)
    viec = forms.ChoiceField(
        label="Việc đã làm",
        required=False,
        choices=[("", "Tất cả"), *sorted(ACTION_WORDS.items(), key=lambda one: one[1])],
        error_messages={"invalid_choice": "Chọn một việc trong danh sách."},
    )
    tu = _day("Từ ngày")
    den = _day("Đến ngày")
    tim = forms.CharField(label="Tên đối tượng", required=False, max_length=200)

    def wanted(self) -> AuditFilter:
        """Return what is looked for; where something cannot be read, that narrows nothing and its field says so."""
        self.is_valid()
        typed = self.cleaned_data
        return AuditFilter(
            person=typed.get("nguoi", ""),
            action=typed.get("viec", ""),
            since=typed.get("tu"),
            until=typed.get("den"),
            text=typed.get("tim", ""),
        )
