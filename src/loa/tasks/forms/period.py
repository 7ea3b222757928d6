"""A whole period of a unit on one form: for each item its numbers, a line, or that nothing came up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from loa.tasks.actions import Entry
from loa.tasks.forms.fields import CountField
from loa.tasks.queries import Number, PeriodItem

_LONGEST_LINE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFields:
    """An item with the fields that stand for it; none where it was reported."""

    item: PeriodItem
    numbers: tuple[BoundField, ...] = ()
    nil: BoundField | None = None
    note: BoundField | None = None
    revision: BoundField | None = None

    @property
    def pairs(self) -> list[tuple[BoundField, Number]]:
        """The fields of its numbers, each with the number it is for."""
        return list(zip(self.numbers, self.item.numbers, strict=True))

    @property
    def faults(self) -> list[str]:
        """What is wrong with any of its fields."""
        fields = (*self.numbers, *(one for one in (self.nil, self.note) if one))
        return [str(error) for one in fields for error in one.errors]


class PeriodForm(forms.Form):
    """Fields for every open item; one left empty is not reported yet."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, items: Sequence[PeriodItem]) -> None:
        super().__init__(data)
        self.items = items
        # What was on the page when it was sent stays on the form, though somebody has reported it since.
        self.asked = [item for item in items if item.is_open or f"rev{item.obligation.pk}" in (data or {})]
        for item in self.asked:
            self._add(item)

    def _add(self, item: PeriodItem) -> None:
        pk = item.obligation.pk
        for number in item.numbers:
            indicator = number.indicator
            count = CountField(required=False, label=indicator.name, max_length=20)
            # The form of the page says it once for all its boxes: forty items of three are two kilobytes of it.
            del count.widget.attrs["autocomplete"]
            self.fields[f"n{pk}-{indicator.pk}"] = count
        self.fields[f"nil{pk}"] = forms.BooleanField(required=False, label="Không phát sinh")
        self.fields[f"note{pk}"] = forms.CharField(required=False, label="Ghi thêm", max_length=_LONGEST_LINE)
        self.fields[f"rev{pk}"] = forms.IntegerField(
            widget=forms.HiddenInput, initial=item.obligation.revision, required=False
        )

    def rows(self) -> list[ItemFields]:
        """Return the items with their fields, in the order of the page."""
        return [self._row(item) for item in self.items]

    def _row(self, item: PeriodItem) -> ItemFields:
        pk = item.obligation.pk
        if item not in self.asked:
            return ItemFields(item=item)
        return ItemFields(
            item=item,
            numbers=tuple(self[f"n{pk}-{number.indicator.pk}"] for number in item.numbers),
            nil=self[f"nil{pk}"],
            note=self[f"note{pk}"],
            revision=self[f"rev{pk}"],
        )

    def entries(self) -> list[Entry]:
        """Return what was typed of every item of a valid form; an item left empty is not among it."""
        typed = self.cleaned_data
        entries = []
        for item in self.asked:
            pk = item.obligation.pk
            counted = {one.indicator.pk: typed[f"n{pk}-{one.indicator.pk}"] for one in item.numbers}
            entry = Entry(
                obligation=pk,
                revision=typed[f"rev{pk}"] or 0,
                note=typed[f"note{pk}"],
                nil=typed[f"nil{pk}"],
                figures={indicator: value for indicator, value in counted.items() if value is not None},
            )
            if entry.note or entry.nil or entry.figures:
                entries.append(entry)
        return entries

    def go_on_top(self) -> None:
        """Let what was typed be sent again on top of what each item now says."""
        self.data = {
            **dict(self.data.items()),
            **{f"rev{one.obligation.pk}": one.obligation.revision for one in self.asked},
        }

    def add_faults(self, faults: Mapping[tuple[int, int | None], str]) -> None:
        """Show what an action refused beside the field it is about."""
        for (pk, indicator), sentence in faults.items():
            name = f"n{pk}-{indicator}" if f"n{pk}-{indicator}" in self.fields else f"note{pk}"
            self.add_error(name if name in self.fields else None, sentence)
