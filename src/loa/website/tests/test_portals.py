"""A site for every unit at its own host: whose stories it shows, and what happens at hosts nobody serves."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import GroupPagePermission, Page

from loa.newsroom.actions import pass_story, submit_story
from loa.newsroom.models import Section, Story
from loa.newsroom.tests.factories import AT, House, asked, fresh, make_house, make_story
from loa.people.choices import Extent, Role, Tier, UnitKind
from loa.people.models import AuditEntry, ChangeEvent, ChangeLink, RoleAssignment, Unit, UnitVersion, User
from loa.plans.tests.factories import make_plan
from loa.website.actions import (
    PortalRefused,
    PortalValues,
    change_portal,
    match_editors,
    open_portal,
    subscribe,
    unsubscribe,
)
from loa.website.models import HomePage, InformationPage, Portal, Subscription
from loa.website.tests.pages import page, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> House:
    return make_house()


@pytest.fixture
def administrator() -> User:
    return User.objects.create_superuser(username="quan-tri", password="x")


def opened(unit: Unit, by: User, host: str, *, main: bool = False) -> Portal:
    values = PortalValues(name=f"Trang {host}", hotline="0233 000 000")
    return open_portal(unit=unit, values=values, hostname=host, port=80, main=main, by=by, at=AT)


def published(house: House, title: str) -> Story:
    story = make_story(house, title=title)
    submit_story(story=story, version=story.version, by=house.writer, at=AT)
    for who in (house.editor, house.approver):
        pass_story(decision=asked(story), by=who, at=AT)
    return fresh(story)


def read(client, host: str, address: str = "/tin-bai/") -> str:
    return client.get(address, headers={"host": host}).text


def keeper(unit: Unit) -> User:
    user = User.objects.create_user(username=f"giu-{unit.key}", password="x", home_unit=unit)
    RoleAssignment.objects.create(user=user, unit=unit, role=Role.EDITOR, held_from=date(2020, 1, 1))
    return user


def other_unit(key: str, name: str, until: date | None = None) -> Unit:
    unit = Unit.objects.create(key=key, kind=UnitKind.COMMITTEE, tier=Tier.COMMUNE)
    UnitVersion.objects.create(unit=unit, name=name, valid_from=date(2010, 1, 1), valid_until=until, source="phép thử")
    return unit


def test_a_commune_shows_what_it_tells_and_another_nothing_of_it(client, house, administrator):
    stranger = other_unit("xa-khac", "UBND xã Khác")
    opened(house.section.owner, administrator, "localhost", main=True)
    opened(house.unit, administrator, "xa.localhost")
    opened(stranger, administrator, "khac.localhost")
    story = published(house, "Xã mở điểm hướng dẫn")

    assert story.title in read(client, "localhost")
    assert story.title in read(client, "xa.localhost")
    assert story.title in read(client, "xa.localhost", "/")
    assert story.title not in read(client, "khac.localhost")
    assert story.title not in read(client, "khac.localhost", "/")


def test_a_story_has_one_address_wherever_it_is_read(client, house, administrator):
    opened(house.section.owner, administrator, "localhost", main=True)
    opened(house.unit, administrator, "xa.localhost")
    opened(other_unit("xa-khac", "UBND xã Khác"), administrator, "khac.localhost")
    story = published(house, "Một bài")
    canonical = f'<link rel="canonical" href="http://localhost/tin-bai/{story.slug}/">'

    for host in ("localhost", "xa.localhost"):
        assert canonical in read(client, host, f"/tin-bai/{story.slug}/")
    elsewhere = client.get(f"/tin-bai/{story.slug}/", headers={"host": "khac.localhost"})
    assert (elsewhere.status_code, elsewhere["Location"]) == (301, f"http://localhost/tin-bai/{story.slug}/")


def test_what_no_site_tells_is_read_on_the_main_one(client, house, administrator):
    opened(other_unit("huyen-khac", "UBND huyện Khác"), administrator, "localhost", main=True)
    opened(other_unit("xa-khac", "UBND xã Khác"), administrator, "khac.localhost")
    story = published(house, "Bài của nơi chưa có trang")
    path = f"/tin-bai/{story.slug}/"

    assert story.title in read(client, "localhost", path)
    elsewhere = client.get(path, headers={"host": "khac.localhost"})
    assert (elsewhere.status_code, elsewhere["Location"]) == (301, f"http://localhost{path}")
    assert story.title not in read(client, "localhost")


def test_a_subscription_shows_a_section_elsewhere_until_it_ends(client, house, administrator):
    far = other_unit("xa-khac", "UBND xã Khác")
    opened(house.section.owner, administrator, "localhost", main=True)
    there = opened(far, administrator, "khac.localhost")
    story, by = published(house, "Tin chung của huyện"), keeper(far)

    for _ in range(2):
        subscribe(portal=there, section=house.section, by=by, at=AT)
    assert Subscription.objects.count() == 1
    assert story.title in read(client, "khac.localhost")
    told = read(client, "khac.localhost", f"/tin-bai/{story.slug}/")
    assert f'Bài của <a href="http://localhost/tin-bai/{story.slug}/">Trang localhost</a>' in told
    assert house.section.name in read(client, "khac.localhost", f"/chuyen-muc/{house.section.slug}/")

    unsubscribe(subscription=Subscription.objects.get(), by=by, at=AT)
    assert story.title not in read(client, "khac.localhost")


def test_stories_go_upwards_by_the_unit_that_tells_them(client, house, administrator):
    above = other_unit("tinh", "UBND tỉnh")
    there = opened(above, administrator, "tinh.localhost")
    story = published(house, "Tin của xã")
    assert story.title not in read(client, "tinh.localhost")

    subscribe(portal=there, unit=house.unit, by=keeper(above), at=AT)

    assert story.title in read(client, "tinh.localhost")


def test_of_two_sections_with_one_address_each_is_reached(client, house, administrator):
    far = other_unit("xa-khac", "UBND xã Khác")
    there = opened(far, administrator, "khac.localhost")
    own = Section.objects.create(
        owner=far, slug=house.section.slug, name="Tin xã", desk=far, approver=far, valid_from=date(2020, 1, 1)
    )
    subscribe(portal=there, section=house.section, by=keeper(far), at=AT)

    assert "<h1>Tin xã</h1>" in read(client, "khac.localhost", f"/chuyen-muc/{own.slug}/")
    shown = read(client, "khac.localhost", f"/chuyen-muc/{own.slug}-{house.section.pk}/")
    assert f"<h1>{house.section.name}</h1>" in shown


def test_a_host_nobody_serves_says_so_and_leads_to_the_main_site(client, house, administrator):
    opened(house.section.owner, administrator, "localhost", main=True)

    answer = client.get("/", headers={"host": "khong-co.localhost"})

    assert answer.status_code == 404
    assert "Không có trang thông tin nào ở địa chỉ này" in answer.text
    assert 'href="http://localhost"' in answer.text
    assert client.get("/", headers={"host": "127.0.0.1"}).status_code == 200


def test_the_successor_shows_what_those_before_it_told_and_says_that_they_ended(client, house, administrator):
    story = published(house, "Tin của xã cũ")
    new = other_unit("xa-moi", "UBND xã Mới")
    UnitVersion.objects.filter(unit=house.unit).update(valid_until=date(2024, 3, 10))
    act = ChangeEvent.objects.create(on=date(2024, 3, 10), legal_act="Nghị quyết 1/NQ-X")
    ChangeLink.objects.create(event=act, from_unit=house.unit, to_unit=new, extent=Extent.WHOLE)
    opened(new, administrator, "moi.localhost")
    opened(house.unit, administrator, "cu.localhost")

    told = text_of(read(client, "moi.localhost", f"/tin-bai/{story.slug}/"))
    assert "đã kết thúc hoạt động từ ngày&nbsp;10/03/2024, theo Nghị quyết 1/NQ-X." in told
    assert "Việc hiện nay hỏi: UBND xã Mới." in told
    kept = read(client, "cu.localhost", "/")
    assert "Trang này được giữ để tra cứu." in kept
    assert 'Việc hiện nay hỏi: <a href="http://moi.localhost/">UBND xã Mới</a>.' in kept

    # The site of a body that told nothing says what it keeps, and nothing of the plans of others.
    make_plan()
    silent = other_unit("xa-cu-hai", "UBND xã Cũ Hai", until=date(2024, 3, 10))
    ChangeLink.objects.create(event=act, from_unit=silent, to_unit=new, extent=Extent.WHOLE)
    site = opened(silent, administrator, "cu-hai.localhost")
    site.site.root_page.add_child(instance=InformationPage(title="Giới thiệu", slug="gioi-thieu", body="<p>a</p>"))
    front = read(client, "cu-hai.localhost", "/")
    assert "<h1>Trang cu-hai.localhost</h1>" in front
    assert '<a href="/gioi-thieu/">Giới thiệu</a>' in front
    assert "Kế hoạch tuyên truyền" not in text_of(front)


def test_only_who_runs_the_installation_opens_a_site(house):
    with pytest.raises(PermissionDenied):
        opened(house.unit, house.editor, "xa.localhost")
    assert not Portal.objects.exists()


@pytest.mark.parametrize(
    "host", ["", "có dấu.vn", "a b.vn", "-a.vn", "a..vn", "a" * 64 + ".vn", "a.vn/x", "http://a.vn"]
)
def test_a_host_that_is_none_is_refused(house, administrator, host):
    with pytest.raises(PortalRefused, match="Tên miền") as refused:
        opened(house.unit, administrator, host)
    assert refused.value.field == "hostname"
    assert HomePage.objects.count() == 1


def test_a_host_or_unit_that_has_a_site_is_refused_and_nothing_of_it_stays(house, administrator):
    opened(house.unit, administrator, "xa.localhost")
    for unit, host in ((other_unit("x", "UBND xã X"), "xa.localhost"), (house.unit, "hai.localhost")):
        with pytest.raises(PortalRefused, match="đã có trang"):
            opened(unit, administrator, host)
    assert (Portal.objects.count(), HomePage.objects.count()) == (1, 2)
    assert AuditEntry.objects.filter(action="website.open_portal").count() == 1


def test_of_two_who_change_a_site_the_second_is_told(house, administrator):
    portal, by = opened(house.unit, administrator, "xa.localhost"), keeper(house.unit)
    change_portal(portal=portal, values=PortalValues(name="Tên mới"), version=0, by=by, at=AT)

    with pytest.raises(PortalRefused, match="Có người vừa sửa"):
        change_portal(portal=portal, values=PortalValues(name="Tên khác"), version=0, by=by, at=AT)
    with pytest.raises(PermissionDenied):
        change_portal(portal=portal, values=PortalValues(name="Tên khác"), version=1, by=house.approver, at=AT)
    assert Portal.objects.get().name == "Tên mới"


def test_who_keeps_a_site_edits_its_branch_alone_as_long_as_the_role_is_held(house, administrator):
    one = opened(house.unit, administrator, "xa.localhost")
    opened(other_unit("xa-khac", "UBND xã Khác"), administrator, "khac.localhost")
    by = keeper(house.unit)

    assert match_editors(AT) >= 1
    assert match_editors(AT) == 0
    branches = GroupPagePermission.objects.filter(group__in=by.groups.all()).values_list("page", flat=True)
    assert set(branches) == {one.site.root_page_id}
    may = [page.pk for page in Page.objects.all() if page.permissions_for_user(User.objects.get(pk=by.pk)).can_edit()]
    assert may == [one.site.root_page_id]

    RoleAssignment.objects.filter(user=by).update(held_until=AT.date())
    assert match_editors(AT) >= 1
    assert not User.objects.get(pk=by.pk).groups.exists()


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("address", "queries"), [("/", 15), ("/tin-bai/", 10)])
def test_a_site_costs_the_same_statements_for_any_number_of_stories(
    client, house, administrator, django_assert_num_queries, count, address, queries
):
    opened(house.section.owner, administrator, "localhost", main=True)
    for number in range(count):
        published(house, f"Bài {number}")
    read(client, "localhost", address)

    # Eight of them ask whose site this is, two of the front page whose documents it shows: where the page cache is on,
    # once for each generation of pages.
    with django_assert_num_queries(queries):
        assert page(client, address)
