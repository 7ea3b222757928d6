"""Let what went out do the standing work it was for: the tasks an activity serves, and the periods it completes."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Prefetch, QuerySet, Sum

from loa.activities.models import Activity, Channel, Form, LedgerRule, Topic
from loa.activities.rules import COUNTED_FORMS, COUNTED_PEOPLE, Fit, Proof, enough, fits
from loa.lib.periods import Period, periods_between
from loa.lib.vietnamese_text import written_day
from loa.tasks.actions import Finding, Shown, reopen_from_ledger, report_from_ledger
from loa.tasks.models import Indicator, Obligation

# Shown with a result; the list of the ledger has the rest.
_SHOWN = 10


def rules_served(unit: int, on: date, *, topics: Sequence[Topic], form: Form, channel: Channel) -> list[LedgerRule]:
    """Return the rules of tasks at work that an activity of a unit on a day is of the kind for, and that the unit owes.

    Three statements, however many plans there are.
    """
    owed = Obligation.objects.filter(unit=unit).exclude(period="").values("task")
    rules = LedgerRule.objects.filter(
        ended_at__isnull=True,
        task__in=owed,
        task__version__confirmed_at__isnull=False,
        task__version__plan__year=on.year,
    ).select_related("task__rhythm", "task__version__plan")
    rules = rules.prefetch_related(
        Prefetch("topics", Topic.objects.only("code")),
        Prefetch("forms", Form.objects.only("code")),
        Prefetch("channels", Channel.objects.only("code")),
    ).order_by("pk")
    codes = [one.code for one in topics]
    return [rule for rule in rules if fits(_fit(rule), topics=codes, form=form.code, channel=channel.code)]


def close_served(activity: Activity, rules: Sequence[LedgerRule], at: datetime) -> list[Obligation]:
    """Hand in for the unit what is done by now of the periods in which an activity lies; return what was handed in."""
    done = []
    for rule in rules:
        found = _period_owed(rule, activity)
        if found is None:
            continue
        owed, period = found
        finding = _finding(rule, owed, period)
        if finding and report_from_ledger(obligation=owed, finding=finding, at=at):
            done.append(owed)
    return done


def reopen_served(activity: Activity, reason: str, at: datetime) -> None:
    """Give back what records alone had closed where, without an entry that was taken back, there is not enough."""
    for rule in LedgerRule.objects.filter(task__in=activity.tasks.all()).select_related("task__rhythm"):
        found = _period_owed(rule, activity)
        if found is None or _finding(rule, *found) is not None:
            continue
        note = f"Sổ tuyên truyền không còn đủ cho kỳ này: “{activity.title}” đã được ghi đảo. Lý do: {reason}"
        reopen_from_ledger(obligation=found[0], reason=note, at=at)


def _fit(rule: LedgerRule) -> Fit:
    return Fit(
        topics=frozenset(one.code for one in rule.topics.all()),
        forms=frozenset(one.code for one in rule.forms.all()),
        channels=frozenset(one.code for one in rule.channels.all()),
    )


def _period_owed(rule: LedgerRule, activity: Activity) -> tuple[Obligation, Period] | None:
    """Return what the unit of an activity owes of a task for the period in which it went out."""
    if rule.task.rhythm is None:
        return None
    on = activity.on
    period = next((one for one in periods_between(rule.task.rhythm.rhythm, on, on) if one.start <= on <= one.end), None)
    if period is None:
        return None
    owed = Obligation.objects.filter(task=rule.task_id, unit=activity.unit_id, period=period.code).first()
    return (owed, period) if owed is not None else None


def _finding(rule: LedgerRule, owed: Obligation, period: Period) -> Finding | None:
    """Return what the ledger shows of a task, a unit and a period; None where it is not enough."""
    rows = Activity.objects.standing().filter(
        tasks=rule.task_id, unit=owed.unit_id, on__gte=period.start, on__lte=period.end
    )
    proofs = [Proof(on=on, grade=grade) for on, grade in rows.order_by().values_list("on", "grade")]
    found = enough(proofs, rule.minimum)
    if found is None:
        return None
    shown = [
        Shown(title=one.title, address=one.get_absolute_url(), reference=f"activities.activity:{one.pk}")
        for one in rows.order_by("-on", "-pk")[:_SHOWN]
    ]
    return Finding(
        note=f"{len(proofs)} hoạt động trong sổ tuyên truyền, đủ từ ngày {written_day(found.on)}.",
        shown=shown,
        figures=_figures(rule, rows),
        proved=found.proved,
        done_on=found.on,
    )


def _figures(rule: LedgerRule, rows: QuerySet[Activity]) -> dict[int, int]:
    """Return the numbers of the task that the ledger counts by itself."""
    figures = {}
    for one in Indicator.objects.filter(task=rule.task_id, cumulative=False):
        if one.name in COUNTED_FORMS:
            figures[one.pk] = rows.filter(form__code__in=COUNTED_FORMS[one.name]).count()
        elif one.name in COUNTED_PEOPLE:
            figures[one.pk] = rows.aggregate(all=Sum("reach"))["all"] or 0
    return figures
