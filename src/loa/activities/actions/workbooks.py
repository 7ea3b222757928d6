"""Look through a workbook of activities, then enter it whole: any fault, and nothing of it is kept.

How a file is read at all stands in `tasks.actions.workbook_files`: in a process of its own, no formula worked out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localtime

from loa.activities.actions.closing import Served, Told, close_served, work_of_many
from loa.activities.actions.recording import (
    ActivityRefused,
    Entry,
    let_others_wait,
    refuse_terms,
    refuse_unit,
    refuse_words,
    row_of,
)
from loa.activities.actions.tallying import count_all_in
from loa.activities.actions.workbook_rows import Line, LineRead, Reading, Words
from loa.activities.choices import Grade, Origin, ProofKind
from loa.activities.models import Activity, ActivityProof, Audience, Channel, Form, Topic
from loa.activities.permissions import can_record
from loa.activities.queries.workbook import (
    AUDIENCES,
    CHANNEL,
    DAY,
    FORM,
    HEADS,
    LINK,
    REACH,
    SHEET,
    TITLE,
    TOPICS,
    words_known,
)
from loa.lib.filling_in import LISTS
from loa.lib.vietnamese_text import tidy
from loa.people.actions import record
from loa.people.models import Unit, User
from loa.tasks.actions import Link
from loa.tasks.actions.evidence import check_links
from loa.tasks.actions.workbook_files import Asked, RowFault, read_sheet

_TAKE_ANEW = "Tải bảng tính mẫu ở trang này, điền rồi tải tệp lên."
_ASKED = Asked(sheet=SHEET, heads=HEADS, take_anew=_TAKE_ANEW, whose="cần ghi", beside=("Hướng dẫn", LISTS))
_AT_ONCE = 500
# The column in which a refusal of the ledger is shown.
_COLUMN_OF = {"title": TITLE, "topics": TOPICS[0], "on": DAY, "reach": REACH, "form": FORM, "channel": CHANNEL,
              "audiences": AUDIENCES[0], "unit": DAY, "url": LINK}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivitiesRead:
    """What a workbook says; with any fault nothing of it is entered. `notes` say what of the file was left aside."""

    rows: tuple[LineRead, ...]
    faults: tuple[RowFault, ...]
    notes: tuple[str, ...]


class ActivitiesRefused(Exception):  # noqa: N818  (says what was decided)
    """The rows cannot be entered; `faults` has a sentence for a row. Nothing was kept."""

    def __init__(self, faults: Mapping[int, str]) -> None:
        super().__init__("Có dòng không ghi được vào sổ. Chưa có gì được lưu.")
        self.faults = dict(faults)


def check_activities(*, unit: Unit, data: bytes, name: str, by: User, at: datetime) -> ActivitiesRead:
    """Return what would be entered of a workbook and every fault in it; nothing is stored, not even the file.

    Raises:
        PermissionDenied: `by` does not enter for the unit.
        WorkbookRefused: it is no .xlsx of ours, cannot be read, is too large or carries a mark of secrecy.
    """
    _refuse_others(by, unit, at)
    sheet = read_sheet(data, name, _ASKED)
    reading = Reading(sheet)
    refused = _refused(unit, {one.row: one.line for one in reading.rows}, reading.words, at)
    faults = [*sheet.faults, *reading.faults, *refused]
    return ActivitiesRead(
        rows=tuple(reading.rows),
        faults=tuple(sorted(faults, key=lambda one: (one.row, one.column))),
        notes=sheet.notes,
    )


def enter_activities(*, unit: Unit, lines: Mapping[int, Line], by: User, at: datetime) -> int:
    """Enter what was read of a workbook, by the rows of its sheet, all of it or nothing; return how many.

    The work it does is closed once for each period, however many rows are of it.

    Raises:
        PermissionDenied: `by` does not enter for the unit.
        ActivitiesRefused: a row cannot stand any more, or is in the ledger meanwhile.
    """
    _refuse_others(by, unit, at)
    if not lines:
        raise ActivitiesRefused({})
    words = Words(words_known())
    with transaction.atomic():
        let_others_wait(unit.pk)
        faults = _refused(unit, lines, words, at)
        if faults:
            raise ActivitiesRefused({one.row: one.words for one in reversed(faults)})
        entries = [_entry(unit, line, words) for line in lines.values()]
        rows = Activity.objects.bulk_create((row_of(one, by=by, at=at) for one in entries), batch_size=_AT_ONCE)
        _tell(rows, list(lines.values()), at)
        details = {"unit": unit.key, "count": len(rows)}
        record("activities.enter_activities", of=rows[0], by=by, at=at, details=details)
    return len(rows)


def _tell(rows: list[Activity], lines: list[Line], at: datetime) -> None:
    """Store what rows are told and proved by, count them, and let them do the work they are for."""
    told = list(zip(rows, lines, strict=True))
    of_topic, of_audience = Activity.topics.through, Activity.audiences.through
    topics = (of_topic(activity=row, topic_id=pk) for row, line in told for pk in line.topics)
    of_topic.objects.bulk_create(topics, _AT_ONCE)
    audiences = (of_audience(activity=row, audience_id=pk) for row, line in told for pk in line.audiences)
    of_audience.objects.bulk_create(audiences, _AT_ONCE)
    proofs = (ActivityProof(activity=row, **_proof_of(line.link)) for row, line in told if line.link)
    ActivityProof.objects.bulk_create(proofs, _AT_ONCE)
    served = _serve(rows[0].unit_id, rows, lines)
    count_all_in((row, line.topics, line.audiences) for row, line in told)
    close_served(served, at)


def _serve(unit: int, rows: list[Activity], lines: list[Line]) -> list[Served]:
    """Store which tasks rows serve; return the work whose periods they lie in, each once."""
    told = [Told(on=one.on, topics=one.topics, form=one.form, channel=one.channel) for one in lines]
    served = list(zip(rows, work_of_many(unit, told), strict=True))
    through = Activity.tasks.through
    through.objects.bulk_create(
        (through(activity=row, task_id=one.rule.task_id) for row, work in served for one in work), _AT_ONCE
    )
    return list({one.owed.pk: one for _, work in served for one in work}.values())


def _refuse_others(by: User, unit: Unit, at: datetime) -> None:
    if not can_record(by, unit, localtime(at).date()):
        raise PermissionDenied("Tài khoản này không ghi sổ của đơn vị đó.")


def _refused(unit: Unit, lines: Mapping[int, Line], words: Words, at: datetime) -> list[RowFault]:
    """Return why rows could not be entered as things stand; four statements for each day they are of."""
    faults = []
    days: dict[date, ActivityRefused | None] = {}
    known = _known(unit, {line.on for line in lines.values()})
    seen: dict[tuple[object, ...], int] = {}
    for row, line in lines.items():
        entry = _entry(unit, line, words)
        try:
            refuse_words(entry, at)
            if line.on not in days:
                days[line.on] = _why_no_unit(entry)
            if (why := days[line.on]) is not None:
                raise why
            refuse_terms(entry)
        except ActivityRefused as refused:
            said = str(refused).removesuffix(" Chưa có gì được lưu.")
            faults.append(RowFault(row=row, column=_COLUMN_OF.get(refused.field, ""), words=said))
            continue
        key = _same(line)
        if key in known:
            faults.append(RowFault(row=row, column="", words="đã có trong sổ, cùng ngày, tên, nơi. Xóa dòng này."))
        elif key in seen:
            faults.append(RowFault(row=row, column="", words=f"trùng với dòng {seen[key]}. Xóa một dòng."))
        seen.setdefault(key, row)
    return faults


def _why_no_unit(entry: Entry) -> ActivityRefused | None:
    try:
        refuse_unit(entry)
    except ActivityRefused as refused:
        return refused
    return None


def _same(line: Line) -> tuple[object, ...]:
    return line.on, line.form, line.channel, tidy(line.title), tidy(line.place)


def _known(unit: Unit, days: set[date]) -> set[tuple[object, ...]]:
    """Return what the ledger has of a unit between days already; one statement."""
    if not days:
        return set()
    rows = Activity.objects.standing().filter(unit=unit, on__gte=min(days), on__lte=max(days))
    return set(rows.order_by().values_list("on", "form", "channel", "title", "place"))


def _entry(unit: Unit, line: Line, words: Words) -> Entry:
    return Entry(
        on=line.on,
        unit=unit,
        title=line.title,
        form=words.by_id(Form, line.form),
        channel=words.by_id(Channel, line.channel),
        topics=tuple(words.by_id(Topic, pk) for pk in line.topics),
        audiences=tuple(words.by_id(Audience, pk) for pk in line.audiences),
        place=line.place,
        happened_on=line.happened_on,
        reach=line.reach,
        reach_source=line.reach_source,
        grade=Grade.RECORD if line.link else Grade.WORD,
        origin=Origin.WORKBOOK,
        note=line.note,
    )


def _proof_of(link: str) -> dict[str, str]:
    proof = check_links([Link(url=link, title="")], ActivityProof)[0]
    return {"kind": ProofKind.LINK, "name": proof.name, "url": proof.url}
