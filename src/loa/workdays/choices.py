"""What a special day of the calendar is, with the Vietnamese words shown for it."""

from django.db.models import TextChoices


class DayKind(TextChoices):
    HOLIDAY = "holiday", "ngày nghỉ"
    MAKE_UP_DAY = "make_up_day", "ngày làm bù"
    MOURNING = "mourning", "Quốc tang"


# These decide whether a day is worked; a day of mourning is worked or not like any other.
DECIDING = (DayKind.HOLIDAY, DayKind.MAKE_UP_DAY)
