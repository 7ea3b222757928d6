"""Staff names, telephone numbers and e-mail addresses in cells: found and masked before anything is kept."""

from __future__ import annotations

import re
import unicodedata

from plan_reader.text import fold

NAME_MASK = "[đã che tên]"
PHONE_MASK = "[đã che số điện thoại]"
EMAIL_MASK = "[đã che thư điện tử]"

_TONED = [chr(code) for code in (*range(0xC0, 0xDE), 0x102, 0x110, 0x128, 0x168, 0x1A0, 0x1AF, *range(0x1EA0, 0x1EFA))]
_UPPER = "A-Z" + "".join(letter for letter in _TONED if letter.isupper())
_LOWER = "a-z" + "".join(letter.lower() for letter in _TONED if letter.isupper())

_SURNAMES = (
    "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Trịnh|Mai|Đào|Lâm|Trương|Thái|Tạ|Hà|Cao"
    "|Lương|Lưu|Châu|Tô|Tăng|Quách|Vương|Phùng|Chu|Tống|Đoàn|La|Nông|Triệu|Doãn|Khuất|Kiều|Nghiêm|Thân|Từ|Đồng|Lại|Mạc"
    "|Cù|Giang|Bạch|Diệp|Hứa|Kim|Lục|Ma|Ninh|Ông|Quản|Sầm|Tiêu|Trà|Ứng|Viên|Vi|Hà Huy|Bế|Lò|Cầm|Đàm|Đậu|Thạch|Tôn"
)
# A name stops before the words of an office or agency that stands right after it.
_STOP = (
    r"(?!(?:Phòng|Sở|Ban|Bộ|Công an|Văn phòng|Văn Phòng|Trung tâm|Chủ|Phó|Trưởng|Giám|Bí thư|Thủ trưởng|Chánh|Lãnh|Tổng|Đội"
    r"|Hội|Các|Ủy|Uỷ|Thanh tra|Chuyên viên|Điện thoại|Email|Xã|Phường|Huyện|Tỉnh)(?![" + _LOWER + "]))"
)
_SYLLABLE = rf"{_STOP}[{_UPPER}][{_LOWER}]{{0,7}}(?![{_UPPER}{_LOWER}\d])"
_FULL = rf"(?<![\w])(?:{_SURNAMES})(?: {_SYLLABLE}){{1,4}}"
_LONG = rf"(?<![\w])(?:{_SURNAMES})(?: {_SYLLABLE}){{2,4}}"
_SHOUTED = rf"(?:{_SURNAMES.upper()})(?: [{_UPPER}]{{1,7}}(?!\w)){{1,4}}"
_ANY = rf"(?:{_SHOUTED}|{_SYLLABLE}(?: {_SYLLABLE}){{0,4}})"

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
# Mobile numbers (03, 05, 07, 08, 09: 10 digits; the old 01: 11), landlines (02: 10 or 11), or +84 in place of 0; the
# last digits may already be hidden as "xxx".
_PHONE = re.compile(
    r"(?<![\d/,.])(?:\(?\+84\)?|\(?0084\)?|\(?0)[ .\-]?[1-9](?:[ .\-)]{0,2}\d){4,6}(?:[ .\-]?[\dxX*]){2,4}(?![\d/])"
)
_CALLED = re.compile(
    r"(?i:(?<!\w)(?:s?đt|sđt|điện thoại|tel|dđ|di động|zalo)[ .:]{1,3})(?P<number>\+?\(?\d[\d .\-()]{4,16}\d)(?![\d/])"
)
_COMRADE = re.compile(rf"(?i:(?<!\w)(?:đ/c|đ\.c|đồng chí)[: ]{{0,3}})(?P<name>{_ANY})")
_HONOURED = re.compile(
    rf"(?<!\w)(?:(?:[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|ÔNG|BÀ)(?:\s*\(bà\)|/(?:[Bb]à|[Ôô]ng))?(?:\s*:\s*| )(?P<name>{_FULL}|{_SHOUTED})"
    rf"|(?:[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị)\s*:\s*(?P<coloned>{_ANY})|(?:ông|bà|anh|chị) (?P<given>{_SYLLABLE}))"
)
_LABELLED = re.compile(
    rf"(?i:(?<!\w)(?:đầu mối|phụ trách|liên hệ|người thực hiện|chuyên viên|cán bộ|theo dõi))(?:\s*:\s*(?P<name>{_FULL})| (?P<long>{_LONG}))"
)
_BRACKETED = re.compile(rf"\(\s*(?P<name>{_LONG}|{_FULL}(?=\s*[-–,:]))\s*(?=[-–,:)])")
_BEFORE_PHONE = re.compile(rf"(?P<name>{_FULL})(?=[\s\-–:,(.]{{0,4}}(?:{re.escape(PHONE_MASK)}))")
_ALONE = re.compile(rf"(?m)^[ \t\-+]*(?P<name>{_LONG})[ \t.,;]*$")
_NAMES = (_COMRADE, _HONOURED, _LABELLED, _BRACKETED, _BEFORE_PHONE, _ALONE)

# Names that plans write in full as part of an anniversary, a movement or a place; no one's personal data.
_PUBLIC = ("Hồ Chí Minh", "Lê Duẩn", "Võ Nguyên Giáp", "Trần Phú", "Tôn Đức Thắng", "Phạm Văn Đồng", "Nguyễn Ái Quốc",
           "Đoàn Thanh Niên", "Đoàn Thể", "Dương Minh Châu", "Hai Bà Trưng")  # fmt: skip

_PERSON = re.compile(r"(?:các )?(?:đ/c|đ\.c|đồng chí|\[đã che tên\])(?!\w)|(?:ông|bà)(?:\s*:|\s+[^\W\d_])", re.IGNORECASE)


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
    for pattern in _NAMES:
        text, count = _mask_names(pattern, text)
        found += count
    return text, found


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
    digits = re.sub(r"^(?:0084|84)(?!$)", "0", digits) if "84" in match[0][:5] and match[0][:2] != "08" else digits
    lengths = {"1": (11,), "2": (10, 11)}.get(digits[1:2], (10,))
    in_figures = re.search(r"\d[ .]$", text[max(0, match.start() - 2) : match.start()]) and len(match[0]) != len(digits)
    return digits[1:2] not in "46" and len(digits) in lengths and not in_figures


def _mask_names(pattern: re.Pattern[str], text: str) -> tuple[str, int]:
    count = 0

    def mask(match: re.Match[str]) -> str:
        nonlocal count
        group = match.lastgroup or "name"
        if match[group].startswith(_PUBLIC):
            return match[0]
        count += 1
        begin, end = match.start(group) - match.start(), match.end(group) - match.start()
        return match[0][:begin] + NAME_MASK + match[0][end:]

    return pattern.sub(mask, text), count


def looks_like_person(text: str) -> bool:
    """Tell whether a cell names a person rather than an agency: "Đ/c …", a bare full name, or one already masked."""
    text = unicodedata.normalize("NFC", text).strip(" .;:-")
    if _PERSON.match(text):
        return True
    alone = _ALONE.fullmatch(text)
    return alone is not None and not alone["name"].startswith(_PUBLIC) and fold(text) != ""
