"""Let what went out do the standing work it was for: the tasks an activity serves, and the periods it completes."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from loa.activities.choices import Grade
from loa.activities.models import Activity, Channel, Form, LedgerRule, Topic
from loa.activities.queries.shelf import KINDS, reference_of
from loa.activities.rules import Counted, Enough, counted, enough, holds
from loa.lib.periods import last_day
from loa.lib.vietnamese_text import written_day
from loa.tasks.actions import Finding, Shown, reopen_from_ledger, report_from_ledger
from loa.tasks.models import Indicator, Obligation

# Shown with a result, the best proved first; the list of the ledger has the rest.
_SHOWN = 10
# No period is longer, so that none that holds a day began before, and none that follows it begins later.
_LONGEST = timedelta(days=367)
_AXES: dict[str, Any] = {
    "topic": LedgerRule.topics.through,
    "form": LedgerRule.forms.through,
    "channel": LedgerRule.channels.through,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A rule that takes an activity, and what the unit owes for the period in which it went out."""

    rule: LedgerRule
    owed: Obligation
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An activity as far as rules ask: its day and, by their ids, what it is told by."""

    on: date
    topics: tuple[int, ...]
    form: int
    channel: int

    def terms(self) -> dict[str, tuple[int, ...]]:
        """Return the ids of its words by the axes of rules."""
        return {"topic": self.topics, "form": (self.form,), "channel": (self.channel,)}


def work_served(unit: int, on: date, *, topics: Sequence[Topic], form: Form, channel: Channel) -> list[Served]:
    """Return the standing work of a unit that an activity of a day does, whatever plans it is of.

    One statement where the unit owes nothing that the ledger does; two, however much it owes.
    """
    in_force = LedgerRule.objects.filter(ended_at__isnull=True)
    owed = _owed_on(unit, on, Exists(in_force.filter(task=OuterRef("task"))))
    if not owed:
        return []
    rules = in_force.filter(task__in=owed)
    told = Told(on=on, topics=tuple(one.pk for one in topics), form=form.pk, channel=channel.pk)
    for axis, terms in told.terms().items():
        named = _named(axis).filter(ledgerrule=OuterRef("pk"))
        rules = rules.filter(~Exists(named) | Exists(named.filter(**{f"{axis}__in": terms})))
    return _served(rules, owed)


def work_of_many(unit: int, entries: Sequence[Told]) -> list[list[Served]]:
    """Return for each of many activities of a unit the standing work it does, as `work_served` would.

    A statement for each day they are of, and four more.
    """
    in_force = LedgerRule.objects.filter(ended_at__isnull=True)
    owing = Exists(in_force.filter(task=OuterRef("task")))
    owed = {on: _owed_on(unit, on, owing) for on in {one.on for one in entries}}
    tasks = {task for of_day in owed.values() for task in of_day}
    if not tasks:
        return [[] for _ in entries]
    rules = {rule.task_id: rule for rule in in_force.filter(task__in=tasks)}
    named: dict[str, dict[int, set[int]]] = {}
    for axis in _AXES:
        of_axis = named.setdefault(axis, {})
        for rule, term in _named(axis).filter(ledgerrule__task__in=tasks).values_list("ledgerrule", f"{axis}"):
            of_axis.setdefault(rule, set()).add(term)
    return [
        [
            Served(rule=rules[task], owed=row, until=until)
            for task, (row, until) in sorted(owed[one.on].items())
            if task in rules
            and all(
                rules[task].pk not in named[axis] or not named[axis][rules[task].pk].isdisjoint(terms)
                for axis, terms in one.terms().items()
            )
        ]
        for one in entries
    ]


def close_served(served: Sequence[Served], at: datetime) -> list[Obligation]:
    """Hand in what is done by now of the periods in which an activity lies; return what was handed in or accepted."""
    found = {owed: finding for owed, finding in _findings(served).items() if finding is not None}
    return report_from_ledger(findings=found, at=at)


def reopen_served(activity: Activity, reason: str, at: datetime) -> list[Obligation]:
    """Set right what records alone had done of the periods of an activity that was taken back; return what moved.

    A rule that ended is asked all the same: what it did was done by this activity.
    """
    tasks = list(activity.tasks.values_list("pk", flat=True))
    owed = _owed_on(activity.unit_id, activity.on, Q(task__in=tasks)) if tasks else {}
    served = _served(LedgerRule.objects.filter(task__in=owed), owed) if owed else []
    note = f"Dòng “{activity.title}” trong sổ tuyên truyền đã được ghi đảo. Lý do: {reason}"
    return reopen_from_ledger(findings=_findings(served), reason=note, at=at)


def _owed_on(unit: int, on: date, which: Exists | Q) -> dict[int, tuple[Obligation, date]]:
    """Return what a unit owes for the period that a day lies in, with the period's last day, by its task."""
    near = Obligation.objects.filter(
        which, unit=unit, starts_on__gte=on - _LONGEST, starts_on__lte=on + _LONGEST, task__rhythm__isnull=False
    )
    periods: dict[int, list[Obligation]] = {}
    for one in near.select_related("task__rhythm").order_by("starts_on", "pk"):
        periods.setdefault(one.task_id, []).append(one)
    found = {}
    for task, rows in periods.items():
        starts = [(one.starts_on, _told_last_day(one)) for one in rows if one.starts_on]
        place = holds(starts, on)
        if place is not None:
            found[task] = (rows[place[0]], place[1])
    return found


