"""What an owner pays, and what is settled by hand for one story."""

from typing import Any

from django import forms

from loa.newsroom.actions.fees import MOST_AUTHORS
from loa.newsroom.choices import StoryKind
from loa.tasks.forms.fields import CountField, day_field


class RateForm(forms.Form):
    kind = forms.ChoiceField(label="Thể loại", choices=[(one.value, one.label.capitalize()) for one in StoryKind])
    amount = CountField(label="Mức (đồng)", error_messages={"required": "Ghi mức, ví dụ 80.000."})
    valid_from = day_field("Áp dụng từ ngày", required=True)
    basis = forms.CharField(
        label="Căn cứ",
        max_length=300,
        help_text="Số, ký hiệu, ngày của quyết định hoặc quy chế chi trả của đơn vị.",
        error_messages={"required": "Ghi căn cứ: số, ký hiệu, ngày của quyết định hoặc quy chế chi trả."},
    )


class SettlementForm(forms.Form):
    """Who gets how much; rows left empty are none, and `nobody` says that none is meant."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    nobody = forms.BooleanField(label="Không trả nhuận bút cho tin, bài này", required=False)
    reason = forms.CharField(
        label="Lý do",
        max_length=300,
        help_text="Ví dụ: hai người cùng viết; cán bộ viết theo nhiệm vụ; đăng lại.",
        error_messages={"required": "Ghi lý do."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, MOST_AUTHORS + 1):
            self.fields[f"author_{number}"] = forms.CharField(label=f"Tác giả {number}", max_length=200, required=False)
            self.fields[f"amount_{number}"] = CountField(label="Số tiền (đồng)", required=False)

    @property
    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Return the fields of each author side by side."""
        return [(self[f"author_{number}"], self[f"amount_{number}"]) for number in range(1, MOST_AUTHORS + 1)]

    def clean(self) -> dict[str, Any]:
        """Ask for either an author or the word that nobody is paid, and for both halves of a row."""
        cleaned = super().clean() or {}
        given = 0
        for number in range(1, MOST_AUTHORS + 1):
            author, amount = cleaned.get(f"author_{number}"), cleaned.get(f"amount_{number}")
            given += bool(author or amount)
            if author and not amount and f"amount_{number}" not in self.errors:
                self.add_error(f"amount_{number}", "Ghi số tiền.")
            if amount and not author:
                self.add_error(f"author_{number}", "Ghi tên tác giả.")
        if cleaned.get("nobody") and given:
            self.add_error(None, "Chọn một trong hai: không trả, hoặc ghi tác giả và số tiền.")
        if not cleaned.get("nobody") and not given and not self.errors:
            self.add_error(None, "Ghi tác giả và số tiền, hoặc chọn không trả nhuận bút.")
        return cleaned

    def shares(self) -> list[tuple[str, int]]:
        """Return each author with what they get."""
        pairs = [
            (self.cleaned_data[f"author_{number}"], self.cleaned_data[f"amount_{number}"])
            for number in range(1, MOST_AUTHORS + 1)
        ]
        return [(author, amount) for author, amount in pairs if author]
