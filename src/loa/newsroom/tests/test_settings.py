"""Who edits and decides in a section, how stories leave a unit, and what the public list shows by month."""

from datetime import date

import pytest
from django.urls import reverse

from loa.newsroom.actions import StoryRefused, keep_section, set_unit_rule, submit_story
from loa.newsroom.choices import StoryState
from loa.newsroom.models import Section, UnitRule
from loa.newsroom.tests.factories import AT, fresh, make_story, office, person
from loa.people.choices import Role, UnitKind
from loa.people.models import AuditEntry, Unit
from loa.plans.tests.factories import district
from loa.tasks.tests.factories import make_units

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(house):
    return person(district(), Role.ADMINISTRATOR, "quan-tri-huyen")


def typed(house, **fields):
    asked = {"desk": house.section.desk_id, "approver": house.section.approver_id, "days_to_edit": 3}
    told = {"owner": house.section.owner_id, "name": "Chỉ số", "slug": "chi-so", "position": 2}
    return {**asked, **told, "days_to_approve": 1, "valid_from": "01/01/2024", **fields}


def test_the_keeper_opens_and_changes_a_section(client, house, keeper):
    client.force_login(keeper)
    assert client.get(reverse("sections:add")).status_code == 200
    sent = client.post(reverse("sections:add"), typed(house))
    assert sent.status_code == 302, sent.context["form"].errors
    made = Section.objects.get(slug="chi-so")
    assert (made.owner, made.desk, made.days_to_edit) == (district(), house.section.desk, 3)
    sent = client.post(reverse("sections:edit", args=[made.pk]), typed(house, name="Các chỉ số"))
    assert sent.status_code == 302, sent.context["form"].errors
    assert Section.objects.get(slug="chi-so").name == "Các chỉ số"
    assert AuditEntry.objects.filter(action="newsroom.keep_section", by=keeper).count() == 2
    assert "Các chỉ số" in client.get(reverse("sections:index")).content.decode()


def test_what_cannot_be_is_said_at_its_field(client, house, keeper):
    client.force_login(keeper)
    answer = client.post(reverse("sections:add"), typed(house, days_to_edit=90))
    assert "Số ngày làm việc từ 1 đến 30." in answer.content.decode()
    assert "Chỉ số" in answer.content.decode()
    again = client.post(reverse("sections:add"), typed(house, slug=house.section.slug))
    assert again.status_code == 200
    assert Section.objects.count() == 1


def test_an_invited_body_is_not_asked(house, keeper):
    outside = office("mat-tran-mau", "Mặt trận Mẫu")
    Unit.objects.filter(pk=outside.pk).update(kind=UnitKind.OUTSIDE)
    section = house.section
    section.desk = Unit.objects.get(pk=outside.pk)
    with pytest.raises(StoryRefused, match="chỉ được mời phối hợp"):
        keep_section(section, by=keeper, at=AT)


def test_a_section_stays_with_its_owner(house, keeper):
    section = house.section
    section.owner = house.section.desk
    with pytest.raises(StoryRefused, match="không chuyển sang đơn vị khác"):
        keep_section(section, by=keeper, at=AT)


def test_others_find_no_section(client, house):
    elsewhere = person(make_units(2)[1], Role.ADMINISTRATOR, "quan-tri-xa")
    client.force_login(elsewhere)
    assert client.get(reverse("sections:edit", args=[house.section.pk])).status_code == 404
    assert house.section.name not in client.get(reverse("sections:index")).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_sections_costs_the_same(client, house, keeper, rows, django_assert_max_num_queries):
    for number in range(1, rows):
        asked = {"desk": house.section.desk, "approver": house.section.approver}
        Section.objects.create(owner=district(), slug=f"muc-{number}", name="Mục", valid_from=date(2024, 1, 1), **asked)
    client.force_login(keeper)
    with django_assert_max_num_queries(15):
        client.get(reverse("sections:index"))


def test_the_head_lets_somebody_of_the_unit_pass_its_stories_first(client, house):
    head = person(house.unit, Role.LEADER, "chu-tich-xa")
    client.force_login(head)
    address = reverse("newsroom:unit_rules")
    assert "Gửi thẳng" in client.get(address).content.decode()
    assert address in client.get(reverse("newsroom:home")).content.decode()
    client.post(address, {"don-vi": house.unit.pk, "duyet": "1"})
    assert UnitRule.objects.get().editor_first
    story = make_story(house)
    submit_story(story=story, version=story.version, by=house.writer, at=AT)
    assert fresh(story).state == StoryState.UNIT_EDITOR
    client.post(address, {"don-vi": house.unit.pk, "duyet": "0"})
    assert not UnitRule.objects.get().editor_first
    assert client.post(address, {"don-vi": house.section.desk_id, "duyet": "1"}).status_code == 403
    assert client.post(address, {"don-vi": "²"}).status_code == 403


def test_who_is_no_head_says_nothing_of_it(client, house):
    client.force_login(house.editor)
    assert client.get(reverse("newsroom:unit_rules")).status_code == 403


def test_a_rule_may_be_set_twice(house):
    head = person(house.unit, Role.LEADER, "chu-tich-xa")
    for _ in range(2):
        set_unit_rule(unit=house.unit, editor_first=True, by=head, at=AT)
    assert UnitRule.objects.count() == 1


def test_the_public_list_is_narrowed_by_month(client, house):
    story = make_story(house, StoryState.PUBLISHED)
    assert story.title in client.get("/tin-bai/?thang=2024-03").content.decode()
    assert "Tháng này chưa có tin, bài nào được đăng." in client.get("/tin-bai/?thang=2024-02").content.decode()
    assert story.title in client.get("/tin-bai/?thang=khong-phai").content.decode()
