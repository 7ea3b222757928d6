"""Stories as readers get them: where their picture stands, and how one finds them."""

import pytest

from loa.newsroom.actions import pass_story, save_story, submit_story
from loa.newsroom.choices import StoryState
from loa.newsroom.tests.factories import AT, asked, fresh, make_house, make_story, values
from loa.pictures.tests.factories import picture

pytestmark = pytest.mark.django_db


def published(pictures):
    house = make_house()
    story = make_story(house)
    told = [(one, "Chú thích") for one in pictures]
    save_story(story=story, values=values(), pictures=told, version=story.version, by=house.writer, at=AT)
    story = fresh(story)
    submit_story(story=story, version=story.version, by=house.writer, at=AT)
    for who in (house.editor, house.approver):
        pass_story(decision=asked(story), by=who, at=AT)
    story = fresh(story)
    assert story.state == StoryState.PUBLISHED
    return story


@pytest.mark.parametrize(("pictures", "order"), [(0, "t"), (1, "pt"), (2, "tpp")])
def test_the_only_picture_of_a_story_opens_it(client, pictures, order):
    story = published([picture(None, name=f"Ảnh {number}") for number in range(pictures)])
    assert "".join(block.block_type[0] for block in story.in_reading_order) == order
    shown = client.get(f"/tin-bai/{story.slug}/").text
    assert shown.count('fetchpriority="high"') == (pictures == 1)
    assert shown.count('loading="lazy"') == (pictures if pictures > 1 else 0)


def test_the_menu_of_the_site_leads_to_the_stories(client):
    story = published([])
    assert '<a href="/tin-bai/">Tin, bài</a>' in client.get("/").text
    assert '<a href="/tin-bai/" aria-current="page">' in client.get("/tin-bai/").text
    assert '<a href="/tin-bai/" aria-current="true">' in client.get(f"/tin-bai/{story.slug}/").text
