"""One story whole, as those who work at it see it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, prefetch_related_objects

from loa.newsroom.blocks import RECORDING_BLOCKS, SHOWN_BLOCKS
from loa.newsroom.choices import OUT_STATES, Outcome, StoryState
from loa.newsroom.models import Correction, Decision, Output, Story, StoryComment, StorySource
from loa.newsroom.rules import Lack, Safeguards, lacking
from loa.people.queries import unit_names


@dataclass(frozen=True, slots=True, kw_only=True)
class StorySheet:
    """Everything the page of a story shows; `story` has the newest text, `names` what units are called."""

    story: Story
    names: dict[int, str]
    sources: tuple[StorySource, ...]
    lacking: tuple[Lack, ...]
    decisions: tuple[Decision, ...]
    outputs: tuple[Output, ...]
    corrections: tuple[Correction, ...]
    comments: tuple[StoryComment, ...]

    @property
    def unit(self) -> str:
        return self.names.get(self.story.unit_id, "")

    @property
    def asked(self) -> Decision | None:
        """The question that is open."""
        return next((one for one in self.decisions if not one.outcome), None)

    @property
    def asked_whom(self) -> str:
        """The unit that has the open question."""
        return self.names.get(self.asked.unit_id, "") if self.asked is not None else ""

    @property
    def to_follow(self) -> tuple[str, ...]:
        """The channels on which it is out, with whose they are, that a correction has to follow; its own site not."""
        own = self.story.section.owner_id
        return tuple(
            f"{one.channel.name} ({self.names.get(one.unit_id, '')})"
            for one in self.outputs
            if one.state in OUT_STATES and (one.channel.code, one.unit_id) != ("website", own)
        )

    @property
    def to_mend(self) -> Decision | None:
        """The decision that gave it back, while it waits for its author."""
        back = (one for one in reversed(self.decisions) if one.outcome == Outcome.RETURNED)
        return next(back, None) if self.story.state == StoryState.RETURNED else None


def story_sheet(story: Story, today: date) -> StorySheet:
    """Return what the page of a story shows, with its newest text; eight statements at most."""
    # Who wrote the text that is asked about is said by its revision, whose text itself nobody reads here.
    decided = Decision.objects.select_related("by", "revision").defer("revision__content")
    asked_in_order = Prefetch("decisions", decided.order_by("asked_at", "pk"))
    prefetch_related_objects([story], asked_in_order, "sources", "topics")
    text = story.get_latest_revision_as_object() if story.live and story.has_unpublished_changes else story
    decisions, was_out = tuple(story.decisions.all()), story.first_published_at is not None
    outputs = story.outputs.select_related("channel", "assignee").order_by("channel__position", "pk")
    if was_out:
        outputs = outputs.prefetch_related("follow_ups__correction")
    section = story.section
    units = {story.unit_id, section.owner_id, section.desk_id, section.approver_id, section.legal_id}
    units |= {one.unit_id for one in decisions} | {one.unit_id for one in outputs}
    return StorySheet(
        story=text,
        names=unit_names([one for one in units if one is not None], today),
        sources=tuple(text.sources.all()),
        lacking=tuple(lacking(safeguards_of(text, today))),
        decisions=decisions,
        outputs=tuple(outputs),
        corrections=tuple(story.corrections.select_related("by").order_by("-at", "-pk")) if was_out else (),
        comments=tuple(story.comments.select_related("by").order_by("at", "pk")),
    )


def safeguards_of(story: Story, today: date) -> Safeguards:
    """Return what is known of a story's text when somebody asks whether it may go on."""
    pictures = [block.value["picture"] for block in story.body if block.block_type == "picture"]
    asked = [(one.title, one.why_not_published(today)) for one in pictures if one is not None]
    return Safeguards(
        kind=story.kind,
        has_text=has_text(story),
        sources=len(story.sources.all()),
        topics=len(story.topics.all()),
        conclusion_body=story.conclusion_body,
        conclusion_symbol=story.conclusion_symbol,
        concluded_on=story.concluded_on,
        names_somebody=story.names_somebody,
        reply_offered_on=story.reply_offered_on,
        subject_agreed_on=story.subject_agreed_on,
        confirmed_by_unit=story.confirmed_by_unit,
        has_legal=story.section.legal_id is not None,
        pictures=(
            *(f"Ảnh “{title}”: {said}" for title, said in asked if said),
            *(["Một ảnh trong bài không còn. Chọn ảnh khác, hoặc bỏ chỗ đó."] if None in pictures else []),
        ),
        recordings=tuple(_why_not_aired(story, today)),
    )


def _why_not_aired(story: Story, today: date) -> Iterator[str]:
    for block in story.body:
        if block.block_type not in RECORDING_BLOCKS:
            continue
        recording = block.value["recording"]
        if recording is None:
            yield "Một âm thanh hoặc video trong bài không còn. Bỏ chỗ đó."
            continue
        poster = recording.poster
        for said in (recording.why_not_aired, poster.why_not_published(today) if poster else ""):
            if said:
                yield f"{recording.get_kind_display().capitalize()} “{recording.title}”: {said}"


def has_text(story: Story) -> bool:
    """Tell whether a story says anything beyond its title, pictures and recordings."""
    return any(block.block_type not in SHOWN_BLOCKS for block in story.body)
