"""Patterns of the calendar: days, months, quarters, halves, years, hours and weekdays.

All patterns work on bare letters (see `phrase`), where every space is one space. A number of a list or range
("tháng 3, 4 và 6/2026", "quý I - II") becomes a mark of its own that shares the year at the end.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from plan_reader.model import PeriodUnit, TimingKind
from plan_reader.timing.marks import Mark, Moment, Plain, Stretch
from plan_reader.timing.rule import Match, Rule

_YEAR = r"(?:19|20|21)\d\d(?!\d)"
_NEXT = r"(?:sau|toi|lien ke|tiep theo|ke tiep)(?![a-z])"
# The year behind a month, quarter or half: "/2024", " năm 2024", " năm sau".
_OF_YEAR = rf"(?: ?[/.-] ?({_YEAR})|,? (?:cua )?nam (?:({_YEAR})|({_NEXT})))?"
_JOIN = r" ?(?:[,&+-]|va|den|toi) ?"
# "mỗi quý 1 lần", "mỗi tháng 2 kỳ" name no first quarter and no February.
_NOT_EACH = r"(?<!moi )(?<!hang )(?<!mot )"
_MONTH_NUMBER = r"\d{1,2}(?!\d)(?! ?[/.] ?\d{1,2}(?!\d))"
_QUARTER_NUMBER = r"(?:[ivxl]{1,4}|[ⅰⅱⅲⅳ]|\d)(?![a-z\d])"

_LIST_PART = re.compile(r"(?:(?:thang|quy|q) ?\.?)? ?([ivxlⅰⅱⅲⅳ]+(?![a-z])|\d+)")
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "ⅰ": 1, "ⅱ": 2, "ⅲ": 3, "ⅳ": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_WORD_UNIT: dict[str, PeriodUnit] = {"quy": "quarter", "nam": "year", "6 thang": "half_year", "thang": "month"}

_SYMBOL = (
    r"(?:(?<![\d/])\d+ ?/ ?(?:\d{4}/)?[a-z]+\d*-[a-z\d&-]+|(?<![a-z])so:? [a-z\d/&-]{1,30}(?= ngay))"
    r"(?:,? ngay \d{1,2} ?(?:/|thang) ?\d{1,2} ?(?:/|nam) ?\d{4})?"
)
_DAY = (
    r"(?<![\d/])(?<!\d[.,])(?:ngay ?)?"
    r"(?:(?P<d>\d{1,2}) ?/ ?(?P<m>\d{1,2})(?: ?[/.-] ?(?P<y>\d{4})| ?/ ?(?P<yy>\d\d)|,? (?:cua )?nam (?P<yw>\d{4}))?"
    r"|(?P<d2>\d{1,2}) ?(?P<sep>[.-]) ?(?P<m2>\d{1,2}) ?(?P=sep) ?(?P<y2>\d{4}|\d\d)"
    r"|(?<=ngay )(?P<d3>\d{1,2})[.-](?P<m3>\d{1,2})"
    r"|(?:(?<=ngay )(?P<d5>\d{1,2}),|(?<!thang )(?<!tuan )(?<!quy )(?<!lan )(?<!dot )(?<!thu )(?P<d4>\d{1,2}))"
    r" ?(?P<thang>thang) ?(?P<m4>\d{1,2})(?: ?[/.,-]? ?(?:cua )?(?:nam ?)?(?P<y4>\d{4}))?)"
    rf"(?: (?:cua )?nam (?P<next>{_NEXT}))?"
    r"(?! ?/ ?\d|\d)"
)
_OPEN_DAY = (  # "từ ngày 01 đến ngày 15/4/2024", "ngày 15, 16/4"
    r"(?:ngay ?(?=\d{1,2} ?[-dv,])|(?<![\d/.,])(?<!thang )(?<!quy )(?=\d{1,2} ?[-d]))(\d{1,2})"
    r"(?= ?(?:-|den(?: het)?|va|,) ?(?:ngay ?)?"
    r"(\d{1,2})(?: ?/ ?| thang )(\d{1,2})(?: ?/ ?(\d{4})| nam (\d{4}))?(?! ?/ ?\d|\d))"
)
_MONTHS = rf"{_NOT_EACH}thang ?({_MONTH_NUMBER}(?:{_JOIN}(?:thang ?)?{_MONTH_NUMBER})*)(?:{_OF_YEAR}|/(\d\d)(?!\d))"
_BARE_MONTH = rf"(?<![\d/.,-])(\d{{1,2}}) ?[/-] ?({_YEAR})(?! ?/)"
_QUARTER_LIST = (
    rf"(?<![a-z]){_NOT_EACH}(?:quy|q\.?) ?({_QUARTER_NUMBER}(?:{_JOIN}(?:(?:quy|q\.?) ?)?{_QUARTER_NUMBER})*){_OF_YEAR}"
)
_PART_OF_YEAR = (
    r"(?<![\d.,])(?:(\d{1,2})(?: ?\([a-z ]{1,12}\))? thang|nua) "
    r"(dau|cuoi|(?=nam (?:19|20|21)\d\d))(?: nam|(?! (?:thang|quy|tuan)))"
    rf"(?: ?[/.-]? ?(?:nam )?({_YEAR})| ({_NEXT}))?"
)
_LATER = rf"(?:nhung|cac) (?:nam|quy|thang) {_NEXT}"
_BEFORE_A_YEAR = re.compile(
    r"(?:^|[;.,:(/+\0-] ?|(?<![a-z])(?:trong|vao|den|het|tu|cuoi|dau|giua|truoc|sau|ca|suot|thang|quy|hoan thanh"
    r"|thuc hien|trien khai|to chuc|hang|du kien|va|cham nhat|thuong xuyen|lien tuc|khoang|toi|doan|bat dau|la|cac) )$"
)
_YEARS = (
    rf"(?<![a-z\d/])(nam |giai doan )?({_YEAR})"
    rf"(?:( ?- ?|(?: nam)? den (?:het )?(?:nam )?|(?:,| va) (?:nam )?)({_YEAR}))?(?! ?/)"
)
_THIS_YEAR = (
    r"(?:(?<=trong )|(?<=ca )|(?<=cuoi )|(?<=dau )|(?<=giua )|(?<=het )|(?<=suot )|(?<=den ))nam"
    rf"(?! ?\d)(?: (?:nay|ke hoach|({_NEXT})))?(?! (?:hoc|ngay|tuan|thang|lan)(?![a-z]))(?![a-z])"
)
_HOUR = r"(?<![\d/])(\d{1,2})(?: ?(?:h|gio) ?(\d\d)?(?: ?phut)?|[:g](\d\d))(?![a-z\d])"
_WEEKDAY = (
    r"(?:(?:sang|chieu|toi) )?(?<!thang )(?<!lan )(?<!quy )(?<!tuan )"
    r"(?:thu (?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat)(?![a-z\d])"
)
_CLOCK = rf"{_HOUR}(?:,? (?:ngay )?{_WEEKDAY})?|{_WEEKDAY}(?:,? {_HOUR})?"
_DAY_OF_PERIOD = (
    r"(?<![a-z\d])(?:\d{1,2}(?= hang thang)"
    r"|ngay (?:\d{1,2}(?!\d)|(?:lam viec )?(?:cuoi(?: cung)?|dau(?: tien)?)(?![a-z])))"
    r"(?: (?P<of>cua )?(?P<month>thang|quy|nam|tuan)(?![a-z]| ?\d)"
    r"(?: (?P<which>thu \w+|dau(?: tien)?|cuoi(?: cung)?|giua|sau|tiep theo|lien ke|bao cao))?)?"
    r"(?: (?:cua )?(?P<period>quy|ky bao cao|ky|6 thang|nam)(?![a-z])(?: (?:sau|tiep theo|lien ke|bao cao))?)?"
)


def _year(*written: str | None) -> int | None:
    for text in written:
        if text:
            return int(text) + (2000 if len(text) == 2 else 0)
    return None


def _one_day(start: int, end: int, day: str, month: str, year: int | None) -> Stretch | Plain:
    # 29 February passes: the year decides, and it may come from elsewhere.
    longest = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    if not (1 <= int(month) <= 12 and 1 <= int(day) <= longest[int(month) - 1]):
        return Plain(start, end, "broken")
    return Stretch(start, end, "by_date", int(month), int(month), day=int(day), year=year)


def _day(found: Match) -> Iterator[Mark]:
    part = found.groupdict()
    day = part["d"] or part["d2"] or part["d3"] or part["d4"] or part["d5"]
    month = part["m"] or part["m2"] or part["m3"] or part["m4"]
    year = _year(part["y"], part["yy"], part["yw"], part["y2"], part["y4"])
    mark = _one_day(*found.span(), day, month, year)
    if isinstance(mark, Stretch):
        mark.shift = int(part["next"] is not None)
        mark.month_at = found.start("thang") if part["thang"] else None
    yield mark


def _open_day(found: Match) -> Iterator[Mark]:
    day, _other, month, *years = found.groups()
    yield _one_day(*found.span(), day, month, _year(*years))


def _numbers(found: Match, first: int) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and text of each number of a list in group 1; the first begins at `first`, the last ends it."""
    at = found.start(1)
    parts = list(_LIST_PART.finditer(found[1]))
    for index, part in enumerate(parts):
        start = first if index == 0 else at + part.start()
        end = found.end() if index == len(parts) - 1 else at + part.end()
        yield start, end, part[1]


