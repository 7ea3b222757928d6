"""Checks on agencies: several spellings, abbreviations nobody explains, two bodies that both consolidate."""

from __future__ import annotations

from collections.abc import Iterator

from plan_reader.checks.facts import Facts, quoted
from plan_reader.clauses import label_of
from plan_reader.model import Agency, Finding, Place
from plan_reader.text import fold

# Reports go up to it, but one of its offices puts them together.
_COMMITTEE = ("ubnd", "uy ban nhan dan")


def spelled_differently(facts: Facts) -> Iterator[Finding]:
    """Find agencies written in more than one way, with the ways and where they stand."""
    for joined in facts.plan.agencies:
        spellings = [spelling for spelling in joined.spellings if not _only_adds_the_level(spelling.text, joined.name)]
        if joined.kind != "unit" or len(spellings) < 2:
            continue
        ways = ", ".join(quoted(spelling.text) for spelling in spellings)
        typo = any(spelling.why == "typo" for spelling in spellings)
        yield Finding(
            code="agency-spelled-differently",
            severity="warning" if typo else "note",
            message=f"Cùng một cơ quan được viết theo {len(spellings)} cách: {ways}. "
            f"Được hiểu là {quoted(joined.name)}.",
            places=_mentions(facts, joined.name),
        )


def _only_adds_the_level(spelling: str, name: str) -> bool:
    """Tell whether a spelling is the name with "huyện" or the like behind it, as running text writes it."""
    added = fold(spelling).removeprefix(fold(name)).strip()
    return spelling != name and added in {"huyen", "tinh", "xa", "thanh pho", "quan", "thi xa", "phuong"}


def _mentions(facts: Facts, name: str) -> tuple[Place, ...]:
    places = [
        task.place
        for task in facts.plan.tasks
        if any(agency.name == name and agency.text != name for agency in (*task.leads, *task.partners))
    ]
    clauses = dict.fromkeys(
        duty.clause.split(".-")[0]
        for duty in facts.plan.duties
        if duty.agency.name == name and duty.agency.text != name
    )
    return (*places, *(Place(label=label_of(clause), clause=clause) for clause in clauses))


def unknown_abbreviation(facts: Facts) -> Iterator[Finding]:
    """Find abbreviations in agency names that neither common use nor the document explains."""
    for short, agency in facts.unknown_abbreviations:
        yield Finding(
            code="agency-unknown-abbreviation",
            severity="warning",
            message=f"Chưa rõ chữ viết tắt {quoted(short)} trong {quoted(agency)}. Ghi đầy đủ tên cơ quan.",
            places=tuple(
                task.place
                for task in facts.plan.tasks
                if any(agency in (one.text, one.name) for one in (*task.leads, *task.partners))
            ),
        )


def two_consolidators(facts: Facts) -> Iterator[Finding]:
    """Find two agencies that are both told to gather the results: the report's receiver and another by its duties."""
    receivers = {
        duty.to.name: duty
        for duty in facts.plan.report_duties
        if duty.to and "tong hop" in fold(duty.text) and not fold(duty.to.name).startswith(_COMMITTEE)
    }
    others: dict[str, tuple[Agency, str]] = {}
    for duty in facts.plan.duties:
        gathers = "tong hop" in fold(duty.text) and duty.role in ("monitor", "report", "lead", "do")
        if gathers and duty.agency.kind == "unit" and duty.agency.name not in receivers:
            others.setdefault(duty.agency.name, (duty.agency, duty.clause))
    if not receivers:
        return
    receiver, report = next(iter(receivers.items()))
    for name, (_, clause) in others.items():
        yield Finding(
            code="two-consolidators",
            severity="warning",
            message=f"{receiver} nhận báo cáo để tổng hợp, nhưng {name} cũng được giao theo dõi, tổng hợp. "
            "Cần thống nhất cơ quan nào lập báo cáo chung.",
            places=(
                Place(label=label_of(report.clause), clause=report.clause),
                Place(label=label_of(clause), clause=clause),
            ),
        )
