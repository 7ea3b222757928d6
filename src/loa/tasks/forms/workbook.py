"""A workbook on its way in: the file that is chosen, and what was read of it, sealed into the page that asks once more.

What was read travels with the page, not the file and not a session: the seal keeps it as it was read for a day.
"""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core import signing

from loa.tasks.actions import Entry

_SALT = "loa.tasks.workbook"
_A_DAY = 24 * 3600


class WorkbookForm(forms.Form):
    """The file; what it must be is the action's word."""

    file = forms.FileField(
        label="Bảng tính đã điền",
        help_text="Tệp .xlsx đã tải ở trang này, nhiều nhất 5 MB. Chưa ghi gì cho đến khi bấm “Ghi” ở bước sau.",
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={"required": "Chọn tệp bảng tính đã điền."},
    )


def sealed(unit: int, rows: Iterable[tuple[int, Entry]]) -> str:
    """Return what was read for a unit, each entry with its row in the sheet, as one field of a page carries it."""
    told = [
        [row, one.obligation, one.revision, one.note, one.nil, list(one.figures.items()), one.link] for row, one in rows
    ]
    return signing.dumps([unit, told], salt=_SALT, compress=True)


def opened(value: str, salt: str) -> Any:
    """Return what a page of the last day carried under a seal.

    Raises:
        ValidationError: it is older, or not as it was sealed.
    """
    try:
        return signing.loads(value, salt=salt, max_age=_A_DAY)
    except signing.SignatureExpired as problem:
        message = "Trang xem trước đã quá một ngày. Chưa có gì được lưu; tải tệp lên lại."
        raise forms.ValidationError(message) from problem
    except signing.BadSignature as problem:
        message = "Nội dung xem trước không còn nguyên vẹn. Chưa có gì được lưu; tải tệp lên lại."
        raise forms.ValidationError(message) from problem


class SealedForm(forms.Form):
    """What was read of a workbook, to be recorded: `unit` and `rows` once it is valid."""

    read = forms.CharField(error_messages={"required": "Chọn lại tệp bảng tính đã điền."})

    def clean_read(self) -> str:
        """Open the seal."""
        value: str = self.cleaned_data["read"]
        found: Any = opened(value, _SALT)
        self.unit: int = found[0]
        self.rows = {
            row: Entry(obligation=pk, revision=revision, note=note, nil=nil, figures=dict(figures), link=link)
            for row, pk, revision, note, nil, figures, link in found[1]
        }
        return value
