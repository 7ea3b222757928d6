"""Stories as readers get them: the newest first, by month or by section, and one on its page."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from loa.base import page_cache
from loa.base.clock import today
from loa.newsroom import queries as newsroom
from loa.website import queries
from loa.website.views.reading import about, portal_of, root_of


@require_safe
@page_cache.public("trang", "thang")
def stories(request: HttpRequest) -> HttpResponse:
    """Show what a site tells, newest first, of every month or of one."""
    return _list(request, None)


@require_safe
@page_cache.public("trang", "thang")
def section(request: HttpRequest, address: str) -> HttpResponse:
    """Show what stands in one section of a site."""
    found = queries.section_at(portal_of(request), address, today())
    if found is None:
        raise Http404
    return _list(request, found)


@require_safe
@page_cache.public()
def story(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one story; of one that was withdrawn, why; of one that only another site tells, the way there.

    What no site tells, since its body has none, is read on the main one.
    """
    portal, found = portal_of(request), newsroom.find_published(slug)
    if found is None:
        raise Http404
    home = queries.home_of(found.story)
    address = f"{home.site.root_url if home else root_of(request)}{reverse('website:story', args=[slug])}"
    if portal is not None and not portal.shows(found.story):
        if home is not None and home.pk != portal.portal.pk:
            return HttpResponsePermanentRedirect(address)
        if home is not None:
            raise Http404
        if not portal.portal.site.is_default_site:
            return HttpResponsePermanentRedirect(f"{queries.main_address()}{request.path}")
    if not found.story.live:
        return render(request, "newsroom/withdrawn.html", {"page": found}, status=410)
    pictures = queries.pictures_in(found.story)
    context = {
        "page": found,
        "story": found.story,
        "address": address,
        "about": queries.about_story(found, portal, root_of(request), address, pictures),
        "section": queries.section_of_story(portal, found.story),
        "further": queries.further_stories(found.story, portal),
        "ended": queries.ended_teller(found.story, today()),
        "told_by": home if portal is not None and home is not None and home.pk != portal.portal.pk else None,
    }
    return render(request, "newsroom/story.html", context)


@require_safe
@page_cache.public()
def translation(request: HttpRequest, slug: str, language: str) -> HttpResponse:
    """Show a story in another language; of one that was taken back, or whose story was withdrawn, why."""
    portal, found = portal_of(request), newsroom.find_translation(slug, language)
    if found is None or (portal is not None and not portal.shows(found.page.story)):
        raise Http404
    if not found.page.story.live:
        return render(request, "newsroom/withdrawn.html", {"page": found.page}, status=410)
    context = {"found": found, "story": found.page.story, "page": found.page, "told": found.translation}
    if not found.is_out:
        return render(request, "newsroom/translation_gone.html", context, status=410)
    return render(request, "newsroom/read_translation.html", context)


def _list(request: HttpRequest, section: queries.ListedSection | None) -> HttpResponse:
    portal = portal_of(request)
    told = newsroom.out(portal.reach if portal else None)
    if section is not None:
        told = told.filter(section=section.section)
    found = newsroom.published(told, request.GET.get("thang", ""), request.GET.get("trang", ""), today())
    context = {
        "found": found,
        "section": section,
        "about": _about_list(request, section),
        "sections": queries.sections_at(portal, today()),
        "pictures": queries.opening_pictures([story for story, _ in found.rows]),
    }
    return render(request, "newsroom/stories.html", context)


def _about_list(request: HttpRequest, section: queries.ListedSection | None) -> queries.About:
    if section is None:
        return about(request, "Tin, bài", "Tin, bài mới nhất của trang, theo chuyên mục và theo tháng.")
    said = f"Tin, bài của chuyên mục {section.section.name}, mới nhất trước."
    above, feed = [("Tin, bài", reverse("website:stories"))], f"{queries.section_path(section)}atom.xml"
    return about(request, section.section.name, said, above=above, feed=feed)
