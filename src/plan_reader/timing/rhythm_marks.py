"""Patterns of repetition and length: "hằng tháng", "02 tuần một lần", "24 kỳ/năm", "10 ngày làm việc sau khi".

A rhythm of six months is `half_year` however it is written, since plans mean the half of the calendar year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plan_reader.model import Every, PeriodUnit
from plan_reader.timing.marks import Amount, Length, Mark, Plain, Rhythm
from plan_reader.timing.rule import Match, Rule

_UNITS: dict[str, PeriodUnit] = {"ngay": "day", "tuan": "week", "thang": "month", "quy": "quarter", "nam": "year"}
# A report of "9 tháng" is due once in a year.
_PERIODS = {"6": Every(n=1, unit="half_year"), "9": Every(n=1, unit="year", at="9 tháng")}
_NUMBERS = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9}

_UNIT = r"(?:ngay|tuan|thang|quy|nam)(?![a-z])"
_UNIT_OR_HALF = rf"(?:0?[69] thang(?![a-z])|{_UNIT})"
# "sau" (after), "tu" (from) and "nam" (year) read like numbers without their marks: never taken for them here.
_COUNT = r"(?<![\d.,/])(?:\d{1,4}(?: ?\([a-z ]{1,20}\))?|(?<![a-z])(?:mot|hai|ba|bon|sau|muoi))"
_UNIT_LIST = (
    rf"{_UNIT_OR_HALF}(?:(?: ?[,/&;] ?| va | hoac )(?:hang |moi |theo )?{_UNIT_OR_HALF}(?! ?[\d/]))*"
    r"(?! ?(?:\d|[ivxl]+(?![a-z])))"
)
# "theo quy định", "theo ngày làm việc", "báo cáo năm trước" (the year before) are no periods of a report.
_NOT_A_PERIOD = (
    r"(?! (?:dinh|che|trinh|mo|hoach|tac|luat|chuan|hoc|lam viec|ban hanh|ky|dan|vi|truoc(?! ngay| ?[\d\0])))"
)

_LIST_UNIT = re.compile(r"0?([69]) thang|(ngay|tuan|thang|quy|nam)(?![a-z])")
_EACH_COUNTED = (
    rf"(?<![a-z])(?:moi|hang|mot|0?1) (?P<per>{_UNIT})(?:,? (?:(?P<least>it nhat|toi thieu)|thuc hien|dang|co))? "
    rf"(?P<n>{_COUNT}) (?P<of>tin,? bai|(?:[a-z]+ ){{0,3}}?[a-z]+)(?= ?(?:$|[,;.:()\0])| vao )"
)
_EVERY_N = rf"({_COUNT}) ?({_UNIT})(?: ?/ ?(?:0?1 |mot )?lan| (?:mot|0?1) (?:lan|ky)(?![a-z]))"
_PER = (
    r"(?: ?/ ?(?:0?1 |mot |moi )?| (?:moi|hang|tren|trong mot|trong 0?1|mot|0?1) | trong )"
    rf"(?:(?P<times>\d{{1,2}}) )?(?P<per>{_UNIT})"
)
_AMOUNT = (
    rf"(?P<least>(?:it nhat|toi thieu|khong duoi|khong it hon|tu) )?(?P<n>{_COUNT})(?P<more> ?- ?\d{{1,3}})? "
    rf"(?P<of>(?:[a-z]+,? ?(?:- ?)?){{0,3}}?[a-z]+){_PER}(?:(?<=/nam)|(?! ?(?:\d|[ivxl]+(?![a-z]))))"
)
_EACH = rf"(?<![a-z])(?<!khach )(?:hang|moi) ({_UNIT_LIST})"
_ALL_IN_YEAR = r"(?<![a-z])cac (tuan|thang|quy)(?= (?:trong|cua) nam)"
_REGULAR = (
    r"(?<![a-z])(?P<head>dinh ky(?: bao cao)?|bao cao dinh ky|bao cao|che do bao cao|so ket|tong ket)(?P<by> theo)? "
    rf"({_UNIT_LIST}){_NOT_A_PERIOD}|(?<![a-z])(?P<by2>theo)(?: tung)? ({_UNIT_LIST}){_NOT_A_PERIOD}"
)
_REGULAR_N = rf"(?<![a-z])dinh ky(?: bao cao)? ({_COUNT}) ({_UNIT})"
_YEARLY = r"(?<![a-z])thuong nien(?![a-z])"
_FRACTION = rf"(?<![\d.,/])\d+[.,]\d+ {_UNIT}"
_LENGTH = (
    rf"(?<![\d.,/])(\d{{1,4}})(?: ?\([a-z ]{{1,30}}\))? ({_UNIT})( lam viec)?(?: lien tuc)?"
    r"(,? (?:(?:ke |tinh )?tu(?: sau)?(?: khi| luc)?|sau(?: khi)?)(?= [a-z])|,? (?:ke|tinh) tu(?= \0))?"
)
_STANDING = r"(?<![a-z])(?<!khong )(?:thuong xuyen,? ?(?:va |- ?)?lien tuc|thuong xuyen|lien tuc)(?![a-z])"


def _number(text: str) -> int:
    digits = re.match(r"\d+", text)
    return int(digits[0]) if digits else 10 if text == "muoi" else _NUMBERS[text]


def _every(n: int, unit: PeriodUnit) -> Every:
    return Every(n=1, unit="half_year") if (n, unit) == (6, "month") else Every(n=n, unit=unit)


def _listed(found: Match, group: int, *, weak: bool) -> Iterator[Mark]:
    """Yield a rhythm for each unit of a list such as "quý, 6 tháng, năm"."""
    start = found.start()
    units = list(_LIST_UNIT.finditer(found.string, *found.span(group)))
    for index, unit in enumerate(units):
        end = found.end() if index == len(units) - 1 else unit.end()
        every = _PERIODS[unit[1]] if unit[1] else Every(n=1, unit=_UNITS[unit[2]])
        yield Rhythm(start, end, every, weak=weak)
        start = units[index + 1].start() if index < len(units) - 1 else end


def _each_counted(found: Match) -> Iterator[Mark]:
    least = found["least"] is not None
    yield Amount(*found.span(), _number(found["n"]), _UNITS[found["per"]], *found.span("of"), at_least=least)


def _amount(found: Match) -> Iterator[Mark]:
    n = _number(found["n"])
    least = found["least"] is not None or found["more"] is not None
    per = _every(int(found["times"] or 1), _UNITS[found["per"]])
    if per.n == 1:
        yield Amount(*found.span(), n, per.unit, *found.span("of"), at_least=least)
    elif n == 1:
        yield Rhythm(*found.span(), per)


def _every_n(found: Match) -> Iterator[Mark]:
    n = _number(found[1])
    if n:
        yield Rhythm(*found.span(), _every(n, _UNITS[found[2]]))


def _each(found: Match) -> Iterator[Mark]:
    return _listed(found, 1, weak=False)


def _all_in_year(found: Match) -> Iterator[Mark]:
    yield Rhythm(*found.span(), Every(n=1, unit=_UNITS[found[1]]))


def _regular(found: Match) -> Iterator[Mark]:
    group = 3 if found[3] else 5
    weak = found["head"] in {"bao cao", "so ket", "tong ket"} and not found["by"]
    return _listed(found, group, weak=weak)


def _yearly(found: Match) -> Iterator[Mark]:
    yield Rhythm(*found.span(), Every(n=1, unit="year"))


def _fraction(found: Match) -> Iterator[Mark]:
    yield Plain(*found.span(), "broken")


def _length(found: Match) -> Iterator[Mark]:
    n = int(found[1])
    working = found[3] is not None and found[2] == "ngay"
    yield Length(*found.span(), n, _UNITS[found[2]], working=working, counts_from=found[4] is not None)


def _standing(found: Match) -> Iterator[Mark]:
    yield Plain(*found.span(), "standing")


RHYTHMS: tuple[Rule, ...] = (
    Rule(("lan", " ky"), _EVERY_N, _every_n),
    Rule(("moi ", "hang ", "mot ", "1 "), _EACH_COUNTED, _each_counted),
    Rule(("/", " moi ", " hang ", " tren ", " trong ", " mot ", "1 "), _AMOUNT, _amount),
    Rule(("hang ", "moi "), _EACH, _each),
    Rule(("cac ",), _ALL_IN_YEAR, _all_in_year),
    Rule(("dinh ky", "bao cao", "so ket", "tong ket", "theo "), _REGULAR, _regular),
    Rule(("dinh ky", "moi ", "hang ", "cu "), _REGULAR_N, _every_n),
    Rule(("thuong nien",), _YEARLY, _yearly),
)
LENGTHS: tuple[Rule, ...] = (
    Rule((",", "."), _FRACTION, _fraction),
    Rule((" ngay", " tuan", " thang", " quy", " nam"), _LENGTH, _length),
    Rule(("thuong xuyen", "lien tuc"), _STANDING, _standing),
)
