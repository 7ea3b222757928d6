"""Lists of the pages an editor keeps."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from loa.base import page_cache
from loa.base.clock import now
from loa.website import queries
from loa.website.views.reading import about, portal_of


@require_safe
@page_cache.public()
def events(request: HttpRequest) -> HttpResponse:
    """Show what people can come to, and below it what was."""
    said = "Hội nghị, đối thoại, buổi hướng dẫn sắp tới và đã diễn ra: lúc nào, ở đâu, dành cho ai."
    context = {"events": queries.events(portal_of(request), now()), "about": about(request, "Sự kiện", said)}
    return render(request, "website/events.html", context)
