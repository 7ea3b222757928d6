"""What people call a thing and what documents call it: a search for the one finds the other.

Short forms come from the house's list and from those the units keep for their stories; what stands here is what
citizens say at the counter.
"""

from collections.abc import Iterable, Mapping

from loa.lib.folded_words import folded_words

# Each row means the same thing, or what one comes for is found under the other.
SAME: tuple[tuple[str, ...], ...] = (
    ("sổ đỏ", "sổ hồng", "giấy chứng nhận quyền sử dụng đất", "bìa đỏ"),
    ("căn cước", "chứng minh nhân dân", "cmnd", "chứng minh thư"),
    ("hộ khẩu", "cư trú", "thường trú"),
    ("giấy khai sinh", "đăng ký khai sinh"),
    ("đăng ký kết hôn", "giấy kết hôn", "giấy chứng nhận kết hôn"),
    ("dịch vụ công trực tuyến", "nộp hồ sơ trực tuyến", "làm giấy tờ qua mạng", "nộp hồ sơ qua mạng"),
    ("một cửa", "trung tâm phục vụ hành chính công", "bộ phận tiếp nhận và trả kết quả"),
    ("điện thoại", "số máy", "số điện thoại", "sđt"),
    ("ủy ban", "ủy ban nhân dân", "ubnd"),
    ("loa", "truyền thanh", "đài xã"),
    ("phản ánh, kiến nghị", "góp ý", "pakn"),
    ("công chứng", "chứng thực", "sao y"),
)

Words = tuple[str, ...]
Meanings = Mapping[Words, tuple[Words, ...]]


def meanings(short_forms: Iterable[tuple[str, str]]) -> dict[Words, tuple[Words, ...]]:
    """Return what else to look for by the words typed: short forms with their meanings, both ways, and `SAME`."""
    found: dict[Words, list[Words]] = {}
    for row in (*SAME, *short_forms):
        folded = [words for one in row if (words := tuple(folded_words(one)))]
        for words in folded:
            others = found.setdefault(words, [])
            others += [one for one in folded if one != words and one not in others]
    return {words: tuple(others) for words, others in found.items() if others}


def longest(known: Meanings) -> int:
    """Return how many words the longest name has."""
    return max(map(len, known), default=0)
