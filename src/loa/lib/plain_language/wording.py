"""Words and turns of a sentence that can be plainer."""

from collections.abc import Iterator

from loa.lib.plain_language.model import Code, Finding, Level, Phrase
from loa.lib.plain_language.phrase_tables import Table, matches, table_of
from loa.lib.plain_language.phrases import DOUBLE_NEGATIVES
from loa.lib.plain_language.written import Sentence

_NEGATIVES = table_of(DOUBLE_NEGATIVES)
_NO = frozenset(("không", "chưa", "chẳng"))
_IF = frozenset(("nếu", "khi", "mà"))
_NO_APART = 12

_NOUNS = frozenset(("việc", "sự"))
_NOUN_PAIRS = frozenset((("công", "tác"), ("hoạt", "động"), ("quá", "trình"), ("tình", "hình")))
# "công việc", "ngày làm việc", "nhân sự" are words of their own.
_NOT_BEFORE_NOUN_WRITTEN = """
    làm công sự xong vụ mọi nhiều tốt đầu thôi nghỉ những các nhân dân hình thời quân lịch cộng tâm thật tự
"""
_NOT_BEFORE_NOUN = frozenset(_NOT_BEFORE_NOUN_WRITTEN.split())
_NOT_BEHIND_NOUN = frozenset(["kiện", "cố", "việc", "nghiệp", "thật", "vụ", "gì", "này", "đó", "nào"])
_NEXT_TO, _NEAR = 2, 8
_STACK, _TOUCHING = 3, 2
_NAMED = 4  # nouns that the message repeats

_JOINING = frozenset(("và", "hoặc"))
_JOININGS = 2
_PASSIVE = frozenset(("được", "bị"))
_PASSIVE_APART = 12
_NOT_BY = frozenset(("vì", "lẽ"))
_PAUSES = frozenset(",;:.()")


def wordy(sentence: Sentence, table: Table[Phrase]) -> Iterator[Finding]:
    """Yield a finding for each phrase of the table."""
    yield from _phrases(sentence, table, Code.PHRASE)


def double_negatives(sentence: Sentence) -> Iterator[Finding]:
    """Yield findings for two negatives that cancel each other, and for "không … nếu không …"."""
    found = list(_phrases(sentence, _NEGATIVES, Code.DOUBLE_NEGATIVE))
    yield from found
    tokens = sentence.tokens
    first: int | None = None
    for index, token in enumerate(tokens):
        if token.word not in _NO:
            continue
        is_second = first is not None and 2 < index - first <= _NO_APART and tokens[index - 1].word in _IF
        if first is not None and is_second and not found:
            message = "“{}” có hai lần phủ định, phải nghĩ ngược mới hiểu: nói thẳng lúc nào thì được."
            start, end = tokens[first].start, token.end
            yield sentence.finding(
                start, end, code=Code.DOUBLE_NEGATIVE, level=Level.NOTE,
                message=message.format(f"{sentence.capitals(first)} … {tokens[index - 1].word} {token.word}"),
            )  # fmt: skip
        first = index


def _phrases(sentence: Sentence, table: Table[Phrase], code: Code) -> Iterator[Finding]:
    for phrase, first, end in matches(sentence, table):
        start, stop = sentence.tokens[first].start, sentence.tokens[end - 1].end
        message = f"“{phrase.words}”: {phrase.reason}. {_how_to_mend(phrase)}."
        yield sentence.finding(start, stop, code=code, level=Level.NOTE, message=message, suggestion=phrase.instead)


def _how_to_mend(phrase: Phrase) -> str:
    if phrase.instead:
        return f"Có thể viết: {phrase.instead}" + (f"; {phrase.advice}" if phrase.advice else "")
    return f"Nên {phrase.advice}" if phrase.advice else "Thường bỏ đi mà câu vẫn đủ ý"


def noun_stacks(sentence: Sentence) -> Iterator[Finding]:
    """Yield a finding for two nouns of office language that touch, or three close together ("công tác … việc … sự")."""
    run: list[tuple[int, int]] = []
    for place in _office_nouns(sentence):
        if run and not _is_near(sentence, run[-1], place):
            yield from _stack(sentence, run)
            run = []
        run.append(place)
    yield from _stack(sentence, run)


def _office_nouns(sentence: Sentence) -> Iterator[tuple[int, int]]:
    words = [token.word for token in sentence.tokens]
    for index, word in enumerate(words):
        behind = words[index + 1] if index + 1 < len(words) else ""
        if (word, behind) in _NOUN_PAIRS:
            yield index, index + 2
        elif (
            word in _NOUNS
            and behind not in _NOT_BEHIND_NOUN
            and (not index or words[index - 1] not in _NOT_BEFORE_NOUN)
        ):
            yield index, index + 1


def _is_near(sentence: Sentence, one: tuple[int, int], other: tuple[int, int]) -> bool:
    if other[0] - one[1] > _NEAR:
        return False
    between = sentence.block.text.low[sentence.tokens[one[1] - 1].end : sentence.tokens[other[0]].start]
    return _PAUSES.isdisjoint(between)


def _stack(sentence: Sentence, run: list[tuple[int, int]]) -> Iterator[Finding]:
    touching = len(run) == _TOUCHING and run[1][0] - run[0][1] <= _NEXT_TO
    if len(run) >= _STACK or touching:
        start, end = sentence.tokens[run[0][0]].start, sentence.tokens[run[-1][1] - 1].end
        names = ", ".join(f"“{sentence.block.text.low[_at(sentence, place)]}”" for place in run[:_NAMED])
        message = f"{names} nối nhau làm câu nặng và khuất người làm: dùng động từ, nói ai làm việc gì."
        yield sentence.finding(start, end, code=Code.NOUN_STACK, level=Level.NOTE, message=message)


def _at(sentence: Sentence, place: tuple[int, int]) -> slice:
    return slice(sentence.tokens[place[0]].start, sentence.tokens[place[1] - 1].end)


def chains(sentence: Sentence) -> Iterator[Finding]:
    """Yield a finding at the third "và" or "hoặc" of a sentence."""
    joins = [token for token in sentence.tokens if token.word in _JOINING]
    if len(joins) > _JOININGS:
        third = joins[_JOININGS]
        message = f"Câu có {len(joins)} chữ “và”, “hoặc”, khó biết cái gì đi với cái gì: tách câu, hoặc gạch đầu dòng."
        yield sentence.finding(third.start, third.end, code=Code.CHAIN, level=Level.NOTE, message=message)


def passives(sentence: Sentence) -> Iterator[Finding]:
    """Yield a finding for "được/bị … bởi" within one clause."""
    tokens = sentence.tokens
    first: int | None = None
    for index, token in enumerate(tokens):
        if token.word in _PASSIVE:
            first = index
        elif token.word == "bởi" and first is not None:
            follows = tokens[index + 1].word if index + 1 < len(tokens) else ""
            between = sentence.block.text.low[tokens[first].end : token.start]
            if index - first <= _PASSIVE_APART and follows not in _NOT_BY and _PAUSES.isdisjoint(between):
                message = f"Câu bị động “{tokens[first].word} … bởi”: nói ai làm trước, rồi đến việc, câu sẽ ngắn hơn."
                start, end = tokens[first].start, token.end
                yield sentence.finding(start, end, code=Code.PASSIVE, level=Level.NOTE, message=message)
            first = None
