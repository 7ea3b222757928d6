"""What section III asks of each agency, and the reports that prose asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from plan_reader.agencies import Joiner, names_agency, split_agencies, without_asking
from plan_reader.clauses import Children, children_of, with_descendants
from plan_reader.model import Clause, Duty, DutyRole, ReportDuty, Timing
from plan_reader.sentences import sentences, stated_time
from plan_reader.supplies import read_supply
from plan_reader.text import UPPER, fold

_SECTION = ("to chuc thuc hien", "phan cong thuc hien", "phan cong nhiem vu", "trach nhiem thuc hien")
_NOT_AN_AGENCY = ("che do bao cao", "kinh phi", "muc dich", "yeu cau", "giai phap", "thoi gian")

# The verb that opens a sentence tells the role. Folded; the adverbs before it say nothing.
_ADVERBS = re.compile(
    r"^(?:(?:chu dong|kip thoi|tiep tuc|thuong xuyen|dong thoi|tich cuc|co trach nhiem|truc tiep)[, ]+)+"
)
_ROLE_WORDS: tuple[tuple[DutyRole, str], ...] = (
    ("lead", r"chu tri|la co quan dau moi|la dau moi"),
    ("supply", r"cung cap|phoi hop,? cung cap"),
    ("partner", r"phoi hop"),
    ("monitor", r"theo doi|kiem tra|don doc|giam sat"),
    ("advise", r"tham muu|de xuat"),
    ("report", r"bao cao|tong hop,? bao cao"),
)
_ROLES = tuple((role, re.compile(pattern)) for role, pattern in _ROLE_WORDS)

# "1. Phòng Nội vụ chủ trì, tham mưu …": the verb that ends a name with no colon behind it.
_NAME_THEN_VERB = re.compile(
    r"(?P<name>[^:.;]{4,160}?),?\s"
    r"(?P<text>(?:có trách nhiệm|chịu trách nhiệm|chủ trì|chủ động|phối hợp|tham mưu|theo dõi"
    r"|hướng dẫn|xây dựng|triển khai|thực hiện|tổng hợp|báo cáo|cung cấp|đăng tải|đăng, phát|bố trí|căn cứ|tăng cường"
    r"|chỉ đạo|kiểm tra|đôn đốc|rà soát|niêm yết|đẩy mạnh|tiếp tục|định kỳ|cập nhật|tuyên truyền|thẩm định|thường xuyên"
    r"|kịp thời|là cơ quan|(?<!các )tổ chức)[\s,].*)",
    re.DOTALL,
)

_REPORT = re.compile(r"báo cáo", re.IGNORECASE)
_RECEIVER = re.compile(
    r"(?:(?:gửi\s+)?(?:về|cho|đến|tới)|báo cáo)\s+"
    r"(?P<to>(?:UBND|Ủy ban|Uỷ ban|Sở|Phòng|Văn phòng|Bộ|Ban|Trung tâm)\s[^,;.()]*?)"
    r"(?=\s+(?:trước|chậm nhất|để|theo|qua|bằng|vào|định kỳ|hằng|hàng|trong|kết quả|tình hình|xem xét"
    r"|điều chỉnh)\b|\s*[,;.(]|$)"
)
_SUBJECT = re.compile(
    r"(?:^|[,:]\s+)(?P<who>(?:các|ubnd|ủy ban|uỷ ban|sở|phòng|thủ trưởng|trung tâm|văn phòng|chủ tịch)\s[^.;:]*?)"
    r"(?:,?\s+(?:có trách nhiệm|tổng hợp|định kỳ|gửi))*,?\s+báo cáo$",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:yêu cầu|đề nghị|giao)\s+(?P<who>.+?)\s+"
    r"(?:triển khai|nghiêm túc|tổ chức|chủ động|căn cứ|thực hiện|khẩn trương"
    r"|báo cáo|có trách nhiệm|kịp thời|gửi|tổng hợp|theo dõi|chủ trì|phối hợp|tham mưu|định kỳ)\b",
    re.IGNORECASE,
)


def role_of(sentence: str) -> DutyRole:
    """Return the role that the opening verb of a sentence gives; "do" where it is none of the named ones."""
    folded = _ADVERBS.sub("", fold(sentence))
    return next((role for role, pattern in _ROLES if pattern.match(folded)), "do")


def split_duties(text: str) -> tuple[tuple[DutyRole, str], ...]:
    """Return the duties of one paragraph: a further sentence begins a new one where it opens with a role's verb."""
    found: list[tuple[DutyRole, str]] = []
    for sentence in sentences(text):
        role = role_of(sentence)
        if found and role == "do":
            found[-1] = (found[-1][0], f"{found[-1][1]} {sentence}")
        else:
            found.append((role, sentence))
    return tuple(found)


def organisation(clauses: Sequence[Clause]) -> Clause | None:
    """Return the section that hands out duties ("Tổ chức thực hiện")."""
    return next((c for c in clauses if c.parent is None and fold(c.heading).startswith(_SECTION)), None) or next(
        (c for c in clauses if fold(c.heading).startswith(_SECTION)), None
    )


