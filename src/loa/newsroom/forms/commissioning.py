"""Which story is wanted of whom by when."""

from datetime import date
from typing import Any

from django import forms

from loa.activities.models import Channel, Topic
from loa.lib.vietnamese_text import shorten
from loa.people.models import Unit
from loa.tasks.forms.fields import day_field, offer_units
from loa.tasks.models import Task

_TITLE_WORDS = 12


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
    task = forms.ModelChoiceField(
        label="Nhiệm vụ của kế hoạch", queryset=Task.objects.none(), required=False, empty_label="Không chọn"
    )
    topic = forms.ModelChoiceField(
        label="Nội dung", queryset=Topic.objects.none(), required=False, empty_label="Không chọn"
    )
    channel = forms.ModelChoiceField(
        label="Kênh", queryset=Channel.objects.none(), required=False, empty_label="Không chọn"
    )

    def __init__(self, *args: Any, on: date, units: dict[int, str], owner: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        offer_units(self, units)
        at_work = Task.objects.filter(version__plan__owner=owner, version__plan__year=on.year).select_related("version")
        fields["task"].queryset = at_work.order_by("version", "position")
        fields["task"].label_from_instance = _line
        fields["topic"].queryset = Topic.objects.on(on)
        fields["channel"].queryset = Channel.objects.on(on)


def _line(task: Task) -> str:
    title = shorten(task.title, _TITLE_WORDS)
    return f"{task.number}. {title}" if task.number else title
