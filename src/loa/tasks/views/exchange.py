"""What others wrote about the reader's work."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from loa.tasks.actions.commenting import note_comments_read
from loa.tasks.queries.exchange import exchange_page
from loa.tasks.views.frame import DeskRequest, desk_page, show


@require_safe
@desk_page
def exchange(request: DeskRequest) -> HttpResponse:
    """Show what others wrote about work that concerns the reader, newest first; then it is no longer new."""
    sitting = request.sitting
    asked = request.GET.get("trang", "")
    page, rows = exchange_page(sitting.user.pk, sitting.desk.comments, sitting.today, asked)
    answer = show(request, "tasks/exchange.html", {"page": page, "rows": rows})
    if request.method == "GET" and rows and rows[0].is_new:
        note_comments_read(person=sitting.user, until=rows[0].comment.at)
    return answer