@dataclass(frozen=True, slots=True)
class _Assigned:
    """A clause of the organisation section with the agencies it speaks to and its text without their names."""

    clause: Clause
    names: tuple[str, ...]
    text: str


def _assigned(clauses: Sequence[Clause], children: Children) -> Iterator[_Assigned]:
    """Yield the clauses that speak to agencies: those right below the section, or below a heading over several."""
    section = organisation(clauses)
    for clause in children.get(section.id, ()) if section else ():
        below = [_spoken_to(part) for part in children.get(clause.id, ()) if names_agency(part.heading)]
        if below:
            yield from below
        elif not fold(clause.heading).startswith(_NOT_AN_AGENCY):
            yield _spoken_to(clause)


def _spoken_to(clause: Clause) -> _Assigned:
    words, text = clause.heading, clause.text
    if not words and (found := _NAME_THEN_VERB.match(text)) and names_agency(found["name"]):
        words, text = found["name"], found["text"]
    return _Assigned(clause, split_agencies(without_asking(words)), text)


def agency_headings(clauses: Sequence[Clause]) -> tuple[str, ...]:
    """Return the names that head the clauses of the organisation section, in order."""
    return tuple(name for assigned in _assigned(clauses, children_of(clauses)) for name in assigned.names)


def read_duties(clauses: Sequence[Clause], joiner: Joiner, *, year: int | None) -> tuple[Duty, ...]:
    """Return one duty for each agency and sentence of the organisation section."""
    children = children_of(clauses)
    return tuple(
        Duty(agency=agency, clause=clause, role=role, text=text, supply=supply)
        for assigned in _assigned(clauses, children)
        for clause, paragraph in _paragraphs(assigned, children)
        for role, text in split_duties(paragraph)
        for supply in [read_supply(text, joiner, year=year)]
        for agency in map(joiner.join, assigned.names)
    )


def _paragraphs(assigned: _Assigned, children: Children) -> Iterator[tuple[str, str]]:
    """Yield the paragraphs under an agency, each with the id of its clause."""
    for part in with_descendants(assigned.clause, children):
        text = assigned.text if part is assigned.clause else part.text
        for paragraph in filter(None, text.split("\n")):
            yield part.id, paragraph


# Names inside running text, as far as they are certain: "với Phòng Văn hóa - Thông tin hướng dẫn …" ends at a small
# letter that begins no known word of a name.
_NAME_WORD = (
    rf"[Tt]hông tin|[Tt]hể (?:thao|dục)|[{UPPER}][\w&]*|và(?=\s(?:[{UPPER}]|thông tin))|[-–]"
    r"|hóa|vụ|pháp|chính|hoạch"
)
_IN_TEXT = re.compile(rf"(?:Phòng|Sở|Văn phòng|Trung tâm)(?:\s(?:{_NAME_WORD}))+(?:\s(?:huyện|tỉnh))?")


def agencies_in_text(clauses: Sequence[Clause]) -> tuple[str, ...]:
    """Return the agencies named inside the running text of the organisation section, as further spellings."""
    section = organisation(clauses)
    if section is None:
        return ()
    return tuple(
        match[0].strip(" -–")
        for clause in with_descendants(section, children_of(clauses))
        for match in _IN_TEXT.finditer(clause.text)
    )


def read_report_duties(clauses: Sequence[Clause], joiner: Joiner, *, year: int | None) -> tuple[ReportDuty, ...]:
    """Return the reports that the clauses ask for with a time; one duty for each time named.

    A sentence that names no one who reports asks it of the agency under whose heading it stands.
    """
    children = children_of(clauses)
    owners = {
        part.id: assigned.names
        for assigned in _assigned(clauses, children)
        for part in with_descendants(assigned.clause, children)
    }
    return tuple(
        duty
        for clause in clauses
        for paragraph in (clause.heading, *clause.text.split("\n"))
        for sentence in sentences(paragraph)
        for duty in _report_duties(sentence, clause.id, owners.get(clause.id, ()), joiner, year)
    )


def _report_duties(
    sentence: str, clause: str, owners: tuple[str, ...], joiner: Joiner, year: int | None
) -> Iterator[ReportDuty]:
    report = _REPORT.search(sentence)
    receiver = _RECEIVER.search(sentence, report.start()) if report else None
    timing = stated_time(sentence, report.start(), year) if report and receiver else None
    if not (report and receiver and timing):
        return
    asked = _ASKED.search(sentence) or _SUBJECT.search(sentence[: report.end()])
    who = tuple(map(joiner.join, split_agencies(asked["who"]) if asked else owners))
    for one in _each(timing):
        yield ReportDuty(who=who, to=joiner.join(receiver["to"].strip()), timing=one, clause=clause, text=sentence)


def _each(timing: Timing) -> Iterator[Timing]:
    """Yield the timings of a phrase that name a day or a rhythm, the first without the words of the others."""
    others = [other for other in timing.also if other.due or other.every]
    own = timing.text[: timing.text.find(others[0].text)] if others else ""
    own = own.strip(" ,;").removesuffix(" và").rstrip(" ,;")
    yield replace(timing, text=own or timing.text, also=())
    yield from others
