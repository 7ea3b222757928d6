"""What one's units owe, one obligation with what can be said of it, and the evidence that was given."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_http_methods, require_safe
from wagtail import hooks

from loa.tasks.actions import enter_on_behalf, hand_in, note_opened, report_nil, start_work
from loa.tasks.choices import EvidenceKind, FileCheck
from loa.tasks.forms import HandInForm, NilForm, OnBehalfForm, StartForm
from loa.tasks.models import Obligation, Step
from loa.tasks.permissions import can_enter_on_behalf
from loa.tasks.queries import (
    Group,
    find_evidence,
    group_page,
    indicators_of,
    my_work,
    plans_led,
    typed_for,
    words_wanted,
)
from loa.tasks.queries.exchange import unread_comments
from loa.tasks.views.frame import DeskRequest, desk_page, show
from loa.tasks.views.kept_files import hand_out
from loa.tasks.views.sheet import NIL_ID, SEND_ID, START_ID, TYPE_ID, look, show_sheet, take, visible


@require_safe
@desk_page
def work(request: DeskRequest) -> HttpResponse:
    """Show what the reader's own units owe, what is most pressing first; `nhom` opens one group in pages.

    Apps above add what waits there by the hook `register_desk_notices`: a function of the person and the day that
    returns pairs of words and an address.
    """
    sitting = request.sitting
    if not sitting.desk.own:
        return show(request, "tasks/no_role.html" if not sitting.user.is_superuser else "tasks/no_unit.html", {})
    unit = _chosen_unit(request)
    units = frozenset([unit]) if unit else sitting.desk.own
    context: dict[str, Any] = {
        "unit": unit,
        "units": sorted(sitting.names.items(), key=lambda pair: pair[1]) if len(sitting.names) > 1 else [],
        "named": len(units) > 1,
    }
    group = request.GET.get("nhom", "")
    if group not in Group.values:
        typed = typed_for(units & sitting.desk.reports) if sitting.desk.reports else []
        wanted = words_wanted(sitting.desk.accepts, sitting.desk.approves)
        led = plans_led(sitting.desk.sees, sitting.today)
        told = [one for tell in hooks.get_hooks("register_desk_notices") for one in tell(sitting.user, sitting.today)]
        found = {
            "work": my_work({pk: name for pk, name in sitting.names.items() if pk in units}, sitting.today),
            "led": led,
            "typed": typed,
            "told": told,
            "unread": unread_comments(sitting.user.pk, sitting.desk.comments, sitting.at),
            **wanted,
        }
        return show(request, "tasks/my_work.html", {**context, **found})
    page, rows = group_page(units, Group(group), sitting.today, request.GET.get("trang", ""))
    return show(request, "tasks/group.html", {**context, "group": Group(group), "page": page, "rows": rows})


def _chosen_unit(request: DeskRequest) -> int | None:
    """Return the unit that the address names; one that is not the reader's own names nothing."""
    asked = request.GET.get("don-vi", "")
    unit = int(asked) if asked.isascii() and asked.isdigit() else None
    return unit if unit in request.sitting.desk.own else None


@require_safe
@desk_page
def obligation(request: DeskRequest, pk: int) -> HttpResponse:
    """Show one obligation, with the forms of those who report it; note when its unit first looked."""
    found = visible(request, pk)
    if found.opened_at is None and found.unit_id in request.sitting.desk.reports:
        note_opened(obligation=found, at=request.sitting.at)
    return show_sheet(request, found)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def start(request: DeskRequest, pk: int) -> HttpResponse:
    """Say that a unit is at work on it."""
    said = "Đã ghi: đơn vị đang thực hiện việc này."
    return take(request, pk, "start", lambda _: StartForm(request.POST, auto_id=START_ID), start_work, said)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def nil(request: DeskRequest, pk: int) -> HttpResponse:
    """Say that nothing came up in the period; back to the list where the button stood there."""

    def said(step: Step) -> str:
        return f"Đã gửi: {step.obligation.period_label} không phát sinh."

    return take(request, pk, "nil", lambda _: NilForm(request.POST, auto_id=NIL_ID), report_nil, said)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def send(request: DeskRequest, pk: int) -> HttpResponse:
    """Hand in what came of it; or look for what shows it among what the unit has here already."""

    def sent(found: Obligation) -> HandInForm:
        return HandInForm(request.POST, request.FILES, auto_id=SEND_ID, indicators=indicators_of(found.task_id))

    def looking(found: Obligation) -> HandInForm:
        return HandInForm.looking(request.POST, auto_id=SEND_ID, indicators=indicators_of(found.task_id))

    if HandInForm.LOOK in request.POST:
        return look(request, pk, "send", looking)
    said = "Đã gửi kết quả. Có thể gửi bổ sung cho đến khi được xác nhận hoàn thành."
    return take(request, pk, "send", sent, hand_in, said)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def type_for(request: DeskRequest, pk: int) -> HttpResponse:
    """Hand in for a unit below what a paper, a call or a document says."""

    def sent(found: Obligation) -> OnBehalfForm:
        return OnBehalfForm(request.POST, request.FILES, auto_id=TYPE_ID, indicators=indicators_of(found.task_id))

    def looking(found: Obligation) -> OnBehalfForm:
        return OnBehalfForm.looking(request.POST, auto_id=TYPE_ID, indicators=indicators_of(found.task_id))

    if OnBehalfForm.LOOK in request.POST:
        return look(request, pk, "typing", looking)
    said = "Đã nhập thay. Đơn vị thấy kết quả này trong việc của mình và sửa được."
    return take(request, pk, "typing", sent, enter_on_behalf, said, refuse=_refuse_units_themselves)


def _refuse_units_themselves(request: DeskRequest, found: Obligation) -> None:
    if not can_enter_on_behalf(request.user, found.unit_id, request.sitting.today):
        raise PermissionDenied


@require_safe
@desk_page
def evidence_file(request: DeskRequest, pk: int) -> HttpResponseBase:
    """Hand out a file of evidence that was checked, to be kept and not to be run, to those who see what it shows."""
    given = find_evidence(pk)
    if given is None or given.kind != EvidenceKind.FILE:
        raise Http404
    visible(request, given.came_with.obligation_id)
    if given.file_check != FileCheck.CLEAN:
        return show(request, "tasks/file_held.html", {"given": given}, status=409)
    return hand_out(given.file, given.name)
