"""A word of one of the ledger's lists."""

from datetime import date
from typing import Any

from django import forms

from loa.activities.models import Term
from loa.tasks.forms.fields import day_field


class TermForm(forms.ModelForm[Any]):
    """A new word, or one that stands; the code of the latter is not asked for."""

    valid_from = day_field("Dùng từ ngày", required=True)
    valid_until = day_field("Thôi dùng từ ngày", "Để trống khi còn dùng. Hoạt động ghi trước ngày này vẫn được đếm.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].error_messages["required"] = "Ghi tên."
        if self.instance.pk:
            del self.fields["code"]
        else:
            self.fields["code"].help_text = "Chữ không dấu, số và gạch nối, ví dụ: truyen-hinh. Không đổi được về sau."
        if "group" in self.fields:
            self.fields["group"].choices = [one for one in self.fields["group"].choices if one[0]]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Say of days out of order what is wrong, before the database's own word for it."""
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        first, until = typed.get("valid_from"), typed.get("valid_until")
        if first and until and until <= first:
            self.add_error("valid_until", "Ngày thôi dùng phải sau ngày bắt đầu.")
        return typed


def term_form(kind: type[Term]) -> type[forms.ModelForm[Any]]:
    """Return the form of one list's words."""
    fields = ["code", "name", "group", "basis", "position", "valid_from", "valid_until"]
    own = {one.name for one in kind._meta.get_fields()}
    return forms.modelform_factory(kind, form=TermForm, fields=[name for name in fields if name in own])


def first_values(kind: type[Term], on: date) -> dict[str, Any]:
    """Return what a new word begins with: from today on, behind the others."""
    last = kind._default_manager.order_by("-position").values_list("position", flat=True).first()
    return {"valid_from": on, "position": (last or 0) + 1}
