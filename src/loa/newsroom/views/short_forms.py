"""The short forms of a unit: its own to add, change and remove, those from above to read."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from loa.newsroom.actions import StoryRefused, drop_short_form, keep_short_form
from loa.newsroom.forms.short_forms import ShortForm
from loa.newsroom.models import Abbreviation
from loa.newsroom.permissions import can_keep_short_forms, units_edited, units_written
from loa.newsroom.queries.short_forms import short_forms_of
from loa.people.models import Unit
from loa.people.queries import unit_names
from loa.tasks.views.frame import DeskRequest, desk_page, show

_POSTED = require_http_methods(["GET", "HEAD", "POST"])


@_POSTED
@desk_page
def short_forms(request: DeskRequest) -> HttpResponse:
    """Show the short forms that hold for a unit (`don-vi`), and take a new one."""
    sitting = request.sitting
    units = units_written(sitting.user, sitting.today)
    if not units:
        return show(request, "newsroom/no_writer.html", {}, status=403)
    unit, names = _chosen(request, units), unit_names(units, sitting.today)
    keeps = can_keep_short_forms(sitting.user, unit, sitting.today)
    if request.method == "POST" and not keeps:
        raise Http404
    form = ShortForm(request.POST if request.method == "POST" else None)
    if form.is_bound and _keep(request, Unit.objects.get(pk=unit), form, None):
        return redirect(_address(unit))
    context = {
        "unit": unit,
        "unit_name": names.get(unit, ""),
        "units": sorted(names.items(), key=lambda one: one[1]) if len(names) > 1 else [],
        "forms": short_forms_of(unit, sitting.today),
        "form": form,
        "keeps": keeps,
    }
    return show(request, "newsroom/short_forms.html", context, status=422 if form.is_bound else 200)


@_POSTED
@desk_page
def change(request: DeskRequest, pk: int) -> HttpResponse:
    """Change one short form of a unit."""
    found = _own(request, pk)
    form = ShortForm(
        request.POST if request.method == "POST" else None, initial={"short": found.short, "full": found.full}
    )
    if form.is_bound and _keep(request, found.unit, form, found):
        return redirect(_address(found.unit_id))
    context = {"row": found, "form": form, "back": _address(found.unit_id)}
    return show(request, "newsroom/short_form.html", context, status=422 if form.is_bound else 200)


@_POSTED
@desk_page
def drop(request: DeskRequest, pk: int) -> HttpResponse:
    """Remove one short form of a unit."""
    found, sitting = _own(request, pk), request.sitting
    if request.method == "POST":
        drop_short_form(row=found, by=sitting.user, at=sitting.at)
        messages.success(request, f"Đã bỏ chữ “{found.short}”.")
    return redirect(_address(found.unit_id))


def _keep(request: DeskRequest, unit: Unit, form: ShortForm, row: Abbreviation | None) -> bool:
    """Keep what was typed; False with the reason at its field where that cannot be."""
    if not form.is_valid():
        return False
    try:
        kept = keep_short_form(unit=unit, row=row, **form.cleaned_data, by=request.sitting.user, at=request.sitting.at)
    except StoryRefused as refused:
        form.add_error(refused.field or None, str(refused))
        return False
    messages.success(request, f"Đã ghi: {kept.short} là “{kept.full}”.")
    return True


def _own(request: DeskRequest, pk: int) -> Abbreviation:
    units = units_edited(request.user, request.sitting.today)
    found = Abbreviation.objects.select_related("unit").filter(pk=pk, unit__in=units).first()
    if found is None:
        raise Http404
    return found


def _chosen(request: DeskRequest, units: frozenset[int]) -> int:
    asked = request.POST.get("don-vi", "") or request.GET.get("don-vi", "")
    chosen = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 10 else min(units)
    if chosen not in units:
        raise Http404
    return chosen


def _address(unit: int) -> str:
    return f"{reverse('newsroom:short_forms')}?don-vi={unit}"
