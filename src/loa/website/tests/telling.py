"""Sites with stories on them, made by the real actions."""

from datetime import UTC, datetime
from typing import Any

from loa.newsroom.actions import correct_story, pass_story, save_story, submit_story, withdraw_story
from loa.newsroom.models import Story
from loa.newsroom.tests.factories import House, asked, fresh, make_story, values
from loa.people.models import Unit, User
from loa.pictures.models import Picture
from loa.plans.tests.factories import district
from loa.website.actions import PortalValues, open_portal
from loa.website.models import Portal

AT = datetime(2024, 3, 15, 2, 0, tzinfo=UTC)
LATER = datetime(2024, 3, 15, 9, 30, tzinfo=UTC)


def make_portal(unit: Unit | None = None, hostname: str = "testserver", **told: str) -> Portal:
    """Open the main site of the district at the host that tests ask, or another unit's elsewhere."""
    by, _ = User.objects.get_or_create(username="quan-tri-may", is_superuser=True)
    names = PortalValues(**{"name": "Cổng thông tin huyện Mẫu", **told})
    main = unit is None
    return open_portal(unit=unit or district(), values=names, hostname=hostname, port=80, main=main, by=by, at=AT)


def tell(house: House, *, pictures: int = 0, picture: Picture | None = None, at: datetime = AT, **told: Any) -> Story:
    """Put a story out, with so many times the same picture in it."""
    text = values(**told)
    story = make_story(house, values=text)
    shown = [(picture, "Chú thích")] * pictures if picture else []
    save_story(story=story, values=text, pictures=shown, version=story.version, by=house.writer, at=AT)
    story = fresh(story)
    submit_story(story=story, version=story.version, by=house.writer, at=AT)
    for who in (house.editor, house.approver):
        pass_story(decision=asked(story), by=who, at=at)
    return fresh(story)


def correct(house: House, story: Story, text: str, at: datetime = LATER) -> None:
    """Say what was wrong with a story."""
    correct_story(story=story, text=text, version=fresh(story).version, by=house.approver, at=at)


def withdraw(house: House, story: Story) -> None:
    """Take a story off."""
    withdraw_story(story=story, reason="Chưa hỏi ý kiến người trong ảnh.", by=house.approver, at=LATER)
