"""What a unit says of its own work: that it is being done, what came of it, that nothing did."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import transaction
from django.utils.timezone import localtime

from loa.people.models import User
from loa.tasks.actions.evidence import Link, check_files, check_links, drop_files, keep_files
from loa.tasks.actions.held import check_held
from loa.tasks.actions.stepping import Repeated, StepRefused, Told, take_step
from loa.tasks.actions.tallying import tallied
from loa.tasks.choices import State
from loa.tasks.models import Evidence, Obligation, Step
from loa.tasks.permissions import can_report


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
    told = Told(state=State.IN_PROGRESS, note=note)
    try:
        return take_step(obligation, told, "tasks.start_work", revision=revision, by=by, at=at)
    except Repeated as again:
        return again.step


def hand_in(
    *,
    obligation: Obligation,
    note: str,
    files: Sequence[File[bytes]] = (),
    links: Sequence[Link] = (),
    held: Sequence[str] = (),
    figures: Mapping[int, int] | None = None,
    revision: int,
    by: User,
    at: datetime,
) -> Step:
    """Hand in a unit's result with words, numbers, files or links; until it is accepted, more can be added to it.

    `held` names what shows it in an app above: see `queries.shelves`. `figures` has a value for the id of an indicator
    of the task. The day it was first handed in stays while something is added; after a return the new day counts.

    Raises:
        PermissionDenied: `by` does not report for the unit.
        StepRefused: it stands where nothing can be handed in, or there is neither a word, a number nor evidence.
        FigureRefused: a number is none of the task's, or out of bounds.
        EvidenceRefused: a file, a link or what is named cannot be evidence.
        NoRoom: the files cannot be written.
        Overtaken: somebody wrote since `revision` was shown.
    """
    _refuse_others(obligation, by, at)
    with_files, with_links = check_files(files), check_links(links)
    evidence = [*with_files, *with_links, *check_held(obligation, held, at)]
    told = Told(state=State.SUBMITTED, note=note.strip(), figures=figures or {}, evidence=evidence)
    if told.is_empty:
        raise StepRefused("Ghi kết quả bằng lời, hoặc kèm ít nhất một số liệu, một tệp hay một đường dẫn.")
    return with_kept_files(
        obligation, told, "tasks.hand_in", rows=with_files, files=files, revision=revision, by=by, at=at
    )


def report_nil(*, obligation: Obligation, revision: int, by: User, at: datetime) -> Step:
    """Say that nothing came up in the period of an obligation, which is a result as well.

    Raises:
        PermissionDenied: `by` does not report for the unit.
        StepRefused: it has no period, or stands where nothing can be handed in or a result was handed in.
        Overtaken: somebody wrote since `revision` was shown.
    """
    _refuse_others(obligation, by, at)
    told = Told(state=State.SUBMITTED, nil=True)
    try:
        return take_step(obligation, told, "tasks.report_nil", revision=revision, by=by, at=at)
    except Repeated as again:
        return again.step


def note_opened(*, obligation: Obligation, at: datetime) -> None:
    """Note when an officer of the unit first opened what it owes; looking is no deed, so no audit entry."""
    with transaction.atomic():
        unseen = Obligation.objects.select_for_update(of=("self",)).select_related("task")
        for row in unseen.filter(pk=obligation.pk, opened_at__isnull=True):
            with tallied([row]):
                row.opened_at = at
            row.save(update_fields=["opened_at"])


def with_kept_files(
    obligation: Obligation,
    told: Told,
    action: str,
    *,
    rows: Sequence[Evidence],
    files: Sequence[File[bytes]],
    revision: int,
    by: User,
    at: datetime,
) -> Step:
    """Take a step with the files of its checked rows, which are kept with the step or not at all; raises as both do."""
    keep_files(rows, files, at)
    try:
        return take_step(obligation, told, action, revision=revision, by=by, at=at)
    except BaseException as problem:
        drop_files(rows)
        if isinstance(problem, Repeated):
            return problem.step
        raise


def _refuse_others(obligation: Obligation, by: User, at: datetime) -> None:
    if not can_report(by, obligation.unit_id, localtime(at).date()):
        raise PermissionDenied("Tài khoản này không báo cáo việc của đơn vị đó.")
