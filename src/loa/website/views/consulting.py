"""Rights and oversight: drafts on which people are asked, what became of opinions, dialogues."""

from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from loa.base import page_cache
from loa.base.clock import today
from loa.base.workbooks import hand_out_list
from loa.lib.vietnamese_text import written_day
from loa.lib.workbooks import Value
from loa.library import queries as library
from loa.library.models import Draft
from loa.website import queries
from loa.website.views.reading import about, portal_of

_HEAD = ("TT", "Về", "Người góp ý", "Nội dung góp ý", "Kết quả", "Tiếp thu, giải trình", "Ở đâu trong văn bản")
_WIDTHS = (6, 20, 26, 60, 20, 60, 28)


@require_safe
@page_cache.public("trang")
def oversight(request: HttpRequest) -> HttpResponse:
    """Show which drafts are open, which were, which dialogues were held, and how people watch over it all."""
    shelf = queries.shelf_of(portal_of(request), today())
    found = library.oversight(shelf, request.GET.get("trang", ""), today())
    said = "Dự thảo đang cần người dân, doanh nghiệp góp ý, và kết quả của những lần góp ý trước."
    context = {"found": found, "today": today(), "about": about(request, "Lấy ý kiến", said)}
    return render(request, "website/oversight.html", context)


@require_safe
@page_cache.public()
def draft(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one draft: why, until when, how to comment; once published, what became of each opinion."""
    found = _draft(request, slug)
    page = library.draft_page(found, today())
    said = f"Dự thảo lấy ý kiến đến hết ngày {written_day(found.closes_on)}. {page.owner_name}."
    above = [("Lấy ý kiến", reverse("website:oversight"))]
    context = {"page": page, "draft": found, "today": today(), "about": about(request, found.title, said, above=above)}
    return render(request, "website/draft.html", context, status=410 if found.withdrawn_at else 200)


@require_safe
@page_cache.public()
def answers(request: HttpRequest, slug: str) -> HttpResponse:
    """Hand out the table of what became of each opinion as a workbook, once it was published."""
    found = _draft(request, slug)
    if found.answered_at is None or found.withdrawn_at is not None:
        raise Http404("Chưa có bảng tiếp thu, giải trình.")
    page = library.draft_page(found, today())
    notes = [f"Tiếp thu, giải trình ý kiến góp ý: {found.title}", f"{page.owner_name}, ngày {written_day(today())}"]
    rows: Iterator[list[Value]] = (
        [number, one.about, one.said_by, one.content, str(one.get_outcome_display()), one.answer, one.where_in_text]
        for number, one in enumerate(page.opinions, 1)
    )
    name = f"tiep-thu-{found.slug[:60]}"
    return hand_out_list(name, "Tiếp thu, giải trình", _HEAD, rows, widths=_WIDTHS, notes=notes)


def _draft(request: HttpRequest, slug: str) -> Draft:
    found = library.find_draft(queries.shelf_of(portal_of(request), today()), slug)
    if found is None:
        raise Http404("Không có dự thảo ở địa chỉ này.")
    return found