def _periods(found: Match, kind: TimingKind, of: Callable[[str], tuple[int, int] | None]) -> Iterator[Mark]:
    year = _year(found[2], found[3], *found.groups()[4:])
    for start, end, number in _numbers(found, found.start()):
        months = of(number)
        if months is None:
            yield Plain(start, end, "broken")
        else:
            yield Stretch(start, end, kind, *months, year=year, shift=int(found[4] is not None))


def _months(found: Match) -> Iterator[Mark]:
    return _periods(found, "in_month", lambda number: (int(number),) * 2 if 1 <= int(number) <= 12 else None)


def _quarter_months(number: str) -> tuple[int, int] | None:
    quarter = _QUARTERS.get(number.replace("l", "i"))
    return (quarter * 3 - 2, quarter * 3) if quarter else None


def _quarters(found: Match) -> Iterator[Mark]:
    return _periods(found, "in_quarter", _quarter_months)


def _bare_month(found: Match) -> Iterator[Mark]:
    month = int(found[1])
    if 1 <= month <= 12:
        yield Stretch(*found.span(), "in_month", month, month, year=int(found[2]))
    else:
        yield Plain(*found.span(), "broken")


def _part_of_year(found: Match) -> Iterator[Mark]:
    count = int(found[1] or 6)
    if not 1 <= count <= 12:
        return
    first, last = (13 - count, 12) if found[2] == "cuoi" else (1, count)
    kinds: dict[int, TimingKind] = {6: "in_half", 9: "nine_months"}
    kind = kinds.get(count, "in_months") if first == 1 or count == 6 else "in_months"
    shift = int(found[4] is not None)
    yield Stretch(*found.span(), kind, first, last, year=_year(found[3]), shift=shift)


