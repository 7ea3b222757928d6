"""Standing work that is done by what went out: an app above tells what its records show, and nobody types it again.

Why a record of the system accepts itself and a unit's own word does not: docs/decisions/0031.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localtime

from loa.base import page_cache
from loa.people.actions import record
from loa.tasks.actions.many import move_rows
from loa.tasks.actions.stepping import Told, keep_steps, prepared_step
from loa.tasks.actions.tallying import tallied
from loa.tasks.choices import OPEN_STATES, EvidenceKind, State
from loa.tasks.models import Evidence, Obligation, Step
from loa.tasks.queries.locks import closed_to_report
from loa.tasks.queries.work import with_task

ACCEPTED = "Xác nhận theo dữ liệu của hệ thống."


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Something an app above holds that shows work: what it is called, where it stands, and its name up there."""

    title: str
    address: str
    reference: str


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


def report_from_ledger(*, obligation: Obligation, finding: Finding, at: datetime) -> bool:
    """Hand in what records show, and accept it where the system itself saw it; tell whether anything was written.

    What is closed, waits for an event, was handed in already or was given back by a person is left as it stands.
    """
    with transaction.atomic():
        row = with_task(Obligation.objects.select_for_update(of=("self",)).filter(pk=obligation.pk)).get()
        if row.state not in OPEN_STATES or closed_to_report([row], localtime(at).date()) or _given_back(row):
            return False
        given = [
            Evidence(kind=EvidenceKind.RECORD, name=one.title[:255], url=one.address, reference=one.reference)
            for one in finding.shown
        ]
        told = Told(
            state=State.SUBMITTED,
            note=finding.note,
            figures=finding.figures,
            evidence=given,
            source_on=finding.done_on,
        )
        with tallied([row]):
            step = prepared_step(row, told, closed="", revision=row.revision, by=None, at=at)
            keep_steps([(step, told)])
            # Where the unit's head is asked, or a partner's word is wanted, the lead's acceptance waits for it.
            if finding.proved and not row.task.head_approves:
                move_rows([row], State.ACCEPTED, ACCEPTED, None, at)
        details = {"unit": row.unit.key, "step": step.pk, "evidence": len(given), "figures": len(finding.figures)}
        record("tasks.report_from_ledger", of=row, by=None, at=at, details=details)
        page_cache.clear()
    return True


def reopen_from_ledger(*, obligation: Obligation, reason: str, at: datetime) -> bool:
    """Give back to its unit what records alone had closed, since they no longer show it; tell whether it was.

    What a person wrote about since is left to people.
    """
    with transaction.atomic():
        row = with_task(Obligation.objects.select_for_update(of=("self",)).filter(pk=obligation.pk)).get()
        if row.state not in (State.SUBMITTED, State.ACCEPTED) or not _of_records_alone(row):
            return False
        with tallied([row]):
            if row.state == State.ACCEPTED:
                row.state = State.SUBMITTED
                Step.objects.create(obligation=row, at=at, by=None, state=row.state, note=reason, undoes=True)
            move_rows([row], State.RETURNED, reason, None, at)
        record("tasks.reopen_from_ledger", of=row, by=None, at=at, details={"unit": row.unit.key})
        page_cache.clear()
    return True


def _given_back(row: Obligation) -> bool:
    """Tell whether a person gave the result back: then people see to it."""
    if row.state != State.RETURNED:
        return False
    last = row.steps.filter(Step.ABOUT_WORK).order_by("at", "pk").last()
    return last is not None and last.by_id is not None


def _of_records_alone(row: Obligation) -> bool:
    """Tell whether what stands there now was written by the system, from its last result on."""
    steps = list(row.steps.filter(Step.ABOUT_WORK).order_by("-at", "-pk").values_list("by", "state"))
    for by, state in steps:
        if by is not None:
            return False
        if state == State.SUBMITTED:
            return True
    return False
