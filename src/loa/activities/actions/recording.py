"""Write the ledger: what really went out, by an app above or by hand, and what takes an entry back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import IntegrityError, transaction
from django.utils.timezone import localtime

from loa.activities.actions.closing import close_served, reopen_served, work_served
from loa.activities.actions.tallying import count_in
from loa.activities.choices import Grade, Origin
from loa.activities.models import Activity, ActivityProof, Audience, Channel, Form, Term, Topic
from loa.activities.permissions import can_record, can_take_back
from loa.lib.vietnamese_text import tidy, written_day
from loa.people.actions import record
from loa.people.choices import UnitKind
from loa.people.models import Unit, UnitVersion, User
from loa.people.queries import unit_names
from loa.tasks.actions import EvidenceRefused, Link
from loa.tasks.actions.evidence import check_files, check_links, drop_files, keep_files
from loa.tasks.models import Task

_NOTHING = "Chưa có gì được lưu."
# As many as there are people: a number above it is a slip of the finger.
LARGEST_REACH = 100_000_000


class ActivityRefused(Exception):  # noqa: N818  (says what was decided)
    """An activity cannot be entered or taken back; the message says why, `field` what it is about ("" where all)."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing communicated, as it is told to the ledger; `ref` names, once, the thing of an app above."""

    on: date
    unit: Unit
    title: str
    form: Form
    channel: Channel
    topics: tuple[Topic, ...]
    audiences: tuple[Audience, ...] = ()
    tasks: tuple[Task, ...] = ()
    place: str = ""
    happened_on: date | None = None
    reach: int | None = None
    reach_source: str = ""
    grade: Grade | str
    origin: Origin | str
    kind: str = ""
    url: str = ""
    ref: str | None = None
    note: str = ""
    corrects: Activity | None = None


def record_sent(entry: Entry, *, by: User | None, at: datetime) -> Activity:
    """Write down what an app above sent out, once for each `ref`; the app has asked whether `by` may.

    Raises:
        ActivityRefused: its unit, day or words cannot stand so.
    """
    if entry.ref is not None:
        known = Activity.objects.filter(ref=entry.ref).first()
        if known is not None:
            return known
    refuse_wrong(entry, at)
    try:
        with transaction.atomic():
            return write(entry, "activities.record_sent", by=by, at=at)
    except IntegrityError:
        # Somebody else wrote the same thing down at the same moment.
        known = Activity.objects.filter(ref=entry.ref).first() if entry.ref is not None else None
        if known is None:
            raise
        return known


def enter_activity(
    *,
    entry: Entry,
    files: Sequence[File[bytes]] = (),
    links: Sequence[Link] = (),
    by: User,
    at: datetime,
) -> Activity:
    """Enter by hand what a unit did outside Loa; a file or link makes it proved by a record, words alone do not.

    Raises:
        PermissionDenied: `by` does not enter for the unit.
        ActivityRefused: as `record_sent`; or a file or link that cannot prove anything.
        NoRoom: the files cannot be written.
    """
    refuse_others(by, entry.unit, at)
    refuse_wrong(entry, at)
    try:
        with_files, with_links = check_files(files, ActivityProof), check_links(links, ActivityProof)
        keep_files(with_files, files, at)
    except EvidenceRefused as refused:
        raise ActivityRefused(f"{refused} {_NOTHING}", str(refused.kind)) from refused
    proofs = [*with_files, *with_links]
    entry = replace(entry, grade=Grade.RECORD if proofs else Grade.WORD, ref=None)
    try:
        with transaction.atomic():
            row = write(entry, "activities.enter_activity", by=by, at=at, proofs=proofs)
    except BaseException:
        drop_files(with_files)
        raise
    return row


