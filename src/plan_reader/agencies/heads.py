"""The words that open the name of an agency, and those that name a class of them. Lower case, with tone marks."""

from __future__ import annotations

import re
from typing import Literal

Opening = Literal["name", "place", "class"]

# These open a name whatever follows.
_ALWAYS = (
    "ubnd", "ủy ban", "uỷ ban", "hđnd", "ub mttq", "ubmttq", "mttq", "mặt trận", "công an", "thuế", "tỉnh đoàn",
    "thành đoàn", "huyện đoàn", "xã đoàn", "phường đoàn", "thành ủy", "thành uỷ", "tỉnh ủy", "tỉnh uỷ", "huyện ủy",
    "huyện uỷ", "đảng ủy", "đảng uỷ", "kho bạc", "bảo hiểm xã hội", "bhxh", "ngân hàng", "tòa án", "toà án",
    "viện kiểm sát", "bưu điện", "bưu chính", "tập đoàn", "công ty", "liên đoàn", "bql", "vp", "hội đồng nhân dân",
    "thủ trưởng", "giám đốc", "chủ tịch", "lãnh đạo", "hiệu trưởng", "chánh văn phòng", "bí thư", "đ/c", "đồng chí",
    "viettel", "vnpt", "mobifone", "bộ phận", "ban chqs", "tt pvhcc", "tt vh", "lđlđ", "điện lực", "trưởng phòng",
    "trưởng ban", "trưởng các", "trưởng thôn", "trưởng công an", "công chức",
)  # fmt: skip
# These open a name when a word of their own follows ("Sở Nội vụ"), not in a list of classes ("Sở, ban, ngành").
_NOUNS = (
    "sở", "phòng", "ban", "bộ", "văn phòng", "trung tâm", "chi cục", "cục", "tổng cục", "đài", "trường", "học viện",
    "viện", "hội", "đoàn", "tổ", "báo", "quỹ", "trạm", "đội", "thanh tra", "hạt", "nhà", "đại học",
    "liên hiệp", "chi nhánh",
)  # fmt: skip
_NOT_A_NAME = (
    "ban", "ngành", "liên quan", "có ", "khác", "thuộc", "và ", "chức ", "chức", "dân phố", "thể", "trực thuộc",
    "trên địa bàn", "chuyên môn", "học trên",
)  # fmt: skip
_PLACES = ("xã", "phường", "thị trấn", "đặc khu", "thôn", "bản", "khu phố", "ấp", "tổ dân phố")
_REGIONS = ("tỉnh", "huyện", "quận", "thị xã", "thành phố", "tp")
_GROUPS = (
    "sở", "ban", "ngành", "bộ", "phòng", "cơ quan", "đơn vị", "địa phương", "tổ chức", "cá nhân", "đoàn thể",
    "doanh nghiệp", "viện", "trường", "hội", "đvsn",
)  # fmt: skip
_SCHOOLS = ("viện", "trường", "học viện", "đại học")
_OPEN_CLASS = ("sở", "ngành", "cơ quan", "đơn vị", "địa phương")
_MANY = ("các", "những", "một số", "toàn bộ", "toàn thể", "tất cả")
_COUNTABLE = (
    "sở", "bộ", "phòng", "ban", "ngành", "cơ quan", "đơn vị", "cơ sở", "doanh nghiệp", "công ty", "viện", "trường",
    "tổ chức", "địa phương", "xã", "phường", "thị trấn", "đặc khu", "huyện", "thị xã", "quận", "thành phố", "hội",
    "đoàn thể", "tập đoàn", "nhà mạng", "hợp tác xã", "khu phố", "thôn", "đ/c", "đồng chí", "ngân hàng", "đài", "báo",
    "trung tâm", "chi cục", "chuyên gia", "hộ ",
)  # fmt: skip
_POSTS = ("thủ trưởng", "giám đốc", "chủ tịch", "lãnh đạo", "trưởng", "hiệu trưởng", "đề nghị")
_OPEN_ENDS = (
    "và", "-", "–", "&", "/", "các", "của", "với", "cùng", "thuộc", "tại", "về", "cho", "những", "một số", "ở", "hoặc",
    "gồm", "+", "do", "cấp",
)  # fmt: skip
_COUNCILS = ("ubnd", "hđnd", "ủy ban", "uỷ ban", "ủy ban nhân dân", "uỷ ban nhân dân")
_UNNAMED = frozenset((*_NOUNS, *_COUNCILS, "công an", "thuế"))
_BARE = frozenset(
    ("sở", "phòng", "ban", "bộ", "trung tâm", "chi cục", "cục", "đài", "trường", "viện", "hội", "báo", "tổ", "vp",
     *_COUNCILS, "giám đốc", "thủ trưởng", "chủ tịch", "lãnh đạo", "trưởng", "phó", "giám đốc, thủ trưởng",
     "phó chủ tịch", "chủ tịch, phó chủ tịch")
)  # fmt: skip
_PLACE_CLASS_END = re.compile(r"(?:^|[\s,/-])(?:xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố)$")
_WORD = re.compile(r"[^\W\d_]+")
_ASKING = re.compile(r"(?:kính )?(?:đề nghị|yêu cầu|giao|trách nhiệm của|đối với)\s+", re.IGNORECASE)


