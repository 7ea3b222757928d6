"""Checks on words: likely typing mistakes and lost separators, shown and never repaired."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from plan_reader.checks.facts import Facts, named, place_of, quoted
from plan_reader.clauses import label_of
from plan_reader.model import Finding, Place
from plan_reader.text import LOWER, fold

# Fixed expressions of administrative Vietnamese. Words that fold to one of these but carry other tone marks are
# likely slips of the keyboard ("phiến hà" for "phiền hà"). Only expressions whose folded form is no other phrase.
_EXPRESSIONS = (
    "phiền hà", "sách nhiễu", "xóm phố", "khu phố", "tuyên truyền", "cải cách hành chính", "thủ tục hành chính",
    "công chức", "viên chức", "đào tạo", "bồi dưỡng", "tập huấn", "doanh nghiệp", "chuyên mục", "chuyên trang",
    "truyền thanh", "phát thanh", "truyền hình", "khẩu hiệu", "áp phích", "băng rôn", "phóng sự", "tọa đàm",
    "lồng ghép", "đôn đốc", "tham mưu", "phối hợp", "chủ trì", "triển khai", "kiến nghị", "phản ánh", "vướng mắc",
    "chuyển đổi số", "dịch vụ công trực tuyến", "đường dây nóng", "sáng kiến", "điển hình tiên tiến", "quyết toán",
    "kinh phí", "bố trí", "nhân dân", "ủy ban nhân dân", "hội đồng nhân dân", "thông tin điện tử", "mạng xã hội",
    "cán bộ", "trách nhiệm", "nghiệp vụ", "phổ biến", "giáo dục pháp luật", "một cửa liên thông", "hiệu quả",
)  # fmt: skip
_BY_FIRST_WORD: dict[str, list[tuple[str, list[str]]]] = {}
for _expression in _EXPRESSIONS:
    _parts = fold(_expression).split()
    _BY_FIRST_WORD.setdefault(_parts[0], []).append((_expression, _parts))
_WORD = re.compile(r"[^\W\d_]+")
# "ủy/uỷ", "tọa/toạ": the same word with its tone mark placed otherwise is no mistake.
_MARKS = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}

# Nouns that begin a product of their own when they stand in capitals after another product.
_THINGS = "Tin|Bài|Báo cáo|Kế hoạch|Phóng sự|Văn bản|Quyết định|Tài liệu|Hội nghị|Dữ liệu|Thể lệ"
_LOST_SEPARATOR = re.compile(
    rf"(?:^|[,;.]\s*)(?i:{_THINGS})(?:\s[{LOWER}]+){{0,3}}(?<!\svà)(?<!hiện)(?<!\scủa)(?<!khai)(?<!\stheo)(?<!hoặc)"
    rf"(?<!\scác)\s(?P<next>{_THINGS})\b"
)


def likely_typos(facts: Facts) -> Iterator[Finding]:
    """Find words that differ from a fixed expression by their marks only."""
    seen: set[tuple[str, str]] = set()
    typos_of = cache(lambda text: tuple(typos(text)))  # agencies and products repeat from row to row
    for text, place in _texts(facts):
        for written, expected in typos_of(text):
            if (written, place.label) in seen:
                continue
            seen.add((written, place.label))
            yield Finding(
                code="likely-typo",
                severity="note",
                message=f"{place.label}: {quoted(written)} có thể là lỗi gõ của {quoted(expected)}. "
                "Văn bản được giữ nguyên.",
                places=(place,),
            )


def _texts(facts: Facts) -> Iterator[tuple[str, Place]]:
    for clause in facts.plan.clauses:
        place = Place(label=label_of(clause.id), clause=clause.id)
        yield clause.heading, place
        yield clause.text, place
    for task in facts.plan.tasks:
        for text in (task.title, *task.products, *(agency.text for agency in (*task.leads, *task.partners))):
            yield text, task.place


def typos(text: str) -> Iterator[tuple[str, str]]:
    """Yield (as written, expression) for words of `text` that fold to a fixed expression but are marked otherwise."""
    words = list(_WORD.finditer(text))
    folds = fold(" ".join(word[0] for word in words)).split(" ")
    for start, first in enumerate(folds):
        for expected, parts in _BY_FIRST_WORD.get(first, ()):
            last = start + len(parts) - 1
            if folds[start : last + 1] != parts:
                continue
            written = text[words[start].start() : words[last].end()]
            together = " ".join(word[0] for word in words[start : last + 1])
            if together.lower() == expected:
                continue
            if _has_marks(together) and _unplaced(together) != _unplaced(expected) and "\n" not in written:
                yield written, expected


def _has_marks(text: str) -> bool:
    """Tell whether a text is written with marks at all; text typed without any is another matter."""
    return fold(text) != text.lower()


def _unplaced(text: str) -> tuple[tuple[str, ...], ...]:
    """Return each word as its letters and, apart, its tone marks, so that tone placement makes no difference."""
    return tuple(
        (*(c for c in word if c not in _MARKS), *sorted(c for c in word if c in _MARKS))
        for word in unicodedata.normalize("NFD", text.lower()).split()
    )


def lost_separator(facts: Facts) -> Iterator[Finding]:
    """Find products that run into one another ("báo cáo Tin, bài")."""
    for task in facts.plan.tasks:
        for product in task.products:
            if match := _LOST_SEPARATOR.search(product):
                yield Finding(
                    code="product-separator-lost",
                    severity="note",
                    message=f"{named(task)}: có thể thiếu dấu ngăn trước {quoted(match['next'])} trong sản phẩm "
                    f"{quoted(', '.join(task.products))}.",
                    places=place_of(task),
                )
