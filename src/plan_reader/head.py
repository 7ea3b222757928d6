"""The head of a document: its kind, title, year, who issued it, under which symbol and day, on which legal basis."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from plan_reader.dates import DATE, read_date
from plan_reader.lines import Line
from plan_reader.model import Basis
from plan_reader.text import UPPER, fold

KINDS = {
    "ke hoach": "Kế hoạch",
    "chuong trinh": "Chương trình",
    "quyet dinh": "Quyết định",
    "de an": "Đề án",
    "phuong an": "Phương án",
    "thong bao": "Thông báo",
    "huong dan": "Hướng dẫn",
    "chi thi": "Chỉ thị",
    "phu luc": "Phụ lục",
}
_KIND_LINE = re.compile(r"(?P<kind>" + "|".join(KINDS) + r")\b(?P<rest>.*)", re.DOTALL)
_YEAR = re.compile(r"\b(20[1-4]\d)\b")
_PLAN_YEAR = re.compile(r"năm\s+(20[1-4]\d)", re.IGNORECASE)
_ISSUING = re.compile(
    r"(?P<issuer>(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân|Sở|Phòng|Ban|Bộ)\s[^.;:]{0,80}?)\s+(?:xây dựng và )?ban hành\s"
)
_CAPTION = re.compile(
    r"\(?(?:ban hành )?kèm theo.{0,40}?số\s*(?P<symbol>[^\s]*/[^\s,;]+)?.*?(?:của\s+(?P<issuer>[^)]+))?\)?$",
    re.IGNORECASE,
)
_ATTACHED = re.compile(r"\(?(?:ban hanh )?kem theo\b")
_CAPTION_DATE = re.compile(r"ngày\s*(?P<day>\d{0,2})\s*tháng\s*(?P<month>\d{0,2})\s*năm\s*(?P<year>\d{0,4})")
_OWN_SYMBOL = re.compile(r"^số\s*:\s*(?P<symbol>\d+[a-zđ]?\s*/\s*[\wĐđ&.-]+)", re.IGNORECASE)
_OWN_BLANK = re.compile(r"^số\s*:\s*[ .…_]*/", re.IGNORECASE)
_PLACE_DATE = re.compile(r"^[\w\s.-]{2,40},\s*ngày\s", re.IGNORECASE)
_BODY = re.compile(r"^(?:uỷ ban nhân dân|ủy ban nhân dân|ubnd|sở|hội đồng nhân dân)\b", re.IGNORECASE)
_NAMED_BODY = re.compile(r"^(?:tỉnh|thành phố|tp\.?|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)\s", re.IGNORECASE)
_REFERENCE = re.compile(
    r"(?P<kind>Luật|Bộ luật|Pháp lệnh|Nghị quyết|Nghị định|Quyết định|Chỉ thị|Thông tư|Kế hoạch|Chương trình|Công văn"
    r"|Hướng dẫn|Thông báo|Kết luận|Đề án)\s+(?:số\s*)?(?P<symbol>\d+[\w.]*/[\wĐđ&./-]*\w)\s*"
    r"(?:,?\s*ngày\s+(?P<date>" + DATE + r"))?\s*"
    r"(?:của\s+(?P<issuer>[^;]+?)(?=\s+(?:về|ban hành|quy định|phê duyệt|triển khai|sửa đổi|hướng dẫn)\b|[;.]|$))?\s*"
    rf"(?P<title>[^;]*?)(?=;|\.\s+[{UPPER}]|\.?$|\.\n)",
)
_LEADING = re.compile(r"^(?:(?:về việc|về|ban hành)\s+)+", re.IGNORECASE)
# Where the title of a basis ends and the sentence goes on: ", xét đề nghị của …", ", UBND huyện ban hành …".
_SENTENCE_GOES_ON = re.compile(
    r",\s+(?:xét đề nghị|theo đề nghị|(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân|Chủ tịch|Sở|Phòng|Ban|Bộ)\s[^,;]{0,80}?"
    r"(?:ban hành|xây dựng)\s).*",
    re.DOTALL,
)
_SHORTEST_CAPTION = 4  # words
_SAYS_WHAT = re.compile(r"\b(?:nhiem vu|ke hoach|danh muc|phu luc|bieu|bang|nam 20\d\d)\b")
_CITES = re.compile(r"\bso \d+\S*/")
_STOPS = ("can cu", "thuc hien", "de ", "nham", "trien khai", "i.", "xet ", "theo ")
# Who decides, between the title and the bases of a decision.
_DECIDES = re.compile(r"(?:chu tich|giam doc|bo truong|thu truong|uy ban nhan dan|hoi dong nhan dan)\b")
_PERIOD = re.compile(r"(20[1-4]\d)\s*(?:[-–]|đến(?:\s+năm)?)\s*(20[1-4]\d)")


@dataclass(frozen=True, slots=True)
class Head:
    """What the head says; None for what is blank or not there."""

    kind: str | None
    title: str | None
    year: int | None
    issuer: str | None
    symbol: str | None
    issued_on: date | None
    basis: tuple[Basis, ...]
    preamble: tuple[Line, ...]
    end: int  # index of the first line that is no longer head


def read_head(lines: Sequence[Line], table_titles: Iterable[str] = ()) -> Head:
    """Return the head of the document made of `lines`; `table_titles` are sheet names, a last source of a year."""
    start = _kind_line(lines)
    kind, title, after_title = _kind_and_title(lines, start)
    body = next((i for i, line in enumerate(lines) if i >= after_title and _opens_body(line)), after_title)
    preamble = tuple(lines[after_title:body])
    stated = [line.text for line in preamble]
    caption = next((line.text for line in lines if is_caption(line)), "")
    letterhead = lines[: start if start is not None else _caption_line(lines) or 0]
    symbol = _own_symbol(letterhead) or _caption_symbol(caption)
    return Head(
        kind=kind,
        title=title,
        year=_year(title, lines, table_titles),
        issuer=_letterhead_issuer(letterhead) or _issuer(stated, caption),
        symbol=symbol,
        issued_on=_own_date(letterhead) or _caption_date(caption),
        basis=tuple(_bases(stated)),
        preamble=preamble,
        end=body,
    )


def _kind_line(lines: Sequence[Line]) -> int | None:
    """Return the index of the line "KẾ HOẠCH …" among the first lines."""
    return next((index for index, line in enumerate(lines[:40]) if kind_of_line(line)), None)


def kind_of_line(line: Line) -> str | None:
    """Return the kind of document that a line names in capitals ("KẾ HOẠCH"), None for any other line."""
    match = _KIND_LINE.match(line.folded)
    shouted = match and not line.number and line.text[: len(match["kind"])].isupper()
    return KINDS[match["kind"]] if match and shouted else None


def is_caption(line: Line) -> bool:
    """Tell a caption of an attached paper: "(Ban hành kèm theo Kế hoạch số …)"."""
    return bool(_ATTACHED.match(line.folded))


def _kind_and_title(lines: Sequence[Line], start: int | None) -> tuple[str | None, str | None, int]:
    if start is None:
        caption = _caption_line(lines)
        return None, lines[caption].text if caption is not None else None, 0
    match = _KIND_LINE.match(lines[start].folded)
    kind = match["kind"] if match else ""
    parts = [lines[start].text[len(kind) :].strip(" :")] if kind else [lines[start].text]
    index = start + 1
    while index < len(lines) and len(parts) < 5 and _is_title(lines[index], parts):
        parts.append(lines[index].text)
        index += 1
    title = " ".join(part for part in parts if part) or None
    return KINDS.get(kind), title, index


def _caption_line(lines: Sequence[Line]) -> int | None:
    """Return the index of the caption of an appendix that came without its plan: the first long line in capitals.

    A line that says what follows goes before one that may be the name of an office.
    """
    shouted = [
        index
        for index, line in enumerate(lines[:15])
        if line.text.isupper() and len(line.text.split()) >= _SHORTEST_CAPTION
        if not _BODY.match(line.text) and "CỘNG HÒA" not in line.text
    ]
    says = (index for index in shouted if _SAYS_WHAT.search(lines[index].folded))
    return next(says, shouted[0] if shouted else None)


def _is_title(line: Line, parts: list[str]) -> bool:
    """Tell whether a line still belongs to the title: unnumbered, no sentence, no basis, before the preamble."""
    if line.number or line.text.endswith((";", ".", ":", ",")) or _CITES.search(line.folded):
        return False
    if not any(parts):
        return not line.folded.startswith("can cu")
    if line.folded.startswith(_STOPS) or (line.text.isupper() and _DECIDES.match(line.folded)):
        return False
    return len(line.text) < 160 and (line.bold or line.text[0].islower() or line.text.isupper())


def _opens_body(line: Line) -> bool:
    return bool(re.match(r"(?:[ivx]+|a|1)[.)/]?$|(?:phan|chuong|muc|dieu) ", fold(line.number)))


def _year(title: str | None, lines: Sequence[Line], table_titles: Iterable[str]) -> int | None:
    """Return the plan's year: of the title, else of a caption in capitals, else the year named most."""
    candidates = [title or "", *table_titles]
    candidates += [line.text for line in lines if line.text.isupper()]
    for text in candidates:
        if found := _PLAN_YEAR.search(text) or _YEAR.search(text):
            return int(found[1])
    years = Counter(year for line in lines for year in _PLAN_YEAR.findall(line.text))
    return int(years.most_common(1)[0][0]) if years else None


