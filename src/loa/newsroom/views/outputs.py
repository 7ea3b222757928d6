"""On which channels a story goes out, what became of it there, and what has to follow it."""

from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from loa.newsroom import actions, forms
from loa.newsroom.models import FollowUp, Story
from loa.newsroom.permissions import can_set_output
from loa.newsroom.queries.people import who_may_bring
from loa.newsroom.views.sheet import OVER, take, typed_text, visible
from loa.people.models import ids_below
from loa.people.queries import unit_names
from loa.tasks.views.frame import DeskRequest, desk_page, show

_POSTED = require_http_methods(["GET", "HEAD", "POST"])


@_POSTED
@desk_page
def set_output(request: DeskRequest, pk: int) -> HttpResponse:
    """Let a story go out on a channel."""
    sitting, found = request.sitting, visible(request, pk)
    if not can_set_output(sitting.user, found, sitting.today) or found.state in OVER:
        return redirect("newsroom:story", pk)
    data = request.POST if request.method == "POST" else None
    units = _units_to_send(found, sitting.today)
    form = forms.OutputForm(data, on=sitting.today, units=units, people=who_may_bring(units, sitting.today))
    if data is not None and form.is_valid():
        try:
            actions.set_output(story=found, **form.cleaned_data, by=sitting.user, at=sitting.at)
        except actions.StoryRefused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            messages.success(request, "Đã đặt kênh cho tin, bài.")
            return redirect("newsroom:story", pk)
    context = {"story": found, "form": form}
    return show(request, "newsroom/set_output.html", context, status=422 if form.is_bound else 200)


@_POSTED
@desk_page
def move_output(request: DeskRequest, pk: int, output: int) -> HttpResponse:
    """Say what became of an output."""
    sitting, found = request.sitting, visible(request, pk)
    row = found.outputs.select_related("channel", "unit", "story__section").filter(pk=output).first()
    if row is None:
        raise Http404

    def make(_: Story) -> django_forms.Form:
        form = forms.MoveForm(request.POST, output=row, auto_id=f"dau-ra-{row.pk}-%s")
        form.output = row.pk  # type: ignore[attr-defined]
        return form

    def act(_: Story, told: dict[str, Any]) -> Any:
        return actions.move_output(output=row, **told, by=sitting.user, at=sitting.at)

    return take(request, pk, "move_form", make, act, "Đã ghi.")


@_POSTED
@desk_page
def follow_up(request: DeskRequest, pk: int, row: int) -> HttpResponse:
    """Say that a correction reached one output."""
    sitting = request.sitting
    found = FollowUp.objects.select_related("output__story__section").filter(pk=row, output__story=pk).first()
    if found is None:
        raise Http404

    def act(_: Story, told: dict[str, Any]) -> Any:
        return actions.do_follow_up(follow_up=found, note=told["text"], by=sitting.user, at=sitting.at)

    make = typed_text(request, f"theo-{found.pk}-%s", "Đã làm thế nào")
    return take(request, pk, "follow_form", make, act, "Đã ghi việc đính chính trên kênh này.")


def _units_to_send(found: Story, today: Any) -> dict[int, str]:
    """Return the units on whose channels a story may go out: the owner of its section and all below it."""
    return dict(sorted(unit_names(ids_below([found.section.owner_id], today), today).items(), key=lambda one: one[1]))
