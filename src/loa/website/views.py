"""Public pages: the same for every visitor, so they set no cookie and may be kept by a cache."""

from dataclasses import asdict

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.views import serve

from loa import __version__
from loa.base import clock, page_cache
from loa.base.health import examine
from loa.plans import queries as plans
from loa.plans.models import PlanVersion
from loa.tasks import queries as tasks
from loa.website import queries
from loa.website.models import Heartbeat


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the front page that an editor keeps in the page tree; Wagtail itself would take any method."""
    return serve(request, "")


@require_safe
@page_cache.public()
def plan_list(request: HttpRequest) -> HttpResponse:
    """Show every plan, newest year first."""
    return render(request, "website/plan_list.html", {"versions": plans.latest_versions()})


@require_safe
@page_cache.public()
def plan(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what was understood of a plan's latest version, and how its work goes: totals, no unit by name."""
    version, today = _version(slug), clock.today()
    reading, totals = queries.confirmed_reading(version), tasks.plan_totals(version, today)
    context = {"version": version, "reading": reading, "totals": totals, "today": today}
    return render(request, "website/plan.html", context)


@require_safe
@page_cache.public()
def unit_list(request: HttpRequest) -> HttpResponse:
    """Show the units that carry out the plans of the day, how they are reached, and what they lead."""
    today = clock.today()
    versions = queries.plans_of_the_day(plans.latest_versions(), today)
    context = {"owners": queries.units_of_owners(versions, today), "versions": versions, "today": today}
    return render(request, "website/unit_list.html", context)


@require_safe
def plan_file(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Hand out the source document unchanged, or explain why it is not to be had."""
    version = _version(slug)
    if plans.holds_personal_data(version):
        return _no_file(request, version, reason="personal-data", status=403)
    try:
        content = version.file.open("rb")
    except FileNotFoundError:
        return _no_file(request, version, reason="missing", status=404)
    return FileResponse(content, as_attachment=True, filename=version.file_name)


@require_safe
@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """Tell a monitor whether the installation is well; 503 with the problems in words when it is not.

    What is outside the installation (a mailbox out of reach) is a warning: restarting or taking it out would not help.
    """
    found = examine(last_heartbeat=lambda: queries.last_heartbeat(Heartbeat.TICK), at=clock.real_now())
    warnings = queries.warnings() if found.migrations else []
    told = {"problems": found.problems, "warnings": warnings}
    answer = {"ok": not found.problems, "version": __version__, **asdict(found), **told}
    return JsonResponse(answer, status=503 if found.problems else 200, json_dumps_params={"ensure_ascii": False})


def _version(slug: str) -> PlanVersion:
    version = plans.latest_version(slug)
    if version is None:
        raise Http404("Không có kế hoạch ở địa chỉ này.")
    return version


def _no_file(request: HttpRequest, version: PlanVersion, *, reason: str, status: int) -> HttpResponse:
    return render(request, "website/plan_no_file.html", {"version": version, "reason": reason}, status=status)
