"""What somebody looks for: the words typed, and the conditions that the index is asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from loa.lib.folded_words import folded_words, pair, pairs_of
from loa.lib.vietnamese_text import tidy
from loa.website.rules.conditions import Condition, Term, all_of, any_of
from loa.website.rules.same_meaning import Meanings, Words, longest
from loa.website.rules.terms import in_title

MOST_LETTERS = 200
MOST_WORDS = 16

# What a sentence is held together by and no page is about; folded.
_OF_NO_WEIGHT = frozenset(
    folded_words("""
    ai ạ bao bằng bị các cần cho có của cùng dành dịp do đã đang đâu đây đến để đi được giờ gì hay hỏi hôm khi không là
    làm lại lúc mà mấy mình muốn nào này nên như nhưng những nhiêu ở phải qua ra rồi sao sẽ tại tôi tới thì thế theo
    trên trong từ và vậy vào về vì với xin
""")
)


@dataclass(frozen=True, slots=True)
class Group:
    """One thing looked for: the words as typed, and other words for the same."""

    words: Words
    others: tuple[Words, ...] = ()

    @property
    def ways(self) -> tuple[Words, ...]:
        """Every way to say it, as typed first."""
        return (self.words, *self.others)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for: `written` as typed, shortened where it was too long, and what it consists of."""

    written: str
    words: Words
    groups: tuple[Group, ...]
    was_cut: bool = False


def typed(text: str) -> str:
    """Return what somebody typed as it is worked with: composed letters, no more of them than anybody types."""
    return tidy(text[: MOST_LETTERS * 4].replace("\x00", " "))[:MOST_LETTERS]


def asked(text: str, known: Meanings) -> Asked:
    """Return what a text asks for."""
    written = typed(text)
    words = folded_words(written)
    kept = tuple(words[:MOST_WORDS])
    was_cut = len(words) > MOST_WORDS or len(text.strip()) > MOST_LETTERS
    return Asked(written, kept, _groups(kept, known), was_cut)


def asked_instead(words: Iterable[str], written: str, known: Meanings) -> Asked:
    """Return what other words ask for."""
    kept = tuple(words)[:MOST_WORDS]
    return Asked(written, kept, _groups(kept, known))


def has_all(groups: Iterable[Group]) -> Condition:
    """Return the condition that an entry has everything looked for, in any place."""
    return all_of(any_of(_words(way, apart=way == group.words) for way in group.ways) for group in groups)


def has_all_in_title(groups: Iterable[Group]) -> Condition:
    """Return the condition that a title has everything looked for."""
    return all_of(
        any_of(all_of(Term(in_title(word)) for word in _terms(way, apart=way == group.words)) for way in group.ways)
        for group in groups
    )


def has_side_by_side(groups: tuple[Group, ...]) -> Condition | None:
    """Return the condition that an entry has the words side by side, as they were typed; None for a single word."""
    parts: list[Condition] = [
        any_of(_words(way, apart=False) for way in group.ways) for group in groups if len(group.words) > 1
    ]
    for left, right in pairwise(groups):
        if not left.others and not right.others:
            parts.append(Term(pair(left.words[-1], right.words[0])))
    return all_of(parts) if parts else None


def has_some(groups: tuple[Group, ...]) -> Condition:
    """Return the condition that an entry has something of what is looked for: two neighbours, or one other name."""
    ways = [_words(way, apart=False) for group in groups for way in group.ways if len(way) > 1 or group.others]
    neighbours = [Term(pair(left.words[-1], right.words[0])) for left, right in pairwise(groups)]
    return any_of([*ways, *neighbours]) if ways or neighbours else has_all(groups)


def of_weight(groups: tuple[Group, ...]) -> tuple[Group, ...]:
    """Return the groups that a page can be about; all of them where none is."""
    kept = tuple(group for group in groups if len(group.words) > 1 or group.words[0] not in _OF_NO_WEIGHT)
    return kept or groups


def _groups(words: Words, known: Meanings) -> tuple[Group, ...]:
    """Return words in groups: from the left, the longest run that has another name, else one word."""
    groups: list[Group] = []
    reach, start = longest(known), 0
    while start < len(words):
        ends = range(min(len(words), start + reach), start, -1)
        end = next((end for end in ends if words[start:end] in known), start + 1)
        groups.append(Group(words[start:end], tuple(known.get(words[start:end], ()))))
        start = end
    return tuple(groups)


def _words(way: Words, *, apart: bool) -> Condition:
    return all_of(Term(term) for term in _terms(way, apart=apart))


def _terms(way: Words, *, apart: bool) -> list[str]:
    """Return the terms of one way to say a thing: its words in any place, or every two side by side."""
    return list(way) if apart or len(way) == 1 else pairs_of(list(way))
