"""Standing work that is done by what went out: an app above tells what its records show, and nobody types it again.

Why a record of the system accepts itself and a unit's own word does not: docs/decisions/0031.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.utils.timezone import localtime

from loa.base import page_cache
from loa.people.actions import record
from loa.tasks.actions.many import move_rows, store
from loa.tasks.actions.stepping import LARGEST_FIGURE, Told, keep_steps, prepared_step
from loa.tasks.actions.tallying import tallied
from loa.tasks.choices import DONE_STATES, OPEN_STATES, EvidenceKind, State
from loa.tasks.models import Evidence, Figure, Obligation, Step
from loa.tasks.queries.locks import closed_to_report
from loa.tasks.queries.work import with_task

ACCEPTED = "Xác nhận theo dữ liệu của hệ thống."


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Something an app above holds that shows work: what it is called, where it stands, and its name up there.

    `kind` says how well it is known: seen by the system, entered with a proof, or entered on word alone.
    """

    title: str
    address: str
    reference: str
    kind: EvidenceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What the records of an app above say of one obligation.

    `proved` tells that the system itself saw enough of it; `done_on` is the day on which it was enough.
    """

    note: str
    shown: Sequence[Shown]
    figures: Mapping[int, int] = field(default_factory=dict)
    proved: bool
    done_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spoken:
    """What was said of an obligation: the last step that records wrote, and whether a person wrote after it."""

    step: int | None
    answered: bool


def report_from_ledger(*, findings: Mapping[int, Finding], at: datetime) -> list[Obligation]:
    """Hand in what records show of obligations, by their ids; return what was handed in or accepted.

    It is accepted where the system itself saw it, unless the unit's head is asked first, or others would owe nothing
    any more. What records handed in before gets the number of today. What is closed, waits for an event or does not
    apply, and whatever a person handed in or gave back, is left as it stands.
    """
    if not findings:
        return []
    with transaction.atomic():
        rows = _open_rows(findings, at)
        spoken = _spoken(rows)
        sent = [row for row in rows if row.state in OPEN_STATES and not _given_back(row, spoken[row.pk])]
        known = [row for row in rows if row.state in DONE_STATES and _of_records_alone(spoken[row.pk])]
        risen = [row for row in known if row.state == State.SUBMITTED and _accepts_itself(row, findings[row.pk])]
        _renew_figures((spoken[row.pk].step, findings[row.pk]) for row in known)
        if not sent and not risen:
            return []
        told = {row.pk: _told(findings[row.pk]) for row in sent}
        with tallied([*sent, *risen]):
            steps = [
                (prepared_step(row, told[row.pk], closed="", revision=row.revision, by=None, at=at), told[row.pk])
                for row in sent
            ]
            keep_steps(steps)
            risen += [row for row in sent if _accepts_itself(row, findings[row.pk])]
            move_rows(risen, State.ACCEPTED, ACCEPTED, None, at)
        done = list({row.pk: row for row in (*sent, *risen)}.values())
        details = {"unit": done[0].unit.key, "count": len(done), "ids": [row.pk for row in done]}
        record("tasks.report_from_ledger", of=done[0], by=None, at=at, details=details)
        page_cache.clear()
    return done


def reopen_from_ledger(*, findings: Mapping[int, Finding | None], reason: str, at: datetime) -> list[Obligation]:
    """Set right, by their ids, what records alone had done, since they show less now; return what moved.

    Where they do not show enough any more the unit owes it again, and reads why. Where they do, but the system did not
    see it itself, it waits for the lead. What a person wrote about since, and what is closed, is left to people.
    """
    if not findings:
        return []
    with transaction.atomic():
        rows = _open_rows(findings, at)
        spoken = _spoken(rows)
        known = [row for row in rows if row.state in DONE_STATES and _of_records_alone(spoken[row.pk])]
        short = [row for row in known if findings[row.pk] is None]
        left = [(row, found) for row in known if (found := findings[row.pk]) is not None]
        unseen = [row for row, found in left if row.state == State.ACCEPTED and not found.proved]
        _renew_figures((spoken[row.pk].step, found) for row, found in left)
        moved = [*short, *unseen]
        if not moved:
            return []
        with tallied(moved):
            _undo_acceptance([row for row in moved if row.state == State.ACCEPTED], reason, at)
            move_rows(short, State.RETURNED, reason, None, at)
        Obligation.objects.filter(pk__in=[row.pk for row in short]).update(returns=F("returns") + 1)
        details = {"unit": moved[0].unit.key, "count": len(moved), "ids": [row.pk for row in moved], "reason": reason}
        record("tasks.reopen_from_ledger", of=moved[0], by=None, at=at, details=details)
        page_cache.clear()
    return moved


def _open_rows(ids: Collection[int], at: datetime) -> list[Obligation]:
    """Return obligations whose period nobody closed, locked in the order of their ids."""
    locked = Obligation.objects.select_for_update(of=("self",)).filter(pk__in=list(ids))
    rows = list(with_task(locked).select_related("unit").order_by("pk"))
    closed = closed_to_report(rows, localtime(at).date())
    return [row for row in rows if row.pk not in closed]


def _spoken(rows: Sequence[Obligation]) -> dict[int, _Spoken]:
    """Return what was said of each obligation; one statement. What a person chose to show it by is a person's word."""
    steps = Step.objects.filter(Step.ABOUT_WORK, obligation__in=[row.pk for row in rows]).order_by("at", "pk")
    from_records = steps.annotate(from_records=Exists(Evidence.objects.filter(step=OuterRef("pk"), reference__gt="")))
    found = {row.pk: _Spoken(step=None, answered=False) for row in rows}
    for pk, owed, by, told in from_records.values_list("pk", "obligation", "by", "from_records"):
        if told and by is None:
            found[owed] = _Spoken(step=pk, answered=False)
        elif by is not None:
            found[owed] = _Spoken(step=found[owed].step, answered=True)
    return found


