"""Contributors of a unit, and the page by which they send news without an account."""

from datetime import datetime

from allauth.core.ratelimit import consume_or_429
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from loa.base.clock import now
from loa.base.secret_pages import opened_by_secret
from loa.newsroom.actions import (
    TipRefused,
    end_contributor,
    find_contributor,
    invite_contributor,
    note_used,
    renew_contributor,
    send_tip_by_link,
)
from loa.newsroom.forms.tips import ContributorForm, RenewForm, TipForm
from loa.newsroom.models import Contributor
from loa.newsroom.permissions import units_written
from loa.newsroom.queries.tips import masked, roster, sent_by
from loa.people.models import Unit
from loa.people.queries import unit_names
from loa.tasks.views.frame import DeskRequest, desk_page, show


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def contributors(request: DeskRequest) -> HttpResponse:
    """Show who sends news without an account, and give somebody a link, which is shown this once."""
    sitting = request.sitting
    units = units_written(sitting.user, sitting.today)
    if not units:
        return show(request, "newsroom/no_writer.html", {}, status=403)
    names = unit_names(units, sitting.today)
    form, made, secret = ContributorForm(request.POST if request.method == "POST" else None, units=names), None, ""
    if form.is_bound and form.is_valid():
        told = {name: value for name, value in form.cleaned_data.items() if name != "unit"}
        unit = form.cleaned_data.get("unit") or Unit.objects.get(pk=min(units))
        try:
            made, secret = invite_contributor(unit=unit, **told, by=sitting.user, at=sitting.at)
        except TipRefused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            form = ContributorForm(units=names)
    context = {
        "form": form,
        "made": made,
        "address": _link(request, secret) if secret else "",
        "roster": [(row, names.get(row.contributor.unit_id, "")) for row in roster(units)],
        "today": sitting.today,
        "named": len(units) > 1,
    }
    return show(request, "newsroom/contributors.html", context, status=422 if form.is_bound else 200)


@require_safe
@desk_page
def contributor(request: DeskRequest, pk: int) -> HttpResponse:
    """Show what one of them sent and what came out of it, and offer a new link."""
    return _show_one(request, _of_mine(request, pk), RenewForm())


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def renew(request: DeskRequest, pk: int) -> HttpResponse:
    """Give somebody a new link, shown this once; the old one stops."""
    sitting, found = request.sitting, _of_mine(request, pk)
    if request.method != "POST":
        return redirect("newsroom:contributor", pk)
    form, secret = RenewForm(request.POST), ""
    if form.is_valid():
        try:
            found, secret = renew_contributor(
                contributor=found, until=form.cleaned_data["until"], by=sitting.user, at=sitting.at
            )
        except TipRefused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            form = RenewForm()
    return _show_one(request, found, form, secret)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def end(request: DeskRequest, pk: int) -> HttpResponse:
    """Let a link work no more."""
    sitting, found = request.sitting, _of_mine(request, pk)
    if request.method == "POST":
        end_contributor(contributor=found, by=sitting.user, at=sitting.at)
        messages.success(request, f"Đã thu hồi liên kết của {found.name}.")
    return redirect("newsroom:contributors")


def _of_mine(request: DeskRequest, pk: int) -> Contributor:
    mine = Contributor.objects.filter(unit__in=units_written(request.user, request.sitting.today))
    found = mine.select_related("unit").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _show_one(request: DeskRequest, found: Contributor, form: RenewForm, secret: str = "") -> HttpResponse:
    tips, stories = sent_by(found)
    today = request.sitting.today
    context = {
        "contributor": found,
        "unit_name": unit_names([found.unit_id], today).get(found.unit_id, ""),
        "phone": masked(found.phone),
        "tips": tips,
        "stories": stories,
        "form": form,
        "address": _link(request, secret) if secret else "",
        "is_over": found.ended_at is not None or found.until < today,
    }
    return show(request, "newsroom/contributor.html", context, status=422 if form.is_bound else 200)


def _link(request: HttpRequest, secret: str) -> str:
    return request.build_absolute_uri(reverse("news:send_by_link", args=[secret]))


@opened_by_secret
@sensitive_variables("secret")
def send_by_link(request: HttpRequest, secret: str) -> HttpResponse:
    """Take a tip from whoever has a contributor's link; 404 for a link that is none, 410 for one that is over."""
    found, at = find_contributor(secret), now()
    if found is None:
        tried_too_often = consume_or_429(request, action="tip_missed", limit_get=True)
        if tried_too_often:
            return tried_too_often
        raise Http404
    name = unit_names([found.unit_id], at.date()).get(found.unit_id, "")
    if found.ended_at is not None or at.date() > found.until:
        return render(request, "newsroom/tip_link_over.html", {"contributor": found, "unit_name": name}, status=410)
    return _take(request, found, name, at)


def _take(request: HttpRequest, found: Contributor, name: str, at: datetime) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = TipForm(data, request.FILES if data is not None else None, initial={"happened_on": at.date()}, on=at.date())
    context = {"form": form, "contributor": found, "unit_name": name}
    if data is not None:
        sent_too_often = consume_or_429(request, action="tip_sent", key=found.digest)
        if sent_too_often:
            return sent_too_often
        if form.is_valid():
            try:
                send_tip_by_link(contributor=found, values=form.values(), at=at)
            except TipRefused as refused:
                form.add_error(refused.field if refused.field in form.fields else None, str(refused))
            else:
                note_used(contributor=found, at=at)
                return render(request, "newsroom/tip_sent.html", context)
    return render(request, "newsroom/send_by_link.html", context, status=422 if form.is_bound else 200)
