"""What the first pages of the desk and of the office tell of the newsroom: how much of what waits for somebody."""

from datetime import date, datetime, time
from typing import Any

from django.db.models import Count, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.timezone import make_aware

from loa.activities.permissions import owners_watched
from loa.activities.queries.holes import holes_of_month, moved
from loa.newsroom.choices import CommissionState, LetterState, StoryState, TipState
from loa.newsroom.models import Commission, FollowUp, HeldLetter, Story, Tip
from loa.newsroom.permissions import outputs_seen_to, sections_edited, units_deciding, units_edited, units_written
from loa.newsroom.queries.packages import packages_to_take
from loa.newsroom.queries.room import decisions_for, drafts_of, outputs_to_bring
from loa.people.models import UnitVersion, User


def notices(user: User, on: date) -> list[tuple[str, str]]:
    """Return what waits for somebody, in words, with the address of its list.

    Beside what the rights ask: one statement, and four of the coverage somebody keeps.

    Of the coverage they keep, the holes of the last month that is over: none can be known of one that still runs.
    """
    end = make_aware(datetime.combine(on, time.max))
    decides, writes = units_deciding(user, on), units_written(user, on)
    watched = owners_watched(user, on)
    if not decides and not writes and not watched:
        return []
    mine = Q(unit__in=writes) | Q(section__desk__in=decides) | Q(section__approver__in=decides)
    due = Story.objects.filter(mine, state=StoryState.APPROVED, go_live_at__lte=end)
    home = reverse("newsroom:home")
    follow_ups = FollowUp.objects.filter(done_at__isnull=True, output__in=outputs_seen_to(user, on))
    asked_of = Commission.objects.filter(unit__in=writes, state=CommissionState.OPEN)
    parts: list[tuple[QuerySet[Any], str, str]] = [
        (decisions_for(user, on), "tin, bài chờ quyết định", home),
        (
            outputs_to_bring(user, on).filter(story__state=StoryState.PUBLISHED),
            "tin, bài cần đưa lên kênh",
            f"{home}#len-kenh",
        ),
        (follow_ups, "đính chính, gỡ cần làm theo trên kênh", f"{home}#theo-sau"),
        (asked_of, "bài được đặt viết", f"{home}#dat-bai"),
        (packages_to_take(writes, on), "hướng dẫn tháng chưa nhận", reverse("newsroom:packages")),
        (drafts_of(user, on), "tin, bài đang viết hoặc được trả lại", reverse("newsroom:home")),
        (due, "tin, bài đăng hôm nay", f"{reverse('newsroom:stories')}?trang-thai=approved"),
    ]
    if units_edited(user, on):
        served = _served(user, on)
        new = Tip.objects.filter(served, state=TipState.NEW)
        parts.append((new, "tin cơ sở mới đến", f"{reverse('newsroom:tips')}?trang-thai=new"))
        held = HeldLetter.objects.filter(served | Q(unit__isnull=True), state=LetterState.HELD)
        parts.append((held, "thư đang giữ chờ xem", reverse("newsroom:letters")))
    counted = User.objects.filter(pk=user.pk).values_list(*(_counted(rows) for rows, _, _ in parts)).get()
    found = [(f"{count} {words}", address) for count, (_, words, address) in zip(counted, parts, strict=True) if count]
    return found + _holes(watched, on)


def _served(user: User, on: date) -> Q:
    """Return the condition of `permissions.units_served`, whose statements the first page cannot afford."""
    owners = sections_edited(user, on).values("owner")
    lives = UnitVersion.objects.on(on)
    below = lives.filter(parent__in=owners).values("unit")
    return Q(unit__in=owners) | Q(unit__in=below) | Q(unit__in=lives.filter(parent__in=below).values("unit"))


def _holes(owners: frozenset[int], on: date) -> list[tuple[str, str]]:
    month = moved(on.replace(day=1), -1)
    left = holes_of_month(owners, month, on) if owners else []
    address, asked = reverse("ledger:holes"), f"tu={month:%Y-%m}&den={month:%Y-%m}"
    return [
        (
            f"{one.count} chỗ trống trong bảng bao phủ tháng {month.month}/{month.year}"
            + (f" của {one.name}" if len(left) > 1 else ""),
            f"{address}?don-vi={one.owner}&{asked}",
        )
        for one in left
    ]


def _counted(rows: QuerySet[Any]) -> Coalesce:
    """Return how many rows there are as a part of another statement."""
    one = rows.order_by().annotate(_one=Value(1)).values("_one").annotate(_all=Count("pk")).values("_all")
    return Coalesce(Subquery(one), 0)
