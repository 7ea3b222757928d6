"""Ask a unit for a story: of an event, of a line of a plan, or for a hole in the coverage."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from loa.newsroom.actions import StoryRefused, cancel_commission, commission_story
from loa.newsroom.forms.commissioning import CommissionForm
from loa.newsroom.models import Commission
from loa.newsroom.permissions import can_commission, owners_commissioning, sections_edited, units_written
from loa.newsroom.queries.commissions import commissions_page, units_to_ask
from loa.people.models import Unit, ids_below
from loa.tasks.views.frame import DeskRequest, desk_page, show


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def commission(request: DeskRequest) -> HttpResponse:
    """Show the form, filled in from the address of a hole, and take it."""
    sitting = request.sitting
    owner = _owner(request)
    units = units_to_ask(ids_below([owner.pk], sitting.today), sitting.today)
    names = {"unit": "cua", "topic": "noi-dung", "channel": "kenh", "task": "nhiem-vu"}
    first = {field: request.GET.get(name, "") for field, name in names.items()}
    data = request.POST if request.method == "POST" else None
    form = CommissionForm(data, initial=first, on=sitting.today, units=units, owner=owner.pk)
    if data is not None and form.is_valid():
        try:
            row = commission_story(owner=owner, **form.cleaned_data, by=sitting.user, at=sitting.at)
        except StoryRefused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            messages.success(request, f"Đã đặt bài cho {units.get(row.unit_id, '')}. Đơn vị thấy ở trang Tin, bài.")
            return redirect("newsroom:commissions")
    context = {"form": form, "owner": owner, "owner_name": units.get(owner.pk, "")}
    return show(request, "newsroom/commission.html", context, status=422 if form.is_bound else 200)


@require_safe
@desk_page
def commissions(request: DeskRequest) -> HttpResponse:
    """Show what the reader's units asked for and what is asked of them."""
    return _show_list(request)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def cancel(request: DeskRequest, pk: int) -> HttpResponse:
    """Want a story no more, saying why."""
    sitting = request.sitting
    if request.method != "POST":
        return redirect("newsroom:commissions")
    row = Commission.objects.select_related("owner", "unit").filter(pk=pk).first()
    if row is None or not can_commission(sitting.user, row.owner, sitting.today):
        raise Http404
    try:
        cancel_commission(commission=row, reason=request.POST.get("text", ""), by=sitting.user, at=sitting.at)
    except StoryRefused as refused:
        return _show_list(request, refused=str(refused))
    messages.success(request, "Đã hủy bài đặt. Đơn vị được đặt thấy lý do.")
    return redirect("newsroom:commissions")


def _show_list(request: DeskRequest, *, refused: str = "") -> HttpResponse:
    user, today = request.user, request.sitting.today
    owners, own = owners_commissioning(user, today), units_written(user, today)
    page, rows = commissions_page(owners, own, today, request.GET.get("trang", ""))
    context = {"page": page, "rows": rows, "own": own, "may_ask": bool(owners), "refused": refused}
    return show(request, "newsroom/commissions.html", context, status=422 if refused else 200)


def _owner(request: DeskRequest) -> Unit:
    today = request.sitting.today
    asked = request.GET.get("chu-quan", "")
    if asked.isascii() and asked.isdecimal() and len(asked) < 10:
        unit = int(asked)
    else:
        # A desk asks first for the owner of its sections, whose units are all those it edits for.
        of_sections = sections_edited(request.user, today).order_by("owner").values_list("owner", flat=True).first()
        unit = of_sections or min(owners_commissioning(request.user, today), default=0)
    if not can_commission(request.user, unit, today):
        raise Http404
    return Unit.objects.get(pk=unit)
