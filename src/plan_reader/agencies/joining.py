"""One agency out of the many ways a document writes it, with the evidence for each join.

Tried in this order, and left alone where none holds or two would: alike but for case, marks, hyphens, "và" and the
owner's level; well-known short forms and ordered initials, one wrong letter allowed in long ones; near by words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from plan_reader.agencies import nearness
from plan_reader.agencies.abbreviations import typos_between, unexplained
from plan_reader.agencies.names import LONGEST_NAME, Fit, Name, abbreviated, initials, shown_name, take_apart
from plan_reader.model import Agency, AgencyKind, JoinedAgency, Spelling
from plan_reader.text import fold

# Beyond so many agencies that one name could mean, none of them is certain, and comparing all would take minutes.
_MOST_COMPARED = 100


class _Group:
    """The spellings of one agency; `first` is the order of its first mention, `best` the name it goes by."""

    __slots__ = ("best", "first", "fits", "kind", "level", "names", "place")

    def __init__(self, kind: AgencyKind, first: int) -> None:
        self.kind = kind
        self.first = first
        self.names: list[Name] = []
        self.fits: dict[str, Fit] = {}
        self.level: str | None = None
        self.place: str | None = None
        self.best = ""

    def add(self, name: Name, fit: Fit, first: int) -> None:
        self.names.append(name)
        self.fits[name.shown] = fit
        self.first = min(self.first, first)
        self.level = self.level or name.level
        self.place = self.place or name.place

    def owned_alike(self, name: Name) -> bool:
        """Tell whether the owners agree as far as both name them; a bare committee must name its level."""
        if name.bare and name.level != self.level:
            return False
        return _agree(name.level, self.level) and _agree(name.place, self.place)

    def fit_of(self, body: str) -> Fit:
        """Return why the group's first name of these words is in it: a second "Sở KHCN" abbreviates like the first."""
        return next(self.fits[name.shown] for name in self.names if name.body == body)


def _with_capital(name: str) -> str:
    """Return a name as it stands alone: "các tổ chức chính trị - xã hội" of running text begins with a capital."""
    return name[:1].upper() + name[1:]


