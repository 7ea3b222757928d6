"""A calendar written as iCalendar text (RFC 5545, RFC 7986), which telephones and mail programs follow."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

_MADE_BY = "-//Loa//VI"
# How often a program shall ask again; most ask when they like.
_ASK_AGAIN = timedelta(hours=6)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayEntry:
    """Something that stands on one whole day. `uid` stays with it for ever, `revision` grows with every change."""

    uid: str
    on: date
    summary: str
    description: str
    address: str
    changed_at: datetime
    revision: int


def calendar_file(name: str, entries: Iterable[DayEntry], *, note: str = "") -> bytes:
    """Return a calendar of whole days under a name; none of them makes its day a busy one, none rings a bell."""
    # Importing takes 0.1 s, which only whoever wants a calendar shall pay.
    from icalendar import Calendar, Event, vDuration, vText

    calendar = Calendar()
    calendar.add("prodid", _MADE_BY)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    # The older names are what most programs still read.
    for field in ("name", "x-wr-calname"):
        calendar.add(field, vText(name))
    if note:
        for field in ("description", "x-wr-caldesc"):
            calendar.add(field, vText(note))
    calendar.add("refresh-interval", vDuration(_ASK_AGAIN), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(_ASK_AGAIN))
    for entry in entries:
        event = Event()
        event.add("uid", entry.uid)
        event.add("dtstamp", entry.changed_at)
        event.add("last-modified", entry.changed_at)
        event.add("sequence", entry.revision)
        event.add("dtstart", entry.on)
        event.add("dtend", entry.on + timedelta(days=1))  # the day after, which counts no more
        event.add("summary", entry.summary)
        event.add("description", entry.description)
        event.add("url", entry.address)
        event.add("status", "CONFIRMED")
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written
