"""The office's last page before a plan goes to work: what will happen to whom, and the one button that does it."""

from collections.abc import Iterator
from typing import Any, cast

from django.contrib.humanize.templatetags.humanize import intcomma
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet

from loa.base.clock import now, today
from loa.lib.vietnamese_text import written_day
from loa.people.models import User
from loa.plans.choices import Origin
from loa.plans.models import PlanVersion, Review
from loa.plans.permissions import can_confirm
from loa.plans.rules import last_day_in_words
from loa.plans.viewsets.reviewing import address_of_missing
from loa.tasks.actions import NotPutToWork, put_to_work
from loa.tasks.queries.distribution import Distribution, PlannedTask, distribution, other_version_at_work

# How the tasks are named by where they come from.
_KINDS = ((Origin.LINE, "nhiệm vụ"), (Origin.DUTY, "trách nhiệm"), (Origin.REPORT, "chế độ báo cáo"))


class HandingOutView(WagtailAdminTemplateMixin, TemplateView):
    """What a reviewed plan will hand out, and its confirmation. It is there only for those who may confirm."""

    page_title = "Đối chiếu, xác nhận và triển khai"
    header_icon = "list-ul"
    template_name = "tasks/confirm.html"
    version: PlanVersion
    review: Review

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self._fetch()
        if not can_confirm(request.user, self.version.plan.owner_id, today()):
            raise Http404

    def _fetch(self) -> None:
        reviews = Review.objects.select_related("version__plan__owner", "rhythm")
        review = reviews.defer("version__reading", "version__source").filter(version=self.kwargs["version"]).first()
        if review is None:
            raise Http404
        self.review, self.version = review, review.version

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.version.confirmed_at:
            return redirect("plans:review", self.version.pk)
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            handed_out = put_to_work(
                version=self.version,
                revision_seen=request.POST.get("fingerprint", ""),
                by=cast("User", request.user),
                at=now(),
            )
        except NotPutToWork as refusal:
            return self._refused(str(refusal))
        except PlanVersion.DoesNotExist:
            raise Http404 from None
        slug = self.version.plan.slug
        said = f"Đã giao {intcomma(handed_out.obligations)} đầu việc cho {len(handed_out.loads)} đơn vị."
        at_work = messages.button(reverse("desk:plan", args=[slug]), "Xem tiến độ thực hiện")
        messages.success(request, said, buttons=[at_work])
        return redirect("plans:review", self.version.pk)

    def _refused(self, why: str) -> HttpResponse:
        """Show the page anew as things are now, or the review where somebody else was first."""
        self._fetch()
        if self.version.confirmed_at:
            messages.error(self.request, why)
            return redirect("plans:review", self.version.pk)
        return self.render_to_response(self.get_context_data(refusal=why))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        plan = distribution(self.review, today())
        return {
            **super().get_context_data(**kwargs),
            "version": self.version,
            "plan": plan,
            "what": _enumerated(list(_counted(plan))),
            "tasks": [(task, _when(task)) for task in plan.tasks],
            "missing": [(one, address_of_missing(one, self.version.pk)) for one in plan.missing],
            "other": other_version_at_work(self.version),
            "rhythm_matters": len({one.obligations for one in plan.rhythms}) > 1,
        }

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("plans:index"), "label": "Kế hoạch"},
            {"url": reverse("plans:review", args=[self.version.pk]), "label": "Đối chiếu kế hoạch"},
            {"url": "", "label": self.page_title},
        ]


def _counted(plan: Distribution) -> Iterator[str]:
    for origin, words in _KINDS:
        count = plan.count_of(origin)
        if count:
            yield f"{count} {words}"


def _when(task: PlannedTask) -> str:
    """Return by when a task is owed, in words."""
    if task.waits:
        return f"chờ {task.reviewed.waits_for}"
    if task.rhythm:
        first = f", kỳ đầu đến hạn {written_day(task.periods[0].due)}" if task.periods else ""
        return f"{task.rhythm.name}, {len(task.periods)} kỳ{first}"
    return last_day_in_words(task.due_on, task.reviewed.timing_text) if task.due_on else "chưa có hạn"


def _enumerated(parts: list[str]) -> str:
    """Return "a, b và c"."""
    return " và ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


class HandingOutViewSet(ViewSet):
    """Its page is reached from a review; the menu has no entry for it."""

    name = "handing_out"
    url_prefix = "ke-hoach/trien-khai"

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the address of the page for one version."""
        return [path("<int:version>/", self.construct_view(HandingOutView), name="confirm")]
