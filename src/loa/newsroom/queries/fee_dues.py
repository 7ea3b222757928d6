"""What the rates, and what people settled by hand, come to for each story that went out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.timezone import localtime, make_aware

from loa.lib.vietnamese_numbers import grouped
from loa.lib.vietnamese_text import fold, tidy, written_day
from loa.newsroom.choices import FollowKind, StoryKind, StoryState
from loa.newsroom.models import Correction, FeeLine, FeeRate, FeeSettlement, Story

_OUT = (StoryState.PUBLISHED, StoryState.WITHDRAWN)
_NO_RATE = "Chưa có mức của thể loại này vào ngày đăng. Đặt mức, hoặc ghi riêng số tiền."
_NO_AUTHOR = "Chưa rõ tác giả. Ghi riêng tác giả và số tiền."
_AGAIN = "Trùng tên và tóm tắt với tin, bài đã đăng ngày {day}. Đăng lại thì ghi không trả; bài khác thì ghi riêng."


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What one author gets for one story, and because of what; `key` tells one author from another."""

    story: int
    on: date
    title: str
    kind: str
    unit: int
    author: str
    key: str
    amount: int
    basis: str
    # What happened to the story since, and of which further list the line is (1 for the first).
    marks: tuple[str, ...] = ()
    number: int = 1
    unit_name: str = ""

    @property
    def kind_words(self) -> str:
        return str(StoryKind(self.kind).label)


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """A story for which nothing is paid as it stands; `why` says what to do, or why somebody wanted it so."""

    story: int
    on: date
    title: str
    kind: str
    unit: int
    why: str
    unit_name: str = ""

    @property
    def kind_words(self) -> str:
        return str(StoryKind(self.kind).label)


@dataclass(slots=True, kw_only=True)
class Reckoned:
    """What the stories of some days come to, and the frozen lines of their months."""

    due: list[Due] = field(default_factory=list)
    apart: list[Apart] = field(default_factory=list)
    unpaid: list[Apart] = field(default_factory=list)
    paid: list[FeeLine]
    marks: dict[int, tuple[str, ...]] = field(default_factory=dict)


def reckon(owner: int, start: date, end: date) -> Reckoned:
    """Return what is due, and what was frozen, of the stories of some days; five statements."""
    stories = list(_published(owner, start, end))
    rates = list(FeeRate.objects.filter(owner=owner).order_by("-valid_from"))
    settled = _settled(owner, start, end)
    again = _published_before(owner, stories)
    lines = FeeLine.objects.filter(sheet__owner=owner, sheet__month__gte=start, sheet__month__lte=end)
    lines = lines.select_related("sheet__frozen_by").order_by("sheet__month", "sheet__number", "pk")
    found = Reckoned(paid=list(lines))
    for story in stories:
        found.marks[story.pk] = _marks(story)
        if story.pk in settled:
            _add_settled(found, story, *settled[story.pk])
        else:
            _add_by_rate(found, story, rates, again.get(story.pk))
    return found


def due_by_rate(story: Story) -> str:
    """Return in words what the rates say for a story that went out."""
    on = _day(story)
    rate = _in_force(FeeRate.objects.filter(owner=story.section.owner_id).order_by("-valid_from"), story.kind, on)
    return _by_rate(rate) if rate else _NO_RATE


def author_of(story: Story) -> tuple[str, str] | None:
    """Return whose a story is: name and key; by its byline, else its contributor, else the account that wrote it."""
    byline = tidy(story.byline)
    if byline:
        return byline, _key_of(byline, story.unit_id)
    if story.contributor is not None:
        one = story.contributor
        return (f"{one.name}, {one.village}" if one.village else one.name)[:200], f"contributor:{one.pk}"
    if story.written_by is not None:
        return story.written_by.get_full_name() or story.written_by.get_username(), f"account:{story.written_by_id}"
    return None


def _published(owner: int, start: date, end: date) -> QuerySet[Story]:
    """Return what came out first in some days: a text that was corrected and put out again came out once."""
    corrected = Correction.objects.filter(story=OuterRef("pk"), kind=FollowKind.CORRECTION)
    rows = Story.objects.filter(
        section__owner=owner,
        state__in=_OUT,
        first_published_at__gte=_begin(start),
        first_published_at__lt=_begin(end + timedelta(days=1)),
    )
    rows = rows.select_related("contributor", "written_by").defer("body").annotate(is_corrected=Exists(corrected))
    return rows.order_by("first_published_at", "pk")


