"""What can be done about the calendar of working days."""

from loa.workdays.actions.calendar import CalendarRefused, confirm_year, prepare_year, remove_day, set_day

__all__ = ["CalendarRefused", "confirm_year", "prepare_year", "remove_day", "set_day"]
