"""The holding pen: letters to the newsroom's mailbox, each shown as text alone, taken up or laid aside."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from loa.newsroom.actions import LetterRefused, drop_letter, take_letter
from loa.newsroom.choices import HeldFileState, LetterState
from loa.newsroom.forms import TextForm
from loa.newsroom.forms.letters import LetterForm
from loa.newsroom.models import HeldLetter
from loa.newsroom.permissions import letters_seen, units_served
from loa.newsroom.queries.letters import erased_on, find_letter_file, letters_page, mailbox_trouble
from loa.people.queries import unit_names
from loa.tasks.views.frame import DeskRequest, desk_page, show
from loa.tasks.views.kept_files import hand_out

_POSTED = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@desk_page
def letters(request: DeskRequest) -> HttpResponse:
    """Show what came by mail and waits, or what became of it."""
    sitting = request.sitting
    if not units_served(sitting.user, sitting.today):
        return show(request, "newsroom/no_desk.html", {}, status=403)
    state = request.GET.get("trang-thai", "")
    state = state if state in LetterState.values else LetterState.HELD
    seen = letters_seen(sitting.user, sitting.today)
    page, rows = letters_page(seen, state, request.GET.get("trang", ""), sitting.today)
    context = {
        "page": page,
        "rows": rows,
        "state": state,
        "states": LetterState,
        "fetches": bool(settings.LOA_NEWS_MAILBOX),
        "trouble": mailbox_trouble(),
        "days": settings.LOA_NEWS_LETTER_DAYS,
    }
    return show(request, "newsroom/letters.html", context)


@require_safe
@desk_page
def letter(request: DeskRequest, pk: int) -> HttpResponse:
    """Show one letter."""
    return _show(request, _visible(request, pk))


@_POSTED
@desk_page
def take(request: DeskRequest, pk: int) -> HttpResponse:
    """Make a letter a tip of a unit."""
    sitting, found = request.sitting, _visible(request, pk)
    if request.method != "POST":
        return redirect("newsroom:letter", pk)
    form = LetterForm(request.POST, on=sitting.today, units=_units(request), auto_id="nhan-%s")
    if form.is_valid():
        try:
            tip = take_letter(letter=found, **form.cleaned_data, by=sitting.user, at=sitting.at)
        except LetterRefused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            messages.success(request, "Đã nhận thư này thành tin cơ sở cung cấp.")
            return redirect("newsroom:tip", tip.pk)
    return _show(request, _visible(request, pk), take_form=form)


@_POSTED
@desk_page
def drop(request: DeskRequest, pk: int) -> HttpResponse:
    """Lay a letter aside."""
    sitting, found = request.sitting, _visible(request, pk)
    if request.method != "POST":
        return redirect("newsroom:letter", pk)
    form = TextForm(request.POST, auto_id="bo-%s", label="Vì sao không dùng")
    if form.is_valid():
        try:
            drop_letter(letter=found, reason=form.cleaned_data["text"], by=sitting.user, at=sitting.at)
        except LetterRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Đã ghi là không dùng thư này.")
            return redirect("newsroom:letters")
    return _show(request, _visible(request, pk), drop_form=form)


@require_safe
@desk_page
def letter_file(request: DeskRequest, pk: int) -> HttpResponseBase:
    """Hand out a file of a letter, once it was checked, to be kept and not to be run."""
    given = find_letter_file(letters_seen(request.user, request.sitting.today), pk)
    if given is None or given.state != HeldFileState.CLEAN:
        raise Http404
    return hand_out(given.file, given.name)


def _visible(request: DeskRequest, pk: int) -> HeldLetter:
    rows = letters_seen(request.user, request.sitting.today).select_related("decided_by")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _units(request: DeskRequest) -> dict[int, str]:
    today = request.sitting.today
    return dict(sorted(unit_names(units_served(request.user, today), today).items(), key=lambda one: one[1]))


def _show(request: DeskRequest, found: HeldLetter, **refused: Any) -> HttpResponse:
    sitting, units = request.sitting, _units(request)
    context = {
        "letter": found,
        "unit_name": units.get(found.unit_id or 0, ""),
        "files": list(found.files.order_by("pk")),
        "tip": getattr(found, "tip", None),
        "erased_on": erased_on(found),
        "decides": found.state == LetterState.HELD,
        "take_form": LetterForm(on=sitting.today, units=units, auto_id="nhan-%s", initial={"unit": found.unit_id}),
        "drop_form": TextForm(auto_id="bo-%s", label="Vì sao không dùng"),
        **refused,
    }
    return show(request, "newsroom/letter.html", context, status=422 if refused else 200)
