"""Days and moments as others write them."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loa.lib.written_dates import VIETNAM, days_in, moment_of


def at(*parts):
    return datetime(*parts, tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Thứ Ba, 12/03/2024", (2024, 3, 12)),
        ("Thứ Ba, 12-3-2024 | 08:30 GMT+7", (2024, 3, 12)),
        ("Cập nhật 12.3.2024.", (2024, 3, 12)),
        ("Ngày 12 tháng 3 năm 2024, UBND xã", (2024, 3, 12)),
        ("Vĩnh Linh, ngày 05 tháng 11 năm 2024", (2024, 11, 5)),
        ("12 Tháng Ba, 2024", (2024, 3, 12)),
        ("Tháng Mười Hai 30, 2024", (2024, 12, 30)),
        ("Tháng Mười 30, 2024", (2024, 10, 30)),
        ("đăng 2024-03-12 08:30", (2024, 3, 12)),
        ("08:30 | 29/02/2024", (2024, 2, 29)),
    ],
)
def test_a_day_in_running_text(text, day):
    assert [found for _, found in days_in(text)] == [date(*day)]


@pytest.mark.parametrize(
    "text",
    [
        "Nghị định số 30/2020/NĐ-CP",
        "31/02/2024",
        "12/13/2024",
        "12/03/24",
        "112/03/2024",
        "12/03/20245",
        "10.12.2024.1",
        "0233 3820 2024",
        "00/00/0000",
        "01/01/1900",
        "tháng 3 năm 2024",
        "12/03-2024",
        "1/12/3/2024",
    ],
)
def test_what_is_no_day(text):
    assert list(days_in(text)) == []


def test_a_day_is_told_with_its_place():
    assert list(days_in("từ 01/3/2024 đến 05/3/2024")) == [(3, date(2024, 3, 1)), (17, date(2024, 3, 5))]


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Tue, 12 Mar 2024 08:30:00 +0700", at(2024, 3, 12, 8, 30)),
        ("Tue, 12 Mar 2024 08:30:00 GMT+7", at(2024, 3, 12, 8, 30)),
        ("Tue, 12 Mar 2024 01:30:00 GMT", at(2024, 3, 12, 8, 30)),
        ("Tue, 12 Mar 2024 20:30:00 -0000", at(2024, 3, 12, 20, 30)),
        ("12 Mar 2024 08:30", at(2024, 3, 12, 8, 30)),
        ("2024-03-12T08:30:00+07:00", at(2024, 3, 12, 8, 30)),
        ("2024-03-12T08:30:00+0700", at(2024, 3, 12, 8, 30)),
        ("2024-03-12T18:30:00.1234567Z", at(2024, 3, 13, 1, 30, 0, 123456)),
        ("2024-03-12 08:30:00 +07:00", at(2024, 3, 12, 8, 30)),
        ("2024-03-12 08:30", at(2024, 3, 12, 8, 30)),
        ("2024-03-12", at(2024, 3, 12)),
        ("12/03/2024 08:30:15", at(2024, 3, 12, 8, 30, 15)),
        ("08:30 12/03/2024", at(2024, 3, 12, 8, 30)),
        ("12/03/2024 2:30:00 CH", at(2024, 3, 12, 14, 30)),
        ("12/03/2024 12:05 SA", at(2024, 3, 12, 0, 5)),
        ("3/12/2024 8:30:00 PM", at(2024, 3, 12, 20, 30)),
        ("25/12/2024 8:30:00 PM", at(2024, 12, 25, 20, 30)),
        ("Thứ Ba, ngày 12 tháng 3 năm 2024 8h30", at(2024, 3, 12, 8, 30)),
    ],
)
def test_a_moment(text, moment):
    found = moment_of(text)
    assert found == moment
    assert found.utcoffset() == VIETNAM.utcoffset(None)


@pytest.mark.parametrize(
    "text",
    ["", "hôm qua", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59-12:00", "Tue, 12 Mar 1901 08:30:00 +0700",
     "Mar", "2024-13-45", "12/03/2024 25:61", "Sun, 06 Nov 99999999 08:49:37 GMT", "12 Mar 2024 08:30 +9999999"],
)  # fmt: skip
def test_what_is_no_moment(text):
    assert moment_of(text) is None


@given(st.text(max_size=60))
def test_no_text_breaks_them(text):
    moment_of(text)
    list(days_in(text))


PIECES = ["ngày ", "tháng ", "năm ", "12", "3", "2024", "/", "-", ".", ":", "T", "Z", "+07:00", "GMT+7", " ", ",",
          "Mar", "Tue, ", "mười hai ", "AM", "CH", "99", "0001", "9999", "٣"]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_no_text_of_such_pieces_breaks_them(text):
    moment = moment_of(text)
    assert moment is None or 1989 < moment.year < 2102
    assert all(1990 <= day.year <= 2100 for _, day in days_in(text))


@given(st.datetimes(min_value=datetime(1991, 1, 1), max_value=datetime(2099, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_what_is_written_is_read(moment):
    whole = moment.replace(microsecond=0)
    here = whole.astimezone(VIETNAM)
    assert moment_of(whole.isoformat()) == whole
    assert moment_of(whole.strftime("%a, %d %b %Y %H:%M:%S GMT")) == whole
    assert moment_of(f"{here:%d/%m/%Y %H:%M:%S}") == whole
    assert [day for _, day in days_in(f"ngày {here.day} tháng {here.month} năm {here.year}")] == [here.date()]
