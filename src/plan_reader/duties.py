"""What section III asks of each agency, and the reports that prose asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from plan_reader.agencies import Joiner, split_agencies
from plan_reader.clauses import children
from plan_reader.model import Agency, Clause, Duty, DutyRole, ReportDuty, Timing
from plan_reader.text import UPPER, fold, squeeze
from plan_reader.timing import read_timing

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
# Sentences begin after a stop and a space, at a capital.
_SENTENCE = re.compile(rf"(?<=[.;])\s+(?=[{UPPER}])")

_REPORT = re.compile(r"báo cáo", re.IGNORECASE)
_RECEIVER = re.compile(
    r"(?:gửi\s+)?(?:về|cho|đến|tới)\s+(?P<to>(?:UBND|Ủy ban|Uỷ ban|Sở|Phòng|Văn phòng|Bộ|Ban|Trung tâm)\s[^,;.()]*?)"
    r"(?=\s+(?:trước|chậm nhất|để|theo|qua|bằng|vào|định kỳ|hằng|hàng|trong)\b|\s*[,;.(]|$)"
)
_WHEN = re.compile(
    r"(?:hoàn thành\s+)?(?:trước|chậm nhất|định kỳ|hằng|hàng|vào|muộn nhất|không quá)\s.*?"
    r"(?=\s+để\s|\s+gửi\s|\s+về\s(?=Sở|Phòng|UBND|Bộ)|[;]|\.(?!\d)|$)",
    re.IGNORECASE,
)
# "Định kỳ hằng quý (trước ngày 20 của tháng cuối quý), các cơ quan, đơn vị báo cáo …": the time stands first.
_WHEN_FIRST = re.compile(r"(?:định kỳ|hằng|hàng|trước|chậm nhất)\s[^,;.(]*(?:\([^)]*\))?(?=\s*,)", re.IGNORECASE)
_SUBJECT = re.compile(
    r"(?:^|[,:]\s+)(?P<who>(?:các|ubnd|ủy ban|uỷ ban|sở|phòng|thủ trưởng|trung tâm|văn phòng|chủ tịch)\s[^.;:]*?)"
    r"(?:,?\s+(?:có trách nhiệm|tổng hợp|định kỳ|gửi))*,?\s+báo cáo$",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"(?:yêu cầu|đề nghị|giao)\s+(?P<who>.+?)\s+(?:triển khai|nghiêm túc|tổ chức|chủ động|căn cứ|thực hiện|khẩn trương"
    r"|báo cáo|có trách nhiệm|kịp thời|gửi)\b"
)


def role_of(sentence: str) -> DutyRole:
    """Return the role that the opening verb of a sentence gives; "do" where it is none of the named ones."""
    folded = _ADVERBS.sub("", fold(sentence))
    return next((role for role, pattern in _ROLES if pattern.match(folded)), "do")


def split_duties(text: str) -> tuple[tuple[DutyRole, str], ...]:
    """Return the duties of one paragraph: a further sentence begins a new one where it opens with a role's verb."""
    found: list[tuple[DutyRole, str]] = []
    for sentence in _SENTENCE.split(squeeze(text)):
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


def agency_headings(clauses: Sequence[Clause]) -> tuple[str, ...]:
    """Return the names that head the clauses of the organisation section, in order."""
    section = organisation(clauses)
    if section is None:
        return ()
    return tuple(
        name
        for clause in children(clauses, section.id)
        if _names_agency(clause)
        for name in split_agencies(clause.heading)
    )


def _names_agency(clause: Clause) -> bool:
    return bool(clause.heading) and not fold(clause.heading).startswith(_NOT_AN_AGENCY)


def read_duties(clauses: Sequence[Clause], joiner: Joiner) -> tuple[Duty, ...]:
    """Return one duty for each agency and sentence of the organisation section."""
    section = organisation(clauses)
    if section is None:
        return ()
    return tuple(
        duty
        for clause in children(clauses, section.id)
        if _names_agency(clause)
        for duty in _duties_of(clause, clauses, tuple(map(joiner.join, split_agencies(clause.heading))))
    )


def _duties_of(clause: Clause, clauses: Sequence[Clause], agencies: tuple[Agency, ...]) -> Iterator[Duty]:
    for part in _with_descendants(clause, clauses):
        for paragraph in part.text.split("\n"):
            for role, text in split_duties(paragraph) if paragraph else ():
                for agency in agencies:
                    yield Duty(agency=agency, clause=part.id, role=role, text=text)


def _with_descendants(clause: Clause, clauses: Sequence[Clause]) -> Iterator[Clause]:
    yield clause
    for child in children(clauses, clause.id):
        yield from _with_descendants(child, clauses)


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
        for clause in _with_descendants(section, clauses)
        for match in _IN_TEXT.finditer(clause.text)
    )


def read_report_duties(clauses: Sequence[Clause], joiner: Joiner, *, year: int | None) -> tuple[ReportDuty, ...]:
    """Return the reports that the clauses ask for with a time; one duty for each time named."""
    return tuple(
        duty
        for clause in clauses
        for paragraph in (clause.heading, *clause.text.split("\n"))
        for sentence in _SENTENCE.split(squeeze(paragraph))
        for duty in _report_duties(sentence, clause.id, joiner, year)
    )


def _report_duties(sentence: str, clause: str, joiner: Joiner, year: int | None) -> Iterator[ReportDuty]:
    report = _REPORT.search(sentence)
    receiver = _RECEIVER.search(sentence, report.start()) if report else None
    if not report or not receiver:
        return
    when = _WHEN.search(sentence, report.start()) or _WHEN_FIRST.match(sentence[: report.start()])
    timing = read_timing(_closed(when[0]), plan_year=year) if when else None
    if timing is None or (timing.due is None and timing.every is None):
        return
    asked = _ASKED.search(sentence) or _SUBJECT.search(sentence[: report.end()])
    who = tuple(map(joiner.join, split_agencies(asked["who"]))) if asked else ()
    for one in _each(timing):
        yield ReportDuty(who=who, to=joiner.join(receiver["to"].strip()), timing=one, clause=clause, text=sentence)


def _closed(phrase: str) -> str:
    """Return a phrase without the marks around it, a bracket only where it was never opened."""
    phrase = phrase.strip(" ,.")
    return phrase.rstrip(" )") if phrase.count("(") < phrase.count(")") else phrase


def _each(timing: Timing) -> Iterator[Timing]:
    yield replace(timing, also=())
    yield from timing.also