def years_of(title: str | None, year: int | None) -> range:
    """Return the years a plan is for: those of "giai đoạn 2022 - 2025" in its title, else its one year."""
    period = _PERIOD.search(title or "")
    if period and int(period[1]) == year:
        return range(year, int(period[2]) + 1)
    return range(year, year + 1) if year else range(0)


def _letterhead_issuer(letterhead: Sequence[Line]) -> str | None:
    """Return the issuing body of the letterhead: the last line that names one, with the place on the line below."""
    for index in range(len(letterhead) - 1, -1, -1):
        text = letterhead[index].text
        if not _BODY.match(text):
            continue
        following = letterhead[index + 1].text if index + 1 < len(letterhead) else ""
        whole = f"{text} {following}" if _NAMED_BODY.match(following) else text
        return _in_sentence_case(whole)
    return None


def _in_sentence_case(text: str) -> str:
    """Return "UBND huyện Vĩnh Linh" for "ỦY BAN NHÂN DÂN HUYỆN VĨNH LINH"; other text as it is."""
    if not text.isupper():
        return text
    text = re.sub(r"^(?:ỦY|UỶ) BAN NHÂN DÂN", "UBND", text)
    body, _, place = text.partition(" ")
    words = place.split()
    levels = {"TỈNH", "HUYỆN", "QUẬN", "XÃ", "PHƯỜNG"}
    pairs = {("THÀNH", "PHỐ"), ("THỊ", "XÃ"), ("THỊ", "TRẤN"), ("ĐẶC", "KHU")}
    size = 1 if words[:1] and words[0] in levels else 2 if tuple(words[:2]) in pairs else 0
    if not size and body != "UBND":
        return _named_office(text)
    lowered = [word.lower() for word in words[:size]] + [word.capitalize() for word in words[size:]]
    return " ".join([body if body == "UBND" else body.capitalize(), *lowered])


