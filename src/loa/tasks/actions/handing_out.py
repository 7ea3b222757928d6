"""Put a reviewed plan to work: tasks, who takes part in them, and what each unit owes, all or nothing."""

from collections.abc import Collection, Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils.timezone import localtime

from loa.base import page_cache
from loa.lib.vietnamese_text import written_day
from loa.people.actions import record
from loa.people.models import Unit, User
from loa.plans.models import PlanVersion, Review
from loa.plans.permissions import can_confirm
from loa.plans.queries import Missing
from loa.plans.rules import KIND, wanted
from loa.tasks.actions.tallying import count_anew
from loa.tasks.actions.urging import put_up_ladder
from loa.tasks.choices import Part
from loa.tasks.models import Indicator, Obligation, Participant, Task
from loa.tasks.queries.distribution import Distribution, PlannedTask, distribution, other_version_at_work

# Units named in one statement.
_AT_ONCE = 5000


class NotPutToWork(Exception):  # noqa: N818  (says what was decided)
    """The plan does not go to work now; the message says why and what to do. Nothing was kept."""


class NotReady(NotPutToWork):
    """The review is not finished; `missing` says what is left."""

    def __init__(self, missing: tuple[Missing, ...]) -> None:
        super().__init__(f"Còn {len(missing)} việc phải xem trước khi triển khai. Chưa có việc nào được giao.")
        self.missing = missing


class AlreadyAtWork(NotPutToWork):
    """This version was confirmed before."""

    def __init__(self, version: PlanVersion) -> None:
        day = written_day(localtime(version.confirmed_at).date())
        super().__init__(f"Kế hoạch này đã được xác nhận triển khai ngày {day}. Không có việc nào được giao thêm.")


class OtherVersionAtWork(NotPutToWork):
    """Another version of the same plan is at work; adjusting one that is at work is another deed."""

    def __init__(self, other: PlanVersion) -> None:
        super().__init__(
            f"Bản {other.number} của kế hoạch này đang được triển khai. Chưa thể triển khai bản khác thay cho bản đó: "
            "hệ thống chưa nhận bản điều chỉnh, bổ sung của kế hoạch đang thực hiện. Chưa có việc nào được giao."
        )


class ReviewChanged(NotPutToWork):
    """Something the distribution rests on changed after it was shown."""

    def __init__(self) -> None:
        super().__init__(
            "Kết quả đối chiếu vừa thay đổi sau khi trang này được mở. Chưa có việc nào được giao. "
            "Xem lại số liệu dưới đây rồi xác nhận lại."
        )


def put_to_work(*, version: PlanVersion, revision_seen: str, by: User | None, at: datetime) -> Distribution:
    """Hand out a reviewed plan and return what was handed out; `by` is None when the system does it by itself.

    `revision_seen` is the fingerprint of the distribution that the person confirms.

    Raises:
        PermissionDenied: `by` may not put plans of the owner to work.
        AlreadyAtWork, OtherVersionAtWork: this version or another of the same plan was confirmed before.
        ReviewChanged: what was shown is not what would be written now.
        NotReady: the review is not finished.
    """
    day = localtime(at).date()
    if by is not None and not can_confirm(by, version.plan.owner_id, day):
        raise PermissionDenied("Tài khoản này không xác nhận triển khai kế hoạch của đơn vị đó.")
    with transaction.atomic():
        review = _locked(version)
        plan = distribution(review, day)
        if plan.fingerprint != revision_seen:
            raise ReviewChanged
        if plan.missing:
            raise NotReady(plan.missing)
        _write(plan, review.version, at)
        put_up_ladder(review.version)
        _confirm(review, by, at)
        counts = {"tasks": len(plan.tasks), "units": len(plan.loads), "obligations": plan.obligations}
        details = {**counts, "rhythm": review.rhythm.code, "fingerprint": plan.fingerprint}
        record("tasks.put_to_work", of=review.version, by=by, at=at, details=details)
        page_cache.clear()
    version.refresh_from_db(fields=["confirmed_at", "confirmed_by", "symbol", "issued_on"])
    return plan


