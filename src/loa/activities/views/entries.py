"""The list of what was communicated, and entering by hand what happened outside Loa."""

from collections.abc import Iterator
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from loa.activities.actions import ActivityRefused, enter_activity
from loa.activities.choices import Grade, Origin
from loa.activities.forms import EntryForm
from loa.activities.models import Activity
from loa.activities.permissions import ledgers_seen, units_recorded
from loa.activities.queries.coverage import Axis, months_to_choose, number_in, terms_between
from loa.activities.queries.entries import entries_page, forms_on, narrowed, read_wanted, rows_of
from loa.base.workbooks import hand_out_list
from loa.lib.vietnamese_text import shorten, written_day
from loa.lib.workbooks import Value
from loa.people.queries import unit_names
from loa.tasks.actions import NoRoom
from loa.tasks.views.frame import DeskRequest, desk_page, show

MOST_EXPORTED = 20_000
_HEAD = ("Ngày", "Đơn vị", "Hoạt động", "Hình thức", "Kênh", "Nội dung", "Số người", "Mức chứng minh", "Cách ghi",
         "Ghi đảo", "Đường dẫn")  # fmt: skip
_WIDTHS = (12, 30, 60, 22, 26, 40, 10, 26, 18, 30, 40)
_AT_ONCE = 500


@require_safe
@desk_page
def entries(request: DeskRequest) -> HttpResponse:
    """Show the entries of units in sight, narrowed as the address says."""
    sitting, wanted = request.sitting, read_wanted(request.GET)
    seen = ledgers_seen(request.user, sitting.today)
    page, rows = entries_page(narrowed(wanted, seen, sitting.today), request.GET.get("trang", ""), sitting.today)
    terms = terms_between(wanted.first or sitting.today, sitting.today)
    context = {
        "wanted": wanted,
        "kept": wanted.query,
        "page": page,
        "rows": rows,
        "unit_name": unit_names([wanted.unit], sitting.today).get(wanted.unit, "") if wanted.unit in seen else "",
        "topics": terms[Axis.TOPIC],
        "channels": terms[Axis.CHANNEL],
        "audiences": terms[Axis.AUDIENCE],
        "forms": forms_on(sitting.today),
        "months": months_to_choose(wanted.first, sitting.today),
        "grades": Grade,
        "origins": Origin,
        "records": bool(units_recorded(request.user, sitting.today)),
    }
    return show(request, "activities/entries.html", context)


@require_safe
@desk_page
def export(request: DeskRequest) -> HttpResponse:
    """Hand out the list, not the page, as a workbook."""
    sitting, wanted = request.sitting, read_wanted(request.GET)
    found = narrowed(wanted, ledgers_seen(request.user, sitting.today), sitting.today)
    ids = list(found.values_list("pk", flat=True)[: MOST_EXPORTED + 1])
    notes = [f"Sổ tuyên truyền, lập ngày {written_day(sitting.today)}."]
    if len(ids) > MOST_EXPORTED:
        notes.append("Chỉ gồm 20.000 hoạt động mới nhất. Lọc thêm để lấy các hoạt động còn lại.")
    name, rows = f"so-tuyen-truyen-{sitting.today:%Y-%m-%d}", _cells(ids[:MOST_EXPORTED], sitting)
    return hand_out_list(name, "Sổ tuyên truyền", _HEAD, rows, widths=_WIDTHS, notes=notes)


def _cells(ids: list[int], sitting: object) -> Iterator[list[Value]]:
    for start in range(0, len(ids), _AT_ONCE):
        for row in rows_of(ids[start : start + _AT_ONCE], sitting.today):  # type: ignore[attr-defined]
            one = row.activity
            yield [one.on, row.unit, one.title, one.form.name, one.channel.name, row.topics, one.reach,
                   str(one.get_grade_display()), str(one.get_origin_display()),
                   row.countered.reason if row.countered else "", one.url]  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def enter(request: DeskRequest) -> HttpResponse:
    """Enter what a unit did outside Loa, in half a minute."""
    sitting = request.sitting
    units = units_recorded(request.user, sitting.today)
    if not units:
        return show(request, "activities/no_recorder.html", {}, status=403)
    names = unit_names(units, sitting.today)
    first = {
        "on": sitting.today,
        "unit": number_in(request.GET.get("don-vi", "")) or min(units),
        "form": request.GET.get("hinh-thuc", ""),
        "topics": request.GET.getlist("noi-dung"),
    }
    data = request.POST if request.method == "POST" else None
    form = EntryForm(data, request.FILES if data is not None else None, initial=first, on=sitting.today, units=names)
    if data is not None and form.is_valid():
        try:
            row = enter_activity(
                entry=form.entry(), files=form.files_given(), links=form.links(), by=sitting.user, at=sitting.at
            )
        except ActivityRefused as refused:
            form.add_error(form.place_of(refused.field), str(refused))
        except NoRoom as full:
            form.add_error(None, str(full))
        else:
            messages.success(request, _said(row))
            told = {
                "don-vi": row.unit_id,
                "hinh-thuc": row.form_id,
                "noi-dung": [one.pk for one in form.entry().topics],
            }
            return redirect(f"{reverse('ledger:enter')}?{urlencode(told, doseq=True)}")
    context = {"form": form, "units": names}
    return show(request, "activities/enter.html", context, status=422 if form.is_bound else 200)


def _said(row: Activity) -> str:
    served = [shorten(task.title, 10) for task in row.tasks.all()]
    return f"Đã ghi “{row.title}”." + (f" Được tính cho: {'; '.join(served)}." if served else "")
