"""The parts into which obligations are counted: every one that is still owed stands in exactly one of them.

What was accepted is counted once more by itself, as a part of what was sent.
"""

from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, TextChoices

from loa.tasks.choices import DONE_STATES, OPEN_STATES, FileCheck, State
from loa.tasks.models import Evidence, Obligation


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
    return Exists(given.exclude(file_check=FileCheck.INFECTED))


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


def counts(today: date) -> dict[str, Count]:
    """Return the counts of every part and of all that is owed, for `annotate` and `aggregate`."""
    parts = {part.name.lower(): Count("pk", filter=in_part(part, today)) for part in Figure}
    return {"owed": Count("pk", filter=OWED), **parts}


def counted_by(owed: QuerySet[Obligation], key: str, today: date, **more: Any) -> dict[int, dict[str, Any]]:
    """Return the counts of every part, and what more is asked for, for each value of a key; one statement."""
    rows: Any = owed.order_by().values(key).annotate(**more, **counts(today))
    return {row.pop(key): row for row in rows}
