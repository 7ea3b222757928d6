"""The first page of the desk tells how many holes the last month left, and keeps its price at its fullest."""

import re
from datetime import date
from html import unescape

import pytest
from django.urls import reverse

from loa.activities.actions import leave_blank, set_target, take_back_activity
from loa.activities.models import Channel, Topic
from loa.activities.queries.holes import holes_of_month, standings
from loa.activities.tests.factories import make_activity
from loa.newsroom.tests.factories import AT, office, person
from loa.people.actions import assign_role
from loa.people.choices import Role
from loa.people.models import UnitVersion, User
from loa.plans.tests.factories import district
from loa.tasks.actions import enter_on_behalf, hand_in
from loa.tasks.choices import OnBehalf, State
from loa.tasks.models import Obligation, Task
from loa.tasks.tests.factories import make_units, make_work, stand

pytestmark = pytest.mark.django_db
TODAY, FEBRUARY, FIRST = AT.date(), date(2024, 2, 1), date(2024, 1, 1)
HOLES = re.compile(r'<a href="([^"]+)">(\d+) chỗ trống trong bảng bao phủ tháng 2/2024</a>')


def ask(by, owner=None, **fields):
    whom = {} if "unit" in fields else {"unit_class": "communes"}
    return set_target(owner=owner or district(), **whom, **{"valid_from": FIRST, **fields}, by=by, at=AT)


def text_of(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return unescape(answer.text).replace("\xa0", " ")


@pytest.fixture
def keeper():
    return person(district(), Role.FOCAL, "giu-bao-phu")


@pytest.fixture
def coverage(keeper):
    """Ask for news of every kind of target and window; of four communes one told something in February."""
    communes = make_units(4)
    loud = Channel.objects.get(code="loudspeaker")
    make_activity(communes[0], on=date(2024, 2, 10))
    make_activity(communes[0], on=date(2024, 2, 11), channel="loudspeaker", form="broadcast")
    row = make_activity(communes[1], on=date(2024, 2, 12))
    take_back_activity(activity=row, reason="Ghi nhầm", by=person(communes[1], Role.FOCAL, "xa-hai"), at=AT)
    make_activity(communes[2], on=date(2024, 3, 1))
    ask(keeper)
    ask(keeper, channel=loud, minimum=2)
    ask(keeper, topic=Topic.objects.get(code="indices"), unit=communes[0])
    ask(keeper, window="quarter")
    ask(keeper, window="year")
    ask(keeper, valid_from=date(2024, 3, 1), minimum=5)
    UnitVersion.objects.filter(unit=communes[3]).update(valid_from=date(2024, 2, 20))
    leave_blank(
        owner=district(), unit=communes[2], first_month=FIRST, channel=loud, reason="Chưa có loa", by=keeper, at=AT
    )
    return communes


def test_the_number_is_that_of_the_list_it_opens(client, keeper, coverage):
    client.force_login(keeper)
    address, count = HOLES.search(text_of(client, reverse("desk:work"))).groups()
    # Of "one each" two communes lack it, of "two by loudspeaker" two as well, the third has none on purpose; the one
    # commune lacks its topic, and "five" is asked from March on.
    assert int(count) == 5
    assert f"<h1>{count} chỗ trống</h1>" in text_of(client, address)
    assert f"{count} chỗ trống" in text_of(client, reverse("wagtailadmin_home"))


def test_it_counts_as_the_list_does_and_says_nothing_of_a_month_without_holes(coverage):
    for month in (date(2023, 12, 1), FIRST, FEBRUARY, date(2024, 3, 1)):
        listed = sum(one.over - one.met for one in standings(district().pk, month, month, TODAY))
        told = holes_of_month([district().pk], month, TODAY)
        assert [one.count for one in told] == ([listed] if listed else []), month


def test_who_keeps_the_coverage_of_two_reads_whose_holes_they_are(client, keeper, coverage):
    desk = office("van-hoa-mau", "Phòng Văn hóa Mẫu")
    assign_role(user=keeper, unit=desk, role=Role.FOCAL, by=None, at=AT)
    ask(keeper, owner=desk, unit=desk)
    client.force_login(keeper)
    shown = text_of(client, reverse("desk:work"))
    assert "5 chỗ trống trong bảng bao phủ tháng 2/2024 của" in shown
    assert "1 chỗ trống trong bảng bao phủ tháng 2/2024 của Phòng Văn hóa Mẫu" in shown


def test_who_keeps_no_coverage_is_told_of_none(client, coverage):
    client.force_login(person(district(), Role.DEPUTY, "pho"))
    assert "chỗ trống" not in text_of(client, reverse("desk:work"))


def test_the_fullest_first_page_stays_within_its_budget(client, keeper, coverage, django_assert_max_num_queries):
    owed = make_work(tasks=8, units=2, periods=4)
    moves = (
        {"state": State.RETURNED},
        {"due_on": date(2024, 3, 1)},
        {"due_on": date(2024, 3, 20)},
        {"state": State.IN_PROGRESS, "due_on": date(2024, 9, 1)},
        {"due_on": None},
        {"state": State.AWAITING_EVENT},
    )
    of_now = [one for one in owed if one.period == "2024-q1"]
    for one, fields in zip(of_now, moves * 2, strict=False):
        stand(one, **fields)
    Task.objects.update(head_approves=True)
    typed = Obligation.objects.filter(unit=coverage[1], state=State.NOT_STARTED).first()
    told = {"source": OnBehalf.CALL, "symbol": "", "day": TODAY, "note": "Đã làm", "revision": typed.revision}
    enter_on_behalf(obligation=typed, **told, by=keeper, at=AT)
    for unit in coverage[:2]:
        for role in (Role.FOCAL, Role.LEADER):
            assign_role(user=keeper, unit=unit, role=role, by=None, at=AT)
    hand_in(obligation=of_now[-1], note="Đã làm", revision=0, by=User.objects.get(pk=keeper.pk), at=AT)
    client.force_login(keeper)
    with django_assert_max_num_queries(15):
        shown = text_of(client, reverse("desk:work"))
    groups = ("Trả lại để bổ sung", "Quá hạn", "Đến hạn trong 14 ngày", "Đang thực hiện", "Chờ công bố", "Đã gửi")
    told = ("chờ lãnh đạo đơn vị duyệt", "kết quả được nhập thay", "Kế hoạch đơn vị chủ trì", "Chưa đến hạn")
    assert [words for words in (*groups, *told) if words not in shown] == []
    assert HOLES.search(shown)


@pytest.mark.parametrize("count", [1, 3])
def test_holes_cost_the_same_however_many(keeper, count, django_assert_num_queries):
    make_units(count)
    loud = Channel.objects.get(code="loudspeaker")
    for number in range(count):
        ask(keeper, minimum=1 + number)
        ask(keeper, minimum=1 + number, channel=loud)
    owner = district().pk
    with django_assert_num_queries(4):
        assert holes_of_month([owner], FEBRUARY, TODAY)[0].count == 2 * count * count
