"""The lists of the ledger, for the administrator of the installation: seen, added to, renamed, ended."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_safe

from loa.activities.actions.terms import TermRefused, save_term
from loa.activities.forms.terms import first_values, term_form
from loa.activities.models import Audience, Channel, Form, Term, Topic
from loa.activities.permissions import can_keep_terms
from loa.tasks.views.frame import DeskRequest, desk_page, show

_LISTS: dict[str, type[Term]] = {"noi-dung": Topic, "hinh-thuc": Form, "kenh": Channel, "doi-tuong": Audience}
_POSTED = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@desk_page
def terms(request: DeskRequest) -> HttpResponse:
    """Show the four lists with what was ended."""
    _refuse_others(request)
    lists = [
        (name, kind._meta.verbose_name, list(kind._default_manager.order_by("position", "pk")))
        for name, kind in _LISTS.items()
    ]
    return show(request, "activities/terms.html", {"lists": lists})


@_POSTED
@desk_page
def add(request: DeskRequest, kind: str) -> HttpResponse:
    """Add a word to a list."""
    return _edit(request, kind, None)


@_POSTED
@desk_page
def change(request: DeskRequest, kind: str, pk: int) -> HttpResponse:
    """Rename a word, or end it."""
    return _edit(request, kind, pk)


def _edit(request: DeskRequest, kind: str, pk: int | None) -> HttpResponse:
    _refuse_others(request)
    if kind not in _LISTS:
        raise Http404
    model, sitting = _LISTS[kind], request.sitting
    term = get_object_or_404(model, pk=pk) if pk else model()
    first = {} if pk else first_values(model, sitting.today)
    form = term_form(model)(request.POST if request.method == "POST" else None, instance=term, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            save_term(term=form.instance, by=sitting.user, at=sitting.at)
        except TermRefused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            messages.success(request, f"Đã lưu “{term.name}”.")
            return redirect("ledger:terms")
    context = {"form": form, "what": model._meta.verbose_name, "term": term if pk else None}
    return show(request, "activities/term.html", context, status=422 if form.is_bound else 200)


def _refuse_others(request: DeskRequest) -> None:
    if not can_keep_terms(request.user):
        raise PermissionDenied
