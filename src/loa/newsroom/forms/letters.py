"""Whose news a letter is."""

from datetime import date
from typing import Any

from django import forms

from loa.activities.models import Topic
from loa.people.models import Unit
from loa.tasks.forms.fields import offer_units


class LetterForm(forms.Form):
    unit = forms.ModelChoiceField(
        label="Tin của đơn vị",
        queryset=Unit.objects.none(),
        empty_label="Chọn",
        error_messages={"required": "Chọn đơn vị."},
    )
    topic = forms.ModelChoiceField(
        label="Nội dung", queryset=Topic.objects.none(), required=False, empty_label="Chưa rõ"
    )

    def __init__(self, *args: Any, on: date, units: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        offer_units(self, units)
        fields["topic"].queryset = Topic.objects.on(on)