def take_back_activity(*, activity: Activity, reason: str, by: User, at: datetime) -> Activity:
    """Take an entry back by another that says why, and return that; both stay in the ledger.

    Raises:
        PermissionDenied: `by` may not enter what its unit did.
        ActivityRefused: it takes another back itself, was taken back before, or no reason is given.
    """
    if not can_take_back(by, activity, localtime(at).date()):
        raise PermissionDenied("Tài khoản này không ghi sổ của đơn vị đó.")
    reason = tidy(reason)
    if not reason:
        raise ActivityRefused(f"Ghi lý do đảo dòng này. {_NOTHING}", "reason")
    if activity.counters_id is not None:
        raise ActivityRefused("Dòng này là dòng đảo. Muốn tính lại thì ghi một hoạt động mới.")
    with transaction.atomic():
        let_others_wait(activity.unit_id)
        row = Activity.objects.select_related("unit").get(pk=activity.pk)
        if Activity.objects.filter(counters=row).exists():
            raise ActivityRefused(f"Dòng này đã được đảo trước đó. {_NOTHING}")
        topics = list(row.topics.values_list("pk", flat=True))
        audiences = list(row.audiences.values_list("pk", flat=True))
        counter = Activity.objects.create(
            on=row.on,
            unit_id=row.unit_id,
            title=row.title,
            form_id=row.form_id,
            channel_id=row.channel_id,
            place=row.place,
            happened_on=row.happened_on,
            reach=row.reach,
            reach_source=row.reach_source,
            grade=row.grade,
            origin=row.origin,
            kind=row.kind,
            url=row.url,
            counters=row,
            reason=reason,
            recorded_at=at,
            by=by,
        )
        counter.topics.add(*topics)
        counter.audiences.add(*audiences)
        count_in(counter, topics, audiences)
        reopen_served(row, reason, at)
        record("activities.take_back_activity", of=row, by=by, at=at, details={"unit": row.unit.key, "reason": reason})
    return counter


def refuse_wrong(entry: Entry, at: datetime) -> None:
    """Refuse an entry that cannot stand; nothing is read of who enters it.

    Raises:
        ActivityRefused: no name or topic, a day to come, a unit or a word that was not there on the day, an outside
            body, a number of people without its source or out of bounds, an address that is none.
    """
    refuse_words(entry, at)
    refuse_unit(entry)
    refuse_terms(entry)


def refuse_words(entry: Entry, at: datetime) -> None:
    """Refuse what cannot stand whatever unit it is of; no statement.

    Raises:
        ActivityRefused: no name or topic, a day to come, a number of people or an address that cannot be.
    """
    if not tidy(entry.title):
        raise ActivityRefused(f"Ghi tên hoạt động. {_NOTHING}", "title")
    if not entry.topics:
        raise ActivityRefused(f"Chọn ít nhất một nội dung tuyên truyền. {_NOTHING}", "topics")
    if entry.on > localtime(at).date():
        raise ActivityRefused(f"Ngày {written_day(entry.on)} chưa đến. Chỉ ghi việc đã diễn ra. {_NOTHING}", "on")
    if (entry.reach is None) != (not entry.reach_source):
        raise ActivityRefused(f"Ghi số người thì chọn cả nguồn của số đó, hoặc để trống cả hai. {_NOTHING}", "reach")
    if entry.reach is not None and not 0 <= entry.reach <= LARGEST_REACH:
        raise ActivityRefused(f"Số người từ 0 đến 100.000.000. Xem lại số. {_NOTHING}", "reach")
    if entry.url and not entry.url.startswith(("https://", "http://", "/")):
        raise ActivityRefused(f"Đường dẫn phải bắt đầu bằng http:// hoặc https://. {_NOTHING}", "url")


def refuse_terms(entry: Entry) -> None:
    """Refuse a word of the ledger that was not in force on the day; no statement.

    Raises:
        ActivityRefused: it is told by such a word.
    """
    for field, terms in _terms(entry).items():
        for term in terms:
            if not (term.valid_from <= entry.on and (term.valid_until is None or entry.on < term.valid_until)):
                raise ActivityRefused(
                    f"“{term}” không dùng cho ngày {written_day(entry.on)}. Chọn mục khác. {_NOTHING}", field
                )