def _locked(version: PlanVersion) -> Review:
    """Return the review with its version and plan, both locked: of two who confirm at once, the second waits here."""
    locked = PlanVersion.objects.select_for_update(of=("self", "plan")).select_related("plan__owner")
    version = locked.defer("reading", "source").get(pk=version.pk)
    if version.confirmed_at:
        raise AlreadyAtWork(version)
    other = other_version_at_work(version)
    if other:
        raise OtherVersionAtWork(other)
    review = Review.objects.select_related("rhythm").get(version=version)
    review.version = version
    return review


def _write(plan: Distribution, version: PlanVersion, at: datetime) -> None:
    tasks = Task.objects.bulk_create(_task(planned, version) for planned in plan.tasks)
    written = list(zip(tasks, plan.tasks, strict=True))
    Task.receivers.through.objects.bulk_create(
        Task.receivers.through(task_id=task.pk, unit_id=unit) for task, planned in written for unit in planned.receivers
    )
    Participant.objects.bulk_create(one for task, planned in written for one in _participants(task, planned))
    Indicator.objects.bulk_create(one for task, planned in written for one in _indicators(task, planned))
    for task, planned in written:
        _hand_out(task, planned, at)
    count_anew(version)


def _task(planned: PlannedTask, version: PlanVersion) -> Task:
    reviewed = planned.reviewed
    return Task(
        version=version,
        reviewed=reviewed,
        position=reviewed.position,
        origin=reviewed.origin,
        number=reviewed.line.number if reviewed.line else "",
        title=reviewed.title,
        products=reviewed.products,
        schedule=reviewed.schedule,
        rhythm=planned.rhythm,
        due_on=planned.due_on,
        any_one=reviewed.any_one,
        head_approves=reviewed.review.head_approves,
        timing_text=reviewed.timing_text,
        waits_for=reviewed.waits_for,
    )


def _participants(task: Task, planned: PlannedTask) -> Iterator[Participant]:
    for part in Part:
        parties = (party for party in planned.parties if party.part == part)
        for position, party in enumerate(parties):
            yield Participant(
                task=task,
                position=position,
                part=part,
                name=party.name,
                target=party.target,
                unit_id=party.unit,
                classes=list(party.classes),
            )


def _indicators(task: Task, planned: PlannedTask) -> Iterator[Indicator]:
    for position, one in enumerate(wanted(planned.reviewed.indicators)):
        kind = KIND[one.kind]
        yield Indicator(
            task=task,
            position=position,
            name=kind.name,
            counted_in=kind.counted_in,
            target=one.target,
            cumulative=one.cumulative,
        )


def _hand_out(task: Task, planned: PlannedTask, at: datetime) -> None:
    for period in planned.spread:
        days: dict[str, Any] = {"due_on": planned.due_on}
        if period:
            days = {
                "period": period.code,
                "period_label": period.label,
                "starts_on": period.start,
                "due_on": period.due,
            }
        _write_for_each(planned.debtors, Obligation(task=task, state=planned.state, state_at=at, **days))


def _write_for_each(units: Collection[int], owed: Obligation) -> None:
    """Write an obligation once for each unit, in one statement.

    What units owe of one task for one period differs in nothing but the unit. A plan for the whole country has some
    hundred thousand of them, and to make and send each by itself takes a minute.
    """
    meta, quoted = Obligation._meta, connection.ops.quote_name
    same = [field for field in meta.concrete_fields if not field.primary_key and field.attname != "unit_id"]
    values = [field.get_db_prep_save(getattr(owed, field.attname), connection) for field in same]
    columns = ", ".join(quoted(str(name)) for name in (*(field.column for field in same), "unit_id"))
    given = ", ".join(["%s"] * len(values))
    ids = iter(units)
    with connection.cursor() as cursor:
        while some := list(islice(ids, _AT_ONCE)):
            cursor.execute(
                f"INSERT INTO {quoted(meta.db_table)} ({columns}) SELECT {given}, id "  # noqa: S608  (names of ours)
                f"FROM {quoted(Unit._meta.db_table)} WHERE id IN ({', '.join(['%s'] * len(some))}) ORDER BY id",
                [*values, *some],
            )


def _confirm(review: Review, by: User | None, at: datetime) -> None:
    """Mark the version as put to work, with the symbol and day that people wrote beside the reading."""
    version = review.version
    version.confirmed_at, version.confirmed_by = at, by
    version.symbol, version.issued_on = review.symbol, review.issued_on
    version.save(update_fields=["confirmed_at", "confirmed_by", "symbol", "issued_on"])
