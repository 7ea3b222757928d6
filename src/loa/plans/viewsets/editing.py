"""The office's screens on which one row of a review is corrected, beside its place in the document."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localtime

from loa.base.clock import now, today
from loa.people.choices import UnitClass
from loa.people.models import Unit
from loa.plans import queries
from loa.plans.actions import (
    AlreadyConfirmed,
    EditedMeanwhile,
    FrameValues,
    ReviewRefused,
    TaskValues,
    answer_finding,
    bind_agency,
    save_frame,
    save_task,
)
from loa.plans.choices import Answer, Schedule, Severity, Target
from loa.plans.forms import AnswerForm, BindingForm, FrameForm, RevisedForm, TaskForm
from loa.plans.models.review import Revised
from loa.plans.queries import Section
from loa.plans.rules import working_day
from loa.plans.viewsets.reviewing import OnReview, address_of_missing

_PLACES_SHOWN = 3


class EditView(OnReview):
    """One row: what was typed stays when it does not hold or when somebody else saved in between."""

    template_name = "plans/review_edit.html"
    form_class: ClassVar[type[RevisedForm]]
    section: ClassVar[Section]
    row: Revised

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.row = self.find_row()

    def find_row(self) -> Revised:
        """Return the row of the address; 404 for one of another review."""
        raise NotImplementedError

    def save(self, values: dict[str, Any], revision: int) -> None:
        """Call the action."""
        raise NotImplementedError

    def places(self) -> Iterable[queries.Place]:
        """Return where the row stands in the document."""
        return ()

    def about(self) -> dict[str, Any]:
        """Return what the page says above the form."""
        return {}

    def source(self) -> list[queries.SourceBlock]:
        """Return the document close around the row, more of it where the document has no place for the row."""
        places = list(self.places())[:_PLACES_SHOWN]
        close = {"around": 1} if places else {}
        return queries.source_of(self.version, places, excerpt=True, **close)

    def form_arguments(self) -> dict[str, Any]:
        return {}

    def form(self, data: Any = None) -> RevisedForm:
        initial = {**self.form_class.values_of(self.row), "revision": self.row.revision}
        return self.form_class(data, initial=initial, **self.form_arguments())

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.version.confirmed_at:
            messages.info(request, str(AlreadyConfirmed(self.version)))
            return redirect("plans:review", self.version.pk)
        return self.render_to_response(self.get_context_data(form=self.form()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        values = dict(form.cleaned_data)
        try:
            self.save(values, values.pop("revision"))
        except ReviewRefused as refusal:
            for field, fault in refusal.faults.items():
                form.add_error(field, fault)
            return self.render_to_response(self.get_context_data(form=form))
        except EditedMeanwhile as conflict:
            return self._both_texts(form, conflict.current)
        except AlreadyConfirmed as refusal:
            messages.error(request, str(refusal))
            return redirect("plans:review", self.version.pk)
        return self._on(to_the_next="next" in request.POST)

    def _both_texts(self, form: RevisedForm, current: Revised) -> HttpResponse:
        """Show what somebody else saved beside what was typed; the next save is made knowing of it."""
        data = self.request.POST.copy()
        data["revision"] = str(current.revision)
        self.row = current
        again = self.form(data)
        again.is_valid()
        return self.render_to_response(
            self.get_context_data(
                form=again,
                differences=form.differences(current),
                saved_by=current.edited_by,
                saved_at=f"{localtime(current.edited_at):%H:%M}" if current.edited_at else "",
            )
        )

    def _on(self, *, to_the_next: bool) -> HttpResponse:
        review = reverse("plans:review", args=[self.version.pk])
        waiting = queries.what_is_missing(self.review, today()) if to_the_next else ()
        if waiting:
            messages.success(self.request, f"Đã lưu. Còn {len(waiting)} việc phải xem; đây là việc tiếp theo.")
            return redirect(address_of_missing(waiting[0], self.version.pk))
        messages.success(self.request, "Đã lưu.")
        return redirect(f"{review}#{self.section}")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            **self.about(),
            "version": self.version,
            "back": f"{reverse('plans:review', args=[self.version.pk])}#{self.section}",
            "source": self.source(),
        }


class FrameView(EditView):
    """What holds for the whole plan."""

    page_title = "Thông tin chung"
    form_class = FrameForm
    section = Section.FRAME

    def find_row(self) -> Revised:
        return self.review

    def save(self, values: dict[str, Any], revision: int) -> None:
        save_frame(self.review, FrameValues(**values), revision=revision, by=self.user, at=now())


class TaskView(EditView):
    """One task, duty or report."""

    page_title = "Sửa nhiệm vụ"
    form_class = TaskForm
    section = Section.TASK

    def find_row(self) -> Revised:
        tasks = self.review.tasks.select_related("line", "duty", "report_duty", "rhythm", "edited_by")
        return _or_404(tasks.filter(pk=self.kwargs["pk"]).first())

    def save(self, values: dict[str, Any], revision: int) -> None:
        values["schedule"] = Schedule(values["schedule"])
        save_task(self.row, TaskValues(**values), revision=revision, by=self.user, at=now())  # type: ignore[arg-type]

    def places(self) -> Iterable[queries.Place]:
        place = queries.place_of(self.row)  # type: ignore[arg-type]
        return [place] if place else []

    def about(self) -> dict[str, Any]:
        return {"task": self.row}


class BindingView(EditView):
    """Whom a name means."""

    page_title = "Tên cơ quan trong kế hoạch"
    form_class = BindingForm
    section = Section.BINDING

    def find_row(self) -> Revised:
        names = self.review.bindings.select_related("unit", "edited_by")
        return _or_404(names.filter(pk=self.kwargs["pk"]).first())

    def _day(self) -> Any:
        return working_day(self.version.plan.year, today())

    def form_arguments(self) -> dict[str, Any]:
        groups = queries.bindable_units(self.version.plan.owner, self._day())
        units = [(group.words, group.units) for group in groups]
        names = {unit: name for group in groups for unit, name in group.units}
        suggested = self.row.suggested_unit_id  # type: ignore[attr-defined]
        if suggested in names:
            units.insert(0, ("Gợi ý", ((suggested, names[suggested]),)))
        known = self.units()
        return {"units": units, "members": {one: len(known.members(one)) for one in UnitClass}}

    def units(self) -> queries.UnitsOfDay:
        if not hasattr(self, "_units"):
            named = {self.row.unit_id, self.row.suggested_unit_id} - {None}  # type: ignore[attr-defined]
            self._units = queries.UnitsOfDay(self.version.plan.owner, self._day(), named)
        return self._units

    def save(self, values: dict[str, Any], revision: int) -> None:
        bind_agency(
            self.row,  # type: ignore[arg-type]
            target=Target(values["target"]),
            unit=Unit.objects.filter(pk=values["unit"]).first() if values["unit"] else None,
            classes=[UnitClass(one) for one in values["classes"]],
            revision=revision,
            by=self.user,
            at=now(),
        )

    def places(self) -> Iterable[queries.Place]:
        return queries.places_of_name(self.row)  # type: ignore[arg-type]

    def about(self) -> dict[str, Any]:
        return {
            "binding": self.row,
            "meaning": queries.meaning_of(self.row, self.units()),  # type: ignore[arg-type]
            "suggestion": queries.suggestion_of(self.row, self.units()),  # type: ignore[arg-type]
            "owner_name": self.units().name(self.version.plan.owner_id),
            "day": self._day(),
        }


class FindingView(EditView):
    """What is said to a finding."""

    page_title = "Điểm cần xem lại"
    form_class = AnswerForm
    section = Section.FINDING

    def find_row(self) -> Revised:
        answers = self.review.answers.select_related("finding", "edited_by")
        return _or_404(answers.filter(pk=self.kwargs["pk"]).first())

    def save(self, values: dict[str, Any], revision: int) -> None:
        answer_finding(
            self.row,  # type: ignore[arg-type]
            kind=Answer(values["answer"]),
            text=values["text"],
            revision=revision,
            by=self.user,
            at=now(),
        )

    def places(self) -> Iterable[queries.Place]:
        return self.row.finding.places  # type: ignore[attr-defined]

    def about(self) -> dict[str, Any]:
        finding = self.row.finding  # type: ignore[attr-defined]
        return {"finding": finding, "severity": Severity(finding.severity).label}


def _or_404(row: Revised | None) -> Revised:
    if row is None:
        raise Http404
    return row
