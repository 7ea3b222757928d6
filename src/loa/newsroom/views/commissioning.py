"""Ask a unit for a story: of an event, of a line of a plan, or for a hole in the coverage."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from loa.newsroom.actions import StoryRefused, commission_story
from loa.newsroom.forms.commissioning import CommissionForm
from loa.newsroom.permissions import can_commission, owners_commissioning
from loa.people.models import Unit, ids_below
from loa.people.queries import unit_names
from loa.tasks.views.frame import DeskRequest, desk_page, show


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def commission(request: DeskRequest) -> HttpResponse:
    """Show the form, filled in from the address of a hole, and take it."""
    sitting = request.sitting
    owner = _owner(request)
    units = unit_names(ids_below([owner.pk], sitting.today), sitting.today)
    names = {"unit": "cua", "topic": "noi-dung", "channel": "kenh"}
    first = {field: request.GET.get(name, "") for field, name in names.items()}
    data = request.POST if request.method == "POST" else None
    form = CommissionForm(data, initial=first, on=sitting.today, units=units)
    if data is not None and form.is_valid():
        try:
            row = commission_story(owner=owner, **form.cleaned_data, by=sitting.user, at=sitting.at)
        except StoryRefused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            messages.success(request, f"Đã đặt bài cho {units.get(row.unit_id, '')}. Đơn vị thấy ở trang Tin, bài.")
            return redirect(f"{reverse('ledger:holes')}?don-vi={owner.pk}")
    context = {"form": form, "owner": owner, "owner_name": units.get(owner.pk, "")}
    return show(request, "newsroom/commission.html", context, status=422 if form.is_bound else 200)


def _owner(request: DeskRequest) -> Unit:
    today = request.sitting.today
    owners = owners_commissioning(request.user, today)
    asked = request.GET.get("chu-quan", "")
    unit = int(asked) if asked.isdecimal() and len(asked) < 10 else min(owners, default=0)
    if not can_commission(request.user, unit, today):
        raise Http404
    return Unit.objects.get(pk=unit)
