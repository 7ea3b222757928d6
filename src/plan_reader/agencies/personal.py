"""Staff names, telephone numbers and e-mail addresses in cells: found and masked before anything is kept.

A name is looked for only where something says that one follows: "Đ/c", "ông", "đầu mối:", an opening bracket, the
beginning of a line, or a telephone number behind it. Capitals alone are also streets, schools and places.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

NAME_MASK = "[đã che tên]"
PHONE_MASK = "[đã che số điện thoại]"
EMAIL_MASK = "[đã che thư điện tử]"

_SURNAMES = frozenset((
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô",
    "Dương", "Lý", "Đinh", "Trịnh", "Mai", "Đào", "Lâm", "Trương", "Thái", "Tạ", "Hà", "Cao", "Lương", "Lưu",
    "Châu", "Tô", "Tăng", "Quách", "Vương", "Phùng", "Chu", "Tống", "Đoàn", "La", "Nông", "Triệu", "Doãn",
    "Khuất", "Kiều", "Nghiêm", "Thân", "Từ", "Đồng", "Lại", "Mạc", "Cù", "Giang", "Bạch", "Diệp", "Hứa", "Kim",
    "Lục", "Ma", "Ninh", "Quản", "Sầm", "Tiêu", "Trà", "Ứng", "Viên", "Vi", "Bế", "Lò", "Cầm", "Đàm", "Đậu",
    "Thạch", "Tôn"
))  # fmt: skip
# A name ends before the office or agency that stands right after it.
_OFFICES = (
    "phòng", "sở", "ban", "bộ", "công an", "văn phòng", "trung tâm", "chủ tịch", "chủ nhiệm", "phó", "trưởng",
    "giám đốc", "bí thư", "thủ trưởng", "chánh", "lãnh đạo", "tổng", "đội", "hội", "các", "ủy", "uỷ", "thanh tra",
    "chuyên viên", "điện thoại", "email", "xã", "phường", "huyện", "tỉnh", "thành phố", "ubnd", "hđnd",
)  # fmt: skip
# Names that plans write in full as part of an anniversary, a movement or a place; no one's personal data.
_PUBLIC = (
    "Hồ Chí Minh", "Lê Duẩn", "Võ Nguyên Giáp", "Trần Phú", "Tôn Đức Thắng", "Phạm Văn Đồng", "Nguyễn Ái Quốc",
    "Đoàn Thanh Niên", "Đoàn Thể", "Dương Minh Châu",
)  # fmt: skip
_LONGEST_NAME = 5

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
# Mobile numbers (03, 05, 07, 08, 09: 10 digits; the old 01: 11), landlines (02: 10 or 11), or +84 in place of 0; the
# last digits may already be hidden as "xxx".
_PHONE = re.compile(
    r"(?<![\d/,.])(?:\((?:\+84|0084|0\d{1,4})\)|\+84|0084|0)(?:[ .\-]{0,2}\d){5,9}(?:[ .\-]?[\dxX*]){0,4}(?![\d/])"
)
_CALLED = re.compile(
    r"(?i:(?<!\w)(?:s?đt|điện thoại|tel|dđ|di động|zalo)[ .:]{1,3})(?P<number>\+?\(?\d[\d .\-()]{4,16}\d)(?![\d/])"
)
_DATED = re.compile(r"\d\d[.\-]\d\d[.\-]\d{4}")
_WORDS = re.compile(r"[^\W\d_]{1,8}(?: [^\W\d_]{1,8}){0,5}(?!\w)")


class _Rule(NamedTuple):
    """Where a name may stand: what leads to it, how many words it needs, whether a surname first, what follows.

    `needs` is a text without which the rule can be skipped.
    """

    before: re.Pattern[str]
    least: int = 1
    surname: bool = True
    after: re.Pattern[str] | None = None
    needs: str = ""


class _Rules(NamedTuple):
    honoured: tuple[_Rule, ...]
    alone: _Rule
    every: tuple[_Rule, ...]


@cache
def _rules() -> _Rules:
    """Return the rules in the order tried; made when a cell first needs them, since most documents name no one."""
    label = r"(?i:(?<!\w)(?:đầu mối|phụ trách|liên hệ|người thực hiện|chuyên viên|cán bộ|theo dõi))"
    honorific = r"(?<!\w)(?:[ôÔ]ng|[bB]à|[aA]nh|[cC]hị|ÔNG|BÀ)(?:\s*\(bà\)|/[bB]à)?"
    line_end = re.compile(r"(?m)[ \t.,;]*$")
    honoured = (
        _Rule(re.compile(rf"{honorific}\s*:\s*"), surname=False),
        _Rule(re.compile(rf"{honorific} "), least=2),
        _Rule(re.compile(r"(?<!\w)(?:ông|bà|anh|chị) "), surname=False),
    )
    alone = _Rule(re.compile(r"(?m)^[ \t\-+]*"), least=3, after=line_end)
    next_of_list = _Rule(re.compile(rf"{re.escape(NAME_MASK)}(?:,|;| và) ?"), least=2, needs=NAME_MASK)
    every = (
        _Rule(re.compile(r"(?i:(?<!\w)(?:đ/c|đ\.c|đồng chí))[: ]{0,3}"), surname=False),
        *honoured,
        _Rule(re.compile(rf"{label}\s*:\s*"), least=2),
        _Rule(re.compile(rf"{label} "), least=3),
        _Rule(re.compile(r"\(\s*"), least=3, after=re.compile(r"\s*[-–,:)]")),
        _Rule(re.compile(r"\(\s*"), least=2, after=re.compile(r"\s*[-–,:]")),
        _Rule(
            re.compile(r"(?<!\w)(?=\w)"),
            least=2,
            after=re.compile(rf"[\s\-–:,(.]{{0,4}}{re.escape(PHONE_MASK)}"),
            needs=PHONE_MASK,
        ),
        alone,
        _Rule(re.compile(r"(?<=\w):[ \t]*"), least=3, after=line_end),
        # Each pass masks one more name of a list.
        *(next_of_list,) * 3,
    )
    return _Rules(honoured, alone, every)


_MENTIONS = re.compile(r"(?i:đ/c|đ\.c|đồng chí|(?<!\w)(?:ông|bà|anh|chị)(?!\w))")
_PERSON = re.compile(r"(?i:(?:các )?(?:đ/c|đ\.c|đồng chí|(?:(?:ông|bà):? )?\[đã che tên\])(?!\w))")


def mask_personal(text: str) -> tuple[str, int]:
    """Return the text with staff names, telephone numbers and e-mail addresses masked, and how many were.

    Document symbols, dates, sums, agencies and places stay as they are.
    """
    text = unicodedata.normalize("NFC", text)
    found = 0
    if "@" in text:
        text, found = _EMAIL.subn(EMAIL_MASK, text)
    if any(map(str.isdigit, text)):
        text, count = _mask_phones(text)
        found += count
    if _may_name(text):
        for rule in _rules().every:
            text, count = _mask_names(rule, text) if rule.needs in text else (text, 0)
            found += count
    return text, found


def _may_name(text: str) -> bool:
    return _MENTIONS.search(text) is not None or any(map(_is_surname, re.split(r"[\s(:,;\-+–]", text)))


def _mask_phones(text: str) -> tuple[str, int]:
    count = 0

    def mask(match: re.Match[str]) -> str:
        nonlocal count
        if not _is_phone(match, text):
            return match[0]
        count += 1
        return PHONE_MASK

    def mask_called(match: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return match[0][: match.start("number") - match.start()] + PHONE_MASK

    return _CALLED.sub(mask_called, _PHONE.sub(mask, text)), count


def _is_phone(match: re.Match[str], text: str) -> bool:
    digits = re.sub(r"[^\dxX*]", "", match[0])
    if match[0].lstrip("(").startswith(("+84", "0084")):
        digits = "0" + digits.removeprefix("00").removeprefix("84")
    lengths = {"1": (11,), "2": (10, 11)}.get(digits[1:2], (10,))
    spaced = len(match[0]) != len(digits)
    in_figures = spaced and re.search(r"\d[ .]$", text[max(0, match.start() - 2) : match.start()])
    return digits[1:2] not in "046" and len(digits) in lengths and not in_figures and not _DATED.match(match[0])


def _is_surname(word: str) -> bool:
    return word in _SURNAMES or (word.isupper() and word.capitalize() in _SURNAMES)


def _mask_names(rule: _Rule, text: str) -> tuple[str, int]:
    parts: list[str] = []
    done = 0
    for match in rule.before.finditer(text):
        end = _name_end(rule, text, match.end()) if match.end() >= done else None
        if end is not None:
            parts += (text[done : match.end()], NAME_MASK)
            done = end
    return "".join((*parts, text[done:])), len(parts) // 2


def _name_end(rule: _Rule, text: str, start: int) -> int | None:
    """Return where the name that begins at `start` ends; None where the rule finds no name there."""
    words = _name_words(text, start)
    if len(words) < rule.least or (rule.surname and not _is_surname(words[0])):
        return None
    name = " ".join(words)
    end = start + len(name)
    if name.startswith(_PUBLIC) or (rule.after and not rule.after.match(text, end)):
        return None
    return end


def _name_words(text: str, start: int) -> list[str]:
    """Return the capitalised words from `start`, up to an office, an agency or a small letter."""
    found = _WORDS.match(text, start)
    if found is None:
        return []
    words = found[0].split(" ")
    shouted = words[0].isupper() and len(words[0]) > 1
    if shouted and not _is_surname(words[0]):
        return []
    name: list[str] = []
    for place, word in enumerate(words[:_LONGEST_NAME]):
        formed = word.isupper() if shouted else word[:1].isupper() and (word[1:].islower() or len(word) == 1)
        rest = " ".join(words[place : place + 2]).lower()
        if not formed or any(f"{rest} ".startswith(f"{office} ") for office in _OFFICES):
            break
        name.append(word)
    return name


def looks_like_person(text: str) -> bool:
    """Tell whether a cell names a person rather than an agency: "Đ/c …", a bare full name, or one already masked."""
    text = unicodedata.normalize("NFC", text).strip(" .;:-")
    if _PERSON.match(text):
        return True
    if not _may_name(text):
        return False
    rules = _rules()
    led = (rule for rule in rules.honoured if (match := rule.before.match(text)) and _name_end(rule, text, match.end()))
    return any(led) or _name_end(rules.alone, text, 0) is not None
