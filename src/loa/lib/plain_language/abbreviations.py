"""Abbreviations that a reader meets before anybody said what they stand for."""

import re
from collections.abc import Iterable, Iterator, Mapping

from loa.lib.plain_language.matching import plain
from loa.lib.plain_language.model import TITLE, Code, Finding, Level
from loa.lib.plain_language.phrases import ORDINARY_CAPITALS
from loa.lib.plain_language.written import Sentence
from loa.lib.vietnamese_text import fold

_ROMAN = re.compile(r"(?:X{0,3}(?:IX|IV|V?I{0,3}))")
_LARGE_ROMAN = re.compile(r"[IVXLCDM]+")
_BEFORE_ROMAN_WRITTEN = """
    quý khóa kỳ lần thứ phần chương mục điều hội kỉ kỷ lục đợt loại cấp hạng khu tiểu
"""
_BEFORE_ROMAN = frozenset(_BEFORE_ROMAN_WRITTEN.split())
_BEFORE_CODE = frozenset(("mẫu", "mã", "số", "hiệu", "phòng", "nhà", "lô", "xe"))
_BEHIND = re.compile(r"\s?\(([^()\n]{2,160})\)")
_CALLED = re.compile(r"\([^()\n]{0,40}\btắt(?: là)?[:\s]+[\"“]?$")
_PARTS = re.compile(r"([&-])")
_LOOKED_BACK = 60
_JOINED = {"&": " và ", "-": " - "}


def unexplained(
    sentences: Iterable[Sentence], glossary: Mapping[str, str], *, for_listening: bool
) -> Iterator[Finding]:
    """Yield a finding for each abbreviation used before it was written out (when heard: each time it is not).

    The title stands alone in lists, so what it shortens is to be written out there and does not count as explained.
    """
    known: set[str] = set(ORDINARY_CAPITALS)
    in_title: set[str] = set(ORDINARY_CAPITALS)
    for sentence in sentences:
        met = in_title if sentence.block.number == TITLE else known
        for name, start, end in _abbreviations(sentence, glossary):
            if met.issuperset(_names_in(name)) or name in met:
                continue
            if not _is_explained(sentence, name, start, end, glossary):
                yield _finding(sentence, name, start, end, glossary, for_listening=for_listening)
            if not for_listening:
                met.update((name, *_names_in(name)))


def _abbreviations(sentence: Sentence, glossary: Mapping[str, str]) -> Iterator[tuple[str, int, int]]:
    """Yield each abbreviation with its place; two words that the glossary knows together are one."""
    tokens = sentence.tokens
    joined = False
    for index, token in enumerate(tokens):
        if joined or not token.is_abbreviation:
            joined = False
            continue
        name, end = sentence.capitals(index), token.end
        if index + 1 < len(tokens) and tokens[index + 1].is_abbreviation:
            pair = f"{name}{sentence.gap(index + 1)}{sentence.capitals(index + 1)}"
            joined = pair in glossary
            if joined:
                name, end = pair, tokens[index + 1].end
        if not _is_numeral(sentence, index, name) and not _is_code(sentence, index, name):
            yield name, token.start, end


def _is_numeral(sentence: Sentence, index: int, name: str) -> bool:
    """Return whether these capitals are a roman numeral: a small one always, a large one behind its noun."""
    if all(_ROMAN.fullmatch(part) for part in name.split("-")):
        return True
    before = sentence.tokens[index - 1].word if index else ""
    return before in _BEFORE_ROMAN and _LARGE_ROMAN.fullmatch(name) is not None


def _is_code(sentence: Sentence, index: int, name: str) -> bool:
    """Return whether these capitals with a figure are the name of a form or a thing: "mẫu TK1-TS"."""
    return any(map(str.isdigit, name)) and index > 0 and sentence.tokens[index - 1].word in _BEFORE_CODE


def _names_in(name: str) -> list[str]:
    return _PARTS.split(name)[::2]


def _is_explained(sentence: Sentence, name: str, start: int, end: int, glossary: Mapping[str, str]) -> bool:
    """Return whether it stands in brackets behind its meaning, or its meaning in brackets behind it."""
    text = sentence.block.text
    composed = text.composed
    if composed[end : end + 1] in ("”", '"', ")"):
        before = composed[max(start - _LOOKED_BACK, 0) : start]
        opened = before.endswith("(") and before[:-1].rstrip()[-1:].isalpha()
        if opened or _CALLED.search(before):
            return True
    behind = _BEHIND.match(composed, end)
    return behind is not None and _is_meaning(plain(behind[1]), name, glossary)


def _is_meaning(words: str, name: str, glossary: Mapping[str, str]) -> bool:
    if words == plain(glossary.get(name, "")):
        return True
    letters = fold("".join(filter(str.isalpha, name)))
    spelt = re.findall(r"[^\W\d_]+", words)
    return letters in (_initials(spelt), _initials([word for word in spelt if word != "và"]))


def _initials(words: list[str]) -> str:
    return fold("".join(word[0] for word in words))


def _finding(
    sentence: Sentence, name: str, start: int, end: int, glossary: Mapping[str, str], *, for_listening: bool
) -> Finding:
    is_title = sentence.block.number == TITLE
    meaning = _meaning(name, glossary)
    if meaning and start == sentence.start:
        meaning = meaning[0].upper() + meaning[1:]
    if for_listening:
        why = f"“{name}” là chữ viết tắt, người nghe không có chỗ tra lại: lần nào cũng đọc đầy đủ."
    elif is_title:
        why = f"“{name}” trong tiêu đề chưa viết đầy đủ: nhiều nơi chỉ hiện tiêu đề, người đọc không có chỗ tra."
    else:
        why = f"“{name}” là chữ viết tắt, lần đầu dùng phải viết đầy đủ rồi mới viết tắt trong ngoặc."
    return sentence.finding(
        start,
        end,
        code=Code.ABBREVIATION,
        level=Level.MUST if for_listening else Level.WARN,
        message=why if meaning else f"{why} Bảng chữ viết tắt chưa có chữ này.",
        suggestion=meaning if is_title or for_listening or not meaning else f"{meaning} ({name})",
        known_by="title" if is_title else "text",
    )


def _meaning(name: str, glossary: Mapping[str, str]) -> str:
    """Return what a name stands for, part by part where the glossary has only its parts; "" where it has not."""
    if name in glossary:
        return glossary[name]
    pieces = _PARTS.split(name)
    meanings = [glossary.get(piece, "") if place % 2 == 0 else _JOINED[piece] for place, piece in enumerate(pieces)]
    return "".join(meanings) if all(meanings) else ""
