"""Addresses of what was posted elsewhere, and feeds of other sites."""

from datetime import date
from typing import Any

from django import forms

from loa.activities.forms.fields import audiences_field, topics_field
from loa.activities.models import Audience, Channel, Form, Topic
from loa.people.models import Unit
from loa.tasks.forms.fields import day_field, offer_units

_ADDRESS = forms.TextInput(attrs={"inputmode": "url", "autocapitalize": "none", "spellcheck": "false"})


class _TermsForm(forms.Form):
    """What the posts of an address are taken for."""

    unit = forms.ModelChoiceField(
        label="Đơn vị", queryset=Unit.objects.none(), empty_label="Chọn", error_messages={"required": "Chọn đơn vị."}
    )
    channel = forms.ModelChoiceField(
        label="Kênh", queryset=Channel.objects.none(), empty_label="Chọn", error_messages={"required": "Chọn kênh."}
    )
    form = forms.ModelChoiceField(
        label="Hình thức",
        queryset=Form.objects.none(),
        empty_label="Chọn",
        error_messages={"required": "Chọn hình thức."},
    )
    topics = topics_field()
    audiences = audiences_field()

    def __init__(self, *args: Any, on: date, units: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        offer_units(self, units)
        if len(units) == 1:
            fields["unit"].widget = forms.HiddenInput()
            fields["unit"].initial = next(iter(units))
        for name, model in (("form", Form), ("channel", Channel), ("topics", Topic), ("audiences", Audience)):
            fields[name].queryset = model.objects.on(on)
        fields["form"].queryset = fields["form"].queryset.exclude(code="correction")

    def place_of(self, field: str) -> str | None:
        """Return the field beside which a refusal is said."""
        return field if field in self.fields else None


class LinkForm(_TermsForm):
    url = forms.CharField(
        label="Đường dẫn của tin, bài",
        max_length=1000,
        widget=_ADDRESS,
        help_text="Mở trang rồi chép từ thanh địa chỉ.",
        error_messages={"required": "Dán đường dẫn của tin, bài."},
    )
    title = forms.CharField(
        label="Tên tin, bài",
        max_length=300,
        help_text="Như trên trang.",
        error_messages={"required": "Ghi tên tin, bài."},
    )
    on = day_field("Ngày đăng", required=True)

    field_order = ("url", "title", "on", "unit", "channel", "form", "topics", "audiences")


class FeedForm(_TermsForm):
    url = forms.CharField(
        label="Địa chỉ nguồn RSS",
        max_length=1000,
        widget=_ADDRESS,
        help_text="Thường ở mục “RSS” cuối trang của đơn vị.",
        error_messages={"required": "Dán địa chỉ nguồn RSS."},
    )
    since = day_field("Tính tin đăng từ ngày", required=True)

    field_order = ("url", "since", "unit", "channel", "form", "topics", "audiences")


class CorrectLinkForm(forms.Form):
    title = forms.CharField(label="Tên tin, bài", max_length=300, error_messages={"required": "Ghi tên tin, bài."})
    on = day_field("Ngày đăng", required=True)


class WordForm(forms.Form):
    reason = forms.CharField(
        label="Vẫn tính, vì",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Ghi vì sao vẫn tính."},
    )
