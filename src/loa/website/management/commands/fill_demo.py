"""Fill an empty database with the demonstration: the founding plan as read, the units of 2024, invented officers."""

from argparse import ArgumentParser
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from loa.base.clock import now
from loa.people.actions import assign_role
from loa.people.choices import Role, UnitKind
from loa.people.models import Unit, UnitVersion, User
from loa.plans.actions import import_plan
from loa.website.models import HomePage

EXAMPLES = Path(__file__).parents[5] / "examples" / "vinh-linh-2024"
PLAN = EXAMPLES / "ke-hoach.txt"
PASSWORD = "tuyen-truyen-2024"  # noqa: S105  (printed on purpose: the demonstration answers on this machine only)
# user name, given name as shown, whether the account may do everything
ACCOUNTS = (("can-bo-noi-vu", "Cán bộ Phòng Nội vụ (minh họa)", False), ("quan-tri", "Quản trị (minh họa)", True))
INTRODUCTION = (
    "<p>Ủy ban nhân dân huyện Vĩnh Linh công khai kế hoạch tuyên truyền cải cách hành chính năm 2024: ai làm việc gì, "
    "khi nào xong, kết quả là gì.</p>"
)


class Command(BaseCommand):
    help = "Nạp dữ liệu minh họa vào cơ sở dữ liệu trống."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000, help="cổng sẽ in trong địa chỉ")

    def handle(self, *, port: int, **options: Any) -> None:
        """Make the accounts, import the plan, and print where to look and how to sign in."""
        if not settings.LOA_DEMO:
            raise CommandError("Chỉ nạp dữ liệu minh họa khi LOA_DEMO=1, để không lẫn với số liệu thật.")
        for name, shown, everything in ACCOUNTS:
            _make_account(name, shown, everything=everything)
        call_command("load_units", EXAMPLES, stdout=StringIO())
        _give_roles()
        HomePage.objects.update(introduction=INTRODUCTION)
        owner = Unit.objects.get(key="huyen-vinh-linh")
        version = import_plan(data=PLAN.read_bytes(), name=PLAN.name, owner=owner, by=None, at=now())
        self.stdout.write(
            f"\nĐã đọc {version.plan}: {version.planline_set.count()} nhiệm vụ.\n\n"
            f"  Trang công khai   http://localhost:{port}/\n"
            f"  Bàn làm việc      http://localhost:{port}/admin/\n\n"
            "Tài khoản minh họa (mật khẩu của cả hai: "
            + PASSWORD
            + ")\n"
            + "".join(f"  {name:<16} {shown}\n" for name, shown, _ in ACCOUNTS)
        )


def _make_account(name: str, shown: str, *, everything: bool) -> None:
    user, _ = User.objects.get_or_create(username=name, defaults={"first_name": shown})
    user.set_password(PASSWORD)
    user.is_superuser = everything
    user.save()
    if not everything:
        user.groups.add(_lead_officers())


# Invented names, all marked so; every fifth deputy is left out, so that vacancies can be seen.
_FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Võ", "Phan")
_GIVEN = ("Văn Mẫu", "Thị Thử", "Minh Họa", "Thị Ví", "Đức Dụ", "Thị Nháp", "Văn Giả", "Thị Tưởng")


def _give_roles() -> None:
    """Let the lead's account see the district, and give every unit of the day invented officers who cannot sign in."""
    at = now()
    lead = User.objects.get(username="can-bo-noi-vu")
    _assign(lead, Unit.objects.get(key="huyen-vinh-linh"), Role.VIEWER, at)
    versions = UnitVersion.objects.on(at.date()).exclude(unit__kind=UnitKind.OUTSIDE).select_related("unit")
    for number, version in enumerate(versions.order_by("unit__key")):
        if version.unit.key == "vinh-linh-noi-vu":
            _assign(lead, version.unit, Role.FOCAL, at)
        else:
            _assign(_invented(2 * number), version.unit, Role.FOCAL, at)
        if number % 5:
            _assign(_invented(2 * number + 1), version.unit, Role.DEPUTY, at)


def _invented(number: int) -> User:
    family, given = _FAMILIES[number % len(_FAMILIES)], _GIVEN[number % len(_GIVEN)]
    user, new = User.objects.get_or_create(
        username=f"minh-hoa-{number:02}", defaults={"first_name": f"{family} {given} (minh họa)"}
    )
    if new:
        user.set_unusable_password()
        user.save()
    return user


def _assign(user: User, unit: Unit, role: Role, at: datetime) -> None:
    assign_role(user=user, unit=unit, role=role, by=None, at=at)


def _lead_officers() -> Group:
    """Return the group that may enter the office and import plans."""
    group, _ = Group.objects.get_or_create(name="Cán bộ chủ trì kế hoạch")
    group.permissions.set(
        Permission.objects.filter(
            content_type__app_label__in=("wagtailadmin", "plans"),
            codename__in=("access_admin", "view_plan", "add_planversion"),
        )
    )
    return group
