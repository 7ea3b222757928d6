"""Roles: what each may, where it reaches, and who may give and end it."""

from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.core.management import call_command

from loa.people.actions import RoleRefused, assign_role, end_role
from loa.people.choices import Role
from loa.people.models import AuditEntry, RoleAssignment, Unit, User
from loa.people.permissions import RIGHT_WORDS, RIGHTS, Right, can, has_anywhere, units_where
from loa.people.tests.test_units import EXAMPLES

pytestmark = pytest.mark.django_db
GUIDE = EXAMPLES.parents[1] / "docs" / "guide" / "quyen-han.md"
AT = datetime(2024, 3, 15, 2, 0, tzinfo=UTC)
DAY = date(2024, 3, 15)
LATER = datetime(2024, 6, 1, 2, 0, tzinfo=UTC)
# What is said in the name of a unit, which nobody does by standing above it.
IN_ITS_NAME = {
    Right.REPORT_WORK,
    Right.APPROVE_RESULT,
    Right.ACCEPT_WORK,
    Right.COMMENT_ON_WORK,
    Right.WRITE_STORIES,
    Right.EDIT_STORIES,
    Right.APPROVE_STORIES,
    Right.CHECK_LAW,
    Right.RECORD_ACTIVITY,
    Right.KEEP_SITE,
    Right.SET_COVERAGE,
}


@pytest.fixture(scope="module", autouse=True)
def vinh_linh(once_for_the_file):
    once_for_the_file(lambda: call_command("load_units", EXAMPLES))


def unit(key):
    return Unit.objects.get(key=key)


def person(name, home=None):
    return User.objects.create_user(name, home_unit=unit(home) if home else None)


def holding(role, key):
    user = person(f"{role}-{key}")
    assign_role(user=user, unit=unit(key), role=role, by=None, at=AT)
    return user


def test_every_role_has_its_line_in_the_table():
    assert set(RIGHTS) == set(Role)
    assert all(Right.SEE_UNIT in rights for rights in RIGHTS.values())


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("right", list(Right))
def test_a_role_reaches_its_unit_and_all_below_and_nothing_beside(role, right):
    user = holding(role, "huyen-vinh-linh")
    granted = right in RIGHTS[role]
    assert can(user, right, unit("huyen-vinh-linh"), DAY) == (granted and right != Right.ENTER_ON_BEHALF)
    assert can(user, right, unit("ho-xa-cu"), DAY) == (granted and right not in IN_ITS_NAME)
    assert not can(user, right, unit("tinh-quang-tri-cu"), DAY)


def test_a_role_in_a_commune_does_not_reach_its_neighbour():
    user = holding(Role.ADMINISTRATOR, "ho-xa-cu")
    assert units_where(user, Right.MANAGE_PEOPLE, DAY) == {unit("ho-xa-cu").pk}


def test_nobody_types_for_a_unit_by_a_role_in_it_or_by_running_the_installation():
    lead, boss = holding(Role.FOCAL, "huyen-vinh-linh"), User.objects.create_superuser("quan-tri")
    below = units_where(lead, Right.ENTER_ON_BEHALF, DAY)
    assert unit("ho-xa-cu").pk in below
    assert unit("huyen-vinh-linh").pk not in below
    assert units_where(boss, Right.ENTER_ON_BEHALF, DAY) == frozenset()
    assert not can(boss, Right.ENTER_ON_BEHALF, unit("ho-xa-cu"), DAY)
    assert not has_anywhere(boss, Right.ENTER_ON_BEHALF, DAY)


def test_nobody_and_the_inactive_have_no_rights():
    user = holding(Role.ADMINISTRATOR, "huyen-vinh-linh")
    user.is_active = False
    assert units_where(AnonymousUser(), Right.SEE_UNIT, DAY) == frozenset()
    assert units_where(user, Right.SEE_UNIT, DAY) == frozenset()


def test_the_administrator_of_the_installation_sees_all():
    boss = User.objects.create_superuser("quan-tri")
    assert len(units_where(boss, Right.MANAGE_PEOPLE, DAY)) == Unit.objects.count()


def test_a_unit_administrator_gives_roles_below_and_is_written_down():
    boss, officer = holding(Role.ADMINISTRATOR, "huyen-vinh-linh"), person("can-bo-moi", "ho-xa-cu")
    held = assign_role(user=officer, unit=unit("ho-xa-cu"), role=Role.FOCAL, by=boss, at=AT)
    assert (held.held_from, held.held_until) == (DAY, None)
    entry = AuditEntry.objects.filter(action="people.assign_role").latest("pk")
    assert (entry.by, entry.details) == (boss, {"unit": "ho-xa-cu", "role": "focal"})