def _terms(entry: Entry) -> dict[str, Sequence[Term]]:
    return {
        "form": [entry.form],
        "channel": [entry.channel],
        "topics": entry.topics,
        "audiences": entry.audiences,
    }


def refuse_unit(entry: Entry) -> None:
    """Refuse a unit that the ledger has nothing of, or that was not there on the day; three statements at most.

    Raises:
        ActivityRefused: an outside body, a unit before or after its life.
    """
    if entry.unit.kind == UnitKind.OUTSIDE:
        raise ActivityRefused(
            f"Cơ quan Đảng, Mặt trận, đoàn thể được mời phối hợp, không ghi sổ ở đây. {_NOTHING}", "unit"
        )
    lives = UnitVersion.objects.filter(unit=entry.unit)
    if lives.on(entry.on).exists():
        return
    name = unit_names([entry.unit.pk], entry.on).get(entry.unit.pk, entry.unit.key)
    ended = lives.filter(valid_until__lte=entry.on).order_by("-valid_until").first()
    if ended is not None and ended.valid_until is not None:
        why = f"đã chấm dứt hoạt động từ ngày {written_day(ended.valid_until)}. Chọn đơn vị kế tiếp hoặc sửa ngày."
    else:
        why = f"chưa được thành lập vào ngày {written_day(entry.on)}. Sửa ngày."
    raise ActivityRefused(f"{name} {why} {_NOTHING}", "unit")


def write(
    entry: Entry, action: str, *, by: User | None, at: datetime, proofs: Sequence[ActivityProof] = ()
) -> Activity:
    """Store an entry that was looked at, count it, let it do the work it is for, and leave the audit entry.

    It belongs in the caller's transaction.
    """
    let_others_wait(entry.unit.pk)
    row = row_of(entry, by=by, at=at)
    row.save(force_insert=True)
    topics, audiences = [one.pk for one in entry.topics], [one.pk for one in entry.audiences]
    row.topics.add(*topics)
    row.audiences.add(*audiences)
    served = work_served(entry.unit.pk, entry.on, topics=entry.topics, form=entry.form, channel=entry.channel)
    row.tasks.add(*({task.pk for task in entry.tasks} | {one.rule.task_id for one in served}))
    for proof in proofs:
        proof.activity = row
    ActivityProof.objects.bulk_create(proofs)
    count_in(row, sorted(set(topics)), sorted(set(audiences)))
    details = {"unit": entry.unit.key, "day": entry.on.isoformat(), "channel": entry.channel.name}
    record(action, of=row, by=by, at=at, details=details)
    close_served(served, at)
    return row


def row_of(entry: Entry, *, by: User | None, at: datetime) -> Activity:
    """Return the row of an entry, not yet stored."""
    return Activity(
        on=entry.on,
        unit=entry.unit,
        title=tidy(entry.title)[:300],
        form=entry.form,
        channel=entry.channel,
        place=tidy(entry.place)[:200],
        happened_on=entry.happened_on,
        reach=entry.reach,
        reach_source=entry.reach_source,
        grade=entry.grade,
        origin=entry.origin,
        kind=entry.kind,
        url=entry.url,
        ref=entry.ref,
        note=entry.note.strip(),
        corrects=entry.corrects,
        recorded_at=at,
        by=by,
    )


def let_others_wait(unit: int) -> None:
    """Let one entry of a unit be written, or taken back, at a time: the next one sees it when it asks what is enough.

    The weaker lock of a row is enough for that, and keeps nobody from writing what points at the unit.
    """
    Unit.objects.select_for_update(no_key=True).get(pk=unit)


def refuse_others(by: User, unit: Unit, at: datetime) -> None:
    """Refuse whoever may not enter what a unit did.

    Raises:
        PermissionDenied: `by` does not enter for the unit.
    """
    if not can_record(by, unit, localtime(at).date()):
        raise PermissionDenied("Tài khoản này không ghi sổ của đơn vị đó.")
