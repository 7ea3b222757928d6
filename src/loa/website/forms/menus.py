"""The menu of a site as its keeper types it: a few rows, each a place and the name it goes by."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from loa.website.actions import MenuRefused, MenuValues
from loa.website.choices import FIRST_MENU, StandingPage
from loa.website.models import InformationPage, MenuEntry
from loa.website.queries import ListedSection
from loa.website.rules.menus import LONGEST_WORDS, MOST_ENTRIES

_STANDING, _SECTION, _PAGE, _LINK = "trang", "muc", "bai", "lien-ket"
_EMPTY_ROWS = 2
_PARTS = ("place", "words", "address", "order")


@dataclass(frozen=True, slots=True)
class MenuRow:
    """The fields of one row, for the template."""

    number: int
    fields: tuple[forms.BoundField, ...]


class MenuForm(forms.Form):
    """Rows of fields `place_1`, `words_1`, `address_1`, `order_1` and so on; a row without a place is none."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        typed: QueryDict | None = None,
        *,
        entries: Sequence[MenuEntry],
        version: int,
        sections: Iterable[ListedSection],
        pages: Iterable[InformationPage],
    ) -> None:
        stands = [_of_entry(one) for one in entries] or [
            {"place": f"{_STANDING}:{page.value}", "words": words, "address": ""} for page, words in FIRST_MENU
        ]
        initial: dict[str, Any] = {"version": version}
        for number, row in enumerate(stands, 1):
            initial |= {f"{name}_{number}": value for name, value in row.items()} | {f"order_{number}": number}
        super().__init__(typed, initial=initial)
        shown = sum(name.startswith("place_") for name in typed) if typed else len(stands) + _EMPTY_ROWS
        self.count = min(shown, MOST_ENTRIES)
        choices = _choices(sections, pages)
        for number in range(1, self.count + 1):
            self._add_row(number, choices)

    @property
    def rows(self) -> list[MenuRow]:
        """Return the rows with their fields."""
        numbers = range(1, self.count + 1)
        return [MenuRow(number, tuple(self[f"{name}_{number}"] for name in _PARTS)) for number in numbers]

    def values(self) -> list[MenuValues]:
        """Return the rows that lead somewhere, in their order, as the action takes them."""
        return [self._value(number) for number in self._kept()]

    def refuse(self, refused: MenuRefused) -> None:
        """Show what the action said beside the row it speaks of."""
        field = f"{refused.field}_{self._kept()[refused.entry]}" if refused.entry is not None else None
        self.add_error(field, str(refused))

    def _add_row(self, number: int, choices: list[Any]) -> None:
        wrong = "Mục này không còn trên trang. Chọn mục khác."
        self.fields[f"place_{number}"] = forms.ChoiceField(
            label="Dẫn đến", choices=choices, required=False, error_messages={"invalid_choice": wrong}
        )
        self.fields[f"words_{number}"] = forms.CharField(
            label="Tên trên menu", max_length=LONGEST_WORDS, required=False
        )
        self.fields[f"address_{number}"] = forms.CharField(label="Địa chỉ liên kết", max_length=500, required=False)
        self.fields[f"order_{number}"] = forms.IntegerField(
            label="Thứ tự",
            min_value=1,
            max_value=99,
            required=False,
            widget=forms.NumberInput({"class": "count"}),
            error_messages={"invalid": "Ghi thứ tự bằng số, ví dụ 3."},
        )

    def _kept(self) -> list[int]:
        """Return the numbers of the rows that lead somewhere, in the order typed; one without goes last."""
        filled = [number for number in range(1, self.count + 1) if self.cleaned_data.get(f"place_{number}")]
        return sorted(filled, key=lambda number: (self.cleaned_data.get(f"order_{number}") or 100, number))

    def _value(self, number: int) -> MenuValues:
        kind, _, key = self.cleaned_data[f"place_{number}"].partition(":")
        words = self.cleaned_data[f"words_{number}"]
        if kind == _LINK:
            # A link without an address is refused by the action, which finds that it leads nowhere.
            return MenuValues(address=self.cleaned_data[f"address_{number}"], words=words)
        if kind == _STANDING:
            return MenuValues(standing=key, words=words)
        return MenuValues(**{"section" if kind == _SECTION else "page": int(key)}, words=words)  # type: ignore[arg-type]


def _choices(sections: Iterable[ListedSection], pages: Iterable[InformationPage]) -> list[Any]:
    groups = (
        ("Trang có sẵn", [(f"{_STANDING}:{page.value}", page.label) for page in StandingPage]),
        ("Chuyên mục", [(f"{_SECTION}:{one.section.pk}", one.section.name) for one in sections]),
        ("Bài giới thiệu", [(f"{_PAGE}:{one.pk}", one.title) for one in pages]),
        ("Nơi khác", [(_LINK, "Liên kết, ghi địa chỉ ở dưới")]),
    )
    return [("", "Không hiện"), *((name, found) for name, found in groups if found)]


def _of_entry(one: MenuEntry) -> dict[str, str]:
    if one.standing:
        place = f"{_STANDING}:{one.standing}"
    elif one.section_id:
        place = f"{_SECTION}:{one.section_id}"
    else:
        place = f"{_PAGE}:{one.page_id}" if one.page_id else _LINK
    return {"place": place, "words": one.words, "address": one.address}
