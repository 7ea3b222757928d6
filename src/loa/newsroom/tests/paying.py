"""Stories that went out on a day, and who pays for them."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from loa.newsroom.actions import set_fee_rate
from loa.newsroom.choices import StoryState
from loa.newsroom.models import FeeRate, Story
from loa.newsroom.tests.factories import House, fresh, make_story
from loa.people.models import User

# The day after the month in which the house's stories go out.
AFTER = datetime(2024, 4, 2, 2, 0, tzinfo=UTC)
MARCH = date(2024, 3, 1)


def rate(house: House, by: User, amount: int = 80_000, kind: str = "news", day: date = date(2024, 1, 1)) -> FeeRate:
    """Set what the house's owner pays for a kind."""
    owner = house.section.owner
    return set_fee_rate(owner=owner, kind=kind, amount=amount, valid_from=day, basis="Quy chế mẫu", by=by, at=AFTER)


def out(house: House, title: str, *, day: int = 15, **fields: Any) -> Story:
    """Store a story that went out on a day of March."""
    story = make_story(house, StoryState.PUBLISHED, title=title, **fields)
    at = datetime(2024, 3, day, 2, 0, tzinfo=UTC)
    Story.objects.filter(pk=story.pk).update(first_published_at=at, last_published_at=at + timedelta(days=1))
    return fresh(story)
