"""The end of a document: who receives it, who signed it, and how many tasks it says it has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from plan_reader.lines import Line
from plan_reader.model import Signer
from plan_reader.text import UPPER, fold, squeeze

_COUNT = re.compile(r"(?:tong so|tong cong|tong)\s*:?\s*(?:co\s*)?(?P<count>\d{1,4})\s*(?:\([^)]*\)\s*)?nhiem vu")
_AUTHORITY = re.compile(r"^(?:TM|KT|TL|TUQ|Q)\.\s*\S")
_OFFICES = re.compile(
    r"^(?:phó\s+)?(?:chủ tịch|giám đốc|trưởng phòng|trưởng ban|chánh văn phòng|bộ trưởng|thủ trưởng|hiệu trưởng"
    r"|trưởng ban|cục trưởng|viện trưởng|bí thư)",
    re.IGNORECASE,
)
_NAME = re.compile(rf"^[{UPPER}]\w*(?:\s+[{UPPER}]\w*){{1,5}}$")


def declared_count(lines: Sequence[Line]) -> int | None:
    """Return the number of "Tổng số: 08 nhiệm vụ", None where the document states none."""
    return _first_count(line.folded for line in lines)


def declared_in(texts: Iterable[str]) -> int | None:
    """Return the stated number of tasks in any of some texts as written."""
    return _first_count(fold(text) for text in texts)


def _first_count(folded: Iterable[str]) -> int | None:
    return next((int(match["count"]) for text in folded if (match := _COUNT.search(text))), None)


def end_of_body(lines: Sequence[Line], start: int) -> int:
    """Return the index at which the clauses end: at the recipients, the signature or the appendix."""
    for index in range(start, len(lines)):
        line = lines[index]
        if line.folded.startswith("noi nhan") or _AUTHORITY.match(line.text) or is_appendix(line):
            return index
    return len(lines)


def is_appendix(line: Line) -> bool:
    """Tell whether a line is the caption "Phụ lục", alone or with its number."""
    return bool(re.fullmatch(r"phu luc(?:\s+(?:so\s+)?[ivx\d]+)?[.:]?", line.folded)) and not line.number


def recipients(lines: Sequence[Line]) -> tuple[str, ...]:
    """Return the lines of "Nơi nhận" as written, without dashes and closing semicolons.

    The signature stands beside them: where a page breaks the two columns, it comes in between.
    """
    start = next((i for i, line in enumerate(lines) if line.folded.startswith("noi nhan")), None)
    if start is None:
        return ()
    found = []
    for line in lines[start + 1 :]:
        if line.number[:1] in ("-", "–", "+"):
            found.append(line.text.rstrip(" ;."))
        elif not (_AUTHORITY.match(line.text) or _OFFICES.match(line.text) or _NAME.match(line.text)):
            break
    return tuple(found)


def read_signer(lines: Sequence[Line]) -> Signer | None:
    """Return who signed: the lines of authority, the office, and the name below it; None without a signature block."""
    start = next((i for i, line in enumerate(lines) if _AUTHORITY.match(line.text)), None)
    if start is None:
        return None
    authorities, title, name = [], None, None
    for line in lines[start : start + 12]:
        text = squeeze(line.text)
        if is_appendix(line) or line.folded.startswith("noi nhan"):
            break
        if _AUTHORITY.match(text):
            authority, office = _parted(text)
            authorities.append(authority)
            title = office or title
        elif _OFFICES.match(text) and text.isupper():
            title = text
        elif _NAME.match(text) and not text.isupper():
            name = text
            break
    return Signer(authority="; ".join(authorities) or None, title=title, name=name)


def _parted(text: str) -> tuple[str, str | None]:
    """Part "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH", two lines joined by a reader, into authority and office."""
    match = re.match(r"(TM\.\s*(?:ỦY|UỶ) BAN NHÂN DÂN(?: (?:HUYỆN|TỈNH|XÃ))?)\s+((?:PHÓ )?CHỦ TỊCH)$", text)
    return (match[1], match[2]) if match else (text, None)
