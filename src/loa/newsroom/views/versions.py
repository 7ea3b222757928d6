"""What stands behind a story: its texts that were kept, two of them side by side, and the papers that were signed."""

from django.http import Http404, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from loa.newsroom.models import Decision
from loa.newsroom.permissions import stories_seen
from loa.newsroom.queries.versions import versions
from loa.tasks.views.frame import DeskRequest, desk_page, show
from loa.tasks.views.kept_files import hand_out


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


@require_safe
@desk_page
def signed_paper(request: DeskRequest, pk: int, decision: int) -> HttpResponseBase:
    """Hand out the photograph of the paper a decision was taken from, to whoever sees the story at the desk."""
    seen = stories_seen(request.user, request.sitting.today).filter(pk=pk)
    found = Decision.objects.exclude(paper="").filter(pk=decision, story__in=seen).first()
    if found is None:
        raise Http404
    return hand_out(found.paper, f"ban-giay-{pk}-{decision}.jpg")


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None
