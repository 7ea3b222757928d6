"""Workbooks as a unit gets them and fills them in, for tests of taking them back."""

from datetime import UTC, datetime
from io import BytesIO

from openpyxl import load_workbook

from loa.people.actions import assign_role
from loa.people.choices import Role
from loa.people.models import User
from loa.tasks.actions import (
    check_workbook,
)
from loa.tasks.models import Indicator
from loa.tasks.queries.workbook import heading_of, to_fill_in, workbook_of
from loa.tasks.tests.factories import make_work

AT = datetime(2024, 3, 15, 2, 10, tzinfo=UTC)
TODAY = AT.date()
PAGE = "/viec/bang-tinh/"
NEWS = "Tin, bài"
TOLD = "https://vinhlinh.example/tin"
EICAR = r"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def officer(unit, role=Role.FOCAL, name="dau-moi"):
    user = User.objects.create_user(name, first_name="Nguyễn Văn Mẫu")
    assign_role(user=user, unit=unit, role=role, by=None, at=datetime(2024, 1, 2, tzinfo=UTC))
    return user


def asks_for(task, name=NEWS, **also):
    return Indicator.objects.create(task=task, position=task.indicators.count(), name=name, counted_in="tin", **also)


def first_quarter(tasks=3, **fields):
    """Return what one unit owes for the first of two quarters; the first of it asks for a number."""
    owed = [one for one in make_work(tasks=tasks, periods=2, **fields) if one.period == "2024-q1"]
    asks_for(owed[0].task)
    return owed


def handed_out(unit):
    return workbook_of(to_fill_in(unit.pk, TODAY).rows, unit="UBND xã Mẫu 1", today=TODAY, is_demo=False)


def filled(unit, values, change=None):
    """Return the unit's workbook with values typed: {(obligation, column): value}."""
    book = load_workbook(BytesIO(handed_out(unit)))
    sheet = book["Báo cáo"]
    columns = {cell.value: cell.column for cell in sheet[2]}
    rows = {int(row[0].value.partition("-")[0]): row[0].row for row in sheet.iter_rows(min_row=3)}
    for (obligation, column), value in values.items():
        sheet.cell(rows[obligation.pk], columns[column]).value = value
    if change:
        change(book, sheet)
    return saved(book)


def saved(book):
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def look(unit, data, by, name="bao-cao.xlsx"):
    return check_workbook(unit=unit, data=data, name=name, by=by, at=AT)


def faults(unit, data, by):
    return [(fault.row, fault.column, fault.words) for fault in look(unit, data, by).faults]


def head(indicator):
    return heading_of(indicator)


# --- out -------------------------------------------------------------------------------------------------------------
