"""Which story is wanted of whom by when."""

from datetime import date
from typing import Any

from django import forms

from loa.activities.models import Channel, Topic
from loa.people.models import Unit
from loa.tasks.forms.fields import day_field, offer_units


class CommissionForm(forms.Form):
    unit = forms.ModelChoiceField(
        label="Đặt bài cho",
        queryset=Unit.objects.none(),
        empty_label="Chọn",
        error_messages={"required": "Chọn đơn vị."},
    )
    what = forms.CharField(label="Về việc gì", max_length=300, error_messages={"required": "Ghi cần bài về việc gì."})
    note = forms.CharField(
        label="Gợi ý cho người viết", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    event_on = day_field("Ngày diễn ra sự kiện")
    due_on = day_field("Cần trước hết ngày", required=True)
    topic = forms.ModelChoiceField(
        label="Nội dung", queryset=Topic.objects.none(), required=False, empty_label="Không chọn"
    )
    channel = forms.ModelChoiceField(
        label="Kênh", queryset=Channel.objects.none(), required=False, empty_label="Không chọn"
    )

    def __init__(self, *args: Any, on: date, units: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        offer_units(self, units)
        fields["topic"].queryset = Topic.objects.on(on)
        fields["channel"].queryset = Channel.objects.on(on)
