"""The office's screen of a review: the document beside what was understood of it, and what still waits."""

from collections.abc import Iterable
from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import TemplateView, View
from wagtail import hooks
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button

from loa.base.clock import now, today
from loa.people.models import User
from loa.plans import queries
from loa.plans.actions import AlreadyConfirmed, EditedMeanwhile, acknowledge_notes, discard_version, include_task
from loa.plans.models import PlanVersion, Review
from loa.plans.permissions import can_review
from loa.plans.queries import Missing, Section

_LINES_ON_A_PAGE = 100
_EDITING = {
    Section.BINDING: "plans:review_binding",
    Section.TASK: "plans:review_task",
    Section.FINDING: "plans:review_finding",
}


def address_of_missing(missing: Missing, version: int) -> str:
    """Return the screen on which something missing is settled."""
    if missing.pk is not None and missing.section in _EDITING:
        return reverse(_EDITING[missing.section], args=[version, missing.pk])
    return f"{reverse('plans:review', args=[version])}#{missing.section}"


class OfVersion(View):
    """Let nobody past the units whose plans they review: other versions are not there."""

    version: PlanVersion
    review: Review
    # What a screen needs of the long columns; the reading itself is never shown.
    left_out: Iterable[str] = ("version__reading",)

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        reviews = Review.objects.select_related(
            "version__plan__owner", "version__confirmed_by", "version__imported_by", "rhythm", "edited_by"
        ).defer(*self.left_out)
        review = reviews.filter(version=kwargs["version"]).first()
        if review is None or not can_review(request.user, review.version.plan.owner_id, today()):
            raise Http404
        self.review, self.version = review, review.version

    @property
    def user(self) -> User:
        return cast("User", self.request.user)


class OnReview(OfVersion, WagtailAdminTemplateMixin, TemplateView):
    """A page about a review, with the way back to it."""

    header_icon = "list-ul"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        here = self.page_title if self.page_title == ReviewView.page_title else ""
        steps = [
            {"url": reverse("plans:index"), "label": "Kế hoạch"},
            {"url": "" if here else reverse("plans:review", args=[self.version.pk]), "label": ReviewView.page_title},
        ]
        return [*super().get_breadcrumbs_items(), *steps, *([] if here else [{"url": "", "label": self.page_title}])]


class ReviewView(OnReview):
    """The document on the one side, on the other what was understood, part by part, with what waits on top."""

    page_title = "Đối chiếu kế hoạch"
    template_name = "plans/review.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        reading = queries.read_review(queries.review_rows(self.review, today()))
        lines = Paginator(reading.lines, _LINES_ON_A_PAGE).get_page(self.request.GET.get("trang"))
        steps = list(next_steps(self.version, self.user))
        waiting = [(one, address_of_missing(one.first, self.version.pk)) for one in reading.waiting]
        return {
            **super().get_context_data(**kwargs),
            "reading": reading,
            "lines": lines,
            "waiting": waiting,
            "source": queries.source_of(self.version, []),
            "steps": _lighter(steps) if waiting else steps,
            "is_open": self.version.confirmed_at is None,
        }


def next_steps(version: PlanVersion, user: User) -> Iterable[Button]:
    """Yield the buttons that apps above add to a review: what comes after it."""
    for step in hooks.get_hooks("register_plan_review_step"):
        button = step(version, user)
        if button is not None:
            yield button


def _lighter(steps: list[Button]) -> list[Button]:
    """Return the buttons as second choices: what waits comes first."""
    for step in steps:
        step.classname = f"{step.classname} button-secondary"
    return steps


class _Deed(OfVersion):
    """Something done by one button of the review; the answer is the review again, at the same place."""

    http_method_names = ["post"]
    left_out = ("version__reading", "version__source")
    place = ""

    def do(self) -> str:
        """Do it and return what to tell."""
        raise NotImplementedError

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            messages.success(request, self.do())
        except AlreadyConfirmed as refusal:
            messages.error(request, str(refusal))
        except EditedMeanwhile as refusal:
            messages.error(request, f"{refusal} Xem lại rồi chọn lần nữa.")
        return redirect(f"{reverse('plans:review', args=[self.version.pk])}#{self.place}")


class IncludeView(_Deed):
    """Take a task in, or leave it out."""

    def do(self) -> str:
        task = self.review.tasks.filter(pk=self.kwargs["pk"]).first()
        revision = self.request.POST.get("revision", "")
        if task is None or not revision.isdecimal():
            raise Http404
        self.place = f"viec-{task.pk}"
        included = self.request.POST.get("included") == "1"
        include_task(task, included=included, revision=int(revision), by=self.user, at=now())
        return "Đã chọn giao việc này." if included else "Việc này sẽ không giao."


class NotesView(_Deed):
    """Answer all notes at once."""

    place = Section.FINDING

    def do(self) -> str:
        count = acknowledge_notes(self.review, by=self.user, at=now())
        return f"Đã ghi nhận {count} ghi chú." if count else "Không còn ghi chú nào chờ ghi nhận."


class DiscardView(OnReview):
    """Say what will be lost, then put the version away."""

    page_title = "Bỏ bản kế hoạch này"
    template_name = "plans/review_discard.html"
    left_out = ("version__reading", "version__source")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        edited = queries.edited_rows(self.review)
        others = self.version.plan.versions.exclude(pk=self.version.pk).exists()
        return {**super().get_context_data(**kwargs), "version": self.version, "edited": edited, "others": others}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        name = str(self.version)
        try:
            discard_version(self.version, by=self.user, at=now())
        except AlreadyConfirmed as refusal:
            messages.error(request, str(refusal))
            return redirect("plans:review", self.version.pk)
        messages.success(request, f"Đã bỏ {name} cùng tệp gốc.")
        return redirect("plans:index")
