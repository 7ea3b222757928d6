"""The form in which the office's editor shows a story whole, and that of a section."""

from typing import Any

from django import forms
from wagtail.admin.forms.models import WagtailAdminModelForm

from loa.activities.models import Audience, Topic
from loa.base.clock import today
from loa.newsroom.permissions import owners_of_sections
from loa.people.choices import UnitKind
from loa.people.models import Unit, ids_below
from loa.people.queries import unit_choices


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


class SectionForm(WagtailAdminModelForm):
    """A section of one of the units whose sections the person keeps; who edits and decides is of that unit."""

    class Meta(WagtailAdminModelForm.Meta):
        help_texts = {
            "slug": "Chữ thường không dấu, nối bằng gạch ngang; đứng trong địa chỉ trang công khai.",
            "legal": "Cần có để nhận bài phê phán.",
            "valid_until": "Để trống khi chuyên mục còn mở.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day, owners = today(), owners_of_sections(self.for_user, today())
        reach = ids_below(owners, day)
        for name, units in (("owner", owners), ("desk", reach), ("approver", reach), ("legal", reach)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  (a fact of the model, for the type checker)
            field.queryset = Unit.objects.filter(pk__in=units).exclude(kind=UnitKind.OUTSIDE)
            kept = frozenset(field.queryset.values_list("pk", flat=True))
            field.choices = [("", "Chọn"), *unit_choices(day, kept)]
        topics = self.fields["topics"]
        assert isinstance(topics, forms.ModelMultipleChoiceField)  # noqa: S101
        topics.queryset = Topic.objects.on(day)
        if self.instance.pk:
            self.fields["owner"].disabled = True
