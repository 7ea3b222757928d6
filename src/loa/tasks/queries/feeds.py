"""The calendars that people follow, and the last days that one of them tells."""

from collections.abc import Collection
from datetime import date, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import F, Q
from django.urls import reverse

from loa.base.workbooks import INVENTED
from loa.lib.calendar_files import DayEntry
from loa.lib.vietnamese_text import shorten, tidy
from loa.people.models import User
from loa.people.rules import digest_of
from loa.tasks.choices import DONE_STATES, OPEN_STATES, State
from loa.tasks.models import CalendarFeed, Obligation
from loa.tasks.queries.units import unit_names
from loa.tasks.queries.work import with_task

# What was handed in stays in sight so long after its last day; what is still to be done, until it is.
_DONE_STAYS = timedelta(days=31)
# As many entries as a telephone takes without complaint.
MOST_ENTRIES = 1_000
_SAID_FIRST = {
    State.RETURNED: "Cần bổ sung",
    State.SUBMITTED: "Đã gửi",
    State.ACCEPTED: "Đã hoàn thành",
}


def find_feed(secret: str) -> CalendarFeed | None:
    """Return the calendar that a secret opens or once opened; None where it opens none. Compared by digest alone."""
    return CalendarFeed.objects.select_related("person", "unit").filter(digest=digest_of(secret)).first()


def running_feeds(person: User) -> list[CalendarFeed]:
    """Return the calendars that somebody follows, that of all own units first."""
    running = CalendarFeed.objects.filter(person=person, ended_at__isnull=True).select_related("unit")
    return list(running.order_by(F("unit").asc(nulls_first=True), "pk"))


def own_feed(person: User, pk: int) -> CalendarFeed | None:
    """Return a calendar of somebody's own, ended or not; None where there is none."""
    return CalendarFeed.objects.select_related("unit").filter(person=person, pk=pk).first()


def feed_entries(units: Collection[int], today: date) -> list[DayEntry]:
    """Return what units still have to do and lately handed in, nearest last day first; two statements."""
    lately = Q(state__in=DONE_STATES, due_on__gte=today - _DONE_STAYS)
    told = Obligation.objects.filter(Q(state__in=OPEN_STATES) | lately, unit__in=units, due_on__isnull=False)
    rows = list(with_task(told).order_by("due_on", "task__position", "pk")[:MOST_ENTRIES])
    names = unit_names({row.unit_id for row in rows}, today)
    return [_entry(row, names.get(row.unit_id, ""), named=len(units) > 1) for row in rows]


def _entry(row: Obligation, unit: str, *, named: bool) -> DayEntry:
    base = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
    host = urlsplit(base).hostname
    task, plan = row.task, row.task.version.plan
    first = _SAID_FIRST.get(State(row.state), "Hạn cuối")
    summary = f"{first}: {shorten(tidy(task.title), 16)}"
    said = [
        tidy(task.title),
        f"Đơn vị: {unit}" if unit else "",
        f"Kỳ: {row.period_label}" if row.period_label else "",
        f"Trạng thái: {row.get_state_display()}",
        f"Theo {plan.title}",
        INVENTED if settings.LOA_DEMO else "",
    ]
    return DayEntry(
        uid=f"dau-viec-{row.pk}@{host}",
        on=row.due_on,  # type: ignore[arg-type]
        summary=f"{summary} ({unit})" if named and unit else summary,
        description="\n".join(line for line in said if line),
        address=base + reverse("desk:obligation", args=[row.pk]),
        changed_at=row.state_at or task.version.confirmed_at,  # type: ignore[arg-type]
        revision=row.revision,
    )
