"""What a plan's words mean: for a reader, for the calendar, for the work that is handed out."""

from loa.plans.rules.indicators import KIND, KINDS, IndicatorKind, Wanted, suggested, wanted
from loa.plans.rules.scheduling import last_day, schedule_of, working_day
from loa.plans.rules.wording import (
    PERSONAL_DATA,
    Timed,
    cited,
    deadline_in_words,
    falls_on_weekend,
    is_ahead,
    last_day_in_words,
    understood_in,
)

__all__ = [
    "KIND",
    "KINDS",
    "PERSONAL_DATA",
    "IndicatorKind",
    "Timed",
    "Wanted",
    "cited",
    "deadline_in_words",
    "falls_on_weekend",
    "is_ahead",
    "last_day",
    "last_day_in_words",
    "schedule_of",
    "suggested",
    "understood_in",
    "wanted",
    "working_day",
]