def _named_office(text: str) -> str:
    """Return "Sở Văn hóa, Thể thao và Du lịch" for the same in capitals: a capital where each field of work begins."""
    head, _, fields = text.lower().partition(" ")
    named = re.sub(r"(?:^|, |- |– |\bvà )\w", lambda found: found[0][:-1] + found[0][-1].upper(), fields)
    return f"{head.capitalize()} {named}"


def _issuer(preamble: Sequence[str], caption: str) -> str | None:
    found = [match["issuer"] for text in preamble for match in _ISSUING.finditer(text)]
    if found:
        # "… năm 2024. UBND huyện Vĩnh Linh ban hành": the name begins after the last full stop or comma.
        return re.split(r"[,;]\s|của\s", found[-1])[-1].strip()
    match = _CAPTION.search(caption)
    return match["issuer"].strip(" )") if match and match["issuer"] else None


def _own_symbol(letterhead: Sequence[Line]) -> str | None:
    for line in letterhead:
        if match := _OWN_SYMBOL.match(line.text):
            return "".join(match["symbol"].split())
    return None


def _caption_symbol(caption: str) -> str | None:
    match = re.search(r"số\s*:?\s*(\d+[a-zđ]?/[\wĐđ&.-]*\w)", caption, re.IGNORECASE)
    return match[1] if match else None


def _own_date(letterhead: Sequence[Line]) -> date | None:
    return next((read_date(line.text.split(",", 1)[1]) for line in letterhead if _PLACE_DATE.match(line.text)), None)


def _caption_date(caption: str) -> date | None:
    match = _CAPTION_DATE.search(caption)
    if not match or not all(match.groups()):
        slashed = re.search(r"ngày\s+(" + DATE + ")", caption)
        return read_date(slashed[1]) if slashed else None
    return read_date("/".join(match.groups()))


def _bases(preamble: Sequence[str]) -> Iterable[Basis]:
    for text in preamble:
        for match in _REFERENCE.finditer(text):
            title = _LEADING.sub("", _SENTENCE_GOES_ON.sub("", match["title"]).strip(" ,."))
            yield Basis(
                symbol=match["symbol"],
                issued_on=read_date(match["date"]),
                issuer=match["issuer"].strip(" ,") if match["issuer"] else None,
                title=title,
            )


def states_blank_symbol(lines: Sequence[Line]) -> bool:
    """Tell whether the document has a place for its number and left it blank ("Số:   /KH-UBND", "số /KH-UBND")."""
    return any(
        _OWN_BLANK.match(line.text) or re.search(r"kem theo .{0,40}\bso\s*[.…_]*\s*/", line.folded) for line in lines
    )


def states_blank_date(lines: Sequence[Line]) -> bool:
    """Tell whether the document has a place for its day of issue and left the day blank ("ngày   tháng 01")."""
    return any(
        re.search(r"\bngay\s*[.…_]*\s*thang\b", line.folded)
        and (_PLACE_DATE.match(line.text) or "kem theo" in line.folded)
        for line in lines
    )
