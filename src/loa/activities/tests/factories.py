"""Entries of the ledger for tests, told by the words that a migration fills in."""

from datetime import UTC, date, datetime
from typing import Any

from loa.activities.actions import Entry, Line, record_sent
from loa.activities.choices import Grade, Origin
from loa.activities.models import Activity, Audience, Channel, Form, Topic
from loa.people.models import Unit

# After every day that a test tells of.
LATER = datetime(2026, 12, 31, 2, 0, tzinfo=UTC)


def entry(unit: Unit, **fields: Any) -> Entry:
    """Return an entry as an app above would tell it: an item of news on procedures, on the site, on 12/03/2024.

    `form`, `channel`, `topics` and `audiences` are given by their codes.
    """
    codes = {"form": "news-item", "channel": "website", "topics": ("procedures",), "audiences": ("people",), **fields}
    told = {
        "on": date(2024, 3, 12),
        "title": "Nộp hồ sơ trực tuyến tại xã Mẫu",
        "grade": Grade.SYSTEM,
        "origin": Origin.SYSTEM,
        **fields,
        "form": Form.objects.get(code=codes["form"]),
        "channel": Channel.objects.get(code=codes["channel"]),
        "topics": tuple(Topic.objects.filter(code__in=codes["topics"])),
        "audiences": tuple(Audience.objects.filter(code__in=codes["audiences"])),
    }
    return Entry(unit=unit, **told)


def make_activity(unit: Unit, **fields: Any) -> Activity:
    """Write an entry down as an app above would."""
    return record_sent(entry(unit, **fields), by=None, at=LATER)


def line_of(row: Activity) -> Line:
    """Return what a workbook would say of another thing like one that was entered."""
    topics = tuple(row.topics.values_list("pk", flat=True))
    return Line(on=row.on, title=f"{row.title} (khác)", form=row.form_id, channel=row.channel_id, topics=topics)
