"""Decide about one story from a link, without signing in: looking never decides, only a button does."""

from typing import Any

from allauth.core.ratelimit import consume_or_429
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_variables

from loa.base.clock import now
from loa.base.secret_pages import opened_by_secret
from loa.newsroom.actions import LinkRefused, StoryRefused, decide_by_link, find_link, why_closed
from loa.newsroom.forms import LinkDecisionForm
from loa.newsroom.models import DecisionLink
from loa.newsroom.queries import story_sheet
from loa.newsroom.views.sheet import version_shown


@opened_by_secret
@sensitive_variables("secret")
def decide(request: HttpRequest, secret: str) -> HttpResponse:
    """Show what is asked and take the answer; 404 for a link that is none, 410 for one that is over."""
    link, at = find_link(secret), now()
    if link is None:
        tried_too_often = consume_or_429(request, action="decision_missed", limit_get=True)
        if tried_too_often:
            return tried_too_often
        raise Http404
    why = why_closed(link, at)
    if why:
        return render(request, "newsroom/link_over.html", {"why": why, "link": link}, status=410)
    if request.method != "POST":
        return _show(request, link, LinkDecisionForm())
    form = LinkDecisionForm(request.POST)
    if form.is_valid():
        passed, note = form.cleaned_data["answer"] == LinkDecisionForm.YES, form.cleaned_data["note"]
        try:
            story = decide_by_link(secret=secret, passed=passed, note=note, version=version_shown(request), at=at)
        except LinkRefused as refused:
            return render(request, "newsroom/link_over.html", {"why": str(refused), "link": link}, status=410)
        except StoryRefused as refused:
            form.add_error("note" if refused.field == "note" else None, str(refused))
        else:
            return render(request, "newsroom/link_done.html", {"story": story, "passed": passed, "link": link})
    return _show(request, link, form)


def _show(request: HttpRequest, link: DecisionLink, form: Any) -> HttpResponse:
    sheet = story_sheet(link.decision.story, now().date())
    context = {"link": link, "decision": link.decision, "sheet": sheet, "story": sheet.story, "form": form}
    return render(request, "newsroom/decide_by_link.html", context, status=422 if form.is_bound else 200)
