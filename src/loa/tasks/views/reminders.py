"""What somebody was reminded of, and what is due on days that are not worked."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from loa.tasks.permissions import units_seen
from loa.tasks.queries.reminders import days_off_page, due_on_days_off, inbox
from loa.tasks.views.frame import DeskRequest, desk_page, show
from loa.workdays.queries import year_sheet
from loa.workdays.rules import FIRST_YEAR, LAST_YEAR


@require_safe
@desk_page
def reminders(request: DeskRequest) -> HttpResponse:
    """Show what the reader was reminded of, newest first."""
    today = request.sitting.today
    page, rows = inbox(request.user.pk, units_seen(request.user, today), today, request.GET.get("trang", ""))
    return show(request, "tasks/reminders.html", {"page": page, "rows": rows})


@require_safe
@desk_page
def days_off(request: DeskRequest) -> HttpResponse:
    """Show what is still open and has its last day on a day off, of the year that `nam` names."""
    today = request.sitting.today
    asked = request.GET.get("nam", "")
    is_year = asked.isascii() and asked.isdecimal() and len(asked) == 4
    year = min(max(int(asked), FIRST_YEAR), LAST_YEAR) if is_year else today.year
    found = due_on_days_off(year, year_sheet(year).special, units_seen(request.user, today))
    page, rows = days_off_page(found, today, request.GET.get("trang", ""))
    return show(request, "tasks/days_off.html", {"year": year, "page": page, "rows": rows, "kept": f"nam={year}"})