def _agree(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other


class Joiner:
    """Joins the spellings of one document.

    `mentions` are all the names it writes, in its order and with repeats; `full_names` are those that head its
    duties, preferred as the joined form.
    """

    def __init__(self, full_names: Iterable[str] = (), mentions: Iterable[str] = ()) -> None:
        self._preferred = frozenset(map(shown_name, full_names))
        self._shown: dict[str, str] = {}
        self._agencies: dict[str, Agency] = {}
        self._counts = Counter(map(self._shown_of, mentions))
        self._counts.pop("", None)
        self._order = {shown: place for place, shown in enumerate(self._counts)}
        names = [take_apart(shown) for shown in self._counts]
        self._places = frozenset(name.place for name in names if name.place and name.level and " " in name.place)
        if self._places:
            names = [take_apart(name.shown, self._places) for name in names]
        self._groups: list[_Group] = []
        self._by_body: dict[tuple[AgencyKind, str], list[_Group]] = {}
        self._by_expanded: dict[tuple[AgencyKind, str], list[_Group]] = {}
        self._by_size: dict[tuple[AgencyKind, str], list[_Group]] = {}
        self._by_head: dict[tuple[AgencyKind, str], list[_Group]] = {}
        self._by_shown: dict[str, _Group] = {}
        self._group_all(names)

    def _shown_of(self, text: str) -> str:
        if text not in self._shown:
            self._shown[text] = shown_name(text)
        return self._shown[text]

    def _group_all(self, names: Sequence[Name]) -> None:
        # The fullest first, so that a short form sees every agency it could mean.
        for name in sorted(
            names, key=lambda n: (abbreviated(n.shown), n.level is None, n.place is None, -len(n.words))
        ):
            group, fit = self._match(name) or (self._new_group(name), "same")
            self._add(name, group, fit)
        self._groups.sort(key=lambda group: group.first)
        for group in self._groups:
            best = max((name.shown for name in group.names), key=self._worth)
            group.fits[best] = "same"
            group.best = _with_capital(best)

    def _new_group(self, name: Name) -> _Group:
        group = _Group(name.kind, self._order[name.shown])
        self._groups.append(group)
        return group

    def _add(self, name: Name, group: _Group, fit: Fit) -> None:
        group.add(name, fit, self._order[name.shown])
        self._by_shown[name.shown] = group
        for index, key in (
            (self._by_body, name.body),
            (self._by_expanded, name.expanded),
            (self._by_size, name.size),
            (self._by_head, name.head),
        ):
            groups = index.setdefault((name.kind, key), [])
            if group not in groups[-_MOST_COMPARED:]:
                groups.append(group)

    def _worth(self, shown: str) -> tuple[int, bool, int, int]:
        return -abbreviated(shown), shown in self._preferred, self._counts[shown], -self._order[shown]

    def _match(self, name: Name) -> tuple[_Group, Fit] | None:
        """Return the one group that a name belongs to and why; None where there is none or more than one."""
        same = [g for g in self._by_body.get((name.kind, name.body), ()) if g.owned_alike(name)]
        if same:
            return (same[0], same[0].fit_of(name.body)) if len(same) == 1 else None
        spelt = [g for g in self._by_expanded.get((name.kind, name.expanded), ()) if g.owned_alike(name)]
        if spelt:
            return (spelt[0], "abbreviation") if len(spelt) == 1 else None
        if len(name.shown) > LONGEST_NAME:
            return None
        if name.short:
            return self._match_initials(name)
        return self._match_near(name)

    def _match_initials(self, name: Name) -> tuple[_Group, Fit] | None:
        exact: list[_Group] = []
        close: list[_Group] = []
        for group in self._comparable(self._by_size, name, name.size):
            typos = {typos_between(name.words, full.words) for full in group.names if len(full.shown) <= LONGEST_NAME}
            if 0 in typos:
                exact.append(group)
            elif 1 in typos:
                close.append(group)
        if exact:
            return (exact[0], "abbreviation") if len(exact) == 1 else None
        return (close[0], "typo") if len(close) == 1 else None

    def _match_near(self, name: Name) -> tuple[_Group, Fit] | None:
        if name.kind != "unit" or not name.words:
            return None
        groups = self._comparable(self._by_head, name, name.head)
        place = nearness.nearest(name, [group.names for group in groups])
        return None if place is None else (groups[place], "near")

    def _comparable(self, index: dict[tuple[AgencyKind, str], list[_Group]], name: Name, key: str) -> list[_Group]:
        groups = index.get((name.kind, key), [])
        return [group for group in groups if group.owned_alike(name)] if len(groups) <= _MOST_COMPARED else []

    def join(self, text: str) -> Agency:
        """Return the agency that a text names, under the name joined over the document.

        A text the document was not said to hold is joined with what is known, and kept under its own name otherwise.
        """
        agency = self._agencies.get(text)
        if agency is None:
            agency = self._agencies[text] = self._joined_agency(text)
        return agency

    def _joined_agency(self, text: str) -> Agency:
        shown = self._shown_of(text)
        group = self._by_shown.get(shown)
        if group is None:
            name = take_apart(shown, self._places)
            found = self._match(name)
            if found is None:
                return Agency(text=text, name=_with_capital(shown or text), kind=name.kind)
            group = found[0]
        return Agency(text=text, name=group.best, kind=group.kind)

    def joined(self) -> tuple[JoinedAgency, ...]:
        """Return every agency mentioned, once, in order of first mention, with its spellings and their counts."""
        return tuple(
            JoinedAgency(name=group.best, kind=group.kind, spellings=self._spellings(group)) for group in self._groups
        )

    def _spellings(self, group: _Group) -> tuple[Spelling, ...]:
        return tuple(
            Spelling(text=shown, why=group.fits[shown], count=self._counts[shown])
            for shown in sorted(group.fits, key=self._order.__getitem__)
        )

    def unknown_abbreviations(self) -> tuple[tuple[str, str], ...]:
        """Return (abbreviation, agency) where a joined name keeps one that is neither common nor explained.

        Outside bodies are left out: "FPT" is the company's name. So are initials of a place the document names.
        """
        places = set(map(initials, self._places))
        return tuple(
            (short, group.best)
            for group in self._groups
            if group.kind != "outside"
            for short in dict.fromkeys(unexplained(group.best))
            if fold(short) not in places
        )
