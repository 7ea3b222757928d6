"""What was read of a workbook of activities, carried by the page under a seal: no file and no session keeps it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core import signing

from loa.activities.actions import Line
from loa.tasks.forms.workbook import opened

_SALT = "loa.activities.workbook"


def sealed_lines(unit: int, rows: Iterable[tuple[int, Line]]) -> str:
    """Return what was read for a unit, each line with its row in the sheet, as one field of a page carries it."""
    told = [
        [row, one.on.isoformat(), one.title, one.form, one.channel, one.topics, one.audiences, one.reach,
         one.reach_source, one.place, one.happened_on and one.happened_on.isoformat(), one.link, one.note]
        for row, one in rows
    ]  # fmt: skip
    return signing.dumps([unit, told], salt=_SALT, compress=True)


class SealedLinesForm(forms.Form):
    """What was read of a workbook, to be entered: `unit` and `lines` once it is valid."""

    read = forms.CharField(error_messages={"required": "Chọn lại tệp bảng tính đã điền."})

    def clean_read(self) -> str:
        """Open the seal."""
        value: str = self.cleaned_data["read"]
        found: Any = opened(value, _SALT)
        self.unit: int = found[0]
        self.lines = {
            row: Line(
                on=date.fromisoformat(on),
                title=title,
                form=form,
                channel=channel,
                topics=tuple(topics),
                audiences=tuple(audiences),
                reach=reach,
                reach_source=source,
                place=place,
                happened_on=date.fromisoformat(happened) if happened else None,
                link=link,
                note=note,
            )
            for row, on, title, form, channel, topics, audiences, reach, source, place, happened, link, note in found[1]
        }
        return value
