"""Stories as evidence of work: what a unit published shows it, what was withdrawn does not."""

from datetime import timedelta

import pytest
from django.urls import reverse

from loa.activities.models import Activity, Withdrawal
from loa.newsroom.actions import publish_due, withdraw_story
from loa.newsroom.choices import StoryState
from loa.newsroom.tests.factories import AT, fresh, make_story
from loa.plans.models import PeriodRule
from loa.tasks.actions import EvidenceRefused, hand_in
from loa.tasks.choices import Grade
from loa.tasks.models import Task
from loa.tasks.queries import find_obligation, obligation_sheet
from loa.tasks.queries.shelves import offer_for
from loa.tasks.tests.factories import make_work

pytestmark = pytest.mark.django_db


@pytest.fixture
def owed(house):
    first = make_work(periods=4)[0]
    Task.objects.update(rhythm=PeriodRule.objects.get(code="quy"))
    assert first.unit == house.unit
    return find_obligation(first.pk)


def offered(owed):
    return offer_for(owed, (), AT.date()).things


def send(owed, things, by):
    return hand_in(obligation=owed, note="", held=[one.reference for one in things], revision=0, by=by, at=AT)


def grade_of(owed):
    return obligation_sheet(find_obligation(owed.pk), AT.date()).grade


def withdraw(house, story):
    withdraw_story(story=story, reason="Sai thẩm quyền.", by=house.approver, at=AT)


def test_only_what_was_published_is_offered(house, owed):
    make_story(house, StoryState.APPROVAL, title="Còn chờ duyệt")
    make_story(house, StoryState.PUBLISHED, title="Đã đăng")
    assert [one.title for one in offered(owed)] == ["Đã đăng"]
    send(owed, offered(owed), house.writer)
    assert grade_of(owed) == Grade.SYSTEM


def test_what_was_withdrawn_is_neither_offered_nor_taken(house, owed, client):
    story = make_story(house, StoryState.PUBLISHED)
    things = offered(owed)
    withdraw(house, story)
    assert offered(owed) == ()
    with pytest.raises(EvidenceRefused, match="đã gỡ"):
        send(owed, things, house.writer)
    client.force_login(house.writer)
    shown = client.get(reverse("ledger:activity", args=[Activity.objects.get().pk])).text
    assert "Sai thẩm quyền." in shown


def test_what_is_withdrawn_later_shows_nothing_any_more(house, owed):
    story = make_story(house, StoryState.PUBLISHED)
    send(owed, offered(owed), house.writer)
    withdraw(house, story)
    assert grade_of(owed) == Grade.WORD
    assert Withdrawal.objects.count() == 1


def test_a_story_whose_time_on_the_site_is_over_still_shows_the_work(house, owed):
    story = make_story(house, StoryState.PUBLISHED)
    story.expire_at = AT + timedelta(hours=1)
    story.save(update_fields=["expire_at"])
    publish_due(at=AT + timedelta(hours=2))
    assert fresh(story).state == StoryState.WITHDRAWN
    assert len(offered(owed)) == 1
