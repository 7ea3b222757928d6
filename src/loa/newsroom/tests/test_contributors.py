"""A contributor's link is renewed, and the roster tells what each sent and what came of it."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from loa.newsroom.actions import (
    TipRefused,
    TipValues,
    end_contributor,
    invite_contributor,
    renew_contributor,
    send_tip_by_link,
)
from loa.newsroom.choices import StoryState
from loa.newsroom.models import Contributor, Story
from loa.newsroom.tests.factories import AT, make_story
from loa.newsroom.tests.test_desk_pages import page
from loa.people.models import AuditEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def invited(house):
    return invite_contributor(unit=house.unit, name="Bà Mẫu", phone="0000001234", by=house.writer, at=AT)


def link(secret):
    return f"/tin-bai/gui/{secret}/"


def test_a_renewed_link_is_shown_once_and_the_old_one_opens_nothing(client, house, invited, settings):
    settings.LOA_TODAY = AT.date()
    one, old = invited
    client.force_login(house.writer)
    address = reverse("newsroom:contributor", args=[one.pk])
    assert address in page(client, reverse("newsroom:contributors"))
    sent = client.post(reverse("newsroom:renew_contributor", args=[one.pk]), {"until": "2024-04-30"})
    assert sent.status_code == 200
    new = re.search(r"/tin-bai/gui/([\w-]{40,})/", sent.content.decode())[1]
    assert "30/04/2024" in sent.content.decode()
    shown = page(client, address)
    assert new not in shown
    assert "0000001234" not in shown
    client.logout()
    assert client.get(link(old)).status_code == 404
    assert client.get(link(new)).status_code == 200
    assert AuditEntry.objects.get(action="newsroom.renew_contributor").details == {
        "unit": house.unit.key, "until": "2024-04-30",
    }  # fmt: skip


def test_one_that_was_ended_comes_to_life_and_a_day_too_far_is_told(client, house, invited, settings):
    settings.LOA_TODAY = AT.date()
    one, _ = invited
    end_contributor(contributor=one, by=house.writer, at=AT)
    client.force_login(house.writer)
    address = reverse("newsroom:renew_contributor", args=[one.pk])
    wrong = client.post(address, {"until": "2026-04-30"})
    assert wrong.status_code == 422
    assert "đến trong một năm" in wrong.content.decode()
    assert Contributor.objects.get().ended_at is not None
    assert client.get(address).status_code == 302
    client.post(address)
    kept = Contributor.objects.get()
    assert (kept.ended_at, kept.until) == (None, AT.date() + timedelta(days=90))


def test_only_who_writes_for_the_unit_renews(house, invited):
    with pytest.raises(PermissionDenied):
        renew_contributor(contributor=invited[0], by=house.editor, at=AT)
    with pytest.raises(TipRefused):
        renew_contributor(contributor=invited[0], until=AT.date() - timedelta(days=1), by=house.writer, at=AT)


def test_the_roster_tells_what_each_sent_and_what_went_out(client, house, invited):
    one, _ = invited
    for number in (1, 2):
        send_tip_by_link(contributor=one, values=TipValues(title=f"Việc {number}"), at=AT)
    story = make_story(house, StoryState.PUBLISHED)
    Story.objects.filter(pk=story.pk).update(contributor=one)
    client.force_login(house.writer)
    assert "Đã gửi 2 tin, 1 tin, bài đã đăng" in page(client, reverse("newsroom:contributors"))
    shown = page(client, reverse("newsroom:contributor", args=[one.pk]))
    assert story.title in shown
    assert "Việc 2" in shown
    client.force_login(house.editor)
    assert client.get(reverse("newsroom:contributor", args=[one.pk])).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_roster_costs_the_same_whatever_its_rows(client, house, rows, django_assert_num_queries):
    for number in range(rows):
        one, _ = invite_contributor(unit=house.unit, name=f"Bà {number}", by=house.writer, at=AT)
        send_tip_by_link(contributor=one, values=TipValues(title="Việc"), at=AT)
    client.force_login(house.writer)
    with django_assert_num_queries(6):
        client.get(reverse("newsroom:contributors"))
    with django_assert_num_queries(8):
        client.get(reverse("newsroom:contributor", args=[one.pk]))
