"""The ledger at the light desk: every number opens its list, nothing of others is shown, and what it costs."""

import re
from datetime import UTC, date, datetime
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from loa.activities.actions import leave_blank, set_target, take_back_activity
from loa.activities.choices import ReachSource
from loa.activities.models import Activity, Channel, CoverageTarget, Form, LedgerRule, LeftBlank, Topic
from loa.activities.queries.coverage import Axis, Wanted, matrix, terms_between
from loa.activities.queries.holes import standings
from loa.activities.queries.measures import measures
from loa.activities.tests.factories import LATER, make_activity
from loa.activities.tests.test_closing import officer, standing_work
from loa.people.choices import Role
from loa.people.models import Unit, UnitVersion, ids_below
from loa.plans.tests.factories import district
from loa.tasks.tests.factories import make_units

pytestmark = pytest.mark.django_db
TODAY = date(2024, 3, 15)
AT = datetime(2024, 3, 15, 2, 0, tzinfo=UTC)
PAGES = ("activities", "coverage", "holes", "measures")


def page(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status, answer.content.decode()[:1500]
    text = answer.content.decode()
    assert len(text.encode()) < 100_000
    return text


@pytest.fixture
def year():
    """Store a few activities of two communes, and return them with the lead of the district."""
    first, second = make_units(2)
    make_activity(first, on=date(2024, 1, 10), topics=("procedures", "indices"), title="Tin tháng một")
    make_activity(first, on=date(2024, 2, 10), channel="loudspeaker", form="broadcast", title="Bản tin loa")
    make_activity(second, on=date(2024, 2, 20), reach=50, reach_source=ReachSource.COUNTED, title="Tin của xã hai")
    return first, second, officer(district(), name="chu-tri")


def counted(**fields):
    """Return the matrix of what is wanted."""
    asked = wanted(**fields)
    return matrix(asked, terms_between(asked.first, asked.last))


def measured():
    """Return the measures of the district in the first quarter."""
    units = ids_below([district().pk], TODAY)
    return measures(district().pk, units, date(2024, 1, 1), date(2024, 3, 1), TODAY)


def wanted(**fields):
    told = {"scope": district().pk, "first": date(2024, 1, 1), "last": date(2024, 3, 1)}
    return Wanted(**{**told, "rows": Axis.TOPIC, "columns": Axis.CHANNEL, **fields})


def test_totals_count_each_activity_once_though_it_has_two_topics(year):
    found = counted()
    assert found.total == 3
    assert sum(cell.count for _, cells, _, _ in found.rows for cell in cells) == 4
    assert {head.name: total for head, _, total, _ in found.rows if total} == {
        "Cải cách thủ tục hành chính": 3,
        "Các chỉ số PAR INDEX, SIPAS, PAPI, PCI": 1,
    }
    assert sorted(total for total, _ in found.column_totals if total) == [1, 2]


def test_by_unit_and_month_and_by_every_pair_of_axes(year):
    first, second, _ = year
    found = counted(rows=Axis.UNIT, columns=Axis.MONTH)
    counts = {head.key: [cell.count for cell in cells] for head, cells, _, _ in found.rows}
    assert (counts[first.pk], counts[second.pk]) == ([1, 1, 0], [0, 1, 0])
    for rows in Axis:
        for columns in Axis:
            if rows != columns:
                assert counted(rows=rows, columns=columns).total == 3


def test_every_number_of_the_matrix_opens_a_list_of_that_many(year, client):
    client.force_login(year[2])
    for query in ("", "?hang=don-vi&cot=thang", "?hang=doi-tuong&cot=noi-dung", "?hang=noi-dung&cot=thang"):
        shown = page(client, reverse("ledger:coverage") + query)
        links = re.findall(r'href="(/viec/so-tuyen-truyen/\?[^"]+)">([\d.]+)</a>', shown)
        assert links
        for address, number in links:
            listed = page(client, unescape(address))
            assert int(number) == len(re.findall(r'<li class="row work-row">', listed)), address


def test_what_was_taken_back_is_listed_with_its_reason_and_counts_no_more(year, client):
    row = Activity.objects.get(title="Tin tháng một")
    take_back_activity(activity=row, reason="Ghi trùng", by=officer(year[0], name="xa"), at=LATER)
    assert counted().total == 2
    client.force_login(year[2])
    assert "Đã ghi đảo: Ghi trùng" in page(client, reverse("ledger:activities"))


def test_a_commune_sees_its_own_ledger_and_no_others(year, client):
    first, second, _ = year
    client.force_login(officer(second, name="xa-hai"))
    shown = page(client, reverse("ledger:activities"))
    assert "Tin của xã hai" in shown
    assert "Tin tháng một" not in shown
    other = Activity.objects.get(title="Tin tháng một")
    page(client, reverse("ledger:activity", args=[other.pk]), 404)
    for name in ("coverage", "holes", "measures"):
        page(client, f"{reverse(f'ledger:{name}')}?don-vi={first.pk}", 404)
    page(client, f"{reverse('ledger:activities')}?don-vi={first.pk}")
    assert client.post(reverse("ledger:take_back", args=[other.pk]), {"reason": "x"}).status_code == 404


def test_holes_are_windows_that_are_over_and_not_left_blank(year):
    _, second, lead = year
    target = set_target(owner=district(), unit_class="communes", valid_from=date(2024, 1, 1), by=lead, at=AT)
    (found,) = standings(district().pk, date(2024, 1, 1), date(2024, 3, 1), TODAY)
    holes = {(one.unit, one.stretch.first) for one in found.holes}
    assert holes == {(second.pk, date(2024, 1, 1))}, "March is not over"
    assert (found.met, found.over) == (3, 4)
    leave_blank(owner=district(), unit=second, first_month=date(2024, 1, 1), reason="Chưa có trang", by=lead, at=AT)
    (found,) = standings(district().pk, date(2024, 1, 1), date(2024, 3, 1), TODAY)
    assert (found.met, found.over, list(found.holes)) == (2, 2, []), "nothing more is asked of it"
    assert target.owner == district()


def test_measures_say_not_due_where_nothing_could_be_measured(year):
    first, _, lead = year
    made = {one.name: one.value for one in measured()}
    assert made == {
        "Thường xuyên": "chưa đến hạn",
        "Kịp thời": "chưa đến hạn",
        "Đầy đủ": "chưa đến hạn",
        "Rộng khắp": "100%",
        "Chính xác": "100%",
    }
    make_activity(first, on=date(2024, 2, 10), happened_on=date(2024, 2, 1), title="Muộn")
    wrong = make_activity(first, on=date(2024, 2, 11), happened_on=date(2024, 2, 10), title="Nhanh")
    make_activity(first, on=date(2024, 2, 15), form="correction", corrects=wrong, title="Đính chính")
    set_target(owner=district(), unit_class="communes", valid_from=date(2024, 1, 1), by=lead, at=AT)
    made = {one.name: (one.value, one.detail) for one in measured()}
    assert made["Kịp thời"] == ("50%", "trung vị 1 ngày từ sự việc đến khi phát")
    assert made["Chính xác"][0] == "80%"
    assert "1 hoạt động phải đính chính, trung vị 4 ngày" in made["Chính xác"][1]
    assert made["Thường xuyên"][0] == "75%"


def test_an_officer_enters_a_village_meeting_from_a_telephone(client):
    (unit,) = make_units(1)
    client.force_login(officer(unit))
    page(client, reverse("ledger:enter"))
    told = {
        "unit": unit.pk,
        "form": Form.objects.get(code="village-meeting").pk,
        "title": "Họp thôn 1",
        "on": "2024-03-14",
        "topics": [Topic.objects.get(code="procedures").pk],
        "reach": "1.250",
        "reach_source": "counted",
        "proofs": SimpleUploadedFile("danh-sach.txt", b"mot hai"),
    }
    assert client.post(reverse("ledger:enter"), told).status_code == 302
    row = Activity.objects.get()
    assert (row.channel.code, row.reach, row.grade) == ("meetings", 1250, "b")
    shown = page(client, reverse("ledger:activity", args=[row.pk]))
    assert "danh-sach.txt" in shown
    proof = client.get(reverse("ledger:proof", args=[row.proofs.get().pk]))
    assert proof["Content-Security-Policy"].startswith("default-src 'none'")
    assert b"".join(proof.streaming_content) == b"mot hai"
    proof.close()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"on": "2099-01-01"}, "chưa đến"),
        ({"reach": "mười"}, "số"),
        ({"reach": "10", "reach_source": ""}, "nguồn của số đó"),
        ({"topics": []}, "ít nhất một nội dung"),
        ({"link": "javascript:alert(1)"}, "http"),
        ({"title": ""}, "Ghi tên hoạt động"),
    ],
)
def test_what_cannot_stand_is_said_beside_the_field(client, wrong, words):
    (unit,) = make_units(1)
    client.force_login(officer(unit))
    told = {
        "unit": unit.pk,
        "form": Form.objects.get(code="village-meeting").pk,
        "title": "<script>alert(1)</script>",
        "on": "2024-03-14",
        "topics": [Topic.objects.get(code="procedures").pk],
    }
    answer = client.post(reverse("ledger:enter"), {**told, **wrong})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert words in text
    assert "<script>alert" not in text
    assert not Activity.objects.exists()


