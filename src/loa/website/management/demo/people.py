"""The people of a demonstration: accounts that can sign in, and invented officers for every unit."""

from datetime import date, datetime
from itertools import count

from loa.people.actions import assign_role, change_contacts, issue_password_link, open_account, use_password_link
from loa.people.choices import Role, UnitKind
from loa.people.models import RoleAssignment, Unit, UnitVersion, User, ids_below
from loa.website.management.demo.recipe import MARK, Account, Recipe

PASSWORD = "tuyen-truyen-2024"  # noqa: S105  (printed on purpose: the demonstration answers on this machine only)
ADMINISTRATOR = Account(username="quan-tri", shown=f"Quản trị hệ thống {MARK}", roles=())
# Invented names, all marked so; every fifth deputy is left out, so that vacancies can be seen.
_FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Võ", "Phan")
_GIVEN = ("Văn Mẫu", "Thị Thử", "Minh Họa", "Thị Ví", "Đức Dụ", "Thị Nháp", "Văn Giả", "Thị Tưởng")
_EVERY_FIFTH = 5


def open_accounts(recipe: Recipe, at: datetime) -> None:
    """Open the accounts that are printed at the end, each with its roles and the one password."""
    for account in recipe.accounts:
        user = _open(account.username, account.shown, _unit(account.home), at)
        for key, role in account.roles:
            assign_role(user=user, unit=_unit(key), role=role, by=None, at=at)
        _set_password(user, at)
    administrator = _open(ADMINISTRATOR.username, ADMINISTRATOR.shown, _unit(recipe.owner), at)
    User.objects.filter(pk=administrator.pk).update(is_superuser=True)
    _set_password(administrator, at)


def staff_units(recipe: Recipe, at: datetime) -> None:
    """Give every unit of the owner a focal officer and most of them a deputy; none of them can sign in."""
    day = at.date()
    staffed = set(RoleAssignment.objects.on(day).filter(role=Role.FOCAL).values_list("unit", flat=True))
    numbers = count(1)
    for position, unit in enumerate(_units(recipe, day)):
        if unit.pk not in staffed:
            _officer(next(numbers), unit, Role.FOCAL, at)
        if position % _EVERY_FIFTH:
            _officer(next(numbers), unit, Role.DEPUTY, at)


def publish_contacts(recipe: Recipe, at: datetime) -> None:
    """Say how each office is reached: invented lines, marked, that no telephone network has."""
    for number, unit in enumerate(_units(recipe, at.date()), 1):
        if unit.key in recipe.without_contact:
            continue
        change_contacts(
            unit=unit,
            phone=f"000 000 {number:04} {MARK}",
            email=f"{unit.key}@vidu.example",
            address=f"Số {number}, đường Minh Họa {MARK}",
            website="",
            by=None,
            at=at,
        )


def _units(recipe: Recipe, day: date) -> list[Unit]:
    """Return the owner and the units below it that are no outside bodies, by key."""
    below = ids_below([_unit(recipe.owner).pk], day)
    versions = UnitVersion.objects.on(day).filter(unit__in=below).exclude(unit__kind=UnitKind.OUTSIDE)
    return [version.unit for version in versions.select_related("unit").order_by("unit__key")]


def _unit(key: str) -> Unit:
    return Unit.objects.get(key=key)


def _officer(number: int, unit: Unit, role: Role, at: datetime) -> None:
    name = f"{_FAMILIES[number % len(_FAMILIES)]} {_GIVEN[number % len(_GIVEN)]} {MARK}"
    user = _open(f"minh-hoa-{number:02}", name, unit, at)
    assign_role(user=user, unit=unit, role=role, by=None, at=at)


def _open(username: str, full_name: str, home: Unit, at: datetime) -> User:
    return open_account(
        username=username, full_name=full_name, work_phone="", email="", home_unit=home, roles=(), by=None, at=at
    )


def _set_password(user: User, at: datetime) -> None:
    use_password_link(secret=issue_password_link(user=user, by=None, at=at), password=PASSWORD, at=at)
