"""Review a version: its frame, its tasks, the answers to its findings; or put the whole version away again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localtime

from loa.lib.vietnamese_text import tidy
from loa.people.actions import record
from loa.people.models import User
from loa.plans.actions.revising import ReviewRefused, composed, keep, open_row, open_version
from loa.plans.actions.starting import bindings_for
from loa.plans.choices import AgencyKind, Answer, Boundary, Schedule, Severity
from loa.plans.models import FindingAnswer, PeriodRule, PlanVersion, Review, ReviewedTask
from loa.plans.rules import KIND, Wanted, working_day
from plan_reader.agencies import kind_of

_LONGEST_NAME = 500
_LARGEST_TARGET = 1_000_000
_SEEN = "Đã xem ghi chú; thực hiện như văn bản."
_TEXT_WANTED = {
    Answer.UNDERSTOOD: "Ghi cách hiểu sẽ áp dụng khi thực hiện.",
    Answer.CORRECTION: "Ghi nội dung đề nghị cơ quan ban hành đính chính.",
    Answer.DISMISSED: "Ghi lý do bỏ qua.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameValues:
    """What holds for the whole plan."""

    symbol: str
    issued_on: date | None
    rhythm: PeriodRule
    earlier_periods: bool
    named_day_is_late: bool
    head_approves: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskValues:
    """A task as it shall be handed out. What does not belong to its schedule is left out when it is kept."""

    included: bool
    title: str
    products: tuple[str, ...]
    leads: tuple[str, ...]
    partners: tuple[str, ...]
    receivers: tuple[str, ...]
    schedule: Schedule
    due_on: date | None
    boundary: str
    rhythm: PeriodRule | None
    waits_for: str
    indicators: tuple[Wanted, ...] = ()
    any_one: bool = False


def save_frame(review: Review, values: FrameValues, *, revision: int, by: User | None, at: datetime) -> None:
    """Keep what holds for the whole plan.

    Raises:
        PermissionDenied: `by` may not review plans of the owner.
        AlreadyConfirmed: the plan is at work.
        EditedMeanwhile: somebody else saved it after `revision`.
    """
    with open_row(review, revision, by=by, at=at) as (current, _):
        new = {
            "symbol": tidy(values.symbol),
            "issued_on": values.issued_on,
            "rhythm": values.rhythm,
            "earlier_periods": values.earlier_periods,
            "named_day_is_late": values.named_day_is_late,
            "head_approves": values.head_approves,
        }
        keep(current, new, "plans.save_frame", by=by, at=at)


def save_task(reviewed: ReviewedTask, values: TaskValues, *, revision: int, by: User | None, at: datetime) -> None:
    """Keep a task as corrected; a name that is new to the plan joins its list of names, with a suggestion.

    Raises:
        PermissionDenied, AlreadyConfirmed, EditedMeanwhile: as `save_frame`.
        ReviewRefused: no title, a name too long, or a body that would both lead and take part.
    """
    new = _task_values(values)
    with open_row(reviewed, revision, by=by, at=at) as (current, version):
        _add_names(current.review, version, [*new["leads"], *new["partners"], *new["receivers"]], at)
        keep(current, new, "plans.save_task", by=by, at=at)


def include_task(reviewed: ReviewedTask, *, included: bool, revision: int, by: User | None, at: datetime) -> None:
    """Take a task in or leave it out; raises as `save_frame`."""
    with open_row(reviewed, revision, by=by, at=at) as (current, _):
        keep(current, {"included": included}, "plans.include_task", by=by, at=at)


def _task_values(values: TaskValues) -> dict[str, Any]:
    leads, partners, receivers = (_names(one) for one in (values.leads, values.partners, values.receivers))
    title = tidy(values.title)
    faults = {
        field: f"Tên “{name[:40]}…” dài hơn {_LONGEST_NAME} chữ cái. Ghi mỗi tên cơ quan trên một dòng."
        for field, names in (("leads", leads), ("partners", partners), ("receivers", receivers))
        for name in names
        if len(name) > _LONGEST_NAME
    }
    if not title:
        faults["title"] = "Ghi nội dung nhiệm vụ."
    both = [name for name in partners if name in leads]
    if both:
        faults["partners"] = f"“{both[0]}” đã chủ trì nhiệm vụ này; bỏ tên đó khỏi phần phối hợp."
    too_much = [one for one in values.indicators if one.target is not None and not 0 < one.target <= _LARGEST_TARGET]
    if too_much:
        name = KIND[too_much[0].kind].name
        faults["indicators"] = f"Chỉ tiêu “{name}” phải là một số từ 1 đến {_LARGEST_TARGET}."
    if faults:
        raise ReviewRefused(faults)
    once = values.schedule == Schedule.ONCE
    due_on = values.due_on if once else None
    return {
        "included": values.included,
        "title": title,
        "products": [product for product in map(tidy, values.products) if product],
        "leads": leads,
        "partners": partners,
        "receivers": receivers,
        "schedule": values.schedule,
        "due_on": due_on,
        "boundary": (values.boundary or Boundary.INCLUDED) if due_on else "",
        "rhythm": values.rhythm if values.schedule == Schedule.PERIODIC else None,
        "waits_for": tidy(values.waits_for)[:300] if values.schedule == Schedule.AWAITING else "",
        "any_one": values.any_one,
        "indicators": [one.as_kept() for one in values.indicators],
    }


def _names(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(name for name in map(tidy, names) if name))


def _add_names(review: Review, version: PlanVersion, names: Iterable[str], at: datetime) -> None:
    known = set(review.bindings.values_list("name", flat=True))
    new = {name: (AgencyKind(kind_of(name)), [name]) for name in names if name and name not in known}
    if new:
        last = review.bindings.aggregate(last=Max("position"))["last"]
        day = working_day(version.plan.year, localtime(at).date())
        first = 0 if last is None else last + 1
        review.bindings.bulk_create(bindings_for(review, new, version.plan.owner, day, first=first))


def answer_finding(
    answer: FindingAnswer, *, kind: Answer, text: str, revision: int, by: User | None, at: datetime
) -> None:
    """Say how a finding is understood, that it shall be corrected, or why it is left aside; each in words.

    Raises:
        PermissionDenied, AlreadyConfirmed, EditedMeanwhile: as `save_frame`.
        ReviewRefused: there are no words.
    """
    words = composed(text)
    if not words:
        raise ReviewRefused({"text": _TEXT_WANTED[kind]})
    with open_row(answer, revision, by=by, at=at) as (current, _):
        keep(current, {"answer": kind, "text": words}, "plans.answer_finding", by=by, at=at)


def acknowledge_notes(review: Review, *, by: User | None, at: datetime) -> int:
    """Answer every note that waits for nobody's decision, and return how many there were; one audit entry.

    Raises:
        PermissionDenied, AlreadyConfirmed: as `save_frame`.
    """
    with open_version(review.version_id, by=by, at=at):
        waiting = list(review.answers.filter(finding__severity=Severity.NOTE, answer="").values_list("pk", "revision"))
        for pk, revision in waiting:
            FindingAnswer.objects.filter(pk=pk).update(
                answer=Answer.UNDERSTOOD, text=_SEEN, revision=revision + 1, edited_by=by, edited_at=at
            )
        if waiting:
            record("plans.acknowledge_notes", of=review, by=by, at=at, details={"notes": len(waiting)})
    return len(waiting)


def discard_version(version: PlanVersion, *, by: User | None, at: datetime) -> None:
    """Remove an unconfirmed version with all its rows and its file, and the plan where no other version is left.

    Raises:
        PermissionDenied, AlreadyConfirmed: as `save_frame`.
    """
    with open_version(version, by=by, at=at) as locked:
        plan, storage, file = locked.plan, locked.file.storage, str(locked.file.name)
        details = {"sha256": locked.sha256, "file_name": locked.file_name}
        record("plans.discard_version", of=locked, by=by, at=at, details=details)
        locked.delete()
        if not plan.versions.exists():
            plan.delete()
        transaction.on_commit(lambda: storage.delete(file))
