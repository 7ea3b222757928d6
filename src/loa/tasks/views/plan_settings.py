"""Change how a plan at work is followed, from the foot of its page."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from loa.tasks.actions import StepRefused, set_head_approval
from loa.tasks.views.frame import DeskRequest, desk_page, plan_seen


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def head_approval(request: DeskRequest, slug: str) -> HttpResponse:
    """Say whether heads of units approve results of a plan from now on."""
    version, _ = plan_seen(request, slug)
    if request.method != "POST":
        return redirect("desk:plan", slug)
    asked = request.POST.get("head_approves", "")
    if asked not in ("0", "1"):
        raise Http404
    sitting, wanted = request.sitting, asked == "1"
    try:
        new = set_head_approval(version=version, head_approves=wanted, by=sitting.user, at=sitting.at)
    except StepRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("desk:plan", slug)
    said = "Từ bây giờ, lãnh đạo đơn vị duyệt kết quả trước." if wanted else "Từ bây giờ, cán bộ đầu mối gửi là đủ."
    messages.success(request, said if new else "Kế hoạch đã theo cách này từ trước; không có gì thay đổi.")
    return redirect("desk:plan", slug)
