"""Public pages of plans: what was understood of each, how its work goes, its document."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from loa.base import clock, page_cache
from loa.plans import queries as plans
from loa.plans.models import PlanVersion
from loa.tasks import queries as tasks
from loa.website import queries
from loa.website.views.reading import about


@require_safe
@page_cache.public()
def plan_list(request: HttpRequest) -> HttpResponse:
    """Show every plan, newest year first."""
    said = "Các kế hoạch tuyên truyền cải cách hành chính: nhiệm vụ, đơn vị thực hiện, tiến độ."
    context = {"versions": plans.latest_versions(), "about": about(request, "Kế hoạch", said)}
    return render(request, "website/plan_list.html", context)


@require_safe
@page_cache.public()
def plan(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what was understood of a plan's latest version, and how its work goes: totals, no unit by name."""
    version, today = _version(slug), clock.today()
    reading, totals = queries.confirmed_reading(version), tasks.plan_totals(version, today)
    title = version.plan.title
    context = {
        "version": version,
        "reading": reading,
        "totals": totals,
        "today": today,
        "about": about(
            request,
            title,
            f"{title}: nhiệm vụ, đơn vị thực hiện, thời gian hoàn thành và tiến độ.",
            above=[("Kế hoạch", reverse("website:plan_list"))],
        ),
    }
    return render(request, "website/plan.html", context)


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


def _version(slug: str) -> PlanVersion:
    version = plans.latest_version(slug)
    if version is None:
        raise Http404("Không có kế hoạch ở địa chỉ này.")
    return version


def _no_file(request: HttpRequest, version: PlanVersion, *, reason: str, status: int) -> HttpResponse:
    return render(request, "website/plan_no_file.html", {"version": version, "reason": reason}, status=status)
