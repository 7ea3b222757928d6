"""Fields that forms of work share."""

import re
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

# "1200", "1.200" and "1 200" are the same number; "1,5" and "1.20" are none that can be counted.
_NUMBER = re.compile(r"\d{1,9}|\d{1,3}(?:[. ]\d{3}){1,2}", re.ASCII)


class FilesInput(forms.ClearableFileInput):
    """A choice of several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once; what each must be is the action's word."""

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """Return the chosen files, an empty list for none; an empty file is the action's to refuse."""
        return [file for file in data or [] if file]


class CountField(forms.CharField):
    """How many: whole numbers as people write them, with points or spaces between thousands; None for none."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "count"})

    def clean(self, value: Any) -> Any:
        typed = super().clean(value).strip()
        if not typed:
            return None
        if typed.startswith("-"):
            raise forms.ValidationError("Ghi số từ 0 trở lên.")
        if not _NUMBER.fullmatch(typed):
            raise forms.ValidationError("Ghi một số nguyên, ví dụ 12 hoặc 1.200.")
        return int(re.sub(r"[. ]", "", typed))
