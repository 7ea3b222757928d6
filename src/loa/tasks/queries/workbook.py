"""What a unit still has to report, as a workbook that is filled in and sent back; which columns it has."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Prefetch, Q

from loa.base.workbooks import INVENTED
from loa.lib.filling_in import NOT_ASKED, Column, Kind, Value, workbook_to_fill_in
from loa.lib.vietnamese_text import written_day
from loa.tasks.choices import OPEN_STATES
from loa.tasks.models import Indicator, Obligation
from loa.tasks.queries.locks import closed_to_report
from loa.tasks.queries.work import with_task

SHEET = "Báo cáo"
CODE, TASK, PERIOD, DUE = "Mã đầu việc", "Nhiệm vụ", "Kỳ", "Hạn cuối"
NIL, NOTE, LINK = "Không phát sinh (ghi x)", "Kết quả bằng lời", "Đường dẫn minh chứng"
_GUIDANCE = (
    "1. Ở trang “Báo cáo”, điền các ô nền vàng: số liệu, một dòng kết quả, đường dẫn. Dòng để trống là chưa báo.",
    (
        "2. Kỳ không có gì thì ghi x ở cột “Không phát sinh”. Không sửa tên cột và mã đầu việc, không dùng công thức, "
        "không ghi nội dung mật."
    ),
    "3. Lưu tệp dạng .xlsx rồi tải lên ở trang “Bảng tính” của Loa. Trước khi ghi, Loa cho xem từng dòng sẽ được ghi.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToFillIn:
    """What a unit may report now; `closed` counts what it may not, since the period was closed."""

    rows: tuple[Obligation, ...]
    closed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPeriod:
    """A period of which a unit has something to report, "" for work done once."""

    code: str
    label: str
    count: int


def heading_of(indicator: Indicator) -> str:
    """Return the head of the column in which a number is reported."""
    said = ", lũy kế" if indicator.cumulative else ""
    return f"{indicator.name} ({indicator.counted_in}{said})"


def to_fill_in(unit: int, today: date) -> ToFillIn:
    """Return what a unit may report now: open, begun, its period not closed; three statements, seven if some is."""
    begun = Q(starts_on__isnull=True) | Q(starts_on__lte=today)
    owed = with_task(Obligation.objects.filter(begun, unit=unit, state__in=OPEN_STATES))
    order = (F("due_on").asc(nulls_last=True), "task__version__plan__title", "task__position", "pk")
    indicators = Prefetch("task__indicators", Indicator.objects.order_by("position"))
    rows = list(owed.prefetch_related(indicators).order_by(*order))
    closed = closed_to_report(rows, today)
    return ToFillIn(rows=tuple(row for row in rows if row.pk not in closed), closed=len(closed))


def open_periods(rows: Iterable[Obligation]) -> list[OpenPeriod]:
    """Return the periods of rows, in the order of the rows; no statement."""
    counted: dict[tuple[str, str], int] = {}
    for row in rows:
        key = (row.period, row.period_label or row.period)
        counted[key] = counted.get(key, 0) + 1
    return [OpenPeriod(code=code, label=label or "việc làm một lần", count=n) for (code, label), n in counted.items()]


def workbook_of(rows: Sequence[Obligation], *, unit: str, today: date, is_demo: bool) -> bytes:
    """Return rows, fetched by `to_fill_in`, as a workbook; no statement.

    The code of a row says which obligation it is and as of which writing, so that nothing is written over unseen.
    """
    headings = list(dict.fromkeys(heading_of(one) for row in rows for one in row.task.indicators.all()))
    columns = [
        Column(head=CODE, width=14),
        Column(head=TASK, width=56),
        Column(head=PERIOD, width=14),
        Column(head=DUE, width=12),
        *(Column(head=heading, width=16, kind=Kind.COUNT) for heading in headings),
        Column(head=NIL, width=14, kind=Kind.MARK),
        Column(head=NOTE, width=48, kind=Kind.TEXT),
        Column(head=LINK, width=36, kind=Kind.TEXT),
    ]
    return workbook_to_fill_in(
        guidance=[*([INVENTED] if is_demo else []), *_GUIDANCE],
        name=SHEET,
        title=f"{unit}: việc chưa báo cáo đến ngày {written_day(today)}" + (f". {INVENTED}" if is_demo else ""),
        columns=columns,
        rows=(_row(row, headings) for row in rows),
    )


def _row(row: Obligation, headings: Sequence[str]) -> list[Value]:
    task = row.task
    asked = {heading_of(one) for one in task.indicators.all()}
    return [
        f"{row.pk}-{row.revision}",
        f"{task.number}. {task.title}" if task.number else task.title,
        row.period_label or "một lần",
        row.due_on,
        *(None if heading in asked else NOT_ASKED for heading in headings),
        None if row.period else NOT_ASKED,
        None,
        None,
    ]