def lower(text: str) -> str:
    """Return the text in small letters, letter for letter, so that positions stay."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(map(_small, text))


def _small(letter: str) -> str:
    small = letter.lower()
    return small if len(small) == 1 else letter


def _opens(lowered: str, words: tuple[str, ...]) -> str | None:
    """Return the longest of the words that the text begins with, as whole words."""
    if not lowered.startswith(words):
        return None
    found = (word for word in words if lowered.startswith(word) and not lowered[len(word) : len(word) + 1].isalnum())
    return max(found, key=len, default=None)


def without_asking(text: str) -> str:
    """Return a heading without the words that ask the agency: "Đề nghị Ủy ban MTTQ Việt Nam xã"."""
    return _ASKING.sub("", text, count=1) if _ASKING.match(text) else text


def names_agency(heading: str) -> bool:
    """Tell whether a heading surely names an agency or a class of them, not work such as "Hội nghị tập huấn"."""
    text = without_asking(heading)
    lowered = lower(text)
    noun = _opens(lowered, _NOUNS)
    return bool(
        _opens(lowered, _ALWAYS)
        or _opens_many(lowered)
        or is_class(lowered)
        or (noun and text[len(noun) + 1 : len(noun) + 2].isupper())
    )


def opening(text: str) -> Opening | None:
    """Return what the text opens with: an agency's name, a named place ("xã Vĩnh Tú") or a class ("đơn vị …")."""
    lowered = lower(text)
    if _opens(lowered, _ALWAYS) or _opens_many(lowered) or _opens_named_noun(text, lowered):
        return "name"
    place = _opens(lowered, _PLACES)
    if place and not lowered.startswith("xã hội"):
        named = text[len(place) + 1 : len(place) + 2].isupper() and not text[: len(place)].isupper()
        return "place" if named else "class"
    if _opens(lowered, _REGIONS):
        return None if continues_with_place(text) else "class"
    return "class" if _opens(lowered, _GROUPS) else None


def _opens_many(lowered: str) -> bool:
    many = _opens(lowered, _MANY)
    return bool(many and _opens(lowered[len(many) :].lstrip(), _COUNTABLE))


def _opens_named_noun(text: str, lowered: str) -> bool:
    noun = _opens(lowered, _NOUNS)
    if noun is None or lowered[len(noun) : len(noun) + 1] != " ":
        return False
    rest = text[len(noun) + 1 :]
    if not _WORD.match(rest) or lower(rest).startswith(_NOT_A_NAME):
        return False
    return text[:1].isupper() or rest[:1].isupper()


def continues_schools(left: str, text: str) -> bool:
    """Tell a vague list of schools and institutes ("Một số trường ĐH, Viện NC trên địa bàn"), which is one phrase."""
    many = _opens(left, _MANY)
    return bool(many) and all(_opens(part, _SCHOOLS) for part in (left[len(many or "") :].lstrip(), lower(text)))


def opens_open_class(text: str) -> bool:
    """Tell whether the text opens with a class that "và" can add to a list ("… và Sở, ngành liên quan")."""
    return _opens(lower(text), _OPEN_CLASS) is not None


def continues_with_place(text: str) -> bool:
    """Tell whether the text opens with the owner's level and name ("Thành phố", "tỉnh Quảng Trị")."""
    region = _opens(lower(text), _REGIONS)
    if region is None:
        return False
    if text[: len(region)].islower() and not text[len(region) + 1 : len(region) + 2].isupper():
        return False
    return not lower(text)[len(region) :].startswith((" ủy", " uỷ", " đoàn"))


def is_class(left: str) -> bool:
    """Tell whether a name that begins like this lists classes, so that class words after a comma belong to it."""
    if _opens(left, _MANY) or left.startswith("ubnd các"):
        return True
    if _opens(left, _POSTS):
        return " các" in left
    if _opens(left, _PLACES):
        return _PLACE_CLASS_END.search(left) is not None
    noun = _opens(left, _GROUPS)
    if noun is None:
        return False
    rest = left[len(noun) :].lstrip()
    return not rest or not rest[0].isalnum() or noun not in _NOUNS or rest.startswith(_NOT_A_NAME)


def ends_in_place_class(tail: str) -> bool:
    """Tell whether the words end in an unnamed class of places ("UBND xã"), which a list may continue."""
    return _PLACE_CLASS_END.search(tail) is not None


def is_open(tail: str) -> bool:
    """Tell whether the words end in one that must be followed by more of the same name."""
    return tail.endswith("/") or tail.rpartition(" ")[2] in _OPEN_ENDS


def is_bare(left: str) -> bool:
    """Tell whether the words are only the noun of a name ("Phòng", "Giám đốc"), not yet a name."""
    return left in _BARE


def is_unnamed(left: str) -> bool:
    """Tell whether the words could still take a proper name ("Công an", "Thuế"), as when a line ends after them."""
    return left in _UNNAMED
