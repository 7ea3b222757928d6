"""Links by which one person answers one question: a digest is kept, they work once, and end with day, role and text."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from loa.newsroom.actions import LinkRefused, StoryRefused, decide_by_link, make_decision_link, save_story
from loa.newsroom.choices import Stage, StoryState, Way
from loa.newsroom.models import DecisionLink
from loa.newsroom.tests.factories import AT, asked, fresh, make_story, person, values
from loa.people.choices import Role
from loa.people.models import AuditEntry, RoleAssignment
from loa.people.rules import digest_of

pytestmark = pytest.mark.django_db
TODAY = AT.date()


def link(house, story, **fields):
    told = {"decision": asked(story), "person": house.approver, "by": house.editor, "at": AT, **fields}
    return make_decision_link(**told)


def test_of_a_link_only_the_digest_is_kept_and_it_lives_two_days_longer_than_its_question(house):
    story = make_story(house, StoryState.APPROVAL)
    secret = link(house, story)
    kept = DecisionLink.objects.get()
    assert kept.digest == digest_of(secret)
    assert asked(story).due_on == date(2024, 3, 18)
    assert kept.until.date() == date(2024, 3, 20)
    assert secret not in str(AuditEntry.objects.values_list("details", flat=True))
    assert len(secret) >= 43


def test_a_link_made_anew_ends_the_one_before(house):
    story = make_story(house, StoryState.APPROVAL)
    first, second = link(house, story), link(house, story, at=AT + timedelta(minutes=1))
    with pytest.raises(LinkRefused, match="hết hạn"):
        decide_by_link(secret=first, passed=True, note="", at=AT + timedelta(minutes=2))
    assert decide_by_link(secret=second, passed=True, note="", at=AT + timedelta(minutes=2)).live


def test_a_link_that_is_refused_for_what_the_story_lacks_can_be_used_again(house):
    story = make_story(house, StoryState.APPROVAL)
    secret = link(house, story)
    with pytest.raises(StoryRefused, match="bổ sung"):
        decide_by_link(secret=secret, passed=False, note=" ", at=AT)
    decide_by_link(secret=secret, passed=False, note="Thiếu số liệu.", at=AT)
    said = story.decisions.get(stage=Stage.APPROVAL)
    assert (said.by, said.way, said.note) == (house.approver, Way.LINK, "Thiếu số liệu.")


def test_a_link_decides_nothing_for_whoever_lost_the_role_or_the_account(house):
    story = make_story(house, StoryState.APPROVAL)
    secret = link(house, story)
    RoleAssignment.objects.filter(user=house.approver).update(held_until=TODAY)
    with pytest.raises(LinkRefused, match="không quyết định được"):
        decide_by_link(secret=secret, passed=True, note="", at=AT)
    RoleAssignment.objects.filter(user=house.approver).update(held_until=None)
    house.approver.is_active = False
    house.approver.save()
    with pytest.raises(LinkRefused, match="không quyết định được"):
        decide_by_link(secret=secret, passed=True, note="", at=AT)
    assert not fresh(story).live


def test_a_link_for_the_desk_does_not_pass_what_was_mended_since_it_was_opened(house):
    story = make_story(house, StoryState.DESK)
    other = person(house.section.desk, Role.DEPUTY, "bien-tap-hai")
    secret = link(house, story, person=other)
    save_story(story=story, values=values(title="Mới sửa"), version=story.version, by=house.editor, at=AT)
    with pytest.raises(LinkRefused, match="vừa được sửa"):
        decide_by_link(secret=secret, passed=True, note="", version=story.version, at=AT)
    decide_by_link(secret=secret, passed=True, note="", version=fresh(story).version, at=AT)
    assert fresh(story).state == StoryState.APPROVAL


def test_links_are_handed_out_by_the_desk_and_the_asked_to_those_who_could_decide(house):
    story = make_story(house, StoryState.APPROVAL)
    for who in (house.writer, house.lawyer):
        with pytest.raises(PermissionDenied):
            link(house, story, by=who)
    with pytest.raises(StoryRefused) as refused:
        link(house, story, person=house.editor)
    assert refused.value.field == "person"
    assert not DecisionLink.objects.exists()


def test_a_browser_that_tells_no_origin_can_decide_by_a_link(house):
    """The page says to send no referrer; a browser then sends `Origin: null` with the form, which no token survives."""
    story = make_story(house, StoryState.APPROVAL)
    address = reverse("news:decide", args=[link(house, story)])
    browser = Client(enforce_csrf_checks=True)
    shown = browser.get(address)
    assert (shown["Referrer-Policy"], shown.cookies.keys()) == ("no-referrer", {}.keys())
    given = {"answer": "dong-y", "version": story.version}
    assert browser.post(address, given, headers={"origin": "null"}).status_code == 200
    assert fresh(story).live
