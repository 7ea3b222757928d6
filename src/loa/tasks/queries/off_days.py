"""Whether people work on a last day."""

from datetime import date, timedelta

from loa.lib.vietnamese_text import weekday, written_day
from loa.lib.working_days import is_working_day, previous_working_day
from loa.workdays.queries import special_days

# Longer than any row of days off.
_AROUND = timedelta(days=30)


def off_day_note(day: date) -> str:
    """Return a sentence where nobody works on a day, with the working day before it; "" on any other day."""
    special = special_days(day - _AROUND, day)
    if is_working_day(day, special):
        return ""
    before = previous_working_day(day, special)
    return (
        f"Ngày {written_day(day)} ({weekday(day)}) là ngày nghỉ; "
        f"ngày làm việc gần nhất trước đó là {weekday(before)} {written_day(before)}."
    )
