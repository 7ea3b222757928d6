"""Fields that forms of work share."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.core.files.uploadedfile import UploadedFile

from loa.lib.vietnamese_numbers import whole_number
from loa.people.models import Unit
from loa.tasks.actions.evidence import Link

_LONGEST_NAME = 100


class FilesInput(forms.ClearableFileInput):
    """A choice of several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once; what each must be is the action's word."""

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """Return the chosen files, an empty list for none; an empty file is the action's to refuse."""
        return [file for file in data or [] if file]


class ChosenField(forms.MultipleChoiceField):
    """Several things by their names; which there are is the action's word, since what was offered may have gone."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages: ClassVar = {
        "invalid_choice": "Mục đã chọn không có trong danh sách. Bỏ dấu rồi chọn lại.",
        "invalid_list": "Mục đã chọn không có trong danh sách. Bỏ dấu rồi chọn lại.",
    }

    def valid_value(self, value: str) -> bool:
        """Tell whether it can be a name at all."""
        return len(value) <= _LONGEST_NAME and "\x00" not in value


class LinkField(forms.CharField):
    """The address of something on the web; what can be one is the action's word."""

    def __init__(self, *, help_text: str = "") -> None:
        widget = forms.TextInput(attrs={"inputmode": "url", "autocapitalize": "none"})
        super().__init__(label="Đường dẫn", required=False, max_length=1000, help_text=help_text, widget=widget)


def links_of(address: str, title: str = "") -> list[Link]:
    """Return what a link was typed for: one, or none where its field was left empty."""
    return [Link(address, title)] if address else []


class CountField(forms.CharField):
    """How many: whole numbers as people write them, with points or spaces between thousands; None for none."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "count"})

    def clean(self, value: Any) -> Any:
        typed = super().clean(value).strip()
        if not typed:
            return None
        try:
            return whole_number(typed)
        except ValueError as problem:
            raise forms.ValidationError(str(problem)) from problem


class DayInput(forms.DateInput):
    """A day chosen from a calendar, in the form that browsers send."""

    input_type = "date"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%d", **kwargs)


def day_field(label: str, help_text: str = "", *, required: bool = False) -> forms.DateField:
    """Return a field for a day."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=DayInput(),
        error_messages={"invalid": "Chọn một ngày, ví dụ 12/03/2024.", "required": "Chọn một ngày."},
    )


def offer_units(form: forms.Form, units: Mapping[int, str]) -> None:
    """Let a form's field `unit` offer units by the names they bear on the day it is shown."""
    field: Any = form.fields["unit"]
    field.queryset = Unit.objects.filter(pk__in=units)
    field.label_from_instance = lambda one: units[one.pk]
