"""Fill an empty database with a demonstration: a plan carried out by invented people, through the real actions."""

from argparse import ArgumentParser
from io import StringIO
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Site

from loa.base import clock
from loa.lib.vietnamese_text import written_day
from loa.website.actions import index_anew
from loa.website.management.demo.library.playing import plan_library
from loa.website.management.demo.newsroom.house import let_the_ledger_work, open_newsroom
from loa.website.management.demo.newsroom.playing import plan_newsroom
from loa.website.management.demo.people import (
    ADMINISTRATOR,
    PASSWORD,
    open_accounts,
    publish_contacts,
    staff_units,
)
from loa.website.management.demo.portals import choose_menus, open_portals, share_sections
from loa.website.management.demo.recipe import Recipe
from loa.website.management.demo.site_pages import write_pages
from loa.website.management.demo.stage import open_agenda
from loa.website.management.demo.vinh_linh_2024 import VINH_LINH_2024
from loa.website.management.demo.work import (
    EXAMPLES,
    hand_out,
    import_example,
    keep_calendar,
    moment,
    review,
)
from loa.website.management.demo.xa_vinh_linh_2026 import XA_VINH_LINH_2026
from loa.website.management.demo.year import play_year
from loa.website.models import HomePage

RECIPES = {recipe.folder: recipe for recipe in (VINH_LINH_2024, XA_VINH_LINH_2026)}
# The units of both, before and after 1/7/2025, are one list.
UNITS = EXAMPLES / "vinh-linh-2024"


class Command(BaseCommand):
    help = "Nạp dữ liệu minh họa vào cơ sở dữ liệu trống."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000, help="cổng sẽ in trong địa chỉ")
        parser.add_argument("--example", choices=RECIPES, default=VINH_LINH_2024.folder, help="kế hoạch được minh họa")

    def handle(self, *, port: int, example: str, **options: Any) -> None:
        """Make the people, carry the plan as far as the recipe says, and print where to look and how to sign in."""
        recipe, today = RECIPES[example], clock.today()
        if not settings.LOA_DEMO:
            raise CommandError("Chỉ nạp dữ liệu minh họa khi LOA_DEMO=1, để không lẫn với số liệu thật.")
        first = recipe.confirmed_on
        if today <= first:
            raise CommandError(f"Kế hoạch này được triển khai từ ngày {written_day(first)}: đặt LOA_TODAY sau ngày đó.")
        call_command("load_units", UNITS, stdout=StringIO())
        at = moment(recipe.opened_on)
        open_accounts(recipe, at)
        staff_units(recipe, at)
        keep_calendar(recipe)
        publish_contacts(recipe, at)
        HomePage.objects.filter(sites_rooted_here__is_default_site=True).update(introduction=recipe.introduction)
        open_portals(recipe, port, at)
        agenda, newsroom = open_agenda(recipe, today), recipe.newsroom
        plan_library(recipe, agenda)
        if newsroom:
            open_newsroom(recipe, newsroom, at)
            share_sections(recipe, at)
            plan_newsroom(recipe, newsroom, agenda)
        agenda.play(until=recipe.confirmed_on)
        version = import_example(recipe)
        review(recipe, version)
        obligations = hand_out(recipe, version)
        if newsroom:
            let_the_ledger_work(recipe, newsroom, version)
        play_year(recipe, version, agenda)
        write_pages(recipe, clock.now())
        choose_menus(recipe, moment(today))
        index_anew(at=clock.now())
        self.stdout.write(_farewell(recipe, str(version.plan), obligations, port))


def _a_commune(port: int) -> str:
    """Return the line of one site below the portal, as an example of how they are reached."""
    site = Site.objects.exclude(is_default_site=True).first()
    return f"  Trang của một xã  http://{site.hostname}:{port}/\n" if site else ""


def _farewell(recipe: Recipe, plan: str, obligations: int, port: int) -> str:
    accounts = "".join(f"  {one.username:<16} {one.shown}\n" for one in (*recipe.accounts, ADMINISTRATOR))
    return (
        f"\n{plan}: đã giao {obligations} đầu việc.\n\n"
        f"  Trang công khai   http://localhost:{port}/\n"
        f"{_a_commune(port)}"
        f"  Tin, bài          http://localhost:{port}/tin-bai/\n"
        f"  Văn bản           http://localhost:{port}/van-ban/\n"
        f"  Việc của tôi      http://localhost:{port}/viec/\n"
        f"  Bàn làm việc      http://localhost:{port}/admin/\n\n"
        f"Tài khoản minh họa (cùng một mật khẩu: {PASSWORD})\n{accounts}"
    )
