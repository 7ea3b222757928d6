"""Calendars as text: what a program that follows them reads back."""

from datetime import UTC, date, datetime, timedelta

import icalendar

from loa.lib.calendar_files import DayEntry, calendar_file

CHANGED = datetime(2024, 3, 15, 2, 10, tzinfo=UTC)


def entry(**also):
    return DayEntry(
        **{
            "uid": "dau-viec-7@tuyentruyen.example",
            "on": date(2024, 3, 31),
            "summary": "Hạn cuối: Xây dựng kế hoạch, ban hành; phổ biến",
            "description": "Dòng một\nDòng hai",
            "address": "https://tuyentruyen.example/viec/7/",
            "changed_at": CHANGED,
            "revision": 3,
            **also,
        }
    )


def read(content):
    calendar = icalendar.Calendar.from_ical(content)
    return calendar, [part for part in calendar.walk() if part.name == "VEVENT"]


def test_an_entry_is_read_back_as_it_was():
    calendar, [event] = read(calendar_file("Việc của UBND xã Mẫu 1", [entry()], note="Minh họa, không thật"))
    assert str(calendar["x-wr-calname"]) == "Việc của UBND xã Mẫu 1"
    assert str(calendar["description"]) == "Minh họa, không thật"
    assert calendar["refresh-interval"].dt == timedelta(hours=6)
    assert str(event["uid"]) == "dau-viec-7@tuyentruyen.example"
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2024, 3, 31), date(2024, 4, 1))
    assert event["dtstart"].params["VALUE"] == "DATE"
    assert str(event["summary"]) == "Hạn cuối: Xây dựng kế hoạch, ban hành; phổ biến"
    assert str(event["description"]) == "Dòng một\nDòng hai"
    assert (event["sequence"], event["last-modified"].dt) == (3, CHANGED)
    assert (str(event["status"]), str(event["transp"])) == ("CONFIRMED", "TRANSPARENT")
    assert str(event["url"]) == "https://tuyentruyen.example/viec/7/"
    assert event.subcomponents == []  # no alarm


def test_lines_are_folded_between_letters_and_end_as_the_standard_says():
    content = calendar_file("Việc", [entry(summary="Tuyên truyền cải cách hành chính " * 12)])
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\n" not in content.replace(b"\r\n", b"")
    for line in lines:
        line.decode()
    _, [event] = read(content)
    assert str(event["summary"]).split() == ("Tuyên truyền cải cách hành chính " * 12).split()


def test_what_people_typed_begins_no_line_of_its_own():
    _, events = read(calendar_file("Việc", [entry(summary="a\r\nEND:VEVENT\nBEGIN:VEVENT", description="b\nUID:khac")]))
    assert [str(event["uid"]) for event in events] == ["dau-viec-7@tuyentruyen.example"]


def test_a_calendar_without_entries_is_one_all_the_same():
    calendar, events = read(calendar_file("Việc", []))
    assert (events, str(calendar["version"])) == ([], "2.0")
