"""How units of a demonstration go about their work: some before the day, most on it, some after, some not at all."""

from dataclasses import dataclass

# A first and a last day that something may happen on, counted from another day.
Days = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Temper:
    """When a unit opens what it was given and when it hands in, counted from the last day; and how well it does it.

    Chances are from 0 to 1: that an item of a period is forgotten, that there is something to show for a result beside
    words, that a result is given back. A unit `by_paper` sends a document, which the lead types in.
    """

    opens: Days | None
    hands_in: Days | None
    mends: Days = (2, 5)
    forgets: float = 0.0
    shows: float = 1.0
    is_returned: float = 0.0
    by_paper: bool = False


TEMPERS = {
    "prompt": Temper(opens=(1, 4), hands_in=(-9, -2), mends=(1, 3), shows=0.95, is_returned=0.03),
    "usual": Temper(opens=(2, 9), hands_in=(-4, 0), forgets=0.03, shows=0.8, is_returned=0.08),
    "late": Temper(opens=(5, 14), hands_in=(2, 13), forgets=0.12, shows=0.7, is_returned=0.1),
    "careless": Temper(opens=(2, 10), hands_in=(-3, 2), mends=(3, 6), forgets=0.05, shows=0.15, is_returned=0.55),
    "by_paper": Temper(opens=None, hands_in=(-2, 5), shows=0.0, by_paper=True),
    "silent": Temper(opens=None, hands_in=None),
}
USUAL = "usual"
