"""The public holidays of a year, as proposed before anybody confirms them: plain values, no Django, no clock."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from holidays import country_holidays

from loa.workdays.choices import DayKind

FIRST_YEAR, LAST_YEAR = 2000, 2099
_LAW = "Bộ luật Lao động 2019, Điều 112"
_SWAP = "Hoán đổi ngày làm việc do Thủ tướng Chính phủ quyết định; đối chiếu văn bản công bố"
_SWAPPED = "thay cho ngày"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedDay:
    """A special day that the calendar of a year begins with."""

    day: date
    kind: DayKind
    name: str
    basis: str


_NEW_YEAR_2026 = "Văn bản 12729/VPCP-KGVX ngày 25/12/2025"
# What the library does not know. Each line wins over what it says of that day.
CORRECTIONS: tuple[ProposedDay, ...] = (
    ProposedDay(
        day=date(2026, 1, 2),
        kind=DayKind.HOLIDAY,
        name="Ngày nghỉ (thay cho ngày 10/01/2026)",
        basis=_NEW_YEAR_2026,
    ),
    ProposedDay(
        day=date(2026, 1, 10),
        kind=DayKind.MAKE_UP_DAY,
        name="Làm bù cho ngày 02/01/2026",
        basis=_NEW_YEAR_2026,
    ),
)


def proposed_days(year: int) -> list[ProposedDay]:
    """Return the holidays and days worked in their place that are known of a year, in order."""
    found = {one.day: one for one in _known_to_library(year)}
    found |= {one.day: one for one in CORRECTIONS if one.day.year == year}
    return [found[day] for day in sorted(found)]


def _known_to_library(year: int) -> Iterator[ProposedDay]:
    calendar = country_holidays("VN", years=year, language="vi")
    for day, name in calendar.items():
        basis = _SWAP if _SWAPPED in name else _LAW
        yield ProposedDay(day=day, kind=DayKind.HOLIDAY, name=name.replace("; ", ", "), basis=basis)
    for day in calendar.weekend_workdays:
        if day.year == year:
            yield ProposedDay(day=day, kind=DayKind.MAKE_UP_DAY, name="Ngày làm bù", basis=_SWAP)
