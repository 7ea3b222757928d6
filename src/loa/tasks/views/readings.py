"""Who has read a plan: said by one person, by a unit for its meeting, and seen by those who watch over it."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from loa.base.workbooks import hand_out_list
from loa.lib.vietnamese_text import written_day
from loa.lib.workbooks import Value
from loa.people.models import Unit
from loa.plans.models import PlanVersion
from loa.tasks.actions import ReadingRefused, RollCallOvertaken, acknowledge, call_roll
from loa.tasks.forms import RollCallForm
from loa.tasks.queries import ReadingRow, plan_readings, roll_calls, said_by
from loa.tasks.views.frame import DeskRequest, desk_page, plan_seen, show

_ROWS_A_PAGE = 50
_HEAD = (
    "Đơn vị", "Xác nhận trên hệ thống", "Theo danh sách họp", "Ngày họp", "Tổng số người", "Đã được phổ biến, ít nhất",
    "Tỷ lệ (%)",
)  # fmt: skip
_WIDTHS = (44, 16, 16, 14, 14, 18, 12)
_DEFINITION = (
    "“Đã được phổ biến, ít nhất” là số lớn hơn trong hai số, "
    "vì một người có thể vừa xác nhận vừa có tên trong danh sách họp."
)


@require_safe
@desk_page
def readings(request: DeskRequest, slug: str) -> HttpResponse:
    """Show who has read a plan by unit, what the reader's own units can say; `chua` leaves who is silent."""
    version, seen = plan_seen(request, slug)
    return _show(request, version, seen)


@require_safe
@desk_page
def readings_workbook(request: DeskRequest, slug: str) -> HttpResponse:
    """Give the same by unit as a workbook."""
    version, seen = plan_seen(request, slug)
    today = request.sitting.today
    rows = [_line(row) for row in plan_readings(version, seen, today).rows]
    notes = [f"{version.plan.title}. Tình hình đến ngày {written_day(today)}.", _DEFINITION]
    return hand_out_list(f"da-doc-{today:%Y-%m-%d}", "Đã đọc", _HEAD, rows, widths=_WIDTHS, notes=notes)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def say_read(request: DeskRequest, slug: str) -> HttpResponse:
    """Say that one has read the plan, as one of the people of a unit."""
    version, seen = plan_seen(request, slug)
    if request.method != "POST":
        return redirect("desk:readings", slug)
    unit, sitting = _unit(request), request.sitting
    try:
        acknowledge(version=version, unit=unit, by=sitting.user, at=sitting.at)
    except ReadingRefused as refusal:
        return _show(request, version, seen, refused=str(refusal))
    messages.success(request, f"Đã ghi: đã đọc kế hoạch, ở {sitting.names.get(unit.pk, 'đơn vị')}.")
    return redirect("desk:readings", slug)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def say_roll(request: DeskRequest, slug: str) -> HttpResponse:
    """Write how many people of a unit there are and how many were on the meeting's list."""
    version, seen = plan_seen(request, slug)
    if request.method != "POST":
        return redirect("desk:readings", slug)
    unit, sitting = _unit(request), request.sitting
    if unit.pk not in sitting.desk.reports:
        raise PermissionDenied
    form = RollCallForm(request.POST, auto_id=f"hop-{unit.pk}-%s")
    if form.is_valid():
        try:
            call_roll(version=version, unit=unit, **form.cleaned_data, by=sitting.user, at=sitting.at)
        except ReadingRefused as refusal:
            form.add_error(refusal.field or None, str(refusal))
            if isinstance(refusal, RollCallOvertaken):
                form.data = {**dict(form.data.items()), "seen": _token(refusal.now.at)}
        else:
            messages.success(request, f"Đã lưu số người của {sitting.names.get(unit.pk, 'đơn vị')}.")
            return redirect("desk:readings", slug)
    return _show(request, version, seen, bound={unit.pk: form})


def _show(
    request: DeskRequest,
    version: PlanVersion,
    seen: frozenset[int],
    *,
    bound: dict[int, RollCallForm] | None = None,
    refused: str = "",
) -> HttpResponse:
    sitting = request.sitting
    found = plan_readings(version, seen, sitting.today)
    only_silent = bool(request.GET.get("chua"))
    rows = [row for row in found.rows if row.is_silent] if only_silent else list(found.rows)
    context: dict[str, Any] = {
        "version": version,
        "found": found,
        "only_silent": only_silent,
        "page": Paginator(rows, _ROWS_A_PAGE).get_page(request.GET.get("trang", "")),
        "kept": "chua=1" if only_silent else "",
        "own": _own(request, version, found.rows, bound or {}),
        "refused": refused,
        "definition": _DEFINITION,
    }
    return show(request, "tasks/readings.html", context, status=422 if bound or refused else 200)


def _own(
    request: DeskRequest, version: PlanVersion, rows: tuple[ReadingRow, ...], bound: dict[int, RollCallForm]
) -> list[dict[str, Any]]:
    """Return the reader's own units that owe something of the plan, with what the reader has said and can say."""
    sitting = request.sitting
    own = sorted((row for row in rows if row.unit_id in sitting.desk.sees), key=lambda row: row.unit)
    if not own:
        return []
    said = said_by(sitting.user, version)
    reporting = [row.unit_id for row in own if row.unit_id in sitting.desk.reports]
    called = roll_calls(version, reporting) if reporting else {}

    def form_of(unit: int) -> RollCallForm | None:
        if unit not in sitting.desk.reports:
            return None
        roll = called.get(unit)
        shown = (
            {"headcount": roll.headcount, "listed": roll.listed, "met_on": roll.met_on, "seen": _token(roll.at)}
            if roll
            else {}
        )
        return bound.get(unit) or RollCallForm(initial=shown, auto_id=f"hop-{unit}-%s")

    return [
        {
            "row": row,
            "said": said.get(row.unit_id),
            "form": form_of(row.unit_id),
            "roll": called.get(row.unit_id),
            "open": row.unit_id in bound,
        }
        for row in own
    ]


def _unit(request: DeskRequest) -> Unit:
    """Return the unit that a form names, of the reader's own; raises PermissionDenied for every other."""
    asked = request.POST.get("unit", "")
    pk = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 10 else 0
    if pk not in request.sitting.desk.sees:
        raise PermissionDenied
    return Unit.objects.get(pk=pk)


def _token(at: datetime) -> str:
    return at.isoformat()


def _line(row: ReadingRow) -> list[Value]:
    none = ""
    return [
        row.unit,
        row.here,
        row.listed,
        written_day(row.met_on) if row.met_on else none,
        none if row.headcount is None else row.headcount,
        row.heard,
        none if row.percent is None else row.percent,
    ]
