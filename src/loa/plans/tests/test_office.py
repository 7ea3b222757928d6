"""The office's screens for plans: who may open them, what they show, and that rows cost no statements."""

from datetime import date

import pytest
from django.urls import NoReverseMatch, reverse

from loa.people.choices import Role, Tier, UnitKind
from loa.people.models import AuditEntry, RoleAssignment, Unit, User
from loa.plans.models import PeriodRule, PlanVersion
from loa.plans.tests.factories import district, make_plan

pytestmark = pytest.mark.django_db

# Who may look: roles that review plans of the unit; others have the office without plans, or no office at all.
MAY_LOOK = {Role.FOCAL, Role.DEPUTY, Role.EDITOR, Role.APPROVER}


def sign_in(client, role):
    """Sign somebody in who holds a role in the plan's unit; None is the administrator of the installation."""
    user = User.objects.create_user(f"nguoi-{role}", password="mot-mat-khau-dai", is_superuser=role is None)
    if role:
        RoleAssignment.objects.create(user=user, unit=district(), role=role, held_from=date(2024, 1, 1))
    client.force_login(user)
    return user


def test_the_first_page_tells_a_unit_without_a_plan_of_its_own_where_its_work_is(client):
    by = sign_in(client, Role.EDITOR)
    first = reverse("wagtailadmin_home")
    assert "Việc đầu tiên là tải lên văn bản kế hoạch" in client.get(first).text

    make_plan()
    assert "Đơn vị chưa có kế hoạch riêng" not in client.get(first).text

    other = Unit.objects.create(key="xa-khac", kind=UnitKind.COMMITTEE, tier=Tier.COMMUNE)
    RoleAssignment.objects.filter(user=by).update(unit=other)
    shown = client.get(first).text
    assert "Đơn vị chưa có kế hoạch riêng. Việc cấp trên giao cho đơn vị ở mục Việc của tôi." in shown
    assert "Việc đầu tiên" not in shown


@pytest.mark.parametrize("role", [*Role, None])
@pytest.mark.parametrize("screen", ["list", "results", "plan"])
def test_only_those_with_the_right_see_plans_in_the_office(client, role, screen):
    plan = make_plan(title="Kế hoạch của phép thử quyền").plan
    sign_in(client, role)
    address = {
        "list": reverse("plans:index"),
        "results": reverse("plans:index_results"),
        "plan": reverse("plans:inspect", args=[plan.pk]),
    }[screen]
    response = client.get(address)
    may = role is None or role in MAY_LOOK
    assert ("Kế hoạch của phép thử quyền" in response.content.decode()) == may
    assert (response.status_code == 200) == may


def test_a_plan_shows_its_lines_and_findings(client):
    version = make_plan()
    sign_in(client, Role.EDITOR)
    page = client.get(reverse("plans:inspect", args=[version.plan.pk])).content.decode().replace("\xa0", " ")
    assert [line.title for line in version.planline_set.all() if line.title not in page] == []
    assert [finding.message for finding in version.finding_set.all() if finding.message not in page] == []
    assert "Xem trang công khai" in page


def test_the_list_says_where_a_plan_stands(client):
    make_plan(title="Kế hoạch mới tải lên", slug="moi", confirmed=False)
    at_work = make_plan(title="Kế hoạch có bản mới", slug="co-ban-moi")
    PlanVersion.objects.create(
        plan=at_work.plan, number=2, file_name="b.txt", sha256="b", reading={}, imported_at=at_work.imported_at
    )
    make_plan(title="Kế hoạch đang làm", slug="dang-lam")
    sign_in(client, Role.EDITOR)
    rows = client.get(reverse("plans:index")).content.decode().split("<tr")
    said = {title: next(row for row in rows if title in row) for title in ("mới tải lên", "có bản mới", "đang làm")}
    assert "Đang đối chiếu" in said["mới tải lên"]
    assert "Đã triển khai, bản mới đang đối chiếu" in said["có bản mới"]
    assert "đối chiếu" not in said["đang làm"].split("Đã triển khai")[1]


def test_a_plan_that_is_not_there_is_not_found(client):
    sign_in(client, Role.EDITOR)
    assert client.get(reverse("plans:inspect", args=[987654])).status_code == 404