def _settled(owner: int, start: date, end: date) -> dict[int, tuple[str, list[tuple[str, int]]]]:
    """Return by story the reason and the shares of its newest settlement."""
    rows = FeeSettlement.objects.filter(
        story__section__owner=owner,
        story__first_published_at__gte=_begin(start),
        story__first_published_at__lt=_begin(end + timedelta(days=1)),
    )
    newest: dict[int, int] = {}
    found: dict[int, tuple[str, list[tuple[str, int]]]] = {}
    told = rows.order_by("pk", "shares__pk").values_list("story", "pk", "reason", "shares__author", "shares__amount")
    for story, pk, reason, author, amount in told:
        if newest.get(story) != pk:
            newest[story], found[story] = pk, (reason, [])
        if author is not None:
            found[story][1].append((author, amount))
    return found


def _published_before(owner: int, stories: Sequence[Story]) -> dict[int, date]:
    """Return, for stories whose title and lead came out before, the day of the first time."""
    titles = {story.title for story in stories}
    if not titles:
        return {}
    known: dict[tuple[str, str], tuple[datetime, int]] = {}
    rows = Story.objects.filter(
        section__owner=owner, state__in=_OUT, title__in=titles, first_published_at__isnull=False
    ).order_by("first_published_at", "pk")
    for title, lead, at, pk in rows.values_list("title", "lead", "first_published_at", "pk"):
        known.setdefault((title, lead), (at, pk))
    firsts = ((story.pk, known[story.title, story.lead]) for story in stories)
    return {pk: localtime(at).date() for pk, (at, first) in firsts if first != pk}


def _add_settled(found: Reckoned, story: Story, reason: str, shares: list[tuple[str, int]]) -> None:
    if not any(amount for _, amount in shares):
        found.unpaid.append(_apart(story, reason))
        return
    own = author_of(story)
    for author, amount in shares:
        # The author as the list knows them, where it is their name that was typed.
        same = own is not None and fold(author) == fold(own[0])
        key = own[1] if own is not None and same else _key_of(author, story.unit_id)
        found.due.append(_due(found, story, author, key, amount, f"Ghi riêng: {reason}"))


def _add_by_rate(found: Reckoned, story: Story, rates: Iterable[FeeRate], before: date | None) -> None:
    author, rate = author_of(story), _in_force(rates, story.kind, _day(story))
    if before is not None:
        found.apart.append(_apart(story, _AGAIN.format(day=written_day(before))))
    elif rate is None:
        found.apart.append(_apart(story, _NO_RATE))
    elif author is None:
        found.apart.append(_apart(story, _NO_AUTHOR))
    else:
        found.due.append(_due(found, story, *author, rate.amount, _by_rate(rate)))


def _due(found: Reckoned, story: Story, author: str, key: str, amount: int, basis: str) -> Due:
    return Due(
        story=story.pk,
        on=_day(story),
        title=story.title,
        kind=story.kind,
        unit=story.unit_id,
        author=author,
        key=key,
        amount=amount,
        basis=basis,
        marks=found.marks[story.pk],
    )


def _apart(story: Story, why: str) -> Apart:
    return Apart(story=story.pk, on=_day(story), title=story.title, kind=story.kind, unit=story.unit_id, why=why)


def paid_line(line: FeeLine, marks: dict[int, tuple[str, ...]]) -> Due:
    """Return a frozen line as it is shown."""
    return Due(
        story=line.story_id,
        on=line.published_on,
        title=line.title,
        kind=line.kind,
        unit=line.unit_id,
        author=line.author,
        key=line.author_key,
        amount=line.amount,
        basis=line.basis,
        marks=marks.get(line.story_id, ()),
        number=line.sheet.number,
    )


def _marks(story: Story) -> tuple[str, ...]:
    withdrawn = ("đã gỡ",) if story.state == StoryState.WITHDRAWN else ()
    return (("đã đính chính",) if story.is_corrected else ()) + withdrawn  # annotated


def _in_force(rates: Iterable[FeeRate], kind: str, on: date) -> FeeRate | None:
    """Return the rate of a kind on a day, given the newest first."""
    return next((rate for rate in rates if rate.kind == kind and rate.valid_from <= on), None)


def _by_rate(rate: FeeRate) -> str:
    return f"Mức {grouped(rate.amount)} đồng từ {written_day(rate.valid_from)}, {rate.basis}"


def _key_of(name: str, unit: int) -> str:
    """Return how a typed name is told from others: by itself and its unit, since people of two units share names."""
    return f"name:{unit}:{fold(name)}"[:220]


def _day(story: Story) -> date:
    assert story.first_published_at is not None  # noqa: S101  (only what came out is asked about)
    return localtime(story.first_published_at).date()


def _begin(day: date) -> datetime:
    return make_aware(datetime.combine(day, time.min))
