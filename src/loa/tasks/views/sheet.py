"""The page of one obligation with every form that can stand on it, for the views that take one of them."""

from collections.abc import Callable, Mapping
from functools import cache, partial
from types import MappingProxyType
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from loa.tasks.actions import EvidenceRefused, FigureRefused, NoRoom, Overtaken, SourceRefused, StepRefused
from loa.tasks.choices import DONE_STATES, EvidenceKind, State
from loa.tasks.forms import (
    CommentForm,
    HandInForm,
    NilForm,
    OnBehalfForm,
    ReasonForm,
    ReceivedForm,
    StartForm,
    StepForm,
    WordForm,
)
from loa.tasks.models import Obligation
from loa.tasks.permissions import can_see_obligation, others_accept, partner_units, types_for
from loa.tasks.queries import (
    ObligationSheet,
    awaits_its_head,
    comments_on,
    find_obligation,
    indicators_of,
    obligation_sheet,
)
from loa.tasks.queries.ladder import urged_when
from loa.tasks.rules import may_move
from loa.tasks.views.frame import DeskRequest, show

# Several forms stand on one page.
START_ID, SEND_ID, NIL_ID, TYPE_ID = "bat-dau-%s", "gui-%s", "khong-%s", "thay-%s"
ACCEPT_ID, RETURN_ID, HEAD_ID, APPLIES_ID, COMMENT_ID = "xong-%s", "tra-%s", "duyet-%s", "ap-dung-%s", "trao-doi-%s"
UNDO_ID, RECEIVED_ID = "huy-%s", "nhan-%s"
_NONE: Mapping[str, StepForm] = MappingProxyType({})
_FIELDS = {EvidenceKind.LINK: "link", EvidenceKind.RECORD: "held"}


def visible(request: DeskRequest, pk: int) -> Obligation:
    """Return an obligation that the reader may see; raises Http404 for every other."""
    found = find_obligation(pk)
    if found is None or not can_see_obligation(request.user, found, request.sitting.today):
        raise Http404
    return found


def take(
    request: DeskRequest,
    pk: int,
    name: str,
    make: Callable[[Obligation], StepForm],
    act: Callable[..., Any],
    said: str | Callable[[Any], str],
    *,
    refuse: Callable[[DeskRequest, Obligation], None] | None = None,
) -> HttpResponse:
    """Take what a form on the page of an obligation says, tell it, and go back; or show the form with what was refused.

    `make` returns the form that was sent, `act` is the action and gets what the form told, `said` is the sentence or
    makes it from what the action returned. `refuse` may raise PermissionDenied where the form cannot be read: only
    those who might have sent a good one are told what is wrong with it.
    """
    found, sitting = visible(request, pk), request.sitting
    if request.method != "POST":
        return redirect("desk:obligation", pk)
    form = make(found)
    if form.is_valid():
        try:
            done = act(obligation=found, **form.told(), by=sitting.user, at=sitting.at)
        except (Overtaken, StepRefused, EvidenceRefused, NoRoom) as problem:
            _say(form, problem)
        else:
            messages.success(request, said if isinstance(said, str) else said(done))
            return redirect(form.back_to) if form.cleaned_data.get("back") else redirect("desk:obligation", pk)
    elif refuse:
        refuse(request, found)
    return show_sheet(request, found, refused_forms={name: form})


def look(request: DeskRequest, pk: int, name: str, make: Callable[[Obligation], HandInForm]) -> HttpResponse:
    """Show an obligation with a form on which somebody looked for something to choose; nothing is sent."""
    found = visible(request, pk)
    return show_sheet(request, found, looking={name: make(found)})


def _say(form: StepForm, problem: Exception) -> None:
    """Say in a form why what it told was refused, beside what has to be mended."""
    match problem:
        case Overtaken():
            form.overtaken = problem.step
        case FigureRefused():
            form.add_error(f"so-{problem.indicator}", str(problem))
        case SourceRefused():
            form.add_error(problem.field, str(problem))
        case EvidenceRefused():
            form.add_error(_FIELDS.get(problem.kind, "evidence"), str(problem))
        case _:
            form.add_error(None, str(problem))


