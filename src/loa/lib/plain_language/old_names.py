"""Names of places, offices and papers that are no longer right on a day."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

from loa.lib.plain_language.matching import plain
from loa.lib.plain_language.model import Code, Finding, Level, OldName
from loa.lib.plain_language.phrase_tables import Table, matches, table_of
from loa.lib.plain_language.phrases import OLD_NAMES
from loa.lib.plain_language.written import Sentence

# Who writes so knows that the name is an old one.
_SAID_TO_BE_OLD = (
    "không cần",
    "không phải",
    "không còn",
    "hết giá trị",
    "cũ",
    "trước đây",
    "trước kia",
    "nguyên là",
    "nay là",
    "sáp nhập",
    "trước khi",
    "thay cho",
    "thay thế",
)


def outdated(sentences: Iterable[Sentence], on: date) -> Iterator[Finding]:
    """Yield a finding at the first use of each name that has changed by that day."""
    table = _names_on(on)
    told: set[str] = set()
    for sentence in sentences:
        fresh = [(name, first, end) for name, first, end in matches(sentence, table) if plain(name.words) not in told]
        if not fresh or _is_said_to_be_old(sentence):
            continue
        for name, first, end in fresh:
            if plain(name.words) not in told:
                told.add(plain(name.words))
                yield _finding(sentence, name, first, end)


def _finding(sentence: Sentence, name: OldName, first: int, end: int) -> Finding:
    now = f" Nay là: {name.instead}." if name.instead else ""
    return sentence.finding(
        sentence.tokens[first].start,
        sentence.tokens[end - 1].end,
        code=Code.OUTDATED,
        level=Level.WARN,
        message=f"“{name.words}”: {name.reason}.{now} Nếu nói chuyện trước đó, thêm chữ “cũ”.",
        suggestion=name.instead,
        known_by="",
    )


@lru_cache(maxsize=64)
def _names_on(on: date) -> Table[OldName]:
    return table_of(tuple(name for name in OLD_NAMES if name.since <= on))


def _is_said_to_be_old(sentence: Sentence) -> bool:
    words = f" {' '.join(token.word for token in sentence.tokens)} "
    return any(f" {old} " in words for old in _SAID_TO_BE_OLD)
