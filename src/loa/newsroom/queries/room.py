"""The newsroom at a glance: what waits for whom, what one has begun, and the list of stories as one sees them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.http import QueryDict
from django.utils.timezone import make_aware

from loa.lib.vietnamese_text import fold
from loa.newsroom.choices import (
    CommissionState,
    Outcome,
    OutputState,
    Stage,
    StoryKind,
    StoryState,
)
from loa.newsroom.models import Commission, Decision, FollowUp, Output, Story
from loa.newsroom.permissions import (
    outputs_seen_to,
    stories_seen,
    units_written,
)
from loa.people.models import User
from loa.people.permissions import Right, units_where
from loa.people.queries import unit_names
from loa.tasks.rules import due_in_words

_SHOWN = 8
A_PAGE = 30
_OPEN = (StoryState.DRAFT, StoryState.RETURNED)
_ON_THE_WAY = (
    StoryState.UNIT_EDITOR,
    StoryState.DESK,
    StoryState.LEGAL,
    StoryState.APPROVAL,
    StoryState.APPROVED,
)
_TO_BRING = (OutputState.APPROVED, OutputState.DUE, OutputState.UNCONFIRMED)
_AT_THE_DESK = (StoryState.DESK, StoryState.LEGAL, StoryState.APPROVAL, StoryState.APPROVED)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryRow:
    """A story in a list: whose, where it stands, and how long there is for the step, in words."""

    story: Story
    unit: str
    distance: str
    late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """What somebody sees on coming in, each part with how many there are in all."""

    asked: tuple[StoryRow, ...]
    asked_count: int
    # At the desk: of each step how many stories of one's sections wait, and how many of them are late.
    stages: tuple[tuple[StoryState, int, int], ...]
    own: tuple[StoryRow, ...]
    own_count: int
    sent: tuple[StoryRow, ...]
    scheduled: tuple[StoryRow, ...]
    follow_ups: tuple[FollowUp, ...]
    commissions: tuple[tuple[Commission, str], ...]
    # What waits to be brought on a channel, with whose it is and whether its hour is over; what is late first.
    outputs: tuple[tuple[Output, str, bool], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """How a list of stories is narrowed; what is empty narrows nothing."""

    state: str = ""
    kind: str = ""
    unit: int | None = None
    section: str = ""
    topic: str = ""
    month: str = ""
    text: str = ""

    @property
    def query(self) -> str:
        """What the address carries on."""
        pairs = {
            "trang-thai": self.state,
            "the-loai": self.kind,
            "don-vi": self.unit or "",
            "chuyen-muc": self.section,
            "noi-dung": self.topic,
            "thang": self.month,
            "chu": self.text,
        }
        return urlencode({name: value for name, value in pairs.items() if value})


def read_wanted(asked: QueryDict) -> Wanted:
    """Return what an address asks for; what makes no sense is as good as nothing."""
    state, kind, unit = asked.get("trang-thai", ""), asked.get("the-loai", ""), asked.get("don-vi", "")
    month = asked.get("thang", "")
    return Wanted(
        state=state if state in StoryState.values else "",
        kind=kind if kind in StoryKind.values else "",
        unit=int(unit) if unit.isascii() and unit.isdecimal() and len(unit) < 10 else None,
        section=asked.get("chuyen-muc", "")[:80],
        topic=asked.get("noi-dung", "")[:80],
        month=month if first_day(month) else "",
        text=asked.get("chu", "").replace("\x00", "")[:80].strip(),
    )


def decisions_for(user: User, on: date) -> QuerySet[Decision]:
    """Return the open questions that somebody may answer, the longest overdue first."""
    mine = Q(stage=Stage.UNIT_EDITOR, unit__in=units_where(user, Right.EDIT_STORIES, on))
    mine |= Q(stage=Stage.UNIT_EDITOR, unit__in=units_where(user, Right.APPROVE_RESULT, on))
    mine |= Q(stage=Stage.DESK, unit__in=units_where(user, Right.EDIT_STORIES, on))
    mine |= Q(stage=Stage.LEGAL, unit__in=units_where(user, Right.CHECK_LAW, on))
    mine |= Q(stage=Stage.APPROVAL, unit__in=units_where(user, Right.APPROVE_STORIES, on))
    rows = Decision.objects.filter(mine, outcome="")
    return rows.exclude(~Q(stage=Stage.DESK), story__edited_by=user).order_by("due_on", "asked_at", "pk")


def drafts_of(user: User, on: date) -> QuerySet[Story]:
    """Return what the units one writes for have begun or got back, newest first."""
    return Story.objects.filter(unit__in=units_written(user, on), state__in=_OPEN).order_by("-state_at", "-pk")


def outputs_to_bring(user: User, on: date) -> QuerySet[Output]:
    """Return what somebody has yet to bring on a channel of stories that were decided on, by the hour it is due."""
    ready = Q(state__in=_TO_BRING, story__state__in=(StoryState.APPROVED, StoryState.PUBLISHED))
    return outputs_seen_to(user, on).filter(ready).order_by(F("due_at").asc(nulls_last=True), "pk")


def room(user: User, at: datetime) -> Room:
    """Return what somebody sees on coming in; about fifteen statements."""
    today = at.date()
    asked = decisions_for(user, today)
    waiting = [one.story for one in asked.select_related("story__section").defer("story__body")[:_SHOWN]]
    why = Decision.objects.filter(story=OuterRef("pk"), outcome=Outcome.RETURNED).order_by("-decided_at", "-pk")
    drafts = drafts_of(user, today).select_related("section").defer("body")
    drafts = drafts.annotate(returned_why=Subquery(why.values("note")[:1]))
    own = units_written(user, today)
    seen = stories_seen(user, today).select_related("section").defer("body")
    on_the_way = Story.objects.filter(unit__in=own, state__in=_ON_THE_WAY).select_related("section").defer("body")
    sent = list(on_the_way.order_by("due_on")[:_SHOWN])
    until = make_aware(datetime.combine(today + timedelta(days=1), time.max))
    due = seen.filter(state=StoryState.APPROVED, go_live_at__isnull=False).order_by("go_live_at")
    scheduled, begun = list(due.filter(go_live_at__lte=until)[:_SHOWN]), list(drafts[:_SHOWN])
    open_ones = FollowUp.objects.filter(done_at__isnull=True).filter(
        Q(output__unit__in=own) | Q(output__story__section__desk__in=units_where(user, Right.EDIT_STORIES, today))
    )
    wanted = list(
        Commission.objects.filter(unit__in=own, state=CommissionState.OPEN)
        .select_related("topic")
        .order_by("due_on")[:_SHOWN]
    )
    to_bring = list(outputs_to_bring(user, today).select_related("story", "channel").defer("story__body")[:_SHOWN])
    names = unit_names(
        {one.unit_id for one in (*waiting, *begun, *sent, *scheduled, *to_bring)} | {one.owner_id for one in wanted},
        today,
    )
    follow_ups = open_ones.select_related("output__story", "output__channel", "correction").order_by("correction__at")
    return Room(
        asked=rows_of(waiting, names, today),
        asked_count=asked.count() if len(waiting) == _SHOWN else len(waiting),
        stages=_stages(user, today),
        own=rows_of(begun, names, today),
        own_count=drafts.count() if len(begun) == _SHOWN else len(begun),
        sent=rows_of(sent, names, today),
        scheduled=rows_of(scheduled, names, today),
        follow_ups=tuple(follow_ups[:_SHOWN]),
        commissions=tuple((one, names.get(one.owner_id, "")) for one in wanted),
        outputs=tuple(
            (one, names.get(one.unit_id, ""), one.due_at is not None and one.due_at < at) for one in to_bring
        ),
    )


def _stages(user: User, today: date) -> tuple[tuple[StoryState, int, int], ...]:
    edited = units_where(user, Right.EDIT_STORIES, today)
    if not edited:
        return ()
    waiting = Story.objects.filter(section__desk__in=edited, state__in=_AT_THE_DESK).order_by().values_list("state")
    found = {
        state: (count, late)
        for state, count, late in waiting.annotate(Count("pk"), late=Count("pk", filter=Q(due_on__lt=today)))
    }
    return tuple((state, *found[state]) for state in _AT_THE_DESK if state in found)


def rows_of(stories: Iterable[Story], names: dict[int, str], today: date) -> tuple[StoryRow, ...]:
    """Return stories as rows of a list."""
    return tuple(
        StoryRow(
            story=one,
            unit=names.get(one.unit_id, ""),
            distance=due_in_words(one.due_on, today) if one.due_on else "",
            late=one.due_on is not None and one.due_on < today,
        )
        for one in stories
    )


def narrowed(seen: QuerySet[Story], wanted: Wanted) -> QuerySet[Story]:
    """Return the stories of a list, narrowed, the last moved first."""
    if wanted.state:
        seen = seen.filter(state=wanted.state)
    if wanted.kind:
        seen = seen.filter(kind=wanted.kind)
    if wanted.unit is not None:
        seen = seen.filter(unit=wanted.unit)
    if wanted.section:
        seen = seen.filter(section__slug=wanted.section)
    if wanted.topic:
        seen = seen.filter(topics__code=wanted.topic)
    first = first_day(wanted.month)
    if first is not None:
        following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
        seen = seen.filter(
            state_at__gte=make_aware(datetime.combine(first, time.min)),
            state_at__lt=make_aware(datetime.combine(following, time.min)),
        )
    if wanted.text:
        words = "-".join("".join(letter if letter.isalnum() else " " for letter in fold(wanted.text)).split())
        seen = seen.filter(slug__contains=words)
    return seen.order_by("-state_at", "-pk")


def first_day(month: str) -> date | None:
    try:
        return date.fromisoformat(f"{month}-01") if len(month) == len("2024-03") else None
    except ValueError:
        return None