def _given_back(row: Obligation, spoken: _Spoken) -> bool:
    """Tell whether a person gave the result back: then people see to it."""
    return row.state == State.RETURNED and spoken.answered


def _of_records_alone(spoken: _Spoken) -> bool:
    """Tell whether what stands there now was written from records, and nobody has decided about it."""
    return spoken.step is not None and not spoken.answered


def _accepts_itself(row: Obligation, finding: Finding) -> bool:
    return finding.proved and not row.task.head_approves and not row.task.any_one


def _told(finding: Finding) -> Told:
    return Told(
        state=State.SUBMITTED,
        note=finding.note,
        figures={one: value for one, value in finding.figures.items() if value <= LARGEST_FIGURE},
        evidence=[
            Evidence(kind=one.kind, name=one.title[:255], url=one.address, reference=one.reference)
            for one in finding.shown
        ],
        # What the system saw was in time if it went out in time; a unit's own word counts from when it was given.
        source_on=finding.done_on if finding.proved else None,
    )


def _renew_figures(told: Iterable[tuple[int | None, Finding]]) -> None:
    """Set the numbers that steps took from records to what the records show now; two statements at most."""
    wanted = {(step, one): value for step, finding in told for one, value in finding.figures.items()}
    if not wanted:
        return
    changed = []
    for figure in Figure.objects.filter(step__in={step for step, _ in wanted}, counts=True).order_by("pk"):
        value = wanted.get((figure.step_id, figure.indicator_id), figure.value)
        if value != figure.value and value <= LARGEST_FIGURE:
            figure.value = value
            changed.append(figure)
    if changed:
        Figure.objects.bulk_update(changed, ["value"])
        page_cache.clear()


def _undo_acceptance(rows: Sequence[Obligation], reason: str, at: datetime) -> None:
    """Let locked results wait for the lead again, as when an acceptance is taken back."""
    for row in rows:
        row.state, row.state_at, row.revision = State.SUBMITTED, at, row.revision + 1
    store(rows, state=State.SUBMITTED, state_at=at)
    Step.objects.bulk_create(Step(obligation=row, at=at, state=row.state, note=reason, undoes=True) for row in rows)
