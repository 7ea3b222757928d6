"""The clock, read only at the edge and passed inwards; `LOA_TODAY` sets the day for demonstrations."""

from datetime import date, datetime

from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    """Return the present moment, moved to the day of `LOA_TODAY` where that is set; aware, Vietnam's time zone."""
    real = timezone.localtime()
    day = settings.LOA_TODAY
    return real.replace(year=day.year, month=day.month, day=day.day) if day else real


def today() -> date:
    """Return the present day in Vietnam, or the day of `LOA_TODAY`."""
    return now().date()


def real_now() -> datetime:
    """Return the present moment, which `LOA_TODAY` does not move: for signs of life, not for what people see."""
    return timezone.now()
