"""Who is offered as the one to decide by a link: those who may, and of the others why they may not."""

import pytest
from django.urls import reverse

from loa.newsroom.actions import make_decision_link, save_story, submit_story, write_story
from loa.newsroom.choices import StoryState
from loa.newsroom.models import Story, UnitRule
from loa.newsroom.permissions import can_decide
from loa.newsroom.queries.people import who_may_decide
from loa.newsroom.tests.factories import AT, asked, criticism, fresh, make_story, person, values
from loa.people.actions import assign_role
from loa.people.choices import Role
from loa.people.models import RoleAssignment

pytestmark = pytest.mark.django_db
TODAY = AT.date()


def offered(story):
    found = who_may_decide(asked(story), TODAY)
    assert all(can_decide(one, asked(story), TODAY) for one in found.people)
    assert not any(can_decide(one, asked(story), TODAY) for one, _ in found.others)
    return {one.username for one in found.people}, {one.username: why for one, why in found.others}


def test_who_changed_the_text_last_is_not_offered_to_approve_it(house):
    second = person(house.section.approver, Role.LEADER, "lanh-dao")
    story = make_story(house, StoryState.APPROVAL)
    assert offered(story) == ({"nguoi-duyet", "lanh-dao"}, {})
    Story.objects.filter(pk=story.pk).update(edited_by=second)
    assert offered(story) == ({"nguoi-duyet"}, {"lanh-dao": "sửa bản này sau cùng"})


def test_whose_legal_opinion_stands_is_not_offered_to_approve(house):
    assign_role(user=house.lawyer, unit=house.section.approver, role=Role.APPROVER, by=None, at=AT)
    story = make_story(house, StoryState.APPROVAL, values=criticism())
    assert offered(story) == ({"nguoi-duyet"}, {"phap-ly": "đã cho ý kiến pháp lý về bản này"})


def test_a_unit_s_editor_who_mended_the_text_may_pass_it_and_its_author_may_not(house):
    UnitRule.objects.create(unit=house.unit, editor_first=True, set_at=AT)
    editor = person(house.unit, Role.EDITOR, "bien-tap-xa")
    story = make_story(house, StoryState.UNIT_EDITOR)
    save_story(story=story, values=values(title="Gọn hơn"), version=story.version, by=editor, at=AT)
    assert offered(fresh(story)) == ({"bien-tap-xa"}, {"nguoi-viet": "đã viết và gửi bản này"})


def test_at_the_desk_the_author_is_offered_only_where_it_has_nobody_else(house):
    desk = house.section.desk
    story = write_story(unit=desk, section=house.section, values=values(), by=house.editor, at=AT)
    submit_story(story=story, version=story.version, by=house.editor, at=AT)
    assert offered(story) == ({"bien-tap"}, {})
    person(desk, Role.DEPUTY, "bien-tap-hai")
    assert offered(story) == ({"bien-tap-hai"}, {"bien-tap": "đã viết và gửi bản này"})


def test_who_holds_the_role_today_is_offered(house):
    story = make_story(house, StoryState.APPROVAL)
    RoleAssignment.objects.filter(user=house.approver).update(held_until=TODAY)
    assert offered(story) == (set(), {})


def test_the_page_says_why_somebody_is_not_among_them_and_a_link_is_made_for_each_who_is(client, house):
    second = person(house.section.approver, Role.LEADER, "lanh-dao")
    story = make_story(house, StoryState.APPROVAL)
    Story.objects.filter(pk=story.pk).update(edited_by=second)
    client.force_login(house.editor)
    shown = client.get(reverse("newsroom:make_link", args=[story.pk])).text
    assert f'<option value="{second.pk}"' not in shown
    assert "lanh-dao (sửa bản này sau cùng)" in shown
    for one in who_may_decide(asked(story), TODAY).people:
        assert make_decision_link(decision=asked(story), person=one, by=house.editor, at=AT)


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_whoever_is_asked(house, count, django_assert_num_queries):
    for number in range(count):
        person(house.section.approver, Role.LEADER, f"lanh-dao-{number}")
    question = asked(make_story(house, StoryState.APPROVAL, values=criticism()))
    with django_assert_num_queries(2):
        who_may_decide(question, TODAY)
