"""Figures, days of documents and document symbols that no source of the story covers."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice

from loa.lib.plain_language.model import Code, Finding, Level, Source, Story
from loa.lib.plain_language.tokens import DATE, NUMBER, PERCENT, RATIO, SYMBOL, Token
from loa.lib.plain_language.written import Sentence, about_the_story
from loa.lib.vietnamese_text import written_day

# Behind these words a number is a name, an address or a moment, and no figure.
_NAMES_BEFORE_WRITTEN = """
    năm ngày tháng quý tuần thứ số điều khoản điểm mục chương phần bước mẫu tổ thôn bản xóm phố khu lần khóa lớp
    đường lộ độ bảng hình trang tầng ngõ hẻm kiệt lúc hồi đoạn giờ
"""
_NAMES_BEFORE = frozenset(_NAMES_BEFORE_WRITTEN.split())
# Before these words even "2024" counts.
_COUNTED = frozenset(("ngày", "tháng", "đồng", "hồ", "người", "hộ", "xã", "triệu", "nghìn", "tỷ", "lượt", "thủ"))
_MOMENTS = frozenset(("giờ", "h"))
_DAYS_BEFORE = frozenset(
    ("đến", "trước", "sau", "hết", "sáng", "chiều", "tối", "hôm", "từ", "nay", "hai", "sáu", "nhật")
)
_AROUND_THE_CLOCK = frozenset(("24/7", "24/24"))
_YEARS = range(1900, 2101)
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_SHOWN = 3
MOST_FIGURES = 5
"""So many sentences are named; how many more there are is said by one finding."""


def unsourced(story: Story, sentences: Iterable[Sentence]) -> Iterator[Finding]:
    """Yield findings for what no source covers.

    Where the story names a source, its figures are taken to come from there, and only document symbols that are not
    among the sources, and days that differ from theirs, are found. Where it names none, each sentence with a figure is.
    """
    if story.sources:
        known = {_comparable(source.symbol): source for source in story.sources if source.symbol}
        for sentence in sentences:
            yield from _unknown_symbols(sentence, known)
        return
    found = ((sentence, figures) for sentence in sentences if (figures := _figures_in(sentence)))
    for sentence, figures in islice(found, MOST_FIGURES):
        yield _without_source(sentence, figures)
    more = sum(1 for _ in found)
    if more:
        message = f"Còn {more} câu nữa có số liệu hoặc số văn bản mà tin chưa ghi nguồn."
        yield about_the_story(code=Code.MORE_FIGURES, level=Level.MUST, message=message)


def _without_source(sentence: Sentence, figures: list[Token]) -> Finding:
    composed = sentence.block.text.composed
    shown = "; ".join(composed[token.start : token.end] for token in figures[:_SHOWN])
    message = (
        f"Câu có số liệu ({shown}{'; …' if len(figures) > _SHOWN else ''}) mà tin chưa ghi nguồn: "
        "ghi văn bản, báo cáo hoặc người xác nhận để kiểm tra lại được."
    )
    first = figures[0]
    return sentence.finding(first.start, first.end, code=Code.FIGURE, level=Level.MUST, message=message)


def _unknown_symbols(sentence: Sentence, known: dict[str, Source]) -> Iterator[Finding]:
    for index, token in enumerate(sentence.tokens):
        if token.kind != SYMBOL or token.word.startswith("/"):
            continue
        symbol = sentence.capitals(index)
        source = known.get(_comparable(symbol))
        if source is None:
            message = f"Văn bản {symbol} chưa có trong nguồn của tin: thêm văn bản này vào nguồn, hoặc kiểm tra lại số."
            yield sentence.finding(token.start, token.end, code=Code.FIGURE, level=Level.MUST, message=message)
        elif source.day is not None:
            yield from _another_day(sentence, index, source.day)


def _another_day(sentence: Sentence, index: int, day: date) -> Iterator[Finding]:
    """Yield a finding where "ngày …" right behind a symbol names another day than the source has."""
    behind = sentence.tokens[index + 1 : index + 3]
    if len(behind) < 2 or behind[0].word != "ngày" or behind[1].kind != DATE:
        return
    written = _DAY.fullmatch(behind[1].word)
    if written and tuple(map(int, written.groups())) != (day.day, day.month, day.year):
        message = f"Ngày của văn bản {sentence.capitals(index)} trong nguồn là {written_day(day)}: kiểm tra lại ngày."
        start, end = behind[1].start, behind[1].end
        yield sentence.finding(
            start, end, code=Code.SOURCE_DAY, level=Level.MUST, message=message, suggestion=written_day(day)
        )  # fmt: skip


def _figures_in(sentence: Sentence) -> list[Token]:
    return [token for index, token in enumerate(sentence.tokens) if _is_figure(sentence, index, token)]


def _is_figure(sentence: Sentence, index: int, token: Token) -> bool:
    if token.kind == SYMBOL:
        return not token.word.startswith("/")
    if token.kind == PERCENT:
        return True
    before = sentence.tokens[index - 1] if index else None
    if token.kind == DATE:
        return before is not None and _is_day_of_document(sentence, index)
    if token.kind == RATIO:
        is_moment = before is not None and before.word in (_NAMES_BEFORE | _DAYS_BEFORE)
        return not is_moment and token.word not in _AROUND_THE_CLOCK
    return token.kind == NUMBER and _counts(sentence, index, token, before)


def _counts(sentence: Sentence, index: int, token: Token, before: Token | None) -> bool:
    """Return whether a number says how many: "5 xã", "12.500 hồ sơ"; not "năm 2024", "Điều 5", "8 giờ", "4G", "3x4"."""
    follows, is_name = "", False
    if index + 1 < len(sentence.tokens):
        follows = sentence.tokens[index + 1].word
        behind = sentence.capitals(index + 1)
        is_name = not sentence.gap(index + 1) and (behind.isupper() or behind.startswith("x"))
    if is_name or follows in _MOMENTS:
        return False
    gap = sentence.gap(index).strip() if before else ""
    if before and (before.end == token.start or gap in ("-", "–", "/")):
        return before.kind == NUMBER and gap != "/" and _counts_alone(token, follows)
    if before and not gap and before.word in _NAMES_BEFORE:
        return False
    return _counts_alone(token, follows)


def _counts_alone(token: Token, follows: str) -> bool:
    digits = token.word
    return not (len(digits) == 4 and digits.isdigit() and int(digits) in _YEARS and follows not in _COUNTED)


def _is_day_of_document(sentence: Sentence, index: int) -> bool:
    """Return whether a day is that of a document: a symbol, "ban hành" or "ký" stands close before it."""
    before = sentence.tokens[max(index - 4, 0) : index]
    return any(token.kind == SYMBOL or token.word in ("hành", "ký") for token in before)


def _comparable(symbol: str) -> str:
    """Return a symbol as it is compared: in lower case, without spaces, one kind of dash."""
    return re.sub(r"\s+", "", symbol).lower().replace("–", "-")
