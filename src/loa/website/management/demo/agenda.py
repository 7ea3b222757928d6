"""The order in which a demonstration is played: what happens when, so that nobody acts on what is not there yet.

Everything drawn by lot is drawn from the name of what it is for, never from what was drawn before. So the same year
comes out each time, and the year until March is the beginning of the year until November.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from heapq import heappop, heappush
from itertools import count
from random import Random

from django.utils.timezone import localtime, make_aware

from loa.lib.working_days import SpecialDays, is_working_day, next_working_day, previous_working_day

_SEED = 20240101
# Minutes of a day: the morning and the afternoon of an office.
_HOURS = ((7 * 60 + 40, 11 * 60 + 10), (13 * 60 + 40, 16 * 60 + 30))

# Called with the moment as `at`; what it returns is nobody's business.
Deed = Callable[..., object]


def lot(*names: object) -> Random:
    """Return what draws by lot for something, the same each time."""
    return Random(":".join(map(str, (_SEED, *names))))  # noqa: S311  (a demonstration keeps no secret)


@dataclass(slots=True, kw_only=True)
class Agenda:
    """What is still to happen, in its order, on working days before `today`."""

    first: date
    today: date
    special: SpecialDays
    _waiting: list[tuple[datetime, str, int, Deed]] = field(default_factory=list)
    _numbers: "count[int]" = field(default_factory=count)

    def plan(self, day: date, name: str, deed: Deed) -> None:
        """Let something happen in office hours of a day, or of the working day before; never before the beginning."""
        day = max(day, self.first)
        if not is_working_day(day, self.special):
            earlier = previous_working_day(day, self.special)
            day = earlier if earlier >= self.first else next_working_day(day, self.special)
        rng = lot("minute", name)
        minutes = rng.randint(*rng.choice(_HOURS))
        self.plan_at(make_aware(datetime.combine(day, time()) + timedelta(minutes=minutes)), name, deed)

    def plan_at(self, at: datetime, name: str, deed: Deed) -> None:
        """Let something happen at a moment; what lies on the last day or after it is left out."""
        if localtime(at).date() < self.today:
            heappush(self._waiting, (at, name, next(self._numbers), deed))

    def play(self, until: date | None = None) -> None:
        """Let everything happen up to a day, that day included, with what comes of it; all there is where None."""
        while self._waiting and (until is None or localtime(self._waiting[0][0]).date() <= until):
            at, _, _, deed = heappop(self._waiting)
            deed(at=at)
