"""The calendar as it is read."""

from loa.workdays.queries.calendar import special_days
from loa.workdays.queries.year import Cell, Month, YearSheet, find_day, year_sheet

__all__ = ["Cell", "Month", "YearSheet", "find_day", "special_days", "year_sheet"]
