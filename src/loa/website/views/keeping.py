"""The desk of those who keep a site: what is said of it, and what it shows of others."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from loa.base import clock
from loa.library.models import Document
from loa.newsroom.models import Story
from loa.tasks.views.frame import DeskRequest, desk_page, show
from loa.website.actions import PortalRefused, change_portal, find_right, subscribe, unsubscribe
from loa.website.forms import PortalForm, SubscriptionForm
from loa.website.models import InformationPage, Portal, Subscription
from loa.website.permissions import units_kept
from loa.website.queries.keeping import kept_portal, menu_shown, portals_kept, units_that_tell
from loa.website.queries.stale import DOCUMENT, PAGE, STORY
from loa.website.queries.watching import watch


@require_http_methods(["GET", "HEAD"])
@desk_page
def portals(request: DeskRequest) -> HttpResponse:
    """Show the sites one keeps."""
    sitting = request.sitting
    found = portals_kept(units_kept(sitting.user, sitting.today), sitting.today)
    return show(request, "website/portals_kept.html", {"portals": found})


@require_http_methods(["GET", "HEAD"])
@desk_page
def watching(request: DeskRequest) -> HttpResponse:
    """Show what needs an eye at the sites one keeps."""
    sitting = request.sitting
    units = units_kept(sitting.user, sitting.today)
    if not units:
        raise PermissionDenied("Tài khoản này không giữ trang thông tin điện tử nào.")
    return show(request, "website/watching.html", {"watch": watch(units, sitting.at, clock.real_now())})


@require_POST
@desk_page
def found_right(request: DeskRequest, kind: str, pk: int) -> HttpResponse:
    """Note that something published a while ago was looked at and is still right."""
    sitting = request.sitting
    what = _LOOKED_AT[kind]().filter(pk=pk).first() if kind in _LOOKED_AT else None
    if what is None:
        raise Http404
    find_right(what=what, by=sitting.user, at=sitting.at)
    messages.success(request, "Đã ghi: nội dung xem lại hôm nay, còn đúng.")
    return redirect("sites:watching")


_LOOKED_AT: dict[str, Callable[[], QuerySet[Any]]] = {
    PAGE: InformationPage.objects.live,
    STORY: lambda: Story.objects.filter(live=True).select_related("unit", "section__owner"),
    DOCUMENT: lambda: Document.objects.filter(withdrawn_at__isnull=True).select_related("owner"),
}


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def portal(request: DeskRequest, pk: int) -> HttpResponse:
    """Show what is said of a site, and take what its keeper says."""
    sitting, kept = request.sitting, portal_kept(request, pk)
    form = PortalForm(request.POST) if request.method == "POST" else PortalForm.of(kept)
    if form.is_bound and form.is_valid():
        try:
            version = form.cleaned_data["version"]
            change_portal(portal=kept, values=form.values(), version=version, by=sitting.user, at=sitting.at)
        except PortalRefused as refused:
            form.add_error(refused.field or None, str(refused))
        else:
            messages.success(request, "Đã lưu. Trang công khai đã hiện thông tin mới.")
            return redirect("sites:portal", kept.pk)
    return _show(request, kept, form, _source_form(request, kept))


@require_POST
@desk_page
def add_source(request: DeskRequest, pk: int) -> HttpResponse:
    """Let a site show a section of another, or what a unit tells."""
    sitting, kept = request.sitting, portal_kept(request, pk)
    form = _source_form(request, kept, request.POST)
    if form.is_valid():
        try:
            subscribe(portal=kept, **form.cleaned_data, by=sitting.user, at=sitting.at)
        except PortalRefused as refused:
            form.add_error(refused.field or None, str(refused))
        else:
            messages.success(request, "Đã lấy tin về trang. Tin, bài vẫn ở nơi đăng, không chép thành bài mới.")
            return redirect("sites:portal", kept.pk)
    return _show(request, kept, PortalForm.of(kept), form)


@require_POST
@desk_page
def drop_source(request: DeskRequest, pk: int, source: int) -> HttpResponse:
    """Let a site show no more of another."""
    sitting, kept = request.sitting, portal_kept(request, pk)
    found = (
        Subscription.objects.select_related("portal__unit", "section", "unit").filter(portal=kept, pk=source).first()
    )
    if found is not None:  # who presses twice finds it done
        unsubscribe(subscription=found, by=sitting.user, at=sitting.at)
    messages.success(request, "Đã thôi lấy tin từ nguồn đó.")
    return redirect("sites:portal", kept.pk)


def portal_kept(request: DeskRequest, pk: int) -> Portal:
    """Return a site that the person keeps.

    Raises:
        Http404: there is no such site.
        PermissionDenied: somebody else keeps it.
    """
    sitting = request.sitting
    found = Portal.objects.select_related("site__root_page", "unit").filter(pk=pk).first()
    if found is None:
        raise Http404
    if found.unit_id not in units_kept(sitting.user, sitting.today):
        raise PermissionDenied("Tài khoản này không giữ trang thông tin điện tử của đơn vị đó.")
    return found


def _source_form(request: DeskRequest, kept: Portal, typed: QueryDict | None = None) -> SubscriptionForm:
    today = request.sitting.today
    return SubscriptionForm(typed, portal=kept, units=units_that_tell(kept, today), on=today)


def _show(request: DeskRequest, kept: Portal, form: PortalForm, source: SubscriptionForm) -> HttpResponse:
    menu = menu_shown(kept, request.sitting.today)
    context = {"kept": kept_portal(kept, request.sitting.today), "menu": menu, "form": form, "source": source}
    return show(request, "website/portal_kept.html", context, status=422 if form.errors or source.errors else 200)
