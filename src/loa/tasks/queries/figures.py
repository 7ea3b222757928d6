"""The parts into which obligations are counted: every one that is still owed stands in exactly one of them.

What was accepted is counted once more by itself, as a part of what was sent.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum, TextChoices

from loa.tasks.choices import DONE_STATES, OPEN_STATES, EvidenceKind, FileCheck, State
from loa.tasks.models import Evidence, Obligation
from loa.tasks.rules import SOON_WITHIN

_PERCENT = 100


class Figure(TextChoices):
    """A part with its word in addresses and the words shown for it. What need not be done is in none."""

    SENT = "da-gui", "đã gửi kết quả"
    ACCEPTED = "da-xac-nhan", "đã xác nhận hoàn thành"
    LATE = "qua-han", "đã quá hạn"
    DOING = "dang-thuc-hien", "đang thực hiện, trong hạn"
    NOT_BEGUN = "chua-bat-dau", "chưa bắt đầu, trong hạn"
    AWAITING = "cho-cong-bo", "chờ công bố"


OWED = ~Q(state=State.NOT_APPLICABLE)


def is_late(today: date) -> Q:
    """Return the condition of `rules.lateness` for "late": still open, and its last day is over."""
    return Q(state__in=OPEN_STATES, due_on__lt=today)


def shown_by_evidence() -> Exists:
    """Return the condition that something was given which shows the result: `rules.grade` above mere words."""
    given = Evidence.objects.filter(step__obligation=OuterRef("pk"))
    return Exists(given.exclude(file_check=FileCheck.INFECTED).exclude(kind=EvidenceKind.ENTRY))


def in_part(part: Figure, today: date) -> Q:
    """Return the condition for standing in a part on a day."""
    in_time = Q(due_on__isnull=True) | Q(due_on__gte=today)
    return {
        Figure.SENT: Q(state__in=DONE_STATES),
        Figure.ACCEPTED: Q(state=State.ACCEPTED),
        Figure.LATE: is_late(today),
        Figure.DOING: Q(state__in=(State.IN_PROGRESS, State.RETURNED)) & in_time,
        Figure.NOT_BEGUN: Q(state=State.NOT_STARTED) & in_time,
        Figure.AWAITING: Q(state=State.AWAITING_EVENT),
    }[part]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How many obligations stand where on a day.

    `sent`, `late`, `doing`, `not_begun` and `awaiting` add up to `owed`. The others are counted within them once more:
    what was accepted, and that after its last day; what is due soon; what was returned; what no officer has opened.
    """

    owed: int = 0
    sent: int = 0
    accepted: int = 0
    accepted_late: int = 0
    late: int = 0
    doing: int = 0
    not_begun: int = 0
    awaiting: int = 0
    soon: int = 0
    returned: int = 0
    unopened: int = 0

    @property
    def percent_sent(self) -> int:
        return self.sent * _PERCENT // self.owed if self.owed else 0

    @property
    def in_time(self) -> int:
        """What was accepted and handed in by its last day."""
        return self.accepted - self.accepted_late

    @property
    def open(self) -> int:
        """What is still to be done."""
        return self.owed - self.sent - self.awaiting


def added(parts: Iterable[Counted]) -> Counted:
    """Return the sum of counts."""
    parts = list(parts)
    return Counted(**{name: sum(getattr(part, name) for part in parts) for name in Counted.__slots__})


def counts(today: date) -> dict[str, Count]:
    """Return what `Counted` holds, counted over obligations, for `annotate` and `aggregate`."""
    conditions = {
        "owed": OWED,
        **{part.name.lower(): in_part(part, today) for part in Figure},
        "accepted_late": Q(state=State.ACCEPTED, submitted_on__gt=F("due_on")),
        "soon": Q(state__in=OPEN_STATES, due_on__range=(today, today + SOON_WITHIN)),
        "returned": Q(state=State.RETURNED),
        "unopened": Q(state__in=OPEN_STATES, opened_at__isnull=True),
    }
    return {name: Count("pk", filter=condition) for name, condition in conditions.items()}


def sums(today: date) -> dict[str, Sum]:
    """Return what `Counted` holds, added up over tallies, for `annotate` and `aggregate`."""
    late, in_time = Q(due_on__lt=today), Q(due_on__gte=today)
    sent = F("submitted") + F("accepted")
    still_open = F("not_started") + F("in_progress") + F("returned")
    terms: dict[str, tuple[Any, Q | None]] = {
        "owed": (still_open + sent + F("awaiting_event"), None),
        "sent": (sent, None),
        "accepted": (F("accepted"), None),
        "accepted_late": (F("accepted_late"), None),
        "late": (still_open, late),
        "doing": (F("in_progress") + F("returned"), in_time),
        "not_begun": (F("not_started"), in_time),
        "awaiting": (F("awaiting_event"), None),
        "soon": (still_open, Q(due_on__range=(today, today + SOON_WITHIN))),
        "returned": (F("returned"), None),
        "unopened": (F("unopened"), None),
    }
    return {f"n_{name}": Sum(term, filter=which, default=0) for name, (term, which) in terms.items()}


def counted_by(owed: QuerySet[Obligation], key: str, today: date, **more: Any) -> dict[Any, dict[str, Any]]:
    """Return the counts of obligations, and what more is asked for, for each value of a key; one statement."""
    rows: Any = owed.order_by().values(key).annotate(**more, **counts(today))
    return {row.pop(key): row for row in rows}


def summed_by(tallies: QuerySet[Any], key: str, today: date) -> dict[Any, Counted]:
    """Return what tallies add up to for each value of a key; one statement."""
    rows: Any = tallies.order_by().values(key).annotate(**sums(today))
    return {row.pop(key): Counted(**{name[2:]: number for name, number in row.items()}) for row in rows}
