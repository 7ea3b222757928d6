"""Stories as readers get them: the same for every visitor, so they set no cookie and may be kept by a cache."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from loa.base import page_cache
from loa.base.clock import today
from loa.newsroom import queries


@require_safe
@page_cache.public("trang", "chuyen-muc", "thang")
def story_list(request: HttpRequest) -> HttpResponse:
    """Show what was published, newest first, of every section and month or of one."""
    section, month, page = (request.GET.get(name, "") for name in ("chuyen-muc", "thang", "trang"))
    found = queries.published(section, month, page, today())
    return render(request, "newsroom/stories.html", {"found": found})


@require_safe
@page_cache.public()
def story(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one story; of one that was withdrawn, why, at its old address."""
    found = queries.find_published(slug)
    if found is None:
        raise Http404
    if not found.story.live:
        return render(request, "newsroom/withdrawn.html", {"page": found}, status=410)
    return render(request, "newsroom/story.html", {"page": found, "story": found.story})


@require_safe
@page_cache.public()
def translation(request: HttpRequest, slug: str, language: str) -> HttpResponse:
    """Show a story in another language; of one that was taken back, or whose story was withdrawn, why."""
    found = queries.find_translation(slug, language)
    if found is None:
        raise Http404
    if not found.page.story.live:
        return render(request, "newsroom/withdrawn.html", {"page": found.page}, status=410)
    context = {"found": found, "story": found.page.story, "page": found.page, "told": found.translation}
    if not found.is_out:
        return render(request, "newsroom/translation_gone.html", context, status=410)
    return render(request, "newsroom/read_translation.html", context)
