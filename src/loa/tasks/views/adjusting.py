"""Change many obligations of a plan at once, as its lead: what will happen to whom, the basis, and what came of it."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from loa.tasks.actions import Adjusted, StepRefused, move_due, set_many_applicable, set_many_not_applicable
from loa.tasks.choices import Deed, State, Watched
from loa.tasks.forms import ChosenForm, MoveDueForm, WhyForm
from loa.tasks.permissions import can_adjust
from loa.tasks.queries import chosen_rows, unit_names
from loa.tasks.queries.work import WorkRow
from loa.tasks.rules import why_not_adjusted
from loa.tasks.views.frame import DeskRequest, desk_page, plan_seen, show
from loa.tasks.views.kept_pages import page_address

_FORMS: dict[Deed, type[forms.Form]] = {Deed.MOVE_DUE: MoveDueForm, Deed.DROP: WhyForm, Deed.RESTORE: WhyForm}
_ACTIONS = {Deed.MOVE_DUE: move_due, Deed.DROP: set_many_not_applicable, Deed.RESTORE: set_many_applicable}
_DONE = {
    Deed.MOVE_DUE: "Đã đổi hạn cuối của {} đầu việc.",
    Deed.DROP: "Đã ghi {} đầu việc không áp dụng.",
    Deed.RESTORE: "Đã đưa {} đầu việc trở lại thực hiện.",
}


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def adjust(request: DeskRequest, slug: str) -> HttpResponse:
    """Show what was chosen (`chon`) and what would happen to it (`viec`), ask for the basis, then do it."""
    version, seen = plan_seen(request, slug)
    sitting = request.sitting
    if not can_adjust(sitting.user, version.plan.owner_id, sitting.today):
        raise PermissionDenied
    sent: QueryDict = request.POST if request.method == "POST" else request.GET
    chosen = ChosenForm(sent.getlist("chon"))
    back = page_address(slug, Watched.LIST, QueryDict(sent.get("loc", "")).urlencode())
    rows = chosen_rows(version, seen, chosen.seen, sitting.today)
    if not rows:
        return show(request, "tasks/adjust_none.html", {"version": version, "back": back})
    deed = _deed(sent.get("viec", ""), rows)
    form = _FORMS[deed](request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        typed = {name: value for name, value in form.cleaned_data.items() if name != "day_off"}
        among = {row.pk: chosen.seen[row.pk] for row in rows}
        try:
            done: Adjusted = _ACTIONS[deed](seen=among, **typed, by=sitting.user, at=sitting.at)  # type: ignore[operator]
        except StepRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _answer(request, version, deed, done, back)
    left = [(row, why) for row in rows if (why := why_not_adjusted(deed, row.state))]
    context: dict[str, Any] = {
        "version": version,
        "deed": deed,
        "deeds": [(one, _choice_address(one, sent)) for one in Deed],
        "form": form,
        "rows": [row for row in rows if not why_not_adjusted(deed, row.state)],
        "left": left,
        "choices": [f"{row.pk}-{chosen.seen[row.pk]}" for row in rows],
        "kept": sent.get("loc", ""),
        "back": back,
    }
    return show(request, "tasks/adjust.html", context, status=422 if form.errors else 200)


def _answer(request: DeskRequest, version: Any, deed: Deed, done: Adjusted, back: str) -> HttpResponse:
    said = _DONE[deed].format(len(done.changed)) if done.changed else "Chưa đầu việc nào thay đổi."
    if not done.left:
        messages.success(request, said)
        return redirect(back)
    names = unit_names({one.obligation.unit_id for one in done.left}, request.sitting.today)
    left = [(one, names.get(one.obligation.unit_id, "")) for one in done.left]
    return show(request, "tasks/adjust_left.html", {"version": version, "left": left, "said": said, "back": back})


def _deed(asked: str, rows: list[WorkRow]) -> Deed:
    """Return what is to be done: as asked, else what alone can be done with all of them."""
    if asked in Deed.values:
        return Deed(asked)
    return Deed.RESTORE if all(row.state == State.NOT_APPLICABLE for row in rows) else Deed.MOVE_DUE


def _choice_address(deed: Deed, sent: QueryDict) -> str:
    """Return the address of the same choice for another deed."""
    chosen = [("chon", one) for one in sent.getlist("chon")]
    return "?" + urlencode([("viec", deed.value), ("loc", sent.get("loc", "")), *chosen])
