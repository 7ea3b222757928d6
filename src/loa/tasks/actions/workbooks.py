"""Look through a workbook that a unit filled in: what would be recorded, what is wrong and where; nothing is kept.

How a file is read at all stands in `workbook_files`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.utils.timezone import localtime

from loa.lib.vietnamese_numbers import whole_number
from loa.lib.vietnamese_text import fold
from loa.people.models import Unit, User
from loa.tasks.actions.period_report import Entry, PeriodRefused, prepared_steps, told_by
from loa.tasks.actions.workbook_files import (
    Asked,
    Cells,
    RowFault,
    SheetRead,
    WorkbookRefused,
    read_sheet,
    why_no_value,
)
from loa.tasks.models import Indicator, Obligation
from loa.tasks.permissions import can_report
from loa.tasks.queries.work import with_task
from loa.tasks.queries.workbook import CODE, DUE, LINK, NIL, NOTE, PERIOD, SHEET, TASK, heading_of

LONGEST_NOTE, LONGEST_LINK = 5_000, 1_000
_CODE = re.compile(r"(\d{1,12})-(\d{1,9})", re.ASCII)
_MARKS = frozenset(["x", "co", "✓", "v"])
_TAKE_ANEW = "Tải bảng tính của đơn vị ở trang này, điền rồi tải tệp lên."
_ASKED = Asked(sheet=SHEET, heads=(CODE, NOTE, NIL, LINK), take_anew=_TAKE_ANEW)


@dataclass(frozen=True, slots=True, kw_only=True)
class RowRead:
    """A row that says something: what would be recorded, and the same in words."""

    row: int
    entry: Entry
    title: str
    period: str
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkbookRead:
    """What a workbook says; with any fault nothing of it is recorded. `notes` say what of the file was left aside."""

    rows: tuple[RowRead, ...]
    faults: tuple[RowFault, ...]
    left_empty: int
    notes: tuple[str, ...]


def check_workbook(*, unit: Unit, data: bytes, name: str, by: User, at: datetime) -> WorkbookRead:
    """Return what would be recorded of a workbook and every fault in it; nothing is stored, not even the file.

    Raises:
        PermissionDenied: `by` does not report for the unit.
        WorkbookRefused: it is no .xlsx of ours, cannot be read, is too large or carries a mark of secrecy.
    """
    if not can_report(by, unit, localtime(at).date()):
        raise PermissionDenied("Tài khoản này không báo cáo việc của đơn vị đó.")
    sheet = read_sheet(data, name, _ASKED)
    reading = _Reading(sheet, unit)
    faults = [*reading.faults, *sheet.faults]
    told_at = {one.entry.obligation: one.row for one in reading.rows}
    faults += _faults_of_recording(reading, told_at, unit, by, at)
    return WorkbookRead(
        rows=tuple(reading.rows),
        faults=tuple(sorted(faults, key=lambda fault: (fault.row, fault.column))),
        left_empty=reading.left_empty,
        notes=sheet.notes,
    )


def _faults_of_recording(
    reading: "_Reading", told_at: Mapping[int, int], unit: Unit, by: User, at: datetime
) -> Iterator[RowFault]:
    """Yield why rows that can be read could not be recorded as things stand, told by the action that would do it."""
    entries = [one.entry for one in reading.rows]
    if not entries:
        return
    refused: dict[tuple[int, int | None], str] = {}
    try:
        told = told_by(unit, entries, by, at)
    except PeriodRefused as refusal:
        refused = refusal.faults
        entries = [one for one in entries if (one.obligation, None) not in refused]
        told = told_by(unit, entries, by, at) if entries else {}
    try:
        prepared_steps({pk: reading.owed[pk] for pk in told}, told, entries, by, at)
    except PeriodRefused as refusal:
        refused |= refusal.faults
        if not refusal.faults:
            yield RowFault(row=min(told_at.values()), column="", words=str(refusal))
    for (pk, indicator), words in refused.items():
        column = heading_of(reading.indicators[pk][indicator]) if indicator else ""
        yield RowFault(row=told_at[pk], column=column, words=words)


class _Reading:
    """The rows of the sheet, understood one by one against what the unit owes."""

    def __init__(self, sheet: SheetRead, unit: Unit) -> None:
        self.columns, below = sheet.columns, sheet.below
        self.rows: list[RowRead] = []
        self.faults: list[RowFault] = []
        self.left_empty = 0
        self._seen: dict[int, int] = {}
        codes = {number: self._code(cells) for number, cells in below}
        wanted = {code[0] for code in codes.values() if code}
        found = with_task(Obligation.objects.filter(pk__in=wanted, unit=unit)).prefetch_related("task__indicators")
        self.owed = {one.pk: one for one in found}
        self.indicators = {pk: {i.pk: i for i in one.task.indicators.all()} for pk, one in self.owed.items()}
        if wanted and not self.owed:
            raise WorkbookRefused(f"Không dòng nào trong tệp là việc của đơn vị này. {_TAKE_ANEW}")
        self._refuse_unknown_columns()
        for number, cells in below:
            self._row(number, cells, codes[number])

    def _code(self, cells: Cells) -> tuple[int, int] | None:
        match = _CODE.fullmatch(cells.get(self.columns[CODE], ("", ""))[1].strip())
        return (int(match[1]), int(match[2])) if match else None

    def _refuse_unknown_columns(self) -> None:
        known = {heading_of(one) for some in self.indicators.values() for one in some.values()}
        unknown = [head for head in self.columns if head not in known | {CODE, TASK, PERIOD, DUE, NIL, NOTE, LINK}]
        if unknown and self.owed:
            names = ", ".join(f"“{head}”" for head in unknown)
            raise WorkbookRefused(f"Cột {names} không có trong bảng của đơn vị, hoặc tên cột đã bị sửa. {_TAKE_ANEW}")

    def _row(self, number: int, cells: Cells, code: tuple[int, int] | None) -> None:
        shown = (self.columns.get(name) for name in (CODE, TASK, PERIOD, DUE))
        filled = {
            column: cell for column, cell in cells.items() if column not in shown and column in self.columns.values()
        }
        if not filled:
            self.left_empty += code is not None
            return
        if code is None:
            self._fault(number, CODE, "không có mã đầu việc của bảng đã tải. Không thêm dòng, không sửa mã.")
            return
        pk, revision = code
        if pk not in self.owed:
            self._fault(number, CODE, "đầu việc này không phải của đơn vị.")
            return
        if pk in self._seen:
            self._fault(number, CODE, f"trùng đầu việc với dòng {self._seen[pk]}.")
            return
        self._seen[pk] = number
        before = len(self.faults)
        entry = self._entry(number, filled, pk, revision)
        if len(self.faults) == before:
            one = self.owed[pk]
            title = f"{one.task.number}. {one.task.title}" if one.task.number else one.task.title
            said = tuple(self._in_words(entry))
            self.rows.append(RowRead(row=number, entry=entry, title=title, period=one.period_label, said=said))

    def _entry(self, number: int, filled: Cells, pk: int, revision: int) -> Entry:
        figures: dict[int, int] = {}
        asked = {heading_of(one): one for one in self.indicators[pk].values()}
        words = {NOTE: "", LINK: ""}
        nil = False
        for head, column in self.columns.items():
            kind, text = filled.get(column, ("", ""))
            if not kind:
                continue
            if why := why_no_value(kind, text):
                self._fault(number, head, why)
            elif head in words:
                words[head] = self._text(number, head, text)
            elif head == NIL:
                nil = self._mark(number, text)
            else:
                value = self._count(number, head, kind, text, asked.get(head))
                figures |= value
        return Entry(obligation=pk, revision=revision, note=words[NOTE], nil=nil, figures=figures, link=words[LINK])

    def _text(self, number: int, head: str, text: str) -> str:
        most = LONGEST_NOTE if head == NOTE else LONGEST_LINK
        if len(text) > most:
            self._fault(number, head, f"dài {len(text)} ký tự, nhiều nhất {most}. Viết ngắn lại.")
        return text.strip()

    def _mark(self, number: int, text: str) -> bool:
        if fold(text) in _MARKS:
            return True
        self._fault(number, NIL, "ghi x nếu kỳ này không phát sinh, hoặc để trống.")
        return False

    def _count(self, number: int, head: str, kind: str, text: str, indicator: Indicator | None) -> dict[int, int]:
        if indicator is None:
            self._fault(number, head, "nhiệm vụ của dòng này không cần số liệu này. Xóa nội dung ô.")
        elif kind == "date":
            self._fault(number, head, f"Excel hiểu ô này là ngày ({text}). Đổi định dạng ô thành số rồi ghi lại.")
        else:
            try:
                return {indicator.pk: whole_number(text)}
            except ValueError as problem:
                self._fault(number, head, f"“{text[:40]}”: {problem}")
        return {}

    def _in_words(self, entry: Entry) -> Iterator[str]:
        if entry.nil:
            yield "Kỳ này không phát sinh"
        for indicator, value in entry.figures.items():
            counted = f"{value:,}".replace(",", ".")
            yield f"{heading_of(self.indicators[entry.obligation][indicator])}: {counted}"
        if entry.note:
            yield entry.note
        if entry.link:
            yield entry.link

    def _fault(self, row: int, column: str, words: str) -> None:
        self.faults.append(RowFault(row=row, column=column, words=words))