def _years(found: Match) -> Iterator[Mark]:
    """Tell a year that is a time from one that only belongs to a name ("Kế hoạch CCHC năm 2024")."""
    before = found.string[: found.start()][-20:]
    if not found[1] and not (before.rstrip(" ([") == "" and not found.string[found.end() :].strip(" .;)")):
        return
    if not _BEFORE_A_YEAR.search(before) and found[1] != "giai doan ":
        return
    first_end = found.end(2) if found[4] else found.end()
    yield Stretch(found.start(), first_end, "in_year", 1, 12, year=int(found[2]))
    if found[4]:
        start = found.end(3) - len("nam ") if found[3].endswith("nam ") else found.end(3)
        yield Stretch(start, found.end(), "in_year", 1, 12, year=int(found[4]))


def _this_year(found: Match) -> Iterator[Mark]:
    yield Stretch(*found.span(), "in_year", 1, 12, shift=int(found[1] is not None))


def _clock(found: Match) -> Iterator[Mark]:
    hour, *minutes = found.groups()[:3] if found[1] else found.groups()[3:]
    time = f"{int(hour):02}:{int(minutes[0] or minutes[1] or 0):02}" if hour else None
    if time and not ("00:00" <= time <= "24:00" and time[3:] < "60"):
        yield Plain(*found.span(), "broken")
    else:
        yield Moment(*found.span(), time=time)


def _day_of_period(found: Match) -> Iterator[Mark]:
    month, period, which = found["month"], found["period"], found["which"]
    unit: PeriodUnit | None = _WORD_UNIT.get(period or "")
    if unit is None and month == "thang" and (which in {"sau", "tiep theo", "lien ke"} or (found["of"] and not which)):
        unit = "month"
    of_report = period in {"ky", "ky bao cao"}
    yield Moment(*found.span(), unit=unit, of_report=of_report)


def _symbol(found: Match) -> Iterator[Mark]:
    yield Plain(*found.span(), "symbol")


def _later(found: Match) -> Iterator[Mark]:
    yield Plain(*found.span(), "later")


DAYS: tuple[Rule, ...] = (
    Rule(("-", "so"), _SYMBOL, _symbol),
    Rule(("-", " den ", " va ", ","), _OPEN_DAY, _open_day),
    Rule(("/", ".", "-", "thang"), _DAY, _day),
    Rule(("thang", "nua"), _PART_OF_YEAR, _part_of_year),
    Rule(("thang",), _MONTHS, _months),
    Rule(("q",), _QUARTER_LIST, _quarters),
    Rule(("/", "-"), _BARE_MONTH, _bare_month),
    Rule(("gio", "h", ":", "g0", "thu ", "chu nhat"), _CLOCK, _clock),
    Rule(("ngay", "hang"), _DAY_OF_PERIOD, _day_of_period),
)
YEARS: tuple[Rule, ...] = (
    Rule(("nhung ", "cac "), _LATER, _later),
    Rule(("19", "20", "21"), _YEARS, _years),
    Rule(("nam",), _THIS_YEAR, _this_year),
)
