"""The form in which the office's editor shows a story whole, and that of a section."""

from typing import Any

from django import forms
from wagtail.admin.forms.models import WagtailAdminModelForm

from loa.activities.models import Audience, Topic
from loa.base.clock import today


class WholeTextForm(WagtailAdminModelForm):
    """A story with every kind of block; `version` tells whether somebody wrote since it was shown."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    # Its hours stand among the other fields: Wagtail's own window for them asks the machine's clock.
    show_schedule_publishing_toggle = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.instance.version
        for name, kept in (("topics", Topic.objects), ("audiences", Audience.objects)):
            field = self.fields.get(name)
            if isinstance(field, forms.ModelMultipleChoiceField):
                chosen = [one.pk for one in getattr(self.instance, name).all()]
                field.queryset = kept.on(today()) | kept.filter(pk__in=chosen)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        live, expire = cleaned.get("go_live_at"), cleaned.get("expire_at")
        if live and expire and expire <= live:
            self.add_error("expire_at", "Giờ tự gỡ đứng trước giờ đăng.")
        return cleaned
