"""The texts of a story that were kept, two of them side by side."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from loa.newsroom.permissions import stories_seen
from loa.newsroom.queries.versions import versions
from loa.tasks.views.frame import DeskRequest, desk_page, show


@require_safe
@desk_page
def compare(request: DeskRequest, pk: int) -> HttpResponse:
    """Show what changed between two texts of a story, to those who see it at the desk: drafts are not for everybody."""
    sitting = request.sitting
    story = stories_seen(sitting.user, sitting.today).select_related("section").filter(pk=pk).first()
    if story is None:
        raise Http404
    found = versions(story, _number(request.GET.get("cu", "")), _number(request.GET.get("moi", "")))
    return show(request, "newsroom/versions.html", {"story": story, "found": found})


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None
