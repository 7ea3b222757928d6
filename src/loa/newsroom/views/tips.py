"""Tips: send one in a minute, see what came, take it up or say why not."""

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from loa.newsroom.actions import TipRefused, decline_tip, send_tip, take_tip
from loa.newsroom.choices import TipState
from loa.newsroom.forms import TextForm
from loa.newsroom.forms.tips import TipForm
from loa.newsroom.models import Tip
from loa.newsroom.permissions import can_take_tip, tips_seen, units_served, units_written
from loa.newsroom.queries.letters import mailbox_trouble
from loa.newsroom.queries.tips import row_of, taken_up, tips_page
from loa.people.models import Unit
from loa.people.queries import unit_names
from loa.tasks.views.frame import DeskRequest, desk_page, show

_POSTED = require_http_methods(["GET", "HEAD", "POST"])


@_POSTED
@desk_page
def send(request: DeskRequest) -> HttpResponse:
    """Offer news in the name of a unit."""
    sitting = request.sitting
    units = units_written(sitting.user, sitting.today)
    if not units:
        return show(request, "newsroom/no_writer.html", {}, status=403)
    names = unit_names(units, sitting.today)
    data = request.POST if request.method == "POST" else None
    files = request.FILES if data is not None else None
    form = TipForm(data, files, initial={"happened_on": sitting.today}, on=sitting.today, units=names)
    if data is not None and form.is_valid():
        unit = form.cleaned_data.get("unit") or Unit.objects.get(pk=min(units))
        try:
            tip = send_tip(unit=unit, values=form.values(), by=sitting.user, at=sitting.at)
        except TipRefused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            messages.success(request, "Đã gửi. Nơi biên tập sẽ nhận hoặc nói vì sao không dùng.")
            return redirect("newsroom:tip", tip.pk)
    unit_name = next(iter(names.values())) if len(names) == 1 else ""
    return show(request, "newsroom/send_tip.html", {"form": form, "unit_name": unit_name}, status=_status(form))


@require_safe
@desk_page
def tips(request: DeskRequest) -> HttpResponse:
    """Show what came, from whom, by which door, and how fast it was taken up."""
    sitting = request.sitting
    seen, state = tips_seen(sitting.user, sitting.today), request.GET.get("trang-thai", "")
    serves = bool(units_served(sitting.user, sitting.today))
    page, rows = tips_page(seen, state, request.GET.get("trang", ""), sitting.at)
    context = {
        "page": page,
        "rows": rows,
        "states": TipState,
        "state": state,
        "kept": f"trang-thai={state}" if state in TipState.values else "",
        "taken_up": taken_up(seen, sitting.at),
        "writes": bool(units_written(sitting.user, sitting.today)),
        "letters": serves,
        "trouble": mailbox_trouble() if serves else None,
    }
    return show(request, "newsroom/tips.html", context)


@require_safe
@desk_page
def tip(request: DeskRequest, pk: int) -> HttpResponse:
    """Show one tip with its pictures and what became of it."""
    return _show(request, _visible(request, pk))


@_POSTED
@desk_page
def take(request: DeskRequest, pk: int) -> HttpResponse:
    """Take a tip up."""

    def act(found: Tip, _: Any) -> Tip:
        return take_tip(tip=found, by=request.sitting.user, at=request.sitting.at)

    return _take(request, pk, "take_form", lambda: django_forms.Form(request.POST), act, "Đã nhận tin này.")


@_POSTED
@desk_page
def decline(request: DeskRequest, pk: int) -> HttpResponse:
    """Say why a tip is not used."""

    def act(found: Tip, told: dict[str, Any]) -> Tip:
        return decline_tip(tip=found, reason=told["text"], by=request.sitting.user, at=request.sitting.at)

    def make() -> django_forms.Form:
        return TextForm(request.POST, auto_id="khong-%s", label="Vì sao không dùng")

    return _take(request, pk, "decline_form", make, act, "Đã ghi. Người gửi đọc được lý do.")


def _take(
    request: DeskRequest,
    pk: int,
    name: str,
    make: Callable[[], django_forms.Form],
    act: Callable[[Tip, dict[str, Any]], Tip],
    said: str,
) -> HttpResponse:
    found = _visible(request, pk)
    if request.method != "POST":
        return redirect("newsroom:tip", pk)
    form = make()
    if form.is_valid():
        try:
            act(found, form.cleaned_data)
        except TipRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, said)
            return redirect("newsroom:tip", pk)
    return _show(request, _visible(request, pk), **{name: form})


def _visible(request: DeskRequest, pk: int) -> Tip:
    rows = tips_seen(request.user, request.sitting.today).select_related(
        "unit", "by", "contributor", "taken_by", "topic"
    )
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _show(request: DeskRequest, found: Tip, **refused: Any) -> HttpResponse:
    sitting = request.sitting
    context = {
        "tip": found,
        "row": row_of(found, unit_names([found.unit_id], sitting.today), sitting.at),
        "pictures": list(found.pictures.select_related("picture")),
        "stories": list(found.stories.defer("body")),
        "may_take": found.state in (TipState.NEW, TipState.TAKEN) and can_take_tip(sitting.user, found, sitting.today),
        "decline_form": TextForm(auto_id="khong-%s", label="Vì sao không dùng"),
        **refused,
    }
    return show(request, "newsroom/tip.html", context, status=422 if refused else 200)


def _status(form: django_forms.Form) -> int:
    return 422 if form.is_bound else 200
