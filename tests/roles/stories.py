"""The stories that the cast tries something on: one of a unit in each state, moved there by the real actions."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from loa.activities.models import Channel
from loa.newsroom.actions import (
    commission_story,
    correct_story,
    drop_story,
    pass_story,
    set_output,
    submit_story,
    write_story,
)
from loa.newsroom.models import Commission, Decision, FollowUp, Output, Section, Story
from loa.newsroom.tests.factories import asked, criticism, fresh, values
from loa.people.choices import Role
from loa.people.models import Unit, User

AT = datetime(2024, 3, 15, 1, 0, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Stories:
    """A unit's stories for one section of the district, by where they stand, and what hangs on them."""

    section: Section
    draft: Story
    dropped: Story
    desk: Decision
    legal: Decision
    approval: Decision
    approved: Story
    out: Story
    output: Output
    follow_up: FollowUp
    commission: Commission


def tell_stories(place: str, unit: Unit, above: Unit, author: User) -> Stories:
    """Store the stories of a unit, written by an author of its own and passed by people of the district."""
    section, _ = Section.objects.get_or_create(
        owner=above,
        slug="cai-cach-hanh-chinh",
        defaults={
            "name": "Cải cách hành chính",
            "desk": above,
            "approver": above,
            "legal": above,
            "valid_from": date(2020, 1, 1),
        },
    )
    editor = User.objects.get(username=f"{Role.EDITOR}-district")
    approver = User.objects.get(username=f"{Role.LEADER}-district")

    def story(*passed_by: User, name: str, submitted: bool = True, critical: bool = False, **fields: object) -> Story:
        told = (criticism if critical else values)(title=f"{name} {place}", **fields)
        made = write_story(unit=unit, section=section, values=told, by=author, at=AT)
        if submitted:
            submit_story(story=made, version=made.version, by=author, at=AT)
        for who in passed_by:
            pass_story(decision=asked(made), by=who, at=AT)
        return fresh(made)

    dropped = story(name="Tin bỏ", submitted=False)
    drop_story(story=dropped, reason="Trùng.", by=author, at=AT)
    out = story(editor, approver, name="Tin đã đăng")
    loud = {"channel": Channel.objects.get(code="loudspeaker"), "unit": unit}
    output = set_output(story=out, **loud, by=editor, at=AT)
    corrected = story(editor, approver, name="Tin đính chính")
    followed = Output.objects.create(story=corrected, **loud, state="sent", state_at=AT, sent_at=AT)
    correct_story(story=corrected, text="Lệ phí ghi sai.", version=corrected.version, by=approver, at=AT)
    return Stories(
        section=section,
        draft=story(name="Tin nháp", submitted=False),
        dropped=fresh(dropped),
        desk=asked(story(name="Tin chờ biên tập")),
        legal=asked(story(editor, name="Bài phê phán", critical=True)),
        approval=asked(story(editor, name="Tin chờ duyệt")),
        approved=story(editor, approver, name="Tin chờ giờ", go_live_at=AT + timedelta(days=3)),
        out=fresh(out),
        output=output,
        follow_up=FollowUp.objects.get(output=followed),
        commission=commission_story(
            owner=unit, unit=unit, what="Bài về một cửa", due_on=date(2024, 3, 29), by=author, at=AT
        ),
    )
