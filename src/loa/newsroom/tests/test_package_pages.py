"""The pages of a month's guidance: its owner writes and issues it, communes take it, copy from it and say so."""

from datetime import date

import pytest
from django.urls import reverse

from loa.activities.models import Activity, Channel, Topic
from loa.newsroom.actions import ItemValues, PackageRefused, issue_package, take_package, use_item
from loa.newsroom.choices import ItemKind, StoryState
from loa.newsroom.models import Package, Section, Story
from loa.newsroom.queries.packages import communes_below, own_units_for
from loa.newsroom.tests.factories import AT, make_house, make_story, office, person
from loa.newsroom.tests.test_packages import TODAY, draft
from loa.people.choices import Role, Tier, UnitKind
from loa.people.models import RoleAssignment, Unit, UnitVersion
from loa.pictures.actions import make_renditions
from loa.pictures.choices import Consent
from loa.pictures.tests.factories import picture
from loa.plans.tests.factories import district
from loa.tasks.tests.factories import make_units

pytestmark = pytest.mark.django_db
LIMIT = 100_000


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr("loa.base.clock.now", lambda: AT)


@pytest.fixture
def guide():
    return person(district(), Role.FOCAL, "phong-noi-vu")


@pytest.fixture
def communes():
    return make_units(3)


@pytest.fixture
def house(communes):
    return make_house(unit=communes[2])


@pytest.fixture
def officer(communes):
    return person(communes[0], Role.FOCAL, "can-bo-xa")


