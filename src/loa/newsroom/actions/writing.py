"""Write a story and change its text; each save is a revision, and of two at once the second is shown both."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.timezone import localtime
from wagtail.blocks import StreamValue
from wagtail.models import Revision

from loa.activities.models import Audience, Topic
from loa.lib.simple_text import as_html
from loa.lib.vietnamese_text import fold, tidy
from loa.newsroom.blocks import RECORDING_BLOCKS
from loa.newsroom.choices import CommissionState, StoryKind, StoryState, TipState
from loa.newsroom.models import Commission, Contributor, Section, Story, StorySource, Tip
from loa.newsroom.permissions import (
    can_edit_story,
    can_write,
    can_write_from,
    sections_for,
    tips_seen,
    works_at_text,
)
from loa.newsroom.rules import WRITTEN
from loa.people.actions import record
from loa.people.models import Unit, User
from loa.pictures.models import Picture
from loa.tasks.models import Task

_NOTHING = "Chưa có gì được lưu."
_LONGEST_SLUG = 100
_LONGEST_TITLE, _LONGEST_LEAD = 200, 600
# Far more than a newspaper prints: beyond it somebody pasted something else.
_LONGEST_TEXT = 60_000
_LONGEST_URL = 1_000
MOST_PICTURES = 30
_TRIES = 5


class StoryRefused(Exception):  # noqa: N818  (says what was decided)
    """Something cannot be done to a story; the message says why, `field` what it is about ("" where all)."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class StoryOvertaken(Exception):  # noqa: N818
    """Somebody wrote since the form was made; `story` is as it stands now. Nothing was kept."""

    def __init__(self, story: Story) -> None:
        super().__init__("Trong lúc trang này đang mở, đã có người sửa tin, bài này.")
        self.story = story


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where something comes from, as it is typed."""

    what: str
    symbol: str = ""
    issued_on: date | None = None
    url: str = ""
    confirmed_by: str
    confirmed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryValues:
    """The text of a story as it is typed; `text` None leaves a body that cannot be typed as it stands."""

    kind: StoryKind | str = StoryKind.NEWS
    title: str
    lead: str = ""
    text: str | None = None
    topics: tuple[Topic, ...] = ()
    audiences: tuple[Audience, ...] = ()
    is_procedure: bool = False
    happened_on: date | None = None
    place: str = ""
    byline: str = ""
    parent_task: str = ""
    sources: tuple[Source, ...] = ()
    conclusion_body: str = ""
    conclusion_symbol: str = ""
    concluded_on: date | None = None
    names_somebody: bool = False
    reply_offered_on: date | None = None
    reply_text: str = ""
    subject_agreed_on: date | None = None
    confirmed_by_unit: str = ""
    go_live_at: datetime | None = None
    expire_at: datetime | None = None


# What is kept as it was typed.
_PLAIN = (
    "kind",
    "is_procedure",
    "happened_on",
    "concluded_on",
    "names_somebody",
    "reply_offered_on",
    "subject_agreed_on",
    "go_live_at",
    "expire_at",
)
# What is kept with its spaces tidied, and how long it may be.
_WORDS = {
    "place": 200,
    "byline": 200,
    "parent_task": 300,
    "conclusion_body": 200,
    "conclusion_symbol": 100,
    "confirmed_by_unit": 200,
}


def write_story(
    *,
    unit: Unit,
    section: Section,
    values: StoryValues,
    pictures: Sequence[tuple[Picture, str]] = (),
    tip: Tip | None = None,
    contributor: Contributor | None = None,
    task: Task | None = None,
    commission: Commission | None = None,
    by: User,
    at: datetime,
) -> Story:
    """Begin a story of a unit; what it came from (a tip, a commission) is marked as taken up.

    Raises:
        PermissionDenied: `by` does not write for the unit, nor makes a story of its tip at the section's desk; or
            does not see the tip.
        StoryRefused: no title, too long, a section the unit cannot write for, a commission that is another's or done.
    """
    today = localtime(at).date()
    if tip is not None and not tips_seen(by, today).filter(pk=tip.pk).exists():
        raise PermissionDenied("Tài khoản này không thấy tin cơ sở đó.")
    if not can_write(by, unit, today) and not can_write_from(by, tip, unit, section, today):
        raise PermissionDenied("Tài khoản này không viết tin, bài của đơn vị đó.")
    if not sections_for(unit, today).filter(pk=section.pk).exists():
        raise StoryRefused(f"Đơn vị không gửi bài cho chuyên mục này. {_NOTHING}", "section")
    refuse_wrong(values, pictures)
    with transaction.atomic():
        story = Story(
            unit=unit,
            section=section,
            live=False,
            state=StoryState.DRAFT,
            state_at=at,
            written_by=by,
            edited_by=by,
            contributor=contributor or (tip.contributor if tip else None),
            tip=tip,
            task=task or (commission.task if commission else None),
        )
        _set_values(story, values, pictures)
        _save_new(story)
        keep_revision(story, by, at)
        _take_up(story, tip, commission, by, at)
        record("newsroom.write_story", of=story, by=by, at=at, details={"unit": unit.key, "section": section.slug})
    return story


def save_story(
    *,
    story: Story,
    values: StoryValues,
    pictures: Sequence[tuple[Picture, str]] | None = None,
    version: int,
    by: User,
    at: datetime,
) -> Story:
    """Keep a changed text; where the story is live the new text waits in a revision until it is decided on.

    The same text sent twice is kept once.

    Raises:
        PermissionDenied: the text is not on the table of `by`.
        StoryRefused: no title, too long, somebody locked it, or it stands where no text is changed.
        StoryOvertaken: somebody wrote since `version` was shown.
    """
    refuse_wrong(values, pictures or ())
    with transaction.atomic():
        row = locked(story)
        current = row.get_latest_revision_as_object() if row.live else row
        before, titled = said_by(current), current.title
        _set_values(current, values, pictures)
        if said_by(current) == before and row.edited_by_id == by.pk and can_edit_story(by, row, localtime(at).date()):
            return row
        refuse_editing(row, version, by, at)
        if current.title != titled and row.first_published_at is None:
            current.slug = free_slug(current.title, own=row.pk)
        note_saved(current, by, at)
    return row


def said_by(story: Story) -> tuple[Any, ...]:
    """Return all that a story says, to tell whether two versions of it say the same."""
    one_source = ("what", "symbol", "issued_on", "url", "confirmed_by", "confirmed_on")
    return (
        *(getattr(story, name) for name in ("title", "lead", "reply_text", *_PLAIN, *_WORDS)),
        [(block.block_type, block.block.get_prep_value(block.value)) for block in story.body],
        sorted(one.pk for one in story.topics.all()),
        sorted(one.pk for one in story.audiences.all()),
        [tuple(getattr(one, name) for name in one_source) for one in story.sources.all()],
    )


def refuse_editing(row: Story, version: int, by: User, at: datetime) -> None:
    """Refuse a change of a locked row's text that cannot be; raises as `save_story`.

    Whoever had it on the table until a moment ago is shown what became of it: their words must not be lost.
    """
    today = localtime(at).date()
    if row.version != version and works_at_text(by, row, today):
        raise StoryOvertaken(fresh(row))
    if not can_edit_story(by, row, today):
        if row.state not in WRITTEN and works_at_text(by, row, today):
            raise StoryRefused(
                f"Tin, bài này {row.get_state_display()} nên không sửa được nội dung. Cần sửa thì nơi đang xem trả "
                f"lại để bổ sung. {_NOTHING}"
            )
        raise PermissionDenied("Tin, bài này không ở chỗ tài khoản này sửa.")
    if row.version != version:
        raise StoryOvertaken(fresh(row))
    if row.locked and row.locked_by_id != by.pk:
        who = row.locked_by.get_full_name() or row.locked_by.get_username() if row.locked_by else "người khác"
        raise StoryRefused(f"{who} đang khóa tin, bài này để sửa. {_NOTHING}")


def note_saved(current: Story, by: User, at: datetime, *, action: str = "newsroom.save_story", **details: Any) -> None:
    """Store a changed text as a revision, and as the row where it is not live, with who wrote it."""
    current.edited_by, current.version = by, current.version + 1
    if not current.live:
        current.save()
    keep_revision(current, by, at)
    if current.live:
        Story.objects.filter(pk=current.pk).update(edited_by=by, version=current.version)
    record(action, of=current, by=by, at=at, details={"unit": current.unit.key, **details})


def locked(story: Story) -> Story:
    """Return a story as it stands now, its row locked: of two who act at once the second waits here."""
    rows = Story.objects.select_for_update(of=("self",)).select_related("section", "unit")
    return rows.get(pk=story.pk)


def fresh(story: Story) -> Story:
    """Return a story as it is stored, with nothing of what was put into it since."""
    return Story.objects.select_related("section", "unit", "edited_by").get(pk=story.pk)


def keep_revision(story: Story, by: User | None, at: datetime) -> Revision:
    """Store the text as a revision of its moment."""
    revision = story.save_revision(user=by, log_action=False, clean=False)
    Revision.objects.filter(pk=revision.pk).update(created_at=at)
    return revision


def refuse_wrong(values: StoryValues, pictures: Sequence[tuple[Picture, str]]) -> None:
    title = tidy(values.title)
    if not title:
        raise StoryRefused(f"Ghi tên tin, bài. {_NOTHING}", "title")
    if len(title) > _LONGEST_TITLE:
        raise StoryRefused(f"Tên dài quá {_LONGEST_TITLE} chữ cái. Rút ngắn lại. {_NOTHING}", "title")
    if len(values.lead) > _LONGEST_LEAD:
        raise StoryRefused(f"Tóm tắt dài quá {_LONGEST_LEAD} chữ cái. Rút ngắn lại. {_NOTHING}", "lead")
    if values.expire_at and values.go_live_at and values.expire_at <= values.go_live_at:
        raise StoryRefused(f"Giờ tự gỡ đứng trước giờ đăng. {_NOTHING}", "expire_at")
    if len(values.text or "") > _LONGEST_TEXT:
        raise StoryRefused(f"Nội dung dài quá {_LONGEST_TEXT // 1000}.000 chữ cái. Rút gọn lại. {_NOTHING}", "text")
    if len(pictures) > MOST_PICTURES:
        raise StoryRefused(f"Mỗi tin, bài có nhiều nhất {MOST_PICTURES} ảnh. {_NOTHING}", "pictures")
    for number, one in enumerate(values.sources, 1):
        _refuse_source(number, one)


def _refuse_source(number: int, source: Source) -> None:
    if not tidy(source.what) or not tidy(source.confirmed_by):
        raise StoryRefused(f"Nguồn tin thứ {number}: ghi nguồn cho điều gì và ai xác nhận. {_NOTHING}", "sources")
    url = source.url.strip()
    if url and (urlsplit(url).scheme not in {"http", "https"} or not urlsplit(url).netloc or len(url) > _LONGEST_URL):
        raise StoryRefused(
            f"Nguồn tin thứ {number}: đường dẫn phải là địa chỉ trang mạng, bắt đầu bằng http:// hoặc https://. "
            f"{_NOTHING}",
            "sources",
        )


def _set_values(story: Story, values: StoryValues, pictures: Sequence[tuple[Picture, str]] | None) -> None:
    story.title, story.lead = tidy(values.title), tidy(values.lead)
    story.reply_text = values.reply_text.strip()
    for name in _PLAIN:
        setattr(story, name, getattr(values, name))
    for name, longest in _WORDS.items():
        setattr(story, name, tidy(getattr(values, name))[:longest])
    story.topics.set(values.topics)
    story.audiences.set(values.audiences)
    story.sources = [
        StorySource(
            sort_order=place,
            what=tidy(one.what)[:300],
            symbol=tidy(one.symbol)[:100],
            issued_on=one.issued_on,
            url=one.url.strip(),
            confirmed_by=tidy(one.confirmed_by)[:200],
            confirmed_on=one.confirmed_on,
        )
        for place, one in enumerate(values.sources)
    ]
    if values.text is not None or pictures is not None:
        story.body = _body(story, values.text, pictures)


def _body(story: Story, text: str | None, pictures: Sequence[tuple[Picture, str]] | None) -> Any:
    """Return the body anew: the typed text, then the pictures, then the recordings; what was not given stays.

    A block keeps the name of the one whose place it takes, so that two texts can be laid side by side.
    """
    blocks = [(block.block_type, block.value) for block in story.body]
    heard: list[tuple[str, Any]] = []
    if text is None:
        words = [pair for pair in blocks if pair[0] != "picture"]
    else:
        words, heard = _typed(text), [pair for pair in blocks if pair[0] in RECORDING_BLOCKS]
    shown = (
        [pair for pair in blocks if pair[0] == "picture"]
        if pictures is None
        else [("picture", {"picture": picture, "caption": tidy(caption)[:300]}) for picture, caption in pictures]
    )
    named = {kind: iter([one.id for one in story.body if one.block_type == kind]) for kind, _ in blocks}
    made = [(kind, value, next(named.get(kind, iter(())), None)) for kind, value in (*words, *shown, *heard)]
    return StreamValue(story.body.stream_block, made)


def _typed(text: str) -> list[tuple[str, Any]]:
    html = as_html(text)
    return [("text", html)] if html else []


def _save_new(story: Story) -> None:
    """Store a new story under a free address; two of one name at once get two."""
    for _ in range(_TRIES):
        story.slug = free_slug(story.title)
        try:
            with transaction.atomic():
                story.save()
        except IntegrityError:
            if not Story.objects.filter(slug=story.slug).exists():
                raise
        else:
            return
    raise StoryRefused(f"Nhiều tin, bài cùng tên đang được lưu cùng lúc. Lưu lại lần nữa. {_NOTHING}", "title")


def free_slug(title: str, *, own: int | None = None) -> str:
    """Return an address for a title that no story has but the one of its `own`."""
    base = slugify(fold(title))[:_LONGEST_SLUG].strip("-") or "tin-bai"
    taken = set(Story.objects.filter(slug__startswith=base).exclude(pk=own).values_list("slug", flat=True))
    number, found = 1, base
    while found in taken:
        number += 1
        found = f"{base}-{number}"
    return found


def _take_up(story: Story, tip: Tip | None, commission: Commission | None, by: User, at: datetime) -> None:
    if tip is not None:
        taken = {"state": TipState.USED} | ({} if tip.taken_at else {"taken_at": at, "taken_by": by})
        Tip.objects.filter(pk=tip.pk).exclude(state=TipState.DECLINED).update(**taken)
    if commission is not None:
        waiting = Commission.objects.filter(pk=commission.pk, unit=story.unit, story__isnull=True)
        waiting = waiting.filter(state__in=[CommissionState.OPEN, CommissionState.TAKEN])
        if not waiting.update(state=CommissionState.TAKEN, story=story):
            raise StoryRefused(f"Bài đặt này của đơn vị khác, đã có tin, bài hoặc đã hủy. {_NOTHING}", "commission")


def sources_of(story: Story) -> Iterable[Source]:
    """Return the sources of a story as they were typed."""
    for one in story.sources.all():
        yield Source(
            what=one.what,
            symbol=one.symbol,
            issued_on=one.issued_on,
            url=one.url,
            confirmed_by=one.confirmed_by,
            confirmed_on=one.confirmed_on,
        )


def with_words(story: Story, title: str, lead: str, text: str) -> StoryValues:
    """Return the values of a story with another title, summary and text; the rest as it stands."""
    given = ("title", "lead", "text", "topics", "audiences", "sources")
    kept = {name: getattr(story, name) for name in StoryValues.__dataclass_fields__ if name not in given}
    return StoryValues(
        **kept,
        title=title,
        lead=lead,
        text=text,
        topics=tuple(story.topics.all()),
        audiences=tuple(story.audiences.all()),
        sources=tuple(sources_of(story)),
    )
