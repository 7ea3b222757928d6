"""The office's screens for plans: who may open them, what they show, and that rows cost no statements."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import NoReverseMatch, reverse

from loa.people.models import User
from loa.plans.tests.factories import make_plan

pytestmark = pytest.mark.django_db

# Who sees what: None means the office sends somebody away (Wagtail answers 302, never 403).
WHO = {
    "nobody": (),
    "without-office": ("view_plan",),
    "office-only": ("access_admin",),
    "reader": ("access_admin", "view_plan"),
    "importer": ("access_admin", "view_plan", "add_planversion"),
}
MAY_LOOK = {"reader", "importer", "superuser"}


def sign_in(client, who):
    user = User.objects.create_user(who, password="mot-mat-khau-dai", is_superuser=who == "superuser")
    group = Group.objects.create(name=who)
    group.permissions.set(Permission.objects.filter(codename__in=WHO.get(who, ())))
    user.groups.add(group)
    client.force_login(user)
    return user


@pytest.mark.parametrize("who", [*WHO, "superuser"])
@pytest.mark.parametrize("screen", ["list", "results", "plan"])
def test_only_those_with_the_right_see_plans_in_the_office(client, who, screen):
    plan = make_plan(title="Kế hoạch của phép thử quyền").plan
    sign_in(client, who)
    address = {
        "list": reverse("plans:index"),
        "results": reverse("plans:index_results"),
        "plan": reverse("plans:inspect", args=[plan.pk]),
    }[screen]
    response = client.get(address)
    seen = "Kế hoạch của phép thử quyền" in response.content.decode()
    assert seen == (who in MAY_LOOK)
    assert response.status_code == (200 if who in MAY_LOOK else 302)


def test_a_plan_shows_its_lines_and_findings(client):
    version = make_plan()
    sign_in(client, "reader")
    page = client.get(reverse("plans:inspect", args=[version.plan.pk])).content.decode().replace("\xa0", " ")
    assert [line.title for line in version.planline_set.all() if line.title not in page] == []
    assert [finding.message for finding in version.finding_set.all() if finding.message not in page] == []
    assert "Xem trang công khai" in page


def test_a_plan_that_is_not_there_is_not_found(client):
    sign_in(client, "reader")
    assert client.get(reverse("plans:inspect", args=[987654])).status_code == 404


@pytest.mark.parametrize("name", ["add", "edit", "delete", "history", "usage", "copy"])
def test_nothing_is_changed_by_hand(name):
    with pytest.raises(NoReverseMatch):
        reverse(f"plans:{name}", args=[1] if name != "add" else [])


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_plan_and_three(client, rows, django_assert_num_queries):
    for number in range(rows):
        make_plan(title=f"Kế hoạch {number}", slug=f"ke-hoach-{number}")
    sign_in(client, "reader")
    client.get(reverse("plans:index"))  # content types and permissions are now known
    with django_assert_num_queries(11):
        client.get(reverse("plans:index"))


@pytest.mark.parametrize("rows", [1, 3])
def test_a_plan_costs_the_same_for_one_task_and_three(client, rows, django_assert_num_queries):
    plan = make_plan(tasks=rows).plan
    sign_in(client, "reader")
    address = reverse("plans:inspect", args=[plan.pk])
    client.get(address)
    with django_assert_num_queries(18):
        client.get(address)


def test_the_first_page_of_the_office_leads_to_the_plans(client):
    plan = make_plan(title="Kế hoạch ở trang đầu").plan
    sign_in(client, "reader")
    page = client.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("plans:inspect", args=[plan.pk]) in page
    sign_in(client, "office-only")
    assert "Kế hoạch ở trang đầu" not in client.get(reverse("wagtailadmin_home")).content.decode()
