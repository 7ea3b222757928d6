"""The pages of a month's guidance: its owner writes and issues it, communes take it, copy from it and say so."""

from datetime import date

import pytest
from django.urls import reverse

from loa.activities.models import Activity, Channel, Topic
from loa.newsroom.actions import issue_package, take_package, use_item
from loa.newsroom.models import Package
from loa.newsroom.queries.packages import communes_below, own_units_for
from loa.newsroom.tests.factories import AT, person
from loa.newsroom.tests.test_packages import TODAY, draft
from loa.people.choices import Role, Tier, UnitKind
from loa.people.models import Unit, UnitVersion
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
