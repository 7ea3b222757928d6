"""Results that wait for a word, and the word: accept, return, approve as head, set aside, or write about them."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from loa.people.models import User
from loa.tasks.actions import (
    Acceptance,
    StepRefused,
    accept,
    approve_as_head,
    comment,
    return_for_more,
    set_applicable,
    set_not_applicable,
    take_back_acceptance,
)
from loa.tasks.forms import ChosenForm, CommentForm, ReasonForm, WordForm
from loa.tasks.models import Obligation
from loa.tasks.permissions import can_accept, can_comment, others_accept, parties
from loa.tasks.queries import Arranged, chosen_results, results_page, to_approve, unit_names, waiting_results
from loa.tasks.views.frame import DeskRequest, desk_page, show
from loa.tasks.views.sheet import (
    ACCEPT_ID,
    APPLIES_ID,
    COMMENT_ID,
    HEAD_ID,
    RETURN_ID,
    UNDO_ID,
    take,
)


@require_safe
@desk_page
def waiting(request: DeskRequest) -> HttpResponse:
    """Show the results that wait for the reader's word as the lead, by task or by unit, with a box for each."""
    sitting = request.sitting
    owners = sitting.desk.accepts
    if not owners:
        raise PermissionDenied
    asked = {name: request.GET.get(name, "") for name in ("theo", "ke-hoach", "don-vi", "cho")}
    found = waiting_results(owners, sitting.today)
    plan = next((one for one in found.plans if one.slug == asked["ke-hoach"]), None)
    unit = next((one for one in found.units if str(one[0]) == asked["don-vi"]), None)
    arranged = Arranged(asked["theo"]) if asked["theo"] in Arranged.values else Arranged.BY_TASK
    page, groups = results_page(
        owners,
        sitting.user.pk,
        sitting.today,
        arranged=arranged,
        plan=plan.pk if plan else None,
        unit=unit[0] if unit else None,
        for_head=bool(asked["cho"]),
        page=request.GET.get("trang", ""),
    )
    context: dict[str, Any] = {
        "found": found,
        "plan": plan,
        "unit": unit,
        "arranged": arranged,
        "ways": Arranged,
        "for_head": bool(asked["cho"]),
        "page": page,
        "groups": groups,
        "own_is_left": any(others_accept(sitting.user, owner, sitting.today) for owner in sorted(owners)),
        "kept": urlencode({name: value for name, value in asked.items() if value}),
    }
    return show(request, "tasks/accept_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def chosen(request: DeskRequest) -> HttpResponse:
    """Show what was chosen once more (`chon`), then accept it; what moved meanwhile is named and left."""
    sitting = request.sitting
    owners = sitting.desk.accepts
    if not owners:
        raise PermissionDenied
    form = ChosenForm((request.POST if request.method == "POST" else request.GET).getlist("chon"))
    if request.method != "POST":
        results = chosen_results(form.seen, owners, sitting.user.pk, sitting.today)
        return show(request, "tasks/accept_chosen.html", {"results": results, "chosen": len(form.seen)})
    if not form.seen:
        messages.warning(request, "Chưa chọn kết quả nào.")
        return redirect("desk:waiting")
    done = accept(seen=form.seen, by=sitting.user, at=sitting.at)
    if not done.left:
        messages.success(request, _done(len(done.accepted), done.fell_away))
        return redirect("desk:waiting")
    names = unit_names({one.obligation.unit_id for one in done.left}, sitting.today)
    context = {
        "left": [(one, names.get(one.obligation.unit_id, "")) for one in done.left],
        "said": _done(len(done.accepted), done.fell_away),
    }
    return show(request, "tasks/accept_left.html", context)


@require_safe
@desk_page
def for_head(request: DeskRequest) -> HttpResponse:
    """Show the results that wait for the reader as head of the unit."""
    sitting = request.sitting
    if not sitting.desk.approves:
        raise PermissionDenied
    page, rows = to_approve(sitting.desk.approves, sitting.today, request.GET.get("trang", ""))
    return show(request, "tasks/accept_for_head.html", {"page": page, "rows": rows, "named": len(sitting.names) > 1})


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def accept_one(request: DeskRequest, pk: int) -> HttpResponse:
    """Accept one result from its own page."""
    form = WordForm(request.POST, auto_id=ACCEPT_ID)

    def said(done: Acceptance) -> str:
        return _done(1, done.fell_away)

    return take(request, pk, "accept", lambda _: form, _accept_one, said, refuse=_refuse_others)


def _accept_one(*, obligation: Obligation, revision: int, by: User, at: datetime) -> Acceptance:
    done = accept(seen={obligation.pk: revision}, by=by, at=at)
    if done.left:
        raise StepRefused(f"Chưa xác nhận được: {done.left[0].why}.")
    return done


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def give_back(request: DeskRequest, pk: int) -> HttpResponse:
    """Return a result, saying what to mend."""
    form = ReasonForm(request.POST, auto_id=RETURN_ID)
    said = "Đã trả lại. Đơn vị thấy cần bổ sung gì."
    return take(request, pk, "return", lambda _: form, return_for_more, said, refuse=_refuse_others)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def take_back(request: DeskRequest, pk: int) -> HttpResponse:
    """Take back an acceptance that was a mistake."""
    form = ReasonForm(request.POST, auto_id=UNDO_ID)

    def said(back: tuple[Obligation, ...]) -> str:
        again = f" {len(back)} đầu việc của các đơn vị khác phải thực hiện lại." if back else ""
        return f"Đã hủy xác nhận. Kết quả trở lại chờ xác nhận.{again}"

    return take(request, pk, "undo", lambda _: form, take_back_acceptance, said, refuse=_refuse_others)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def approve(request: DeskRequest, pk: int) -> HttpResponse:
    """Approve a result as head of its unit."""
    form = WordForm(request.POST, auto_id=HEAD_ID)
    said = "Đã duyệt. Kết quả chờ cơ quan chủ trì kế hoạch xác nhận."
    return take(request, pk, "head", lambda _: form, approve_as_head, said, refuse=_refuse_others)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def drop(request: DeskRequest, pk: int) -> HttpResponse:
    """Say that what was given does not apply to the unit."""
    form = ReasonForm(request.POST, auto_id=APPLIES_ID)
    said = "Đã ghi: việc này không áp dụng cho đơn vị."
    return take(request, pk, "applies", lambda _: form, set_not_applicable, said, refuse=_refuse_others)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def restore(request: DeskRequest, pk: int) -> HttpResponse:
    """Say that it applies after all."""
    form = ReasonForm(request.POST, auto_id=APPLIES_ID)
    said = "Đã đưa việc này trở lại cho đơn vị."
    return take(request, pk, "applies", lambda _: form, set_applicable, said, refuse=_refuse_others)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def write_comment(request: DeskRequest, pk: int) -> HttpResponse:
    """Write about an obligation."""
    form = CommentForm(request.POST, request.FILES, auto_id=COMMENT_ID)
    return take(request, pk, "comment", lambda _: form, comment, "Đã gửi trao đổi.", refuse=_refuse_strangers)


def _refuse_strangers(request: DeskRequest, found: Obligation) -> None:
    today = request.sitting.today
    if not can_comment(request.user, parties(found, today), today):
        raise PermissionDenied


def _refuse_others(request: DeskRequest, found: Obligation) -> None:
    """Answer a form that cannot be read only where the reader might have sent a good one."""
    sitting = request.sitting
    if found.unit_id in sitting.desk.approves:
        return
    if not can_accept(sitting.user, found.task.version.plan.owner_id, sitting.today):
        raise PermissionDenied


def _done(accepted: int, fell_away: int) -> str:
    said = f"Đã xác nhận hoàn thành {accepted} kết quả." if accepted else "Chưa xác nhận kết quả nào."
    if fell_away:
        said += f" {fell_away} đầu việc của các đơn vị khác không còn phải làm vì một đơn vị thực hiện là đủ."
    return said
