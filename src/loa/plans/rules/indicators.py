"""Which numbers a task asks for: the kinds there are, and those that its own words suggest. No Django."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from loa.lib.vietnamese_text import tidy


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorKind:
    """Something that offices count; `in_products` and `in_title` are the words that suggest it."""

    code: str
    name: str
    counted_in: str
    in_products: re.Pattern[str] | None = None
    in_title: re.Pattern[str] | None = None


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")


_NEWS = r"(?<!thông )tin(?! học| nhắn)"
KINDS: tuple[IndicatorKind, ...] = (
    IndicatorKind(
        code="tin-bai",
        name="Tin, bài, phóng sự đã đăng, phát",
        counted_in="tin, bài",
        in_products=_words(rf"{_NEWS}|bài(?! thi| dự thi| giảng)|phóng sự|chuyên trang|chuyên mục"),
        in_title=_words(r"tin,? bài|phóng sự"),
    ),
    IndicatorKind(
        code="phat-thanh",
        name="Buổi phát thanh, truyền thanh",
        counted_in="buổi",
        in_products=_words(r"phát thanh|truyền thanh"),
        in_title=_words(r"phát thanh|truyền thanh|loa"),
    ),
    IndicatorKind(
        code="hoi-nghi",
        name="Hội nghị, cuộc họp có nội dung tuyên truyền",
        counted_in="cuộc",
        in_products=_words(r"hội nghị|cuộc họp|tọa đàm|toạ đàm|buổi tuyên truyền"),
        in_title=_words(r"hội nghị|tọa đàm|toạ đàm|giao ban|cuộc họp|họp thôn"),
    ),
    IndicatorKind(
        code="tap-huan",
        name="Lớp tập huấn, bồi dưỡng",
        counted_in="lớp",
        in_products=_words(r"tập huấn|bồi dưỡng"),
        in_title=_words(r"tập huấn|lớp bồi dưỡng"),
    ),
    IndicatorKind(
        code="nguoi-du",
        name="Người dự",
        counted_in="lượt người",
        in_products=_words(r"hội nghị|tập huấn|bồi dưỡng|tọa đàm|toạ đàm|đối thoại"),
    ),
    IndicatorKind(
        code="tai-lieu",
        name="Tờ rơi, tài liệu đã phát",
        counted_in="bản",
        in_products=_words(r"tài liệu|tờ rơi|tờ gấp|sổ tay|cẩm nang"),
        in_title=_words(r"tờ rơi|tờ gấp"),
    ),
    IndicatorKind(
        code="truc-quan",
        name="Pa nô, áp phích, băng rôn, khẩu hiệu",
        counted_in="chiếc",
        in_products=_words(r"pa nô|panô|áp phích|băng rôn|khẩu hiệu"),
        in_title=_words(r"pa nô|panô|áp phích|băng rôn|khẩu hiệu"),
    ),
    IndicatorKind(
        code="bai-thi",
        name="Bài dự thi",
        counted_in="bài",
        in_products=_words(r"bài dự thi|bài thi|kết quả thi"),
        in_title=_words(r"(?:cuộc|hội) thi"),
    ),
)
KIND: Mapping[str, IndicatorKind] = {kind.code: kind for kind in KINDS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A number that a task shall ask for: its kind, what is aimed at in a period, whether it counts from January on."""

    kind: str
    target: int | None = None
    cumulative: bool = False

    def __str__(self) -> str:
        """Return it in words, as two saves are set side by side."""
        kind = KIND[self.kind]
        aim = f", chỉ tiêu {self.target} {kind.counted_in}" if self.target is not None else ""
        return f"{kind.name}{aim}{', lũy kế' if self.cumulative else ''}"

    def as_kept(self) -> dict[str, Any]:
        """Return it as a row of the review keeps it."""
        return {"kind": self.kind, "target": self.target, "cumulative": self.cumulative}


def wanted(kept: Iterable[Mapping[str, Any]]) -> tuple[Wanted, ...]:
    """Return what a row of the review keeps, in the order of the kinds; a kind that is no more is left out."""
    found = {one["kind"]: one for one in kept}
    return tuple(
        Wanted(kind=code, target=found[code].get("target"), cumulative=bool(found[code].get("cumulative")))
        for code in KIND
        if code in found
    )


def suggested(title: str, products: Iterable[str]) -> tuple[Wanted, ...]:
    """Return the numbers that a task's words suggest: what it shall bring forth first, then what it is about."""
    about, results = tidy(title).lower(), "; ".join(tidy(product).lower() for product in products)
    return tuple(
        Wanted(kind=kind.code)
        for kind in KINDS
        if (kind.in_products and kind.in_products.search(results)) or (kind.in_title and kind.in_title.search(about))
    )
