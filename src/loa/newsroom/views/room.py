"""Coming into the newsroom: what waits for the reader, and the list of stories they see."""

from collections.abc import Iterator
from dataclasses import replace

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils.timezone import localtime
from django.views.decorators.http import require_safe

from loa.activities.models import Topic
from loa.activities.queries.coverage import months_to_choose
from loa.base.workbooks import hand_out_list
from loa.lib.vietnamese_text import written_day
from loa.lib.workbooks import Value
from loa.newsroom.choices import StoryKind, StoryState
from loa.newsroom.models import Section
from loa.newsroom.permissions import (
    commissions_anywhere,
    heads_anywhere,
    owners_paying,
    stories_seen,
    units_written,
)
from loa.newsroom.queries.room import A_PAGE, first_day, narrowed, read_wanted, room, rows_of
from loa.people.queries import unit_names
from loa.tasks.views.frame import DeskRequest, desk_page, show

MOST_EXPORTED = 5_000
_HEAD = (
    "Tên tin, bài",
    "Đơn vị",
    "Chuyên mục",
    "Thể loại",
    "Trạng thái",
    "Hạn của bước",
    "Ngày đăng",
    "Số lần trả lại",
)
_WIDTHS = (60, 32, 24, 16, 22, 14, 14, 12)


@require_safe
@desk_page
def home(request: DeskRequest) -> HttpResponse:
    """Show what waits for the reader, what they have begun, and what goes out today."""
    sitting = request.sitting
    user, today = sitting.user, sitting.today
    context = {
        "room": room(user, sitting.at),
        "writes": bool(units_written(user, today)),
        "rules": heads_anywhere(user, today),
        "pays": bool(owners_paying(user, today)),
        "commissions": commissions_anywhere(user, today),
    }
    return show(request, "newsroom/room.html", context)


@require_safe
@desk_page
def stories(request: DeskRequest) -> HttpResponse:
    """Show the stories that the reader sees, narrowed as the address says."""
    sitting, wanted = request.sitting, read_wanted(request.GET)
    found = narrowed(stories_seen(sitting.user, sitting.today), wanted)
    page = Paginator(found.select_related("section").defer("body"), A_PAGE).get_page(request.GET.get("trang", ""))
    rows = list(page.object_list)
    month = first_day(wanted.month)
    context = {
        "wanted": wanted,
        "kept": wanted.query,
        "page": page,
        "rows": rows_of(rows, unit_names([one.unit_id for one in rows], sitting.today), sitting.today),
        "states": StoryState,
        "kinds": StoryKind,
        "sections": Section.objects.on(sitting.today),
        "topics": Topic.objects.on(sitting.today),
        "months": months_to_choose(month, sitting.today),
        "month": month,
        "unit_name": unit_names([wanted.unit], sitting.today).get(wanted.unit, "") if wanted.unit else "",
        "all_units": replace(wanted, unit=None).query,
    }
    return show(request, "newsroom/story_list.html", context)


@require_safe
@desk_page
def export(request: DeskRequest) -> HttpResponse:
    """Hand out the list, not the page, as a workbook."""
    sitting, wanted = request.sitting, read_wanted(request.GET)
    found = narrowed(stories_seen(sitting.user, sitting.today), wanted).select_related("section").defer("body")
    rows = list(found[:MOST_EXPORTED])
    names = unit_names([one.unit_id for one in rows], sitting.today)
    notes = [f"{len(rows)} tin, bài, ngày {written_day(sitting.today)}."]
    cells: Iterator[list[Value]] = (
        [one.title, names.get(one.unit_id, ""), one.section.name, str(one.get_kind_display()),
         str(one.get_state_display()), one.due_on,
         localtime(one.first_published_at).date() if one.first_published_at else None, one.returns]
        for one in rows
    )  # fmt: skip
    name = f"tin-bai-{sitting.today:%Y-%m-%d}"
    return hand_out_list(name, "Tin, bài", _HEAD, cells, widths=_WIDTHS, notes=notes)