def page(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status, answer.content.decode()[:2000]
    text = answer.content.decode()
    assert len(text.encode()) < LIMIT
    return text


def told(**fields):
    topic = Topic.objects.get(code="procedures").pk
    return {
        "month": "2024-03",
        "theme": "Nộp hồ sơ tại nhà",
        "guidance": "Phát hai lần một tuần.",
        "due_on": "2024-03-31",
        "title_1": "Bài loa",
        "text_1": "Thưa bà con.",
        "topic_1": topic,
        "slogans": "Hồ sơ đúng hẹn\nDân đỡ đi lại",
        "slogan_topic": topic,
        **fields,
    }


def test_an_owner_writes_mends_and_issues_a_package(client, guide, communes):
    client.force_login(guide)
    page(client, reverse("newsroom:package_write"))
    assert client.post(reverse("newsroom:package_write"), told()).status_code == 302
    package = Package.objects.get()
    assert [one.title for one in package.items.all()] == ["Bài loa", "Hồ sơ đúng hẹn", "Dân đỡ đi lại"]
    again = client.post(reverse("newsroom:package_write"), told())
    assert again.status_code == 422
    assert "Tháng 03/2024 đã có hướng dẫn" in again.content.decode()
    edit = reverse("newsroom:package_edit", args=[package.pk])
    assert "Thưa bà con." in page(client, edit)
    assert client.post(edit, told(version=0, text_1="Thưa bà con trong xã.")).status_code == 302
    late = client.post(edit, told(version=0, theme="Bản sau"))
    assert late.status_code == 422
    assert "đã có người sửa" in late.content.decode()
    assert "Bản sau" in late.content.decode()
    issue = reverse("newsroom:package_issue", args=[package.pk])
    assert client.post(issue, {"version": 0}).status_code == 422
    assert client.post(issue, {"version": 1}).status_code == 302
    assert "0 trên 3 đơn vị đã nhận" in page(client, reverse("newsroom:package", args=[package.pk]))
    assert client.get(edit).status_code == 302


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"theme": ""}, "Cần ghi mục này."),
        ({"title_1": ""}, "Ghi tên của bài này."),
        ({"text_1": ""}, "Ghi lời của bài này."),
        ({"slogans": "dài " * 60}, "Một khẩu hiệu dài nhất"),
        ({"due_on": "2024-01-01"}, "trước tháng"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(client, guide, communes, wrong, why):
    client.force_login(guide)
    answer = client.post(reverse("newsroom:package_write"), told(**wrong))
    assert answer.status_code == 422
    assert why in answer.content.decode()
    assert "Phát hai lần một tuần." in answer.content.decode()
    assert not Package.objects.exists()


def test_a_commune_takes_copies_and_says_what_it_used(client, guide, communes, officer):
    package = draft(guide)
    client.force_login(officer)
    address = reverse("newsroom:package", args=[package.pk])
    page(client, address, 404)
    issue_package(package=package, version=0, by=guide, at=AT)
    assert "chưa nhận" in page(client, reverse("newsroom:packages"))
    shown = page(client, address)
    assert "Chép cho Zalo" in shown
    assert "Nhận hướng dẫn" in shown
    assert "đơn vị đã nhận" not in shown
    unit = {"unit": communes[0].pk}
    assert client.post(reverse("newsroom:package_take", args=[package.pk]), unit).status_code == 302
    use = reverse("newsroom:package_use", args=[package.pk, package.items.first().pk])
    loud = Channel.objects.get(code="loudspeaker").pk
    refused = client.post(use, {**unit, "channel": loud, "on": "2024-03-16"})
    assert refused.status_code == 422
    assert "chưa đến" in refused.content.decode()
    assert client.post(use, {**unit, "channel": loud, "on": "2024-03-15"}).status_code == 302
    assert Activity.objects.get().unit == communes[0]
    shown = page(client, address)
    assert "Đã nhận ngày" in shown
    assert "Đã dùng trên kênh" in shown
    client.force_login(guide)
    assert "1 trên 3 đơn vị đã nhận · đã dùng 1 lượt" in page(client, reverse("newsroom:packages"))


def test_who_may_not_is_told_no(client, guide, communes, officer):
    package = issue_package(package=draft(guide), version=0, by=guide, at=AT)
    client.force_login(officer)
    page(client, reverse("newsroom:package_write"), 403)
    for name in ("newsroom:package_edit", "newsroom:package_issue"):
        assert client.post(reverse(name, args=[package.pk]), told(version=1)).status_code == 404
    other = {"unit": communes[1].pk}
    assert client.post(reverse("newsroom:package_take", args=[package.pk]), other).status_code == 403
    for item, unit in ((package.items.first().pk, "abc"), (0, communes[0].pk)):
        address = reverse("newsroom:package_use", args=[package.pk, item])
        assert client.post(address, {"unit": unit}).status_code == 404


def below(parent, key, tier, kind=UnitKind.COMMITTEE):
    unit = Unit.objects.create(key=key, kind=kind, tier=tier)
    UnitVersion.objects.create(unit=unit, name=key, parent=parent, valid_from=date(2020, 1, 1), source="thử")
    return unit


def test_the_guidance_of_a_province_is_for_the_communes_of_its_districts(client, communes, officer):
    province = below(None, "tinh-mau", Tier.PROVINCE)
    UnitVersion.objects.filter(unit=district()).update(parent=province)
    below(communes[0], "thon-mau", Tier.VILLAGE, UnitKind.VILLAGE)
    below(district(), "mat-tran-xa", Tier.COMMUNE, UnitKind.OUTSIDE)
    elsewhere = below(below(None, "tinh-khac", Tier.PROVINCE), "xa-khac", Tier.COMMUNE)
    ours = {one.pk for one in communes}
    assert communes_below([province.pk, district().pk], TODAY) == {province.pk: ours, district().pk: ours}
    leader = person(province, Role.FOCAL, "so-noi-vu")
    package = issue_package(package=draft(leader, owner=province), version=0, by=leader, at=AT)
    client.force_login(officer)
    assert "Dịch vụ công trực tuyến" in page(client, reverse("newsroom:packages"))
    assert own_units_for(package, officer, TODAY) == {communes[0].pk: "UBND xã Mẫu 1"}
    stranger = person(elsewhere, Role.FOCAL, "xa-khac")
    client.force_login(stranger)
    page(client, reverse("newsroom:package", args=[package.pk]), 404)
    assert own_units_for(package, stranger, TODAY) == {}


@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_cost_the_same_for_one_and_for_three(client, guide, communes, count, django_assert_max_num_queries):
    below(communes[0], "thon-mau", Tier.VILLAGE, UnitKind.VILLAGE)
    loud = Channel.objects.get(code="loudspeaker")
    for number in range(count):
        package = draft(guide, month=AT.date().replace(month=1 + number), due_on=None)
        package = issue_package(package=package, version=0, by=guide, at=AT)
        for unit in communes[:count]:
            officer = person(unit, Role.FOCAL, f"can-bo-{number}-{unit.pk}")
            take_package(package=package, unit=unit, by=officer, at=AT)
            use_item(item=package.items.first(), unit=unit, channel=loud, on=TODAY, by=officer, at=AT)
    for who in (guide, officer):
        client.force_login(who)
        for address in (reverse("newsroom:packages"), reverse("newsroom:package", args=[package.pk])):
            with django_assert_max_num_queries(15):
                page(client, address)


def published(house, **fields):
    return make_story(house, StoryState.PUBLISHED, **fields)


def test_an_owner_looks_for_stories_and_pictures_and_communes_use_them(client, guide, house, officer, communes):
    chosen = published(house, title="Xã Mẫu nhận hồ sơ trực tuyến", byline="Nguyễn Văn Mẫu")
    published(house, title="Một cửa buổi tối")
    draft_of_another = make_story(house, title="Bài chưa đăng")
    drawn = picture(None, name="Bàn tiếp dân")
    asked_later = picture(None, name="Chưa hỏi ai", consent=Consent.NOT_ASKED)
    topic = Topic.objects.get(code="procedures").pk
    client.force_login(guide)
    address = reverse("newsroom:package_write")
    begun = page(client, address)
    assert "Một cửa buổi tối" in begun
    assert "Bàn tiếp dân" in begun
    assert "Chưa hỏi ai" not in begun
    looked = client.post(
        address, told(**{"tim": "1", "tim-bai": "ho so TRUC TUYEN", "tim-anh": "không có", "theme": ""})
    )
    assert looked.status_code == 200
    assert not Package.objects.exists()
    assert "Xã Mẫu nhận hồ sơ trực tuyến" in looked.text
    assert "Một cửa buổi tối" not in looked.text
    assert "Không có ảnh nào" in looked.text
    assert "Cần ghi mục này." not in looked.text
    assert "Phát hai lần một tuần." in looked.text
    for wrong in ({"stories": [draft_of_another.pk]}, {"pictures": [asked_later.pk]}, {"stories": ["abc"]}):
        assert client.post(address, told(**wrong)).status_code == 422
    picked = {"stories": [chosen.pk], "pictures": [drawn.pk], "picture_topic": topic}
    assert client.post(address, told(**picked)).status_code == 302
    package = Package.objects.get()
    assert [(one.kind, one.title) for one in package.items.filter(topic=topic)][-2:] == [
        ("text", "Xã Mẫu nhận hồ sơ trực tuyến"),
        ("picture", "Bàn tiếp dân"),
    ]
    edit = reverse("newsroom:package_edit", args=[package.pk])
    assert f'name="stories" value="{chosen.pk}" checked' in page(client, edit)
    assert client.post(edit, told(version=0, **picked)).status_code == 302
    assert package.items.count() == 5
    issue_package(package=package, version=1, by=guide, at=AT)
    client.force_login(officer)
    shown = page(client, reverse("newsroom:package", args=[package.pk]))
    assert "Đọc bài trên trang" in shown
    assert "Nguồn: UBND huyện Vĩnh Linh, Nguyễn Văn Mẫu" in shown
    assert "Ảnh: Nguyễn Văn Mẫu (minh họa)" in shown
    item = package.items.get(kind="picture")
    use = reverse("newsroom:package_use", args=[package.pk, item.pk])
    visual = Channel.objects.get(code="visual").pk
    assert client.post(use, {"unit": communes[0].pk, "channel": visual, "on": "2024-03-15"}).status_code == 302
    assert Activity.objects.filter(title="Bàn tiếp dân", unit=communes[0]).exists()


def test_stories_of_others_and_pictures_one_does_not_see_stay_out(guide, house, communes):
    other = Section.objects.create(
        owner=communes[1], slug="khac", name="Khác", desk=communes[1], approver=communes[1], valid_from=date(2020, 1, 1)
    )
    story = published(house)
    Story.objects.filter(pk=story.pk).update(section=other)
    items = [ItemValues(kind=ItemKind.TEXT, title="Bài", story=Story.objects.get(pk=story.pk))]
    with pytest.raises(PackageRefused, match="không thuộc chuyên mục"):
        draft(guide, items=items)
    elsewhere = picture(office("phong-khac", "Phòng Khác"), name="Ảnh riêng")
    RoleAssignment.objects.filter(user=guide).update(unit=communes[0])
    own = {"owner": communes[0], "items": [ItemValues(kind=ItemKind.PICTURE, title="Ảnh", picture=elsewhere)]}
    with pytest.raises(PackageRefused, match="không dành cho tài khoản này"):
        draft(guide, **own)


@pytest.mark.parametrize("count", [1, 3])
def test_choosing_costs_the_same_for_one_and_for_three(client, guide, house, count, django_assert_num_queries):
    chosen = [published(house, title=f"Bài {number}") for number in range(count)]
    drawn = [picture(None, name=f"Ảnh {number}") for number in range(count)]
    for one in drawn:
        make_renditions(one)
    client.force_login(guide)
    asked = told(stories=[one.pk for one in chosen], pictures=[one.pk for one in drawn], tim="1")
    client.post(reverse("newsroom:package_write"), asked)
    with django_assert_num_queries(14):
        assert client.post(reverse("newsroom:package_write"), asked).text.count(" checked") == 2 * count
