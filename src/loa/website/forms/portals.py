"""What the keeper of a site says of it, and what it shows of others."""

from datetime import date
from typing import Any

from django import forms

from loa.newsroom.models import Section
from loa.people.models import Unit
from loa.people.queries import unit_names
from loa.tasks.forms.fields import offer_units
from loa.website.actions import PortalValues
from loa.website.models import Portal

_ROWS = {"rows": 4}


class PortalForm(forms.Form):
    name = forms.CharField(
        label="Tên trang", max_length=200, error_messages={"required": "Ghi tên trang thông tin điện tử."}
    )
    hotline = forms.CharField(
        label="Đường dây nóng", max_length=40, required=False, help_text="Để trống thì hiện điện thoại của cơ quan."
    )
    hotline_for = forms.CharField(label="Đường dây nóng tiếp nhận việc gì", max_length=200, required=False)
    responsible = forms.CharField(label="Người chịu trách nhiệm nội dung", max_length=200, required=False)
    contact_in_english = forms.CharField(
        label="Thông tin liên hệ bằng tiếng Anh",
        widget=forms.Textarea({**_ROWS, "lang": "en"}),
        max_length=2_000,
        required=False,
    )
    accessibility = forms.CharField(
        label="Điều còn khó dùng trên trang này",
        widget=forms.Textarea(_ROWS),
        max_length=2_000,
        required=False,
        help_text="Hiện ở trang Khả năng tiếp cận, để người đọc biết và tìm cách khác.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    @classmethod
    def of(cls, portal: Portal) -> "PortalForm":
        """Return the form as the site stands."""
        return cls(initial={name: getattr(portal, name) for name in cls.base_fields})

    def values(self) -> PortalValues:
        """Return what was typed, as the action takes it."""
        return PortalValues(**{name: value for name, value in self.cleaned_data.items() if name != "version"})


class SubscriptionForm(forms.Form):
    section = forms.ModelChoiceField(
        label="Một chuyên mục", queryset=Section.objects.none(), required=False, empty_label="Không chọn"
    )
    unit = forms.ModelChoiceField(
        label="Hoặc mọi tin, bài của một đơn vị",
        queryset=Unit.objects.none(),
        required=False,
        empty_label="Không chọn",
    )

    def __init__(self, *args: Any, portal: Portal, units: dict[int, str], on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sections = Section.objects.on(on).exclude(owner=portal.unit_id)
        owners = unit_names(sections.values_list("owner", flat=True), on)
        field: Any = self.fields["section"]
        field.queryset = sections
        field.label_from_instance = lambda one: f"{one.name} ({owners.get(one.owner_id, '')})"
        offer_units(self, units)

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        cleaned = super().clean() or {}
        if bool(cleaned.get("section")) == bool(cleaned.get("unit")):
            raise forms.ValidationError("Chọn một chuyên mục hoặc một đơn vị, không chọn cả hai.")
        return cleaned