@pytest.mark.parametrize("name", ["add", "edit", "delete", "history", "usage", "copy"])
def test_nothing_is_changed_by_hand(name):
    with pytest.raises(NoReverseMatch):
        reverse(f"plans:{name}", args=[1] if name != "add" else [])


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_plan_and_three(client, rows, django_assert_num_queries):
    for number in range(rows):
        make_plan(title=f"Kế hoạch {number}", slug=f"ke-hoach-{number}")
    sign_in(client, Role.EDITOR)
    client.get(reverse("plans:index"))  # content types and permissions are now known
    with django_assert_num_queries(12):
        client.get(reverse("plans:index"))


@pytest.mark.parametrize("rows", [1, 3])
def test_a_plan_costs_the_same_for_one_task_and_three(client, rows, django_assert_num_queries):
    plan = make_plan(tasks=rows).plan
    sign_in(client, Role.EDITOR)
    address = reverse("plans:inspect", args=[plan.pk])
    client.get(address)
    with django_assert_num_queries(20):
        client.get(address)


def test_the_first_page_of_the_office_leads_to_the_plans(client):
    plan = make_plan(title="Kế hoạch ở trang đầu").plan
    sign_in(client, Role.EDITOR)
    page = client.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("plans:inspect", args=[plan.pk]) in page
    sign_in(client, Role.ADMINISTRATOR)
    assert "Kế hoạch ở trang đầu" not in client.get(reverse("wagtailadmin_home")).content.decode()


RHYTHM = {
    "code": "hai-lan",
    "name": "mỗi năm hai lần",
    "months": "6",
    "first_day": "1",
    "days_to_send": "5",
    "basis": "Theo lịch",
    "position": "9",
}


def test_the_administrator_adds_and_changes_a_rhythm_with_an_audit_entry(client):
    user = sign_in(client, None)
    client.post(reverse("rhythms:add"), RHYTHM)
    rule = PeriodRule.objects.get(code="hai-lan")
    client.post(reverse("rhythms:edit", args=[rule.pk]), RHYTHM | {"days_to_send": "7"})
    rule.refresh_from_db()
    assert rule.days_to_send == 7
    entries = AuditEntry.objects.filter(action="plans.save_rhythm", by=user).order_by("pk")
    assert [entry.details["values"]["days_to_send"] for entry in entries] == [5, 7]
    assert "mỗi năm hai lần" in client.get(reverse("rhythms:index")).content.decode()


def test_a_rhythm_that_does_not_hold_is_answered(client):
    sign_in(client, None)
    page = client.post(reverse("rhythms:add"), RHYTHM | {"months": "5", "first_day": "31"}).content.decode()
    assert page.count("error-message") >= 2
    assert not PeriodRule.objects.filter(code="hai-lan").exists()


def test_the_administrator_cuts_the_year_as_the_office_does(client):
    sign_in(client, None)
    own = RHYTHM | {"code": "dot", "months": "0"}
    for wrong in ("", "31/02", "01/01; 01/01"):
        page = client.post(reverse("rhythms:add"), own | {"opens": wrong}).text
        assert "Ghi ngày và tháng mở của từng kỳ" in page
    assert "Để trống ô này" in client.post(reverse("rhythms:add"), RHYTHM | {"opens": "01/01"}).text
    assert not PeriodRule.objects.filter(code__in=("dot", "hai-lan")).exists()
    client.post(reverse("rhythms:add"), own | {"opens": "1/9, 01/01"})
    rule = PeriodRule.objects.get(code="dot")
    assert rule.opens == "01/01; 01/09"
    assert rule.rhythm.opens == ((1, 1), (9, 1))
    assert "mở ngày 01/01; 01/09" in client.get(reverse("rhythms:index")).text


@pytest.mark.parametrize("role", Role)
def test_nobody_else_changes_rhythms(client, role):
    sign_in(client, role)
    rule = PeriodRule.objects.get(code="quy")
    for address in (reverse("rhythms:index"), reverse("rhythms:add"), reverse("rhythms:edit", args=[rule.pk])):
        assert client.get(address).status_code != 200
        client.post(address, RHYTHM)
    assert not PeriodRule.objects.filter(code="hai-lan").exists()
    rule.refresh_from_db()
    assert rule.name == "hằng quý"
