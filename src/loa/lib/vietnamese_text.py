"""Vietnamese administrative text as a careful printer would set it. Plain Python; words are never changed."""

import re
import unicodedata
from datetime import date

NO_BREAK = "\u00a0"

_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")

_FIGURE = re.compile(r" [\dIVX]")
# A word that belongs to the figure after it: "ngày 20", "Quý I", "mục II.1", "số 250/KH-UBND".
_BEFORE_FIGURE = re.compile(
    r"\b(ngày|tháng|năm|quý|tuần|đợt|kỳ|số|điều|khoản|điểm|mục|phụ lục|nhiệm vụ) (?=[\dIVX])", re.IGNORECASE
)
# A spaced dash inside a name stays at the end of a line: "Tài chính - Kế hoạch".
_SPACED_DASH = re.compile(r"(?<=\w) (?=[-–] \w)")
# "250/KH-UBND", "30/2020/NĐ-CP", "1187/QĐ-BNV"; also with the number still blank: "/KH-UBND". And "2021-2030".
_SYMBOL = re.compile(r"(?:\d+(?:/\d{4})?)?/[A-ZĐ]+(?:[-&][A-ZĐ]+)+\b|(?<![\w-])\d{4}[-–]\d{4}(?![\w-])")

_CAPITALS = re.compile(r"\b[A-ZĐ]{2,}\b")
ABBREVIATIONS = {
    "BCĐ": "ban chỉ đạo",
    "CBCC": "cán bộ, công chức",
    "CCHC": "cải cách hành chính",
    "CNTT": "công nghệ thông tin",
    "ĐVSN": "đơn vị sự nghiệp",
    "HĐND": "Hội đồng nhân dân",
    "KPI": "chỉ số đo kết quả công việc",
    "MTTQ": "Mặt trận Tổ quốc",
    "PAKN": "phản ánh, kiến nghị",
    "PAPI": "chỉ số hiệu quả quản trị và hành chính công cấp tỉnh",
    "PAR INDEX": "chỉ số cải cách hành chính",
    "PCI": "chỉ số năng lực cạnh tranh cấp tỉnh",
    "SIPAS": "chỉ số hài lòng về sự phục vụ hành chính",
    "TTHC": "thủ tục hành chính",
    "TTĐT": "thông tin điện tử",
    "UBND": "Ủy ban nhân dân",
}
_ABBREVIATION_WORDS = frozenset(word for name in ABBREVIATIONS for word in name.split())
# After these a proper name may follow, whose capitals cannot be told from the others.
_BEFORE_A_NAME = frozenset(["TỈNH", "HUYỆN", "XÃ", "PHƯỜNG", "QUẬN", "THỊ", "THÀNH", "THÔN", "BẢN", "ĐẶC", "KHU"])


def tidy(text: str) -> str:
    """Return what somebody typed in composed letters (NFC), with single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def fold(text: str) -> str:
    """Return the text for searching: lower case, no tone or letter marks, đ as d, single spaces."""
    apart = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "d"))
    return " ".join("".join(letter for letter in apart if not unicodedata.combining(letter)).lower().split())


def bind(text: str) -> str:
    """Return the text with no-break spaces where a line must not end: before figures, numerals and spaced dashes."""
    if _FIGURE.search(text):  # most texts have none, and looking is cheaper than replacing
        text = _BEFORE_FIGURE.sub(rf"\1{NO_BREAK}", text)
    return _SPACED_DASH.sub(NO_BREAK, text) if " - " in text or " – " in text else text


def split_at_symbols(text: str) -> list[tuple[str, bool]]:
    """Return the text in pieces, each with whether a line must not part it; none is empty.

    Such a piece is a document symbol ("250/KH-UBND") or a pair of years ("2021-2030").
    """
    pieces: list[tuple[str, bool]] = []
    end = 0
    for match in _SYMBOL.finditer(text):
        pieces += [(text[end : match.start()], False), (match.group(), True)]
        end = match.end()
    pieces.append((text[end:], False))
    return [piece for piece in pieces if piece[0]]


def sentence_case(heading: str) -> str:
    """Return a heading written all in capitals as a sentence; any other heading as it is.

    Known abbreviations keep their capitals. A heading that may hold the name of a place is left alone: its capitals
    cannot be told from the rest, and a wrong name is worse than a loud one.
    """
    words = heading.split()
    if not heading.isupper() or _BEFORE_A_NAME.intersection(word.strip(",.;:()") for word in words):
        return heading
    lowered = [word if word.strip(",.;:()") in _ABBREVIATION_WORDS else word.lower() for word in words]
    sentence = " ".join(lowered)
    return sentence[:1].upper() + sentence[1:]


def shorten(text: str, words: int) -> str:
    """Return at most the first `words` words, with "…" close to the last one where something was left out.

    It ends where the sentence pauses, if a pause falls in the second half of what may stay.
    """
    kept = text.split()
    if len(kept) <= words:
        return text
    pauses = [end for end in range(words // 2, words + 1) if kept[end - 1][-1] in ",;:."]
    return " ".join(kept[: pauses[-1] if pauses else words]).rstrip(" ,.;:-–") + "…"


def abbreviations_in(text: str) -> list[tuple[str, str]]:
    """Return the known abbreviations that stand in the text with their meanings, by alphabet."""
    words = set(_CAPITALS.findall(text))
    return [(short, long) for short, long in sorted(ABBREVIATIONS.items()) if words.issuperset(short.split())]


def weekday(day: date) -> str:
    """Return the day of the week as written in running text: "thứ Hai" to "Chủ nhật"."""
    return _WEEKDAYS[day.weekday()]


def written_day(day: date) -> str:
    """Return the day as dd/mm/yyyy with zeros, the form official documents use."""
    return f"{day:%d/%m/%Y}"


def day_with_weekday(day: date) -> str:
    """Return "15/12/2024 (Chủ nhật)"."""
    return f"{written_day(day)} ({weekday(day).replace(' ', NO_BREAK)})"


def distance(day: date, today: date) -> str:
    """Return how far a day is from today in words: "hôm nay", "ngày mai", "12 ngày nữa", "3 ngày trước"."""
    days = (day - today).days
    near = {0: "hôm nay", 1: "ngày mai", -1: "hôm qua"}
    if days in near:
        return near[days]
    return f"{days}{NO_BREAK}ngày nữa" if days > 0 else f"{-days}{NO_BREAK}ngày trước"
