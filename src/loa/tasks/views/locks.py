"""Close the figures of a plan's periods, open them again, and let single units report after all."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from loa.people.models import Unit
from loa.plans.models import PlanVersion
from loa.plans.queries import latest_version
from loa.tasks.actions import LockRefused, allow_after_lock, lock_period, unlock_period
from loa.tasks.forms.locks import AllowForm, UnlockForm
from loa.tasks.permissions import can_lock
from loa.tasks.queries.locks import PlanPeriod, plan_periods, units_missing
from loa.tasks.views.frame import DeskRequest, desk_page, show

_TO_BOTH = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@desk_page
def periods(request: DeskRequest, slug: str) -> HttpResponse:
    """Show the periods of a plan to its lead: how much is in, which are closed."""
    version = _of_lead(request, slug)
    return show(request, "tasks/locks.html", {"version": version, "periods": plan_periods(version, _today(request))})


@require_safe
@desk_page
def period(request: DeskRequest, slug: str, code: str) -> HttpResponse:
    """Show one period to the plan's lead, with what can be done about it."""
    return _show(request, *_found(request, slug, code))


@_TO_BOTH
@desk_page
def lock(request: DeskRequest, slug: str, code: str) -> HttpResponse:
    """Close a period."""
    version, found = _found(request, slug, code)
    if request.method != "POST":
        return redirect("desk:lock_page", slug, code)
    sitting = request.sitting
    form = forms.Form(request.POST)
    if _done(form, lambda: lock_period(version=version, period=code, by=sitting.user, at=sitting.at)):
        messages.success(request, f"Đã khóa số liệu {found.label}. Các đơn vị không gửi thêm được.")
        return redirect("desk:lock_page", slug, code)
    return _show(request, version, found, lock_form=form)


@_TO_BOTH
@desk_page
def unlock(request: DeskRequest, slug: str, code: str) -> HttpResponse:
    """Open a closed period for everybody."""
    version, found = _found(request, slug, code)
    if request.method != "POST":
        return redirect("desk:lock_page", slug, code)
    sitting, form = request.sitting, UnlockForm(request.POST, auto_id="mo-%s")
    if _done(
        form,
        lambda: unlock_period(
            version=version, period=code, reason=form.cleaned_data["reason"], by=sitting.user, at=sitting.at
        ),
    ):
        messages.success(request, f"Đã mở lại {found.label}. Các đơn vị gửi và sửa được như trước.")
        return redirect("desk:lock_page", slug, code)
    return _show(request, version, found, unlock_form=form)


@_TO_BOTH
@desk_page
def allow(request: DeskRequest, slug: str, code: str) -> HttpResponse:
    """Let one unit report a closed period until a day."""
    version, found = _found(request, slug, code)
    if request.method != "POST":
        return redirect("desk:lock_page", slug, code)
    sitting = request.sitting
    missing = units_missing(version, code, sitting.today)
    form = AllowForm(request.POST, auto_id="phep-%s", units=missing)

    def act() -> None:
        typed = form.cleaned_data
        unit = Unit.objects.get(pk=typed.pop("unit"))
        allow_after_lock(version=version, period=code, unit=unit, **typed, by=sitting.user, at=sitting.at)
        messages.success(request, f"Đã cho {dict(missing)[unit.pk]} gửi {found.label}.")

    if _done(form, act):
        return redirect("desk:lock_page", slug, code)
    return _show(request, version, found, allow_form=form)


def _done(form: forms.Form, act: Callable[[], Any]) -> bool:
    """Do what a form says; where it is refused, say so in the form and keep what was typed."""
    if not form.is_valid():
        return False
    try:
        act()
    except LockRefused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _show(request: DeskRequest, version: PlanVersion, found: PlanPeriod, **refused: forms.Form) -> HttpResponse:
    missing = units_missing(version, found.code, _today(request))
    context = {
        "version": version,
        "period": found,
        "missing": missing,
        "lock_form": None,
        "unlock_form": UnlockForm(auto_id="mo-%s"),
        "allow_form": AllowForm(auto_id="phep-%s", units=missing),
        **refused,
    }
    return show(request, "tasks/lock.html", context, status=422 if refused else 200)


def _today(request: DeskRequest) -> date:
    return request.sitting.today


def _of_lead(request: DeskRequest, slug: str) -> PlanVersion:
    version = latest_version(slug)
    if version is None:
        raise Http404
    if not can_lock(request.user, version.plan.owner_id, _today(request)):
        raise PermissionDenied
    return version


def _found(request: DeskRequest, slug: str, code: str) -> tuple[PlanVersion, PlanPeriod]:
    version = _of_lead(request, slug)
    found = next(iter(plan_periods(version, _today(request), period=code)), None)
    if found is None:
        raise Http404
    return version, found