def test_a_viewer_enters_nothing(client):
    (unit,) = make_units(1)
    client.force_login(officer(unit, Role.VIEWER))
    page(client, reverse("ledger:enter"), 403)


def test_targets_and_blanks_are_set_and_ended_on_their_page(year, client):
    client.force_login(year[2])
    owner = district().pk
    page(client, reverse("ledger:targets"))
    told = {"owner": owner, "unit_class": "communes", "window": "month", "minimum": 1}
    assert client.post(reverse("ledger:set_target"), told).status_code == 302
    wrong = client.post(reverse("ledger:set_target"), {**told, "unit": year[0].pk})
    assert wrong.status_code == 422
    assert "Chọn một nhóm đơn vị, hoặc một đơn vị" in wrong.content.decode()
    blank = {"owner": owner, "unit": year[0].pk, "first_month": "2024-03", "reason": "Chưa có loa"}
    assert client.post(reverse("ledger:leave_blank"), blank).status_code == 302
    shown = page(client, reverse("ledger:targets"))
    assert "ít nhất 1 hoạt động" in shown
    assert "Chưa có loa" in shown
    client.post(reverse("ledger:end_target", args=["chi-tieu", CoverageTarget.objects.get().pk]))
    client.post(reverse("ledger:end_target", args=["trong", LeftBlank.objects.get().pk]))
    assert CoverageTarget.objects.get().valid_until
    assert LeftBlank.objects.get().ended_at
    client.force_login(officer(year[0], name="xa"))
    page(client, f"{reverse('ledger:targets')}?don-vi={owner}", 404)


