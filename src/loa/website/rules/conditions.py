"""What the index is asked, as a small tree that both engines are told in their own writing.

A term is one entry of the index: a word, two words side by side, a word of a title, or where a page belongs. Terms hold
letters, digits and `_.:-` alone, so nothing in them needs to be escaped.
"""

from collections.abc import Iterable
from dataclasses import dataclass

_NOTHING = "t.."  # no entry has this term


@dataclass(frozen=True, slots=True)
class Term:
    """The entries that have a term, or any term that begins so."""

    name: str
    is_beginning: bool = False

    def for_postgresql(self) -> str:
        """Return this as a tsquery."""
        return f"'{self.name}':*" if self.is_beginning else f"'{self.name}'"

    def for_sqlite(self) -> str:
        """Return this as a query of FTS5."""
        return f'"{self.name}" *' if self.is_beginning else f'"{self.name}"'


@dataclass(frozen=True, slots=True)
class AllOf:
    """The entries that fulfil every part."""

    parts: tuple["Condition", ...]

    def for_postgresql(self) -> str:
        """Return this as a tsquery."""
        return "(" + " & ".join(part.for_postgresql() for part in self.parts) + ")"

    def for_sqlite(self) -> str:
        """Return this as a query of FTS5."""
        return "(" + " AND ".join(part.for_sqlite() for part in self.parts) + ")"


@dataclass(frozen=True, slots=True)
class AnyOf:
    """The entries that fulfil at least one part."""

    parts: tuple["Condition", ...]

    def for_postgresql(self) -> str:
        """Return this as a tsquery."""
        return "(" + " | ".join(part.for_postgresql() for part in self.parts) + ")"

    def for_sqlite(self) -> str:
        """Return this as a query of FTS5."""
        return "(" + " OR ".join(part.for_sqlite() for part in self.parts) + ")"


Condition = Term | AllOf | AnyOf


def all_of(parts: Iterable[Condition]) -> Condition:
    """Return the condition that every part is fulfilled; there is at least one part."""
    known = tuple(dict.fromkeys(parts))
    return known[0] if len(known) == 1 else AllOf(known)


def any_of(parts: Iterable[Condition]) -> Condition:
    """Return the condition that some part is fulfilled; of no parts, none can be."""
    known = tuple(dict.fromkeys(parts))
    if not known:
        return Term(_NOTHING)
    return known[0] if len(known) == 1 else AnyOf(known)
