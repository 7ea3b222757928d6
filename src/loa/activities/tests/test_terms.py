"""The ledger's lists: kept by the administrator alone, ended and never deleted, counted in the past as before."""

from datetime import date

import pytest
from django.urls import reverse

from loa.activities.models import Channel, Topic
from loa.activities.queries.coverage import Axis, Wanted, matrix, terms_between
from loa.activities.tests.factories import make_activity
from loa.people.choices import Role
from loa.people.models import AuditEntry, User
from loa.plans.tests.factories import district
from loa.tasks.tests.factories import make_units
from loa.tasks.tests.test_desk import person

pytestmark = pytest.mark.django_db
LISTS = "/viec/so-tuyen-truyen/danh-muc/"


@pytest.fixture
def administrator(client):
    user = User.objects.create_superuser("quan-tri")
    client.force_login(user)
    return user


def typed(**fields):
    told = {"code": "truyen-hinh", "name": "Truyền hình tỉnh", "group": "plan", "basis": "", "position": "30",
            "valid_from": "2024-03-01", "valid_until": ""}  # fmt: skip
    return {**told, **fields}


def test_a_word_is_added_renamed_and_ended_with_its_entries_in_the_record(client, administrator):
    page = client.get(LISTS).text
    for what in ("Nội dung tuyên truyền", "Hình thức tuyên truyền", "Kênh tuyên truyền", "Đối tượng"):
        assert what in page
    add = reverse("ledger:add_term", args=["kenh"])
    assert 'value="2024-03-15"' in client.get(add).text, "from today on"
    client.post(add, typed())
    channel = Channel.objects.get(code="truyen-hinh")
    change = reverse("ledger:change_term", args=["kenh", channel.pk])
    assert 'name="code"' not in client.get(change).text
    client.post(change, typed(name="Truyền hình Quảng Trị", code="ma-khac", valid_until="2024-06-01"))
    channel.refresh_from_db()
    assert (channel.code, channel.name, channel.valid_until) == (
        "truyen-hinh",
        "Truyền hình Quảng Trị",
        date(2024, 6, 1),
    )
    assert "thôi dùng từ ngày&nbsp;01/06/2024" in client.get(LISTS).text
    entries = AuditEntry.objects.filter(action="activities.save_term", by=administrator)
    assert [one.details["name"] for one in entries.order_by("pk")] == ["Truyền hình tỉnh", "Truyền hình Quảng Trị"]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": "  "}, "Ghi tên."),
        ({"code": "radio"}, ""),
        ({"code": "Có dấu"}, ""),
        ({"valid_until": "2024-03-01"}, "Ngày thôi dùng phải sau ngày bắt đầu"),
        ({"position": "-1"}, ""),
        ({"group": "bua"}, ""),
    ],
)
def test_what_does_not_hold_is_answered_and_not_kept(client, administrator, fields, said):
    before = Channel.objects.count()
    answer = client.post(reverse("ledger:add_term", args=["kenh"]), typed(**fields))
    assert answer.status_code == 422
    assert said in answer.text
    assert Channel.objects.count() == before


def test_what_loa_writes_by_itself_never_ends(client, administrator):
    website = Channel.objects.get(code="website")
    change = reverse("ledger:change_term", args=["kenh", website.pk])
    ended = typed(name=website.name, group="legal", valid_from="2020-01-01", valid_until="2024-06-01")
    assert "không thôi dùng được" in client.post(change, ended).text
    client.post(change, ended | {"valid_until": "", "name": "Trang thông tin điện tử"})
    assert Channel.objects.get(code="website").name == "Trang thông tin điện tử"


def test_an_ended_topic_is_offered_no_more_and_counted_in_its_months(client, administrator):
    topic = Topic.objects.get(code="indices")
    make_activity(make_units(1)[0], on=date(2024, 2, 10), topics=("indices",))
    fields = {"name": topic.name, "group": topic.group, "basis": "", "position": "12", "valid_from": "2020-01-01"}
    client.post(reverse("ledger:change_term", args=["noi-dung", topic.pk]), fields | {"valid_until": "2024-03-01"})
    assert topic not in Topic.objects.on(date(2024, 3, 15))
    first, last = date(2024, 1, 1), date(2024, 3, 1)
    wanted = Wanted(scope=district().pk, first=first, last=last, rows=Axis.TOPIC, columns=Axis.MONTH)
    counted = {head.key: total for head, _, total, _ in matrix(wanted, terms_between(first, last)).rows}
    assert counted[topic.pk] == 1


def test_nobody_else_sees_or_keeps_them(client):
    person(client, district(), Role.ADMINISTRATOR)
    assert client.get(LISTS).status_code == 403
    assert client.post(reverse("ledger:add_term", args=["kenh"]), typed()).status_code == 403
    assert client.get(reverse("ledger:add_term", args=["bua"])).status_code == 403
    assert "Danh mục</a>" not in client.get(reverse("ledger:activities")).text
