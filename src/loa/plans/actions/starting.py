"""Open the review of a version: every decision the document asks for, filled in where it is certain."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from loa.people.choices import UnitClass
from loa.people.models import Unit, UnitVersion, ids_below
from loa.people.queries import members
from loa.plans.actions.suggesting import Candidate, Suggestion, suggest
from loa.plans.choices import AgencyKind, LineRole, Origin, Schedule, Target, Why
from loa.plans.models import (
    AgencyBinding,
    Duty,
    FindingAnswer,
    LineTiming,
    PeriodRule,
    PlanLine,
    PlanVersion,
    Review,
    ReviewedTask,
)
from loa.plans.rules import schedule_of, suggested, working_day
from plan_reader import Plan as Reading
from plan_reader.text import fold

# A report's sentence from its noun to where it says to whom or by when.
_REPORT = re.compile(r"báo cáo\b[^;.]*?(?=\s+(?:gửi|về|trước|chậm nhất)\b|[;.,]|$)", re.IGNORECASE)
# A duty without a date is owed once a year until somebody says otherwise: the lightest rhythm there is.
_RHYTHM_OF_DUTIES = "nam"
_MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}


def start_review(version: PlanVersion, reading: Reading, *, today: date) -> Review:
    """Write the review of a new version: a row for each name, task, duty, report and finding; five inserts.

    Rows of the appendix and reports are taken in, duties of the text wait to be ticked. Call it inside the
    transaction that stores the version.
    """
    review = Review.objects.create(
        version=version,
        symbol=version.symbol,
        issued_on=version.issued_on,
        rhythm=PeriodRule.objects.order_by("position").first() or _no_rhythm(),
    )
    day = working_day(version.plan.year, today)
    AgencyBinding.objects.bulk_create(bindings_for(review, _names(reading), version.plan.owner, day))
    tasks = [*_from_lines(review), *_from_duties(review), *_from_reports(review)]
    for position, task in enumerate(tasks):
        task.position = position
    ReviewedTask.objects.bulk_create(tasks)
    FindingAnswer.objects.bulk_create(
        FindingAnswer(review=review, finding=finding) for finding in version.finding_set.order_by("position")
    )
    return review


def _no_rhythm() -> PeriodRule:
    raise LookupError("No period rule is left in the database; at least one is needed.")


def bindings_for(
    review: Review, names: Mapping[str, tuple[AgencyKind, list[str]]], owner: Unit, day: date, *, first: int = 0
) -> list[AgencyBinding]:
    """Return a binding, not yet stored, for each name with its kind and spellings; filled in where that is certain."""
    candidates = candidates_under(owner, day)
    counts = {unit_class: len(members(unit_class, owner, day)) for unit_class in UnitClass}
    earlier = _earlier_choices(owner)
    bindings = []
    for position, (name, (kind, spellings)) in enumerate(names.items(), first):
        found = suggest(spellings, kind, candidates=candidates, members=counts, earlier=earlier)
        sure = found.is_certain
        bindings.append(
            AgencyBinding(
                review=review,
                position=position,
                name=name,
                kind=kind,
                spellings=spellings,
                target=found.target or "" if sure else "",
                unit_id=found.unit if sure else None,
                classes=list(found.classes) if sure else [],
                suggested_unit_id=found.unit,
                confidence=found.confidence,
                why=found.why or "",
            )
        )
    return bindings


def _names(reading: Reading) -> dict[str, tuple[AgencyKind, list[str]]]:
    """Return every name that a task, duty or report uses, with its kind and spellings, in the document's order."""
    joined = {one.name: [one.name, *(spelling.text for spelling in one.spellings)] for one in reading.agencies}
    mentioned = [
        *(agency for task in reading.tasks for agency in (*task.leads, *task.partners)),
        *(agency for duty in reading.duties for agency in (duty.agency, *(duty.supply.to if duty.supply else ()))),
        *(agency for report in reading.report_duties for agency in (*report.who, *((report.to,) if report.to else ()))),
    ]
    return {
        agency.name[:500]: (AgencyKind(agency.kind), list(dict.fromkeys(joined.get(agency.name, [agency.name]))))
        for agency in mentioned
    }


def candidates_under(owner: Unit, day: date) -> list[Candidate]:
    """Return the units that a plan of an owner may name on a day: all below it, then those above and beside it."""
    below = ids_below([owner.pk], day)
    above = _ids_above(owner, day)
    versions = UnitVersion.objects.on(day).select_related("unit").prefetch_related("unit__aliases")
    found = versions.filter(unit__in=below | above) | versions.filter(parent__in=above)
    return [
        Candidate(
            unit=version.unit_id,
            names=(version.name,),
            aliases=tuple(alias.text for alias in version.unit.aliases.all()),
            distance=_distance(version, owner, below),
            outside=version.unit.kind == "outside",
        )
        for version in found.distinct()
    ]


def _distance(version: UnitVersion, owner: Unit, below: frozenset[int]) -> int:
    """Return 0 for what stands directly under the owner, 1 further down, 2 outside of it."""
    if version.parent_id == owner.pk:
        return 0
    return 1 if version.unit_id in below else 2


def _ids_above(owner: Unit, day: date) -> frozenset[int]:
    above: set[int] = set()
    unit: int | None = owner.pk
    while unit and unit not in above:
        above |= {unit}
        unit = UnitVersion.objects.on(day).filter(unit=unit).values_list("parent", flat=True).first()
    return frozenset(above - {owner.pk})