def _told_last_day(owed: Obligation) -> date | None:
    rhythm = owed.task.rhythm
    return last_day(rhythm.rhythm, owed.period, owed.starts_on) if rhythm and owed.starts_on else None


def _served(rules: QuerySet[LedgerRule], owed: Mapping[int, tuple[Obligation, date]]) -> list[Served]:
    return [
        Served(rule=rule, owed=owed[rule.task_id][0], until=owed[rule.task_id][1]) for rule in rules.order_by("task")
    ]


def _named(axis: str) -> QuerySet[Any]:
    """Return what rules name on an axis; a rule that names nothing there takes anything."""
    return _AXES[axis].objects.all()


def _findings(served: Sequence[Served]) -> dict[int, Finding | None]:
    """Return, by what is owed, what the ledger shows of it; None where it is not enough. Two statements and one each.

    The lists of what is shown are short: the ledger's own page has the rest.
    """
    if not served:
        return {}
    indicators: dict[int, list[Indicator]] = {}
    asked = Indicator.objects.filter(task__in=[one.rule.task_id for one in served], cumulative=False)
    for indicator in asked.order_by("pk"):
        indicators.setdefault(indicator.task_id, []).append(indicator)
    return {one.owed.pk: _finding(one, indicators.get(one.rule.task_id, ())) for one in served}


def _finding(served: Served, indicators: Collection[Indicator]) -> Finding | None:
    rows = _counted(served)
    found = enough(rows, served.rule.minimum)
    if found is None:
        return None
    best = sorted(rows, key=lambda one: (one.grade, -one.on.toordinal(), -one.pk))[:_SHOWN]
    return Finding(
        note=_note(served.rule.minimum, found),
        shown=[
            Shown(
                title=one.title,
                address=Activity(pk=one.pk).get_absolute_url(),
                reference=reference_of(one.pk),
                kind=KINDS[Grade(one.grade)],
            )
            for one in best
        ],
        figures=_figures(rows, indicators),
        proved=found.proved,
        done_on=found.on,
    )


def _counted(served: Served) -> list[Counted]:
    """Return the activities that stand of a unit, a rule and a period."""
    rule = served.rule
    rows = Activity.objects.standing().filter(
        tasks=rule.task_id, unit=served.owed.unit_id, on__gte=served.owed.starts_on, on__lte=served.until
    )
    # What somebody said it serves, though the rule does not take it, does no work by itself.
    for axis in ("form", "channel"):
        named = _named(axis).filter(ledgerrule=rule)
        rows = rows.filter(~Exists(named) | Q(**{f"{axis}__in": named.values(axis)}))
    topics = _named("topic").filter(ledgerrule=rule)
    of = Activity.topics.through.objects.filter(activity=OuterRef("pk"), topic__in=topics.values("topic"))
    rows = rows.filter(~Exists(topics) | Exists(of))
    told = rows.order_by("on", "pk").values_list("pk", "on", "grade", "title", "form__code", "reach")
    return [
        Counted(pk=pk, on=on, grade=grade, title=title, form=form, reach=reach or 0)
        for pk, on, grade, title, form, reach in told
    ]


def _note(minimum: int, found: Enough) -> str:
    by_whom = "do hệ thống ghi nhận" if found.proved else "do đơn vị ghi"
    return (
        f"Sổ tuyên truyền có đủ {minimum} hoạt động {by_whom} cho kỳ này từ ngày {written_day(found.on)}. "
        "Số liệu được tính tiếp theo sổ cho đến khi có người xử lý hoặc kỳ được khóa."
    )


def _figures(rows: Sequence[Counted], indicators: Collection[Indicator]) -> Mapping[int, int]:
    """Return the numbers of the task that the ledger counts by itself."""
    named = {one.pk: counted(rows, one.name) for one in indicators}
    return {pk: value for pk, value in named.items() if value is not None}
