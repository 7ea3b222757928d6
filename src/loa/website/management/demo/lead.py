"""What the lead of a plan does in a demonstration: looks at results, telephones, writes, closes periods, adjusts."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import partial

from django.db.models import Q
from django.utils.timezone import localtime

from loa.people.models import Unit
from loa.tasks.actions import (
    accept,
    allow_after_lock,
    draft_urging_letter,
    lock_period,
    move_due,
    note_call,
    return_for_more,
    save_view,
    set_many_not_applicable,
    set_not_applicable,
    take_back_acceptance,
)
from loa.tasks.choices import OPEN_STATES, State
from loa.tasks.models import Obligation, Step
from loa.tasks.queries import Figure
from loa.tasks.queries.accepting import with_acceptance
from loa.tasks.queries.lists import Beside, Filter
from loa.website.management.demo.agenda import lot
from loa.website.management.demo.recipe import Closed, Dropped, Ending, Moved
from loa.website.management.demo.stage import Stage, handed_in_on, name_of, number_of
from loa.website.management.demo.units import mend_later, speak_later
from loa.website.management.demo.words import (
    ANSWERS,
    NOT_REACHED,
    QUESTIONS,
    REACHED,
    UNDONE,
    WHY_RETURNED,
    WHY_RETURNED_FOR_WORDS,
    marked,
)

_WEEK, _DAY = timedelta(days=7), timedelta(days=1)
_THURSDAY = 3
# So many calls are made in a morning.
_CALLS_A_DAY = 4
_ASKS, _IS_REACHED, _AGAIN = 0.4, 0.7, 0.25
_VIEWS = (
    ("Quá hạn", Filter(part=Figure.LATE)),
    ("Trả lại, chờ bổ sung", Filter(part=Beside.RETURNED)),
    ("Đã gửi, chỉ có lời", Filter(part=Figure.SENT, only_words=True)),
)


def plan_lead(stage: Stage) -> None:
    """Put on the agenda what the lead does by the week, and on days of its own."""
    told, agenda = stage.recipe.of_lead, stage.agenda
    for name, wanted in _VIEWS:
        keep = partial(save_view, version=stage.version, name=name, query=wanted.query, by=stage.lead)
        agenda.plan(stage.confirmed_on + _WEEK, f"view {name}", keep)
    day = stage.confirmed_on + timedelta(days=7 + (_THURSDAY - stage.confirmed_on.weekday()) % 7)
    while day < agenda.today:
        if not any(first <= day <= last for first, last in told.away):
            agenda.plan(day, f"review {day}", partial(_review, stage))
        day += _WEEK
    for day in told.calls:
        agenda.plan(day, f"calls {day}", partial(_telephone, stage))
    for day in told.letters:
        write = partial(draft_urging_letter, version=stage.version, units=None, by=stage.lead)
        agenda.plan(day, f"letter {day}", write)
    for moved in told.moved:
        agenda.plan(moved.on, f"move {moved.on}", partial(_move, stage, moved))
    for dropped in told.dropped:
        agenda.plan(dropped.on, f"drop {dropped.on}", partial(_drop, stage, dropped))
    for closed in told.closed:
        _plan_closing(stage, closed)
    if told.undone:
        agenda.plan(told.undone, "undo", partial(_undo, stage))
    _plan_remarks(stage)


def _review(stage: Stage, at: datetime) -> None:
    """Give back what is not good enough, and accept the rest that waits since yesterday."""
    today = localtime(at).date()
    waiting = [row for row in stage.rows(Q(state=State.SUBMITTED)) if handed_in_on(row) < today]
    good = {}
    for row in waiting:
        reason = _why_returned(stage, row)
        if not reason:
            good[row.pk] = row.revision
            continue
        seen = with_acceptance(Obligation.objects.filter(pk=row.pk), stage.lead.pk).get()
        return_for_more(obligation=seen, reason=marked(reason), revision=row.revision, by=stage.lead, at=at)
        _talk(stage, row, today)
        if not stage.ends(row, Ending.RETURNED):
            mend_later(stage, stage.fresh(row), at)
    if good:
        accept(seen=good, by=stage.lead, at=at)


def _why_returned(stage: Stage, row: Obligation) -> str:
    """Return why a result is given back, "" where it is good: what the ledger or a document says, or nil, always is."""
    rng, temper = lot("judge", name_of(row), row.revision), stage.temper_of(row)
    steps = list(row.steps.prefetch_related("evidence").order_by("at", "pk"))
    if steps[-1].nil or temper.by_paper or steps[-1].by is None:
        return ""
    chance = temper.is_returned if not row.returns else temper.is_returned * _AGAIN
    if not stage.ends(row, Ending.RETURNED) and rng.random() >= chance:
        return ""
    only_words = not any(list(step.evidence.all()) for step in steps)
    return rng.choice(WHY_RETURNED_FOR_WORDS if only_words else WHY_RETURNED)


def _talk(stage: Stage, row: Obligation, today: date) -> None:
    rng = lot("talk", name_of(row), row.revision)
    if rng.random() < _ASKS:
        asked = rng.randrange(len(QUESTIONS))
        officer = stage.officers[row.unit_id]
        speak_later(stage, row, officer, QUESTIONS[asked], today + _DAY, f"ask {row.revision}")
        speak_later(stage, row, stage.lead, ANSWERS[asked], today + 2 * _DAY, f"say {row.revision}")


def _telephone(stage: Stage, at: datetime) -> None:
    """Telephone some of the units that are late, by lot."""
    today = localtime(at).date()
    rng = lot("calls", today)
    late = stage.rows(Q(state__in=OPEN_STATES, due_on__lt=today))
    units = list({row.unit.key: row.unit for row in late}.values())
    for number, unit in enumerate(rng.sample(units, min(len(units), _CALLS_A_DAY))):
        reached = rng.random() < _IS_REACHED
        note = marked(rng.choice(REACHED if reached else NOT_REACHED))
        moment = at + timedelta(minutes=9 * number)
        note_call(version=stage.version, unit=unit, reached=reached, note=note, by=stage.lead, at=moment)


def _move(stage: Stage, moved: Moved, at: datetime) -> None:
    rows = stage.rows(Q(unit__key__in=moved.units, period=moved.period, state__in=OPEN_STATES))
    if rows:
        said = {"due_on": moved.due_on, "symbol": marked(moved.symbol), "signed_on": moved.on - _DAY}
        move_due(seen=_seen(rows), **said, reason=marked(moved.reason), by=stage.lead, at=at)  # type: ignore[arg-type]


def _drop(stage: Stage, dropped: Dropped, at: datetime) -> None:
    given = stage.rows(Q(unit__key__in=dropped.units, state__in=OPEN_STATES))
    rows = [row for row in given if number_of(row) == dropped.task]
    reason = marked(dropped.reason)
    if len(rows) == 1:
        set_not_applicable(obligation=rows[0], reason=reason, revision=rows[0].revision, by=stage.lead, at=at)
    elif rows:
        set_many_not_applicable(seen=_seen(rows), reason=reason, by=stage.lead, at=at)


def _plan_closing(stage: Stage, closed: Closed) -> None:
    lock = partial(lock_period, version=stage.version, period=closed.period, by=stage.lead)
    stage.agenda.plan(closed.on, f"close {closed.period}", lock)
    allowed = closed.exception
    if allowed:
        allow = partial(
            allow_after_lock,
            version=stage.version,
            period=closed.period,
            unit=Unit.objects.get(key=allowed.unit),
            until=allowed.until,
            reason=marked(allowed.reason),
            by=stage.lead,
        )
        stage.agenda.plan(allowed.on, f"allow {closed.period}", allow)


def _undo(stage: Stage, at: datetime) -> None:
    """Take the acceptance of the last result back that has numbers; it is looked at anew in the week after."""
    by_people = Step.objects.filter(state=State.ACCEPTED, by__isnull=False).values("obligation")
    accepted = [row for row in stage.rows(Q(state=State.ACCEPTED, pk__in=by_people)) if stage.indicators[row.task_id]]
    if accepted:
        row = max(accepted, key=lambda one: (one.state_at, name_of(one)))
        reason = marked(UNDONE)
        take_back_acceptance(obligation=row, reason=reason, revision=row.revision, by=stage.lead, at=at)


def _plan_remarks(stage: Stage) -> None:
    rows = {(row.unit.key, number_of(row), row.period): row for row in stage.rows()}
    for number, remark in enumerate(stage.recipe.remarks):
        officer = stage.officers[Unit.objects.get(key=remark.by).pk]
        row = rows[remark.unit, remark.task, remark.period]
        speak_later(stage, row, officer, remark.text, remark.on, f"remark {number}")


def _seen(rows: Iterable[Obligation]) -> dict[int, int]:
    return {row.pk: row.revision for row in rows}