def show_sheet(
    request: DeskRequest,
    found: Obligation,
    *,
    looking: Mapping[str, StepForm] = _NONE,
    refused_forms: Mapping[str, StepForm] = _NONE,
) -> HttpResponse:
    """Show an obligation; a form that was refused, by its name, stands there again with what was typed.

    So does one on which somebody is `looking` for something, but nothing is said of it.
    """
    refused = next(iter(refused_forms.values()), None)
    if refused is not None:
        found.refresh_from_db()
        # What was typed goes on top of what the page now shows, so it is sent with the present revision.
        typed: Any = refused.data
        refused.data = typed = typed.copy()
        typed["revision"] = str(found.revision)
        found = find_obligation(found.pk) or found
    sitting = request.sitting
    reports, owner = found.unit_id in sitting.desk.reports, found.task.version.plan.owner_id
    types = cache(partial(types_for, sitting.user, sitting.desk, found.unit_id, owner, sitting.today))
    sheet = obligation_sheet(found, sitting.today, choosing=lambda: reports or types())
    may_type = sheet.may_hand_in and types()
    asked = indicators_of(found.task_id) if sheet.may_hand_in and (reports or may_type) else []
    first = {"revision": found.revision}
    forms: dict[str, StepForm] = {
        "start": StartForm(initial=first, auto_id=START_ID),
        "nil": NilForm(initial=first, auto_id=NIL_ID),
        "send": HandInForm(initial=first, auto_id=SEND_ID, indicators=asked),
        "typing": OnBehalfForm(initial=first, auto_id=TYPE_ID, indicators=asked),
        "accept": WordForm(initial=first, auto_id=ACCEPT_ID),
        "return": ReasonForm(initial=first, auto_id=RETURN_ID),
        "head": WordForm(initial=first, auto_id=HEAD_ID),
        "applies": ReasonForm(initial=first, auto_id=APPLIES_ID),
        "undo": ReasonForm(initial=first, auto_id=UNDO_ID),
        "received": ReceivedForm(auto_id=RECEIVED_ID),
        "comment": CommentForm(auto_id=COMMENT_ID),
        **looking,
        **refused_forms,
    }
    for form in forms.values():
        if isinstance(form, HandInForm):
            form.offer = sheet.offer
    context = {
        "sheet": sheet,
        "reports": reports,
        "may_type": may_type,
        **_words_of_others(request, sheet),
        "comments": comments_on(found),
        "urged": urged_when(found),
        "refused": refused,
        **{f"{name}_form": form for name, form in forms.items()},
    }
    return show(request, "tasks/obligation.html", context, status=422 if refused else 200)


def _words_of_others(request: DeskRequest, sheet: ObligationSheet) -> dict[str, bool]:
    """Tell what the reader may say of a result besides its unit: accept, return, approve, set aside, comment."""
    sitting, one = request.sitting, sheet.obligation
    owner, desk = one.task.version.plan.owner_id, sitting.desk
    for_head = awaits_its_head(one)
    is_head, is_lead = one.unit_id in desk.approves, owner in desk.accepts
    handed_in = one.state == State.SUBMITTED
    about = (step for step in sheet.steps if step.due_on is None)
    wrote = any(step.by_id == sitting.user.pk and step.state == State.SUBMITTED and not step.undoes for step in about)
    others = is_lead and handed_in and wrote and others_accept(sitting.user, owner, sitting.today)
    receivers = {unit for unit, _ in sheet.receivers} if one.submitted_on else set()
    near = {one.unit_id, owner, *receivers}
    comments = bool(desk.comments & near) or (
        bool(desk.comments) and not desk.comments.isdisjoint(partner_units(one.task, sitting.today))
    )
    return {
        "for_head": for_head,
        "is_lead": is_lead,
        "may_approve": is_head and for_head,
        "may_accept": is_lead and handed_in and not for_head and not others,
        "must_leave": is_lead and others,
        "may_return": handed_in and (is_lead or (is_head and for_head)),
        "may_drop": is_lead and may_move(one.state, State.NOT_APPLICABLE),
        "may_restore": is_lead and one.state == State.NOT_APPLICABLE,
        "may_take_back": is_lead and one.state == State.ACCEPTED,
        "may_say_received": one.state in DONE_STATES and not desk.comments.isdisjoint(receivers),
        "may_comment": comments,
    }
