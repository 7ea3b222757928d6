"""What a unit brings on its channel: it finds the story, is told of it, says what became of it; drafts stay hidden."""

from datetime import timedelta

import pytest
from django.urls import reverse

from loa.base.clock import now
from loa.newsroom.actions import correct_story
from loa.newsroom.choices import OutputState, StoryState
from loa.newsroom.models import Output, Story
from loa.newsroom.permissions import can_see_story, stories_seen
from loa.newsroom.tests.factories import AT, make_house, make_story, person
from loa.newsroom.tests.test_following import channel, loud
from loa.people.choices import Role
from loa.people.models import User
from loa.tasks.tests.factories import make_units

pytestmark = pytest.mark.django_db
TODAY = AT.date()


@pytest.fixture
def house(db):
    return make_house()


@pytest.fixture
def neighbour(house):
    """Another commune than the story's, on whose loudspeakers it shall go out."""
    return make_units(2)[1]


@pytest.fixture
def announcer(neighbour):
    return person(neighbour, Role.FOCAL, "phat-thanh")


def sees(user, story):
    user, story = User.objects.get(pk=user.pk), Story.objects.get(pk=story.pk)
    seen = can_see_story(user, story, TODAY)
    assert stories_seen(user, TODAY).filter(pk=story.pk).exists() is seen or story.state == StoryState.PUBLISHED
    return seen


def test_a_unit_sees_what_it_brings_once_it_was_decided_on_and_no_draft(house, neighbour, announcer):
    going = make_story(house, StoryState.DESK)
    loud(house, going, unit=neighbour)
    assert not sees(announcer, going)
    waiting = make_story(house, StoryState.APPROVED, go_live_at=now() + timedelta(days=2), title="Tin chờ giờ")
    assert waiting.state == StoryState.APPROVED
    assert not sees(announcer, waiting)
    loud(house, waiting, unit=neighbour)
    assert sees(announcer, waiting)
    assert not sees(person(make_units(3)[2], Role.FOCAL, "nguoi-la"), waiting)


def test_who_was_given_it_finds_it_first_thing_and_says_it_went_out(client, house, neighbour, announcer):
    story = make_story(house, StoryState.PUBLISHED)
    output = loud(house, story, unit=neighbour, due_at=AT - timedelta(hours=1))
    loud(house, make_story(house, StoryState.APPROVED, go_live_at=now() + timedelta(days=2)), unit=neighbour)
    client.force_login(announcer)
    address = reverse("newsroom:story", args=[story.pk])
    assert "1 tin, bài cần đưa lên kênh" in client.get(reverse("desk:work")).text
    room = client.get(reverse("newsroom:home")).text
    assert f'<a href="{address}#dau-ra">' in room
    assert "Quá giờ 08:00 15/03/2024" in room
    assert "chờ tin, bài đến giờ đăng" in room, "told of in the room, but nothing can be done yet"
    assert client.get(address).status_code == 200
    move = reverse("newsroom:move_output", args=[story.pk, output.pk])
    client.post(move, {"to": OutputState.SENT})
    assert Output.objects.get(pk=output.pk).state == OutputState.SENT
    assert "cần đưa lên kênh" not in client.get(reverse("desk:work")).text


def test_it_is_told_of_a_correction_that_has_to_follow(client, house, neighbour, announcer):
    story = make_story(house, StoryState.PUBLISHED)
    output = loud(house, story, unit=neighbour)
    client.force_login(announcer)
    for to in (OutputState.SENT, OutputState.CONFIRMED):
        client.post(reverse("newsroom:move_output", args=[story.pk, output.pk]), {"to": to})
    story = Story.objects.get(pk=story.pk)
    correct_story(story=story, text="Sai ngày", version=story.version, by=house.approver, at=AT)
    assert "1 đính chính, gỡ cần làm theo trên kênh" in client.get(reverse("desk:work")).text


def test_the_desk_gives_it_to_somebody_of_that_unit_alone(client, house, neighbour, announcer):
    story = make_story(house, StoryState.PUBLISHED)
    client.force_login(house.editor)
    address = reverse("newsroom:set_output", args=[story.pk])
    page = client.get(address).text
    assert "phat-thanh, UBND xã Mẫu 2" in page
    typed = {"channel": channel().pk, "unit": house.unit.pk, "text": "", "due_at": "", "assignee": announcer.pk}
    refused = client.post(address, typed)
    assert "Người này không ở đơn vị phát đã chọn" in refused.text
    client.post(address, {**typed, "unit": neighbour.pk})
    assert Output.objects.get(story=story, unit=neighbour).assignee == announcer


def test_an_approval_is_recalled_and_a_story_laid_aside_taken_up_again(client, house):
    story = make_story(house, StoryState.APPROVED, go_live_at=now() + timedelta(days=2))
    client.force_login(house.approver)
    page, recall = reverse("newsroom:story", args=[story.pk]), reverse("newsroom:recall", args=[story.pk])
    assert "Dừng đăng tin, bài chờ giờ" in client.get(page).text
    assert client.post(recall, {"text": ""}).status_code == 422
    client.post(recall, {"text": "Sai ngày họp"})
    story = Story.objects.get(pk=story.pk)
    assert story.state == StoryState.RETURNED
    client.force_login(house.writer)
    assert "Sai ngày họp" in client.get(page).text
    client.post(reverse("newsroom:drop", args=[story.pk]), {"text": "Trùng tin"})
    assert "Dùng lại tin, bài này" in client.get(page).text
    client.post(reverse("newsroom:restore", args=[story.pk]))
    assert Story.objects.get(pk=story.pk).state == StoryState.DRAFT
