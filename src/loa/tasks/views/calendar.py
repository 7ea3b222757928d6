"""Last days by month, one day of them whole, and the private calendars that a telephone or a mail program follows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from allauth.core.ratelimit import consume_or_429
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from loa.base.clock import now
from loa.base.workbooks import INVENTED
from loa.lib.calendar_files import calendar_file
from loa.people.models import Unit
from loa.tasks.actions import FeedRefused, end_feed, make_feed, note_feed_read
from loa.tasks.models import CalendarFeed
from loa.tasks.permissions import units_followed, units_seen
from loa.tasks.queries import (
    calendar_day,
    calendar_month,
    feed_entries,
    find_feed,
    find_task,
    own_feed,
    running_feeds,
    unit_names,
)
from loa.tasks.views.frame import DeskRequest, desk_page, show
from loa.workdays.rules import FIRST_YEAR, LAST_YEAR

# More units than that are found on the page of units, not in a list to choose from.
_MOST_CHOICES = 100
_ALL = "tat-ca"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scope:
    """Whose last days are shown: `asked` is what the address says, "" for the reader's usual ones."""

    asked: str
    units: frozenset[int]
    unit: int | None
    name: str
    choices: tuple[tuple[str, str], ...]

    @property
    def kept(self) -> str:
        """What the address carries on."""
        return urlencode({"don-vi": self.asked}) if self.asked else ""


@require_safe
@desk_page
def month(request: DeskRequest) -> HttpResponse:
    """Show a month of last days: `thang` as 2024-03, of the reader's own units or of those that `don-vi` names."""
    today = request.sitting.today
    scope = _scope(request)
    first = _month(request.GET.get("thang", ""), today)
    before, after = _turned(first, -1), _turned(first, 1)
    context = {
        "scope": scope,
        "month": calendar_month(scope.units, first, today),
        "before": before if before.year >= FIRST_YEAR else None,
        "after": after if after.year <= LAST_YEAR else None,
        "present": today.replace(day=1),
    }
    return show(request, "tasks/calendar.html", context)


@require_safe
@desk_page
def day(request: DeskRequest, day: str) -> HttpResponse:
    """Show everything whose last day is a day; `nhiem-vu` leaves one task of it."""
    on = _iso_day(day)
    if on is None:
        raise Http404
    scope = _scope(request)
    asked = request.GET.get("nhiem-vu", "")
    task = find_task(int(asked)) if _is_number(asked) else None
    today = request.sitting.today
    page, rows = calendar_day(scope.units, on, today, task=task.pk if task else None, page=request.GET.get("trang", ""))
    kept = {"don-vi": scope.asked, "nhiem-vu": task.pk if task and rows else ""}
    context = {
        "scope": scope,
        "on": on,
        "task": task if rows else None,
        "page": page,
        "rows": rows,
        "kept": urlencode({name: value for name, value in kept.items() if value}),
    }
    return show(request, "tasks/calendar_day.html", context)


