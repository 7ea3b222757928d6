"""Keep a page about a plan under a name, and forget one."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from loa.tasks.actions import StepRefused, drop_view, save_view
from loa.tasks.choices import Watched
from loa.tasks.queries import read_tasks_asked, read_units_asked
from loa.tasks.views import lists, overview
from loa.tasks.views.frame import DeskRequest, desk_page, plan_seen
from loa.tasks.views.kept_pages import page_address

_LONGEST_QUERY = 500
_SHOWN: dict[Watched, Callable[..., HttpResponse]] = {
    Watched.TASKS: overview.show_tasks,
    Watched.UNITS: overview.show_units,
    Watched.LIST: lists.show_list,
}


@require_http_methods(["POST"])
@desk_page
def save(request: DeskRequest, slug: str) -> HttpResponse:
    """Keep a page as it is narrowed and sorted under a name."""
    version, _ = plan_seen(request, slug)
    page, sitting, typed = _page(request), request.sitting, request.POST.get("ten-bo-loc", "")
    address = QueryDict(request.POST.get("loc", "")[:_LONGEST_QUERY])
    query = _understood(request, slug, page, address)
    try:
        view = save_view(version=version, name=typed, query=query, page=page, by=sitting.user, at=sitting.at)
    except StepRefused as refusal:
        return _SHOWN[page](request, slug, address, refusal=str(refusal), typed=typed)
    messages.success(request, f"Đã lưu bộ lọc “{view.name}”. Chỉ tài khoản này thấy.")
    return redirect(page_address(slug, page, query))


@require_http_methods(["POST"])
@desk_page
def drop(request: DeskRequest, slug: str) -> HttpResponse:
    """Forget a page that was kept."""
    version, _ = plan_seen(request, slug)
    sitting, name = request.sitting, request.POST.get("ten-bo-loc", "")
    if drop_view(version=version, name=name, by=sitting.user, at=sitting.at):
        messages.success(request, f"Đã bỏ bộ lọc “{name}”.")
    return redirect(page_address(slug, _page(request), ""))


def _page(request: DeskRequest) -> Watched:
    asked = request.POST.get("cach-xem", "")
    return Watched(asked) if asked in Watched.values else Watched.LIST


def _understood(request: DeskRequest, slug: str, page: Watched, address: QueryDict) -> str:
    """Return what a page understands of an address; what it does not is not kept."""
    if page == Watched.LIST:
        return lists.read(request, slug, address).wanted.query
    asked = {name: str(value) for name, value in address.items()}
    return read_tasks_asked(asked).query if page == Watched.TASKS else read_units_asked(asked).query
