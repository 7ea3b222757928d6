"""Cut one cell into the agencies it names.

Semicolons always separate; line ends, commas, full stops, "/" and "và" only where a new agency clearly begins, since
Vietnamese names hold all of them: "Sở Văn hóa, Thể thao và Du lịch", "UBND các xã, thị trấn", "UBND xã/phường".
One pass over the marks, each decided from a short window on both sides, so time is linear in the cell's length.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from plan_reader.agencies import heads
from plan_reader.text import squeeze, squeeze_lines

_WINDOW = 80
_TRIM = " \t\n:;,.…-–+•*/"
_BULLET = re.compile(r"[-–+•*]\s*|\d{1,2}[.)]\s+")
# The last part is a gap without any separator before a word that opens a name; what precedes decides.
_MARK = re.compile(
    r"\s(?:và|cùng|&)\s|[;\n,./]|\s(?=(?:Sở|Phòng|UBND|Trung tâm|Công an|Các|Ủy ban|Uỷ ban)\s)",
)
_ROLE_THEN_WORDS = re.compile(r"\s(?:chủ trì|triển khai|phối hợp|thực hiện|tham mưu|theo dõi|hướng dẫn)\s\S+\s")
# Verbs that take an agency as object: "tham mưu UBND huyện" names no new one.
_TAKES_AGENCY = ("tham mưu", "báo cáo", "trình", "giúp", "đề nghị", "yêu cầu", "hướng dẫn", "chỉ đạo", "gửi", "do")
_COUNCIL = ("hđnd", "hội đồng nhân dân")
_COMMITTEE = ("ubnd", "ủy ban nhân dân", "uỷ ban nhân dân")


def split_agencies(cell: str) -> tuple[str, ...]:
    """Return the names of one cell as written, in order, without stray ":" "." ";" and list marks around them.

    Parenthesised text stays with the agency before it. No letter is lost but those of the separators "và" and "cùng".
    """
    text = squeeze_lines(cell)
    if not text:
        return ()
    return tuple(name for name in map(_trim, _pieces(text)) if name)


def _trim(piece: str) -> str:
    text = squeeze(piece)
    bullet = _BULLET.match(text)
    return text[bullet.end() if bullet else 0 :].strip(_TRIM)


def _pieces(text: str) -> Iterator[str]:
    lowered = heads.lower(text)
    closed = _parentheses(text)
    starts = [start for start, _ in closed]
    begin = 0
    for mark in _MARK.finditer(text):
        around = bisect_right(starts, mark.start()) - 1
        if around >= 0 and mark.start() < closed[around][1]:
            continue
        sides = _Sides(text, lowered, begin, mark)
        if _DECIDE.get(mark[0].strip() or mark[0], _word_separates)(sides):
            yield text[begin : mark.start()]
            begin = mark.end()
    yield text[begin:]


def _parentheses(text: str) -> list[tuple[int, int]]:
    """Return the outermost closed parentheses as (start, end); one never closed protects nothing."""
    opened: list[int] = []
    closed: list[tuple[int, int]] = []
    for position, letter in enumerate(text):
        if letter == "(":
            opened.append(position)
        elif letter == ")" and opened:
            start = opened.pop()
            while closed and closed[-1][0] > start:
                closed.pop()
            closed.append((start, position))
    return closed


class _Sides(NamedTuple):
    """One mark with the words around it, lower-cased, as far as they matter."""

    text: str
    lowered: str
    begin: int
    mark: re.Match[str]

    @property
    def left(self) -> str:
        """Return the beginning of the name so far."""
        return self.lowered[self.begin : min(self.mark.start(), self.begin + _WINDOW)].lstrip(_TRIM)

    @property
    def tail(self) -> str:
        """Return the end of the name so far."""
        return self.lowered[max(self.begin, self.mark.start() - _WINDOW) : self.mark.start()].strip(" \n")

    @property
    def right(self) -> str:
        """Return what follows, as written."""
        return self.text[self.mark.end() : self.mark.end() + _WINDOW].lstrip(" \n")

    def complete(self) -> bool:
        """Tell whether the name so far can stand alone."""
        return not heads.is_open(self.tail) and not (
            self.mark.start() - self.begin < _WINDOW and heads.is_bare(self.left.strip())
        )


def _starts_agency(sides: _Sides, *, after_and: bool = False) -> bool:
    """Tell whether a new agency begins on the right, given that the left can end here."""
    opening = heads.opening(sides.right)
    listed = heads.is_class(sides.left)
    if opening == "name":
        return True
    if opening == "place":
        return not listed
    if opening == "class":
        if listed or heads.ends_in_place_class(sides.tail):
            return False
        return not after_and or heads.opens_open_class(sides.right)
    return False


def _always(_: _Sides) -> bool:
    return True


def _comma_separates(sides: _Sides) -> bool:
    if not sides.complete() or _one_office(sides) or heads.continues_schools(sides.left, sides.right):
        return False
    return _starts_agency(sides)


def _and_separates(sides: _Sides) -> bool:
    joint = sides.tail.endswith(_COUNCIL) and heads.lower(sides.right).startswith(_COMMITTEE)
    return not joint and sides.complete() and _starts_agency(sides, after_and=True)


def _one_office(sides: _Sides) -> bool:
    """Tell "Văn phòng HĐND, UBND huyện", one office, from a list."""
    office = sides.left.strip() in ("văn phòng hđnd", "vp hđnd", "văn phòng hội đồng nhân dân")
    return office and heads.lower(sides.right).startswith(_COMMITTEE)


def _stop_separates(sides: _Sides) -> bool:
    numbered = sides.left.strip().isdigit()
    return not numbered and sides.complete() and heads.opening(sides.right) == "name"


def _slash_separates(sides: _Sides) -> bool:
    touches = sides.text[sides.mark.start() - 1 : sides.mark.start()].isupper()
    return not touches and sides.complete() and heads.opening(sides.right) == "name"


def _line_separates(sides: _Sides) -> bool:
    if not sides.left.strip():
        return True
    if sides.tail.endswith(",") or (sides.tail.endswith(":") and not heads.opening(sides.left)):
        return False
    right = sides.right
    bullet = _BULLET.match(right)
    if bullet:
        listed = sides.text[:1] in "-–+•*" or not right.startswith(("-", "–"))
        return listed or bool(heads.opening(right[bullet.end() :]))
    office = sides.left.strip() in ("văn phòng", "vp") and heads.lower(right).startswith((*_COUNCIL, *_COMMITTEE))
    if office or not sides.complete():
        return False
    if right[:1].islower():
        return _starts_agency(sides)
    unfinished = heads.is_unnamed(sides.left.strip()) and not heads.opening(right)
    return not unfinished and not heads.continues_with_place(right)


def _word_separates(sides: _Sides) -> bool:
    """Decide a mere gap: two names side by side, of which the first must be closed beyond doubt."""
    right, left, tail = heads.lower(sides.right), sides.left, sides.tail
    if not sides.complete() or heads.opening(sides.right) != "name" or tail.endswith((*_TAKES_AGENCY, ",")):
        return False
    if _ROLE_THEN_WORDS.search(f"{sides.lowered[sides.begin : sides.mark.start()][-4 * _WINDOW :]} "):
        return True
    many = right.startswith(("ubnd các ", "ubnd xã, ", "ubnd xã/", "các "))
    if heads.is_class(left):
        return many or heads.ends_in_place_class(tail) or tail.endswith("liên quan")
    noun = next((noun for noun in ("sở ", "phòng ", "trung tâm ") if left.startswith(noun)), None)
    return noun is not None and (many or right.startswith(noun))


_DECIDE = {
    ";": _always,
    "\n": _line_separates,
    ",": _comma_separates,
    ".": _stop_separates,
    "/": _slash_separates,
    "và": _and_separates,
    "cùng": _and_separates,
    "&": _and_separates,
}