@sensitive_variables("secret", "address")
@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def feeds(request: DeskRequest) -> HttpResponse:
    """Show the calendars the reader follows; make one, whose address is shown this once."""
    sitting = request.sitting
    context: dict[str, Any] = {"wanted": request.GET.get("don-vi", "")}
    status = 200
    if request.method == "POST":
        asked = request.POST.get("unit", "")
        unit = Unit.objects.filter(pk=int(asked)).first() if _is_number(asked) else None
        if asked and unit is None:
            raise PermissionDenied
        try:
            secret = make_feed(unit=unit, by=sitting.user, at=sitting.at)
        except FeedRefused as refusal:
            context["refused"], status = str(refusal), 422
        else:
            address = request.build_absolute_uri(reverse("calendar_feed", args=[secret]))
            context["address"] = address
            context["opened"] = f"webcal://{address.partition('://')[2]}"
    running = running_feeds(sitting.user)
    choices = _feed_choices(request, context["wanted"])
    names = unit_names({one.unit_id for one in running if one.unit_id}, sitting.today)
    context["running"] = [(one, names.get(one.unit_id, "") if one.unit_id else "") for one in running]
    return show(request, "tasks/feeds.html", {**context, "choices": choices}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def feed_end(request: DeskRequest, pk: int) -> HttpResponse:
    """End one of the reader's calendars."""
    feed = own_feed(request.user, pk)
    if feed is None:
        raise Http404
    if request.method == "POST":
        end_feed(feed=feed, by=request.user, at=request.sitting.at)
        messages.success(request, "Đã thu hồi. Địa chỉ lịch đó không đọc được nữa.")
    return redirect("desk:feeds")


# No session, no cookie, no page cache: a calendar program shows the secret of the address and nothing else. What it
# may tell follows from the roles that the secret's owner holds on the day it asks.
@sensitive_variables("secret")
@require_safe
def feed_file(request: HttpRequest, secret: str) -> HttpResponse:
    """Give the calendar that a secret opens; 404 for a secret that opens none, 410 for one that was ended."""
    response = _answer(request, secret)
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response


@sensitive_variables("secret")
def _answer(request: HttpRequest, secret: str) -> HttpResponse:
    feed = find_feed(secret)
    if feed is None or not feed.person.is_active:
        tried_too_often = consume_or_429(request, action="calendar_missed", limit_get=True)
        return tried_too_often or _plain("Không có lịch ở địa chỉ này.", 404)
    if feed.ended_at is not None:
        return _plain("Lịch này đã được thu hồi.", 410)
    read_too_often = consume_or_429(request, action="calendar_read", key=feed.digest, limit_get=True)
    return read_too_often or _calendar(feed, now())


def _calendar(feed: CalendarFeed, at: datetime) -> HttpResponse:
    units = units_followed(feed.person, feed.unit_id, at.date())
    names = unit_names(units, at.date())
    name = f"Việc của {next(iter(names.values()))}" if len(names) == 1 else "Việc của các đơn vị"
    note = INVENTED if settings.LOA_DEMO else ""
    entries = feed_entries(units, at.date()) if units else []
    note_feed_read(feed=feed, at=at)
    response = HttpResponse(calendar_file(name, entries, note=note), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="lich-viec.ics"'
    return response


def _plain(words: str, status: int) -> HttpResponse:
    return HttpResponse(f"{words}\n", content_type="text/plain; charset=utf-8", status=status)


def _scope(request: DeskRequest) -> _Scope:
    """Return whose last days are asked for, within what the reader sees; what is not, is as good as nothing."""
    sitting = request.sitting
    seen = units_seen(request.user, sitting.today)
    # Whoever reports begins with the own work; whoever watches over others, with all that is in sight.
    own = sitting.desk.reports or seen
    asked = request.GET.get("don-vi", "")
    unit = int(asked) if _is_number(asked) and int(asked) in seen else None
    if unit is None and (asked != _ALL or own == seen):
        asked = ""
    units = frozenset([unit]) if unit else (seen if asked == _ALL else own)
    listed = seen if len(seen) <= _MOST_CHOICES else own
    named = unit_names({*(listed if len(listed) <= _MOST_CHOICES else ()), *((unit,) if unit else ())}, sitting.today)
    return _Scope(
        asked=asked,
        units=units,
        unit=unit,
        name=named.get(unit, "") if unit else "",
        choices=_choices(named, own=own, seen=seen) if len(seen) > 1 else (),
    )


def _choices(named: Mapping[int, str], *, own: frozenset[int], seen: frozenset[int]) -> tuple[tuple[str, str], ...]:
    first = [("", f"Tất cả {len(own)} đơn vị xem được" if own == seen else "Đơn vị của tôi")]
    if own != seen:
        first.append((_ALL, f"Tất cả {len(seen)} đơn vị xem được"))
    return (*first, *((str(pk), name) for pk, name in sorted(named.items(), key=lambda pair: pair[1])))


def _feed_choices(request: DeskRequest, wanted: str) -> list[tuple[str, str]]:
    """Return of which units the reader may make a calendar here: all own ones, one of them, the one asked for."""
    sitting = request.sitting
    names = dict(sitting.names)
    if _is_number(wanted) and int(wanted) not in names:
        others = units_followed(sitting.user, int(wanted), sitting.today)
        names |= unit_names(others, sitting.today) if others else {}
    every = [("", "Tất cả đơn vị của tôi" if len(sitting.names) > 1 else "Đơn vị của tôi")] if sitting.names else []
    single = sorted(names.items(), key=lambda pair: pair[1]) if len(names) > 1 or not every else []
    return [*every, *((str(pk), name) for pk, name in single)]


def _month(asked: str, today: date) -> date:
    """Return the first day of the month that the address names, of today's for anything else."""
    found = _iso_day(f"{asked}-01")
    return found if found and FIRST_YEAR <= found.year <= LAST_YEAR else today.replace(day=1)


def _turned(first: date, months: int) -> date:
    place = first.year * 12 + first.month - 1 + months
    return date(place // 12, place % 12 + 1, 1)


def _iso_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == len("2024-03-15") else None
    except ValueError:
        return None


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 10
