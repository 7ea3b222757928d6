"""A list written as an .xlsx workbook, whose cells hold what people typed and never a formula."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import BytesIO

Value = str | int | date | datetime | None

# What XML, and so a workbook, cannot hold.
_NOT_IN_CELLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_LONGEST_CELL = 32_767
_DAY, _DAY_AND_TIME = "dd/mm/yyyy", "dd/mm/yyyy hh:mm:ss"


def cell_text(text: str) -> str:
    """Return a text as a cell can hold it."""
    return _NOT_IN_CELLS.sub(" ", text)[:_LONGEST_CELL]


def workbook(
    title: str,
    head: Sequence[str],
    rows: Iterable[Sequence[Value]],
    *,
    widths: Sequence[int],
    notes: Sequence[str] = (),
) -> bytes:
    """Return a workbook of one sheet: notes, a head that stays in sight, rows. Times are written without their zone.

    Rows are taken one by one and laid down in a file as they come, so that many take no more memory than few.
    """
    # Importing takes 0.3 s, which only whoever wants a workbook shall pay.
    from openpyxl import Workbook
    from openpyxl.cell import Cell, WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = f"A{len(notes) + 2}"
    bold = Font(bold=True)

    def cell(value: Value, *, is_bold: bool = False) -> Cell:
        made: Cell = WriteOnlyCell(sheet)
        if isinstance(value, str):
            made.value = cell_text(value)
            made.data_type = "s"  # "=1+1" stays the five signs somebody typed
        elif isinstance(value, datetime):
            made.value, made.number_format = value.replace(tzinfo=None), _DAY_AND_TIME
        elif isinstance(value, date):
            made.value, made.number_format = value, _DAY
        else:
            made.value = value
        if is_bold:
            made.font = bold
        return made

    for note in notes:
        sheet.append([cell(note, is_bold=True)])
    sheet.append([cell(words, is_bold=True) for words in head])
    for row in rows:
        sheet.append([cell(value) for value in row])
    written = BytesIO()
    book.save(written)
    return written.getvalue()