@pytest.mark.parametrize("role", [role for role in Role if Right.MANAGE_PEOPLE not in RIGHTS[role]])
def test_others_do_not_give_roles(role):
    user = holding(role, "huyen-vinh-linh")
    with pytest.raises(PermissionDenied):
        assign_role(user=user, unit=unit("ho-xa-cu"), role=Role.ADMINISTRATOR, by=user, at=AT)
    assert RoleAssignment.objects.filter(unit=unit("ho-xa-cu")).count() == 0


def test_a_commune_administrator_gives_no_role_above_or_beside():
    boss, officer = holding(Role.ADMINISTRATOR, "ho-xa-cu"), person("can-bo-moi", "ho-xa-cu")
    for key in ("huyen-vinh-linh", "vinh-o-cu"):
        with pytest.raises(PermissionDenied):
            assign_role(user=officer, unit=unit(key), role=Role.FOCAL, by=boss, at=AT)
    assert RoleAssignment.objects.filter(user=officer).count() == 0


@pytest.mark.parametrize("home", [None, "vinh-o-cu", "huyen-vinh-linh"])
def test_a_commune_administrator_gives_no_role_to_people_of_others(home):
    """Otherwise a role given to a stranger would take the stranger away from those who manage the account."""
    boss, stranger = holding(Role.ADMINISTRATOR, "ho-xa-cu"), person("can-bo-moi", home)
    with pytest.raises(PermissionDenied):
        assign_role(user=stranger, unit=unit("ho-xa-cu"), role=Role.FOCAL, by=boss, at=AT)
    assert not stranger.roles.exists()


def test_nobody_gives_a_role_to_the_own_account():
    boss = holding(Role.ADMINISTRATOR, "ho-xa-cu")
    User.objects.filter(pk=boss.pk).update(home_unit=unit("ho-xa-cu"))
    everything = User.objects.create_superuser("quan-tri")
    for user in (boss, everything):
        with pytest.raises(PermissionDenied):
            assign_role(user=user, unit=unit("ho-xa-cu"), role=Role.FOCAL, by=user, at=AT)
    assert list(boss.roles.values_list("role", flat=True)) == [Role.ADMINISTRATOR]


def test_a_role_is_not_held_twice_but_again_after_its_end():
    officer = holding(Role.FOCAL, "ho-xa-cu")
    with pytest.raises(RoleRefused, match="đang giữ vai trò"):
        assign_role(user=officer, unit=unit("ho-xa-cu"), role=Role.FOCAL, by=None, at=AT)
    end_role(officer.roles.get(), by=None, at=LATER)
    assert not can(officer, Right.SEE_UNIT, unit("ho-xa-cu"), LATER.date())
    assert can(officer, Right.SEE_UNIT, unit("ho-xa-cu"), DAY)
    assign_role(user=officer, unit=unit("ho-xa-cu"), role=Role.FOCAL, by=None, at=LATER)
    assert officer.roles.count() == 2


def test_a_role_ends_once_and_by_those_who_may():
    officer, stranger = holding(Role.FOCAL, "ho-xa-cu"), holding(Role.ADMINISTRATOR, "vinh-o-cu")
    held = officer.roles.get()
    with pytest.raises(PermissionDenied):
        end_role(held, by=stranger, at=LATER)
    end_role(held, by=holding(Role.ADMINISTRATOR, "ho-xa-cu"), at=LATER)
    with pytest.raises(RoleRefused, match="đã kết thúc"):
        end_role(held, by=None, at=LATER)


def test_no_role_is_given_in_a_unit_that_ended():
    after = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)
    with pytest.raises(RoleRefused, match="không còn hoạt động"):
        assign_role(user=person("can-bo"), unit=unit("huyen-vinh-linh"), role=Role.FOCAL, by=None, at=after)


def test_the_manual_holds_the_table_as_it_is():
    table = GUIDE.read_text(encoding="utf-8").partition("## Quyền có tác dụng")[0]
    rows = [line.strip("|").split("|") for line in table.splitlines() if line.startswith("|")]
    head, _, *lines = [[cell.strip() for cell in row] for row in rows]
    assert head == ["Vai trò", *(RIGHT_WORDS[right].capitalize() for right in Right)]
    granted = {line[0]: [cell == "có" for cell in line[1:]] for line in lines}
    assert granted == {role.label.capitalize(): [right in RIGHTS[role] for right in Right] for role in Role}
