"""What a unit says of its own work: that it is being done, and what came of it."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import transaction
from django.utils.timezone import localtime

from loa.base import page_cache
from loa.people.actions import record
from loa.people.models import User
from loa.tasks.actions.evidence import Link, check_files, check_links, drop_files, keep_files
from loa.tasks.choices import State
from loa.tasks.models import Evidence, Obligation, Step
from loa.tasks.permissions import can_report
from loa.tasks.rules import may_move


class StepRefused(Exception):  # noqa: N818  (says what was decided)
    """The step cannot be taken; the message says why and what to do. Nothing was kept."""


class Overtaken(Exception):  # noqa: N818
    """Somebody wrote about this obligation since the form was made; `step` is what they wrote. Nothing was kept."""

    def __init__(self, step: Step) -> None:
        super().__init__("Trong lúc trang này đang mở, đã có người ghi vào đầu việc này.")
        self.step = step


class _Repeated(Exception):  # noqa: N818
    """The very same step was taken already: a form sent twice."""

    def __init__(self, step: Step) -> None:
        self.step = step


def start_work(*, obligation: Obligation, note: str, revision: int, by: User, at: datetime) -> Step:
    """Say that a unit is at work on what it owes; once it is, a further note tells how far it has come.

    Raises:
        PermissionDenied: `by` does not report for the unit.
        StepRefused: it stands where this cannot be said, or a further note is empty.
        Overtaken: somebody wrote since `revision` was shown.
    """
    _refuse_others(obligation, by, at)
    note = note.strip()
    if obligation.state == State.IN_PROGRESS and not note:
        raise StepRefused("Đầu việc này đã ở trạng thái đang thực hiện. Ghi tiến độ rồi bấm lại.")
    try:
        return _take_step(obligation, State.IN_PROGRESS, note, [], revision=revision, by=by, at=at)
    except _Repeated as again:
        return again.step


def hand_in(
    *,
    obligation: Obligation,
    note: str,
    files: Sequence[File[bytes]] = (),
    links: Sequence[Link] = (),
    revision: int,
    by: User,
    at: datetime,
) -> Step:
    """Hand in a unit's result with words, files or links; until it is accepted, more can be added to it.

    The day it was first handed in stays while something is added; after a return the new day counts.

    Raises:
        PermissionDenied: `by` does not report for the unit.
        StepRefused: it stands where nothing can be handed in, or there is neither a word nor evidence.
        EvidenceRefused: a file or link cannot be evidence.
        NoRoom: the files cannot be written.
        Overtaken: somebody wrote since `revision` was shown.
    """
    _refuse_others(obligation, by, at)
    note = note.strip()
    if not note and not files and not links:
        raise StepRefused("Ghi kết quả bằng lời, hoặc kèm ít nhất một tệp hay một đường dẫn.")
    with_files, with_links = check_files(files), check_links(links)
    keep_files(with_files, files, at)
    try:
        return _take_step(
            obligation, State.SUBMITTED, note, [*with_files, *with_links], revision=revision, by=by, at=at
        )
    except BaseException as problem:
        drop_files(with_files)
        if isinstance(problem, _Repeated):
            return problem.step
        raise


def _refuse_others(obligation: Obligation, by: User, at: datetime) -> None:
    if not can_report(by, obligation.unit_id, localtime(at).date()):
        raise PermissionDenied("Tài khoản này không báo cáo việc của đơn vị đó.")


def _take_step(
    obligation: Obligation, state: State, note: str, evidence: list[Evidence], *, revision: int, by: User, at: datetime
) -> Step:
    with transaction.atomic():
        row = Obligation.objects.select_for_update().get(pk=obligation.pk)
        step = Step(obligation=row, at=at, by=by, state=state, note=note)
        if row.revision != revision:
            _refuse_late_step(step, evidence)
        if not may_move(row.state, state):
            raise StepRefused(
                f"Đầu việc này đang ở trạng thái “{row.get_state_display()}” nên không ghi được bước này. "
                "Chưa có gì được lưu."
            )
        if state == State.SUBMITTED and row.state != State.SUBMITTED:
            row.submitted_on = localtime(at).date()
        row.state, row.state_at, row.revision = state, at, row.revision + 1
        row.save(update_fields=["state", "state_at", "submitted_on", "revision"])
        step.save()
        for given in evidence:
            given.step = step
        Evidence.objects.bulk_create(evidence)
        record(
            "tasks.hand_in" if state == State.SUBMITTED else "tasks.start_work",
            of=row,
            by=by,
            at=at,
            details={"unit": row.unit.key, "step": step.pk, "evidence": len(evidence)},
        )
        page_cache.clear()
    return step


def _refuse_late_step(step: Step, evidence: list[Evidence]) -> None:
    """Refuse a step made from a page that somebody has written past, unless it is the last step sent once more."""
    last = step.obligation.steps.select_related("by").prefetch_related("evidence").latest("at", "pk")
    same = (last.by_id, last.state, last.note) == (step.by_id, step.state, step.note)
    if same and _contents(last.evidence.all()) == _contents(evidence):
        raise _Repeated(last)
    raise Overtaken(last)


def _contents(evidence: Iterable[Evidence]) -> list[str]:
    return sorted(given.sha256 or given.url for given in evidence)
