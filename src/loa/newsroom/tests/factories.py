"""A section with its desk and approvers, and stories in each state, moved there by the real actions."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from loa.activities.models import Audience, Topic
from loa.newsroom.actions import Source, StoryValues, pass_story, return_story, submit_story, write_story
from loa.newsroom.choices import StoryKind, StoryState
from loa.newsroom.models import Decision, Section, Story
from loa.people.actions import assign_role
from loa.people.choices import Role, Tier, UnitKind
from loa.people.models import Unit, UnitVersion, User
from loa.pictures.tests.factories import with_place
from loa.plans.tests.factories import district
from loa.tasks.tests.factories import make_units

AT = datetime(2024, 3, 15, 2, 0, tzinfo=UTC)
TEXT = "Từ ngày 12/3, người dân nộp hồ sơ trực tuyến.\n\n## Cần mang gì\n\n- Căn cước\n- Tờ khai"


@dataclass(frozen=True, kw_only=True)
class House:
    """The units and people of a newsroom: a commune that writes, a desk, an approver, a legal office."""

    unit: Unit
    section: Section
    writer: User
    editor: User
    approver: User
    lawyer: User


def office(key: str, name: str) -> Unit:
    """Store an office of the district."""
    unit, new = Unit.objects.get_or_create(key=key, defaults={"kind": UnitKind.OFFICE, "tier": Tier.DISTRICT})
    if new:
        UnitVersion.objects.create(
            unit=unit, name=name, parent=district(), valid_from=date(2020, 1, 1), source="dùng cho phép thử"
        )
    return unit


def person(unit: Unit, role: Role, name: str) -> User:
    """Store somebody who holds a role in a unit."""
    user = User.objects.create_user(name, home_unit=unit, first_name=name)
    assign_role(user=user, unit=unit, role=role, by=None, at=AT)
    return user


def make_house(*, unit: Unit | None = None) -> House:
    """Store a newsroom of the district for one commune."""
    unit = unit or make_units(1)[0]
    desk, approver = office("trung-tam-mau", "Trung tâm Mẫu"), office("van-hoa-mau", "Phòng Văn hóa Mẫu")
    legal = office("tu-phap-mau", "Phòng Tư pháp Mẫu")
    section = Section.objects.create(
        owner=district(),
        slug="cai-cach-hanh-chinh",
        name="Cải cách hành chính",
        desk=desk,
        approver=approver,
        legal=legal,
        valid_from=date(2020, 1, 1),
    )
    return House(
        unit=unit,
        section=section,
        writer=person(unit, Role.FOCAL, "nguoi-viet"),
        editor=person(desk, Role.EDITOR, "bien-tap"),
        approver=person(approver, Role.APPROVER, "nguoi-duyet"),
        lawyer=person(legal, Role.FOCAL, "phap-ly"),
    )


def values(**fields: Any) -> StoryValues:
    """Return the text of a story that lacks nothing."""
    source = Source(
        what="Ngày bắt đầu", symbol="11/KH-UBND", confirmed_by="Cán bộ một cửa", confirmed_on=date(2024, 3, 12)
    )
    told = {
        "title": "Xã Mẫu nhận hồ sơ trực tuyến",
        "lead": "Người dân không phải đến trụ sở.",
        "text": TEXT,
        "topics": tuple(Topic.objects.filter(code="procedures")),
        "audiences": tuple(Audience.objects.filter(code="people")),
        "happened_on": date(2024, 3, 12),
        "place": "Xã Mẫu",
        "sources": (source,),
        **fields,
    }
    return StoryValues(**told)


def criticism(**fields: Any) -> StoryValues:
    """Return the text of a criticism with every safeguard."""
    told = {
        "kind": StoryKind.CRITICISM,
        "conclusion_body": "UBND huyện",
        "conclusion_symbol": "15/KL-UBND",
        "concluded_on": date(2024, 3, 1),
        "reply_offered_on": date(2024, 3, 5),
        **fields,
    }
    return values(**told)


def make_story(house: House, state: StoryState = StoryState.DRAFT, **fields: Any) -> Story:
    """Store a story and let it go, by the real actions, as far as a state on the way out, or back to its author."""
    told = fields.pop("values", None) or values(**fields)
    story = write_story(unit=house.unit, section=house.section, values=told, by=house.writer, at=AT)
    if state == StoryState.DRAFT:
        return fresh(story)
    submit_story(story=story, version=story.version, by=house.writer, at=AT)
    if state == StoryState.RETURNED:
        return_story(decision=asked(story), note="Thiếu ảnh.", by=house.editor, at=AT)
        return fresh(story)
    way = [(StoryState.DESK, house.editor), (StoryState.LEGAL, house.lawyer), (StoryState.APPROVAL, house.approver)]
    for at_state, who in way:
        story = fresh(story)
        if story.state == state:
            return story
        if story.state == at_state:
            pass_story(decision=asked(story), by=who, at=AT)
    return fresh(story)


def asked(story: Story) -> Decision:
    """Return the open question about a story."""
    return Decision.objects.select_related("story__section", "story__unit").get(story=story, outcome="")


def fresh(story: Story) -> Story:
    """Return a story as it stands now."""
    return Story.objects.select_related("section", "unit").get(pk=story.pk)


def signed_paper() -> SimpleUploadedFile:
    """Return a photograph of a signed script, with a place and a moment written beside its points."""
    return SimpleUploadedFile("ban-duyet.jpg", with_place())