def _earlier_choices(owner: Unit) -> Mapping[str, Suggestion]:
    """Return what was chosen for a name in plans of this owner confirmed before, the latest choice winning."""
    chosen = AgencyBinding.objects.filter(
        review__version__plan__owner=owner, review__version__confirmed_at__isnull=False
    ).order_by("review__version__confirmed_at")
    return {
        fold(binding.name): Suggestion(
            target=Target(binding.target),
            unit=binding.unit_id,
            classes=tuple(UnitClass(one) for one in binding.classes),
            confidence=100,
            why=Why.EARLIER,
        )
        for binding in chosen
        if binding.target
    }


def _from_lines(review: Review) -> Iterable[ReviewedTask]:
    lines = PlanLine.objects.filter(version=review.version).order_by("position")
    for line in lines.prefetch_related("agencies", "timings"):
        agencies = sorted(line.agencies.all(), key=lambda one: one.position)
        timings = sorted(line.timings.all(), key=lambda one: one.position)
        yield ReviewedTask(
            review=review,
            origin=Origin.LINE,
            line=line,
            title=line.title,
            products=line.products,
            leads=_unique(one.agency_name for one in agencies if one.role == LineRole.LEAD),
            partners=_unique(one.agency_name for one in agencies if one.role == LineRole.PARTNER),
            timing_text="; ".join(_unique(one.timing_text for one in timings)),
            indicators=_numbers(line.title, line.products),
            **_timing(timings[0] if timings else None),
        )


def _numbers(title: str, products: Iterable[str]) -> list[dict[str, object]]:
    return [one.as_kept() for one in suggested(title, products)]


def _timing(timing: LineTiming | None) -> dict[str, object]:
    if timing is None:
        return {"schedule": Schedule.ONCE}
    schedule = schedule_of(timing.timing_kind, timing.due_on)
    event = (timing.rhythm.get("relative") or {}).get("after") or timing.timing_text
    return {
        "schedule": schedule,
        "due_on": timing.due_on if schedule == Schedule.ONCE else None,
        "boundary": timing.boundary if schedule == Schedule.ONCE else "",
        "waits_for": event[:300] if schedule == Schedule.AWAITING else "",
    }


def _from_duties(review: Review) -> Iterable[ReviewedTask]:
    """Yield one row for each sentence of the organisation section, with all the bodies that the sentence binds."""
    rules = list(PeriodRule.objects.order_by("position"))
    lightest = next((one for one in rules if one.code == _RHYTHM_OF_DUTIES), review.rhythm)
    sentences: dict[tuple[str, str], list[Duty]] = {}
    for duty in Duty.objects.filter(version=review.version).order_by("position"):
        sentences.setdefault((duty.clause_ref, duty.text), []).append(duty)
    for (_, text), duties in sentences.items():
        yield ReviewedTask(
            review=review,
            origin=Origin.DUTY,
            duty=duties[0],
            included=False,
            title=text,
            leads=_unique(duty.agency_name for duty in duties),
            indicators=_numbers(text, ()),
            **(_supplying(duties[0].supply, rules) or {"schedule": Schedule.PERIODIC, "rhythm": lightest}),
        )


def _supplying(supply: Mapping[str, Any], rules: Iterable[PeriodRule]) -> dict[str, Any]:
    """Return what is supplied, to whom and when; nothing where a duty supplies nothing.

    Without a rhythm of its own it follows the plan's, as standing work does: news once a year are none.
    """
    if not supply:
        return {}
    timing = supply["timing"] or {}
    once = timing.get("due") and not timing.get("every")
    return {
        "products": [supply["what"]],
        "receivers": _unique(agency["name"] for agency in supply["to"]),
        "timing_text": timing.get("text", ""),
        "schedule": Schedule.ONCE if once else Schedule.PERIODIC,
        "due_on": date.fromisoformat(timing["due"]) if once else None,
        "boundary": (timing["boundary"] or "") if once else "",
        "rhythm": _rule_of(timing.get("every"), rules),
    }


def _rule_of(every: Mapping[str, Any] | None, rules: Iterable[PeriodRule]) -> PeriodRule | None:
    """Return the calendar rhythm of so many months, monthly for weeks and days; None where none was written."""
    months = every["n"] * _MONTHS.get(every["unit"], 0) or 1 if every else 0
    return next((one for one in rules if one.months == months and one.first_day == 1), None)


def _from_reports(review: Review) -> Iterable[ReviewedTask]:
    for report in review.version.reportduty_set.order_by("position"):
        schedule = schedule_of(report.timing_kind, report.due_on)
        yield ReviewedTask(
            review=review,
            origin=Origin.REPORT,
            report_duty=report,
            title=_title_of_report(report.text, report.receiver),
            products=["Báo cáo"],
            leads=_unique(agency["name"] for agency in report.who),
            receivers=[report.receiver] if report.receiver else [],
            timing_text=report.timing_text,
            schedule=schedule,
            due_on=report.due_on if schedule == Schedule.ONCE else None,
            boundary=report.boundary if schedule == Schedule.ONCE else "",
        )


def _title_of_report(text: str, receiver: str) -> str:
    found = _REPORT.search(text)
    what = found.group().strip() if found else "báo cáo"
    title = f"{what}, gửi {receiver}" if receiver else what
    return title[:1].upper() + title[1:]


def _unique(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(name[:500] for name in names if name))
