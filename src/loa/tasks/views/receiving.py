"""What the reader's units are supplied with, and what they say of it."""

from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from loa.tasks.actions import say_received
from loa.tasks.choices import Received
from loa.tasks.forms import ReceivedForm
from loa.tasks.models import Comment, Obligation
from loa.tasks.permissions import can_say_received
from loa.tasks.queries import given, not_given, received_by, supplied
from loa.tasks.views.frame import DeskRequest, desk_page, show
from loa.tasks.views.sheet import RECEIVED_ID, take


@require_safe
@desk_page
def receiving(request: DeskRequest) -> HttpResponse:
    """Show what is to be supplied by task and period, and one list: who has not given yet, or (`da-co`) who has."""
    sitting = request.sitting
    received = received_by(sitting.desk.sees)
    if not received:
        return show(request, "tasks/receiving.html", {"parts": [], "rows": []})
    asked = {name: request.GET.get(name, "") for name in ("viec", "ky", "da-co")}
    parts = supplied(received, sitting.today)
    chosen = next((one for one in parts if (str(one.task.pk), one.period) == (asked["viec"], asked["ky"])), None)
    listed = {chosen.task.pk: received[chosen.task.pk]} if chosen else received
    find = given if asked["da-co"] else not_given
    page, rows = find(
        listed, sitting.today, period=chosen.period if chosen else None, page=request.GET.get("trang", "")
    )
    kept = {"viec": asked["viec"], "ky": asked["ky"]} if chosen else {}
    context: dict[str, Any] = {
        "parts": parts,
        "several": len({one.task.version_id for one in parts}) > 1,
        "chosen": chosen,
        "given": bool(asked["da-co"]),
        "waiting": sum(one.waits for one in ([chosen] if chosen else parts)),
        "given_count": sum(one.given for one in ([chosen] if chosen else parts)),
        "page": page,
        "rows": [(one, bool(one.mine & sitting.desk.comments)) for one in rows],
        "other_list": urlencode(kept if asked["da-co"] else {**kept, "da-co": 1}),
        "kept": urlencode({**kept, "da-co": 1} if asked["da-co"] else kept),
    }
    return show(request, "tasks/receiving.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def say(request: DeskRequest, pk: int) -> HttpResponse:
    """Say that something was received, or what it lacks; back to the list where the button stood there."""
    if request.method == "POST" and request.POST.get("word") not in Received.values:
        raise Http404
    form = ReceivedForm(request.POST, auto_id=RECEIVED_ID)

    def said(comment: Comment) -> str:
        if comment.word == Received.RECEIVED:
            return "Đã ghi: đã nhận."
        return "Đã gửi đề nghị bổ sung. Đơn vị và cơ quan chủ trì kế hoạch đọc được."

    return take(request, pk, "received", lambda _: form, say_received, said, refuse=_refuse_others)


def _refuse_others(request: DeskRequest, found: Obligation) -> None:
    if not can_say_received(request.user, found, request.sitting.today):
        raise PermissionDenied