def test_the_lead_says_what_does_a_task_s_work(client):
    (owed,), lead = standing_work()
    slug = owed.task.version.plan.slug
    client.force_login(lead)
    assert "Đang tính từ sổ" in page(client, reverse("ledger:rules", args=[slug]))
    address = reverse("ledger:set_rule", args=[slug, owed.task_id])
    assert client.post(address, {"minimum": 2, "topics": []}).status_code == 422
    told = {"minimum": 2, "topics": [Topic.objects.get(code="indices").pk]}
    assert client.post(address, told).status_code == 302
    assert LedgerRule.objects.get().minimum == 2
    assert client.post(address, {"lam": "thoi"}).status_code == 302
    assert LedgerRule.objects.get().ended_at
    client.force_login(officer(owed.unit, name="xa"))
    page(client, reverse("ledger:rules", args=[slug]), 404)


@pytest.mark.parametrize(
    "query", ["tu=abc", "don-vi=abc", "hang=x&cot=y", "tu=2024-05&den=2023-01", "noi-dung=%00", "trang=-3"]
)
def test_any_address_is_answered(year, client, query):
    client.force_login(year[2])
    for name in PAGES:
        page(client, f"{reverse(f'ledger:{name}')}?{query}")


@pytest.mark.parametrize("name", ["export", "coverage_export"])
def test_what_is_seen_is_taken_away_as_a_workbook(year, client, name):
    client.force_login(year[2])
    answer = client.get(reverse(f"ledger:{name}"))
    assert answer.status_code == 200
    assert answer["Content-Disposition"].endswith('.xlsx"')


@pytest.mark.parametrize("count", [1, 3])
def test_pages_cost_the_same_for_one_row_and_for_three(client, count, django_assert_max_num_queries):
    units = make_units(count)
    for unit in units:
        make_activity(unit, on=date(2024, 2, 10))
    lead = officer(district(), name="chu-tri")
    loud = Channel.objects.get(code="loudspeaker")
    for asked in ({"unit_class": "communes"}, {"unit_class": "communes", "channel": loud}, {"unit": units[0]}):
        set_target(owner=district(), **asked, valid_from=date(2024, 1, 1), by=lead, at=AT)
    village = Unit.objects.create(key="thon-mau", kind="village", tier="village")
    UnitVersion.objects.create(unit=village, name="Thôn", parent=units[0], valid_from=date(2020, 1, 1), source="thử")
    client.force_login(lead)
    by_month = "coverage?hang=don-vi&cot=thang"
    for name, most in (("activities", 15), ("coverage", 12), (by_month, 15), ("holes", 15), ("measures", 15)):
        address, _, query = name.partition("?")
        with django_assert_max_num_queries(most):
            page(client, f"{reverse(f'ledger:{address}')}?{query}")
