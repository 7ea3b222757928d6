"""Fill an empty database with the demonstration: the founding plan as the reader understands it, and two accounts."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.core.management.base import BaseCommand, CommandError

from loa.base.clock import now
from loa.people.models import User
from loa.plans.actions import import_plan
from loa.website.models import HomePage

PLAN = Path(__file__).parents[5] / "examples" / "vinh-linh-2024" / "ke-hoach.txt"
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
        HomePage.objects.update(introduction=INTRODUCTION)
        version = import_plan(data=PLAN.read_bytes(), name=PLAN.name, by=None, at=now())
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
