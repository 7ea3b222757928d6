"""What a unit did outside Loa: half a minute on a telephone."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.files import File

from loa.activities.actions import Entry
from loa.activities.choices import Grade, Origin, ReachSource
from loa.activities.forms.fields import audiences_field, topics_field
from loa.activities.models import Audience, Channel, Form, Topic
from loa.activities.rules import CHANNEL_OF
from loa.people.models import Unit
from loa.tasks.actions import Link
from loa.tasks.forms.fields import CountField, FilesField, FilesInput, LinkField, day_field, links_of, offer_units


class EntryForm(forms.Form):
    unit = forms.ModelChoiceField(label="Đơn vị", queryset=Unit.objects.none(), empty_label="Chọn")
    form = forms.ModelChoiceField(
        label="Hình thức",
        queryset=Form.objects.none(),
        empty_label="Chọn",
        error_messages={"required": "Chọn hình thức."},
    )
    title = forms.CharField(
        label="Tên hoạt động",
        max_length=300,
        help_text="Ví dụ: Họp thôn Linh Hải phổ biến nộp hồ sơ trực tuyến.",
        error_messages={"required": "Ghi tên hoạt động."},
    )
    on = day_field("Ngày", required=True)
    topics = topics_field()
    reach = CountField(label="Số người tiếp cận", required=False)
    reach_source = forms.ChoiceField(
        label="Nguồn của số người", choices=[("", "Không ghi số"), *ReachSource.choices], required=False
    )
    proofs = FilesField(
        label="Ảnh, danh sách, bản ghi",
        required=False,
        help_text="Một tệp là đủ. Không có thì được tính là chỉ có lời.",
        widget=FilesInput,
    )
    link = LinkField()
    place = forms.CharField(label="Nơi", required=False, max_length=200)
    channel = forms.ModelChoiceField(
        label="Kênh", queryset=Channel.objects.none(), required=False, empty_label="Theo hình thức"
    )
    audiences = audiences_field()
    happened_on = day_field("Ngày của sự việc, văn bản được phổ biến")
    note = forms.CharField(label="Ghi chú", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))

    MAIN = ("unit", "form", "title", "on", "topics", "reach", "reach_source", "proofs")
    MORE = ("link", "place", "channel", "audiences", "happened_on", "note")

    def __init__(self, *args: Any, on: date, units: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        offer_units(self, units)
        if len(units) == 1:
            fields["unit"].widget = forms.HiddenInput()
        for name, model in (("form", Form), ("channel", Channel), ("topics", Topic), ("audiences", Audience)):
            fields[name].queryset = model.objects.on(on)
        fields["form"].queryset = fields["form"].queryset.exclude(code="correction")

    @property
    def main(self) -> list[forms.BoundField]:
        return [self[name] for name in self.MAIN if not self[name].is_hidden]

    @property
    def more(self) -> list[forms.BoundField]:
        return [self[name] for name in self.MORE]

    def clean(self) -> dict[str, Any]:
        """Choose the channel by the form where none is chosen."""
        cleaned = super().clean() or {}
        form = cleaned.get("form")
        if form is not None and cleaned.get("channel") is None:
            code = CHANNEL_OF.get(form.code)
            cleaned["channel"] = Channel.objects.filter(code=code).first() if code else None
            if cleaned["channel"] is None:
                self.add_error("channel", "Chọn kênh cho hình thức này.")
        return cleaned

    def entry(self) -> Entry:
        """Return what was typed, as the action takes it."""
        told = self.cleaned_data
        return Entry(
            on=told["on"],
            unit=told["unit"],
            title=told["title"],
            form=told["form"],
            channel=told["channel"],
            topics=tuple(told["topics"]),
            audiences=tuple(told["audiences"]),
            place=told["place"],
            happened_on=told["happened_on"],
            reach=told["reach"],
            reach_source=told["reach_source"],
            grade=Grade.WORD,
            origin=Origin.HAND,
            note=told["note"],
        )

    def files_given(self) -> Sequence[File[bytes]]:
        """Return the files that came along."""
        return self.cleaned_data["proofs"]

    def links(self) -> list[Link]:
        """Return the link that was typed."""
        return links_of(self.cleaned_data["link"])

    def place_of(self, field: str) -> str | None:
        """Return the field beside which a refusal is said."""
        place = {"file": "proofs"}.get(field, field)
        return place if place in self.fields else None
