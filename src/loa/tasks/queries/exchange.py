"""What others wrote about work that concerns somebody, and how much of it is new to them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from loa.tasks.models import Comment, CommentsRead
from loa.tasks.queries.units import unit_names
from loa.tasks.queries.work import ROWS_A_PAGE

# What is older was told long enough, read or not.
_TOLD_FOR = timedelta(days=60)
_MOST_TOLD = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """Words of somebody else about an obligation, under the name of its unit; `given` counts their files and links."""

    comment: Comment
    unit: str
    given: int
    is_new: bool


def unread_comments(person: int, units: Collection[int], at: datetime) -> int:
    """Return how much others wrote since somebody last looked, a hundred at most; one statement.

    `units` are those in whose name the person writes about work.
    """
    if not units:
        return 0
    read = CommentsRead.objects.filter(person=person).values("until")
    since = Coalesce(Subquery(read), at - _TOLD_FOR)
    new = _concerning(person, units).filter(at__gt=since).filter(at__gt=at - _TOLD_FOR)
    return new.order_by()[:_MOST_TOLD].count()


def exchange_page(person: int, units: Collection[int], today: date, page: str) -> tuple[Page[Comment], list[Written]]:
    """Return one page of what others wrote, the newest first, and which of it is new; four statements."""
    read = CommentsRead.objects.filter(person=person).first()
    found = _concerning(person, units).select_related("by", "obligation__task").annotate(given=Count("evidence"))
    shown: Any = Paginator(found.order_by("-at", "-pk"), ROWS_A_PAGE).get_page(page)
    comments = list(shown.object_list)
    names = unit_names({one.obligation.unit_id for one in comments}, today)
    return shown, [
        Written(
            comment=one,
            unit=names.get(one.obligation.unit_id, ""),
            given=one.given,
            is_new=read is None or one.at > read.until,
        )
        for one in comments
    ]


def _concerning(person: int, units: Collection[int]) -> QuerySet[Comment]:
    """Return what others wrote about what some units owe or lead, and wherever the person wrote too."""
    own = Comment.objects.filter(obligation=OuterRef("obligation"), by=person)
    near = Q(obligation__unit__in=units) | Q(obligation__task__version__plan__owner__in=units) | Exists(own)
    return Comment.objects.filter(near).exclude(by=person)
