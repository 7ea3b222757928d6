"""The document library as readers get it: the list, one document, a file of something the site shows."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponsePermanentRedirect
from django.http.response import HttpResponseNotModified
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from loa.base import page_cache
from loa.base.clock import today
from loa.library import queries as library
from loa.tasks.views.kept_files import hand_out
from loa.website import queries
from loa.website.views.reading import about, portal_of


@require_safe
@page_cache.public("trang", "q", "loai", "nam", "co-quan", "hieu-luc")
def documents(request: HttpRequest) -> HttpResponse:
    """Show a site's documents, newest first, narrowed as the address says."""
    shelf, wanted = queries.shelf_of(portal_of(request), today()), library.read_wanted(request.GET)
    found = library.document_list(shelf, wanted, request.GET.get("trang", ""), today())
    said = "Văn bản chỉ đạo, điều hành và văn bản quy định, kèm tệp và tình trạng hiệu lực."
    context = {"found": found, "wanted": wanted, "about": about(request, "Văn bản", said)}
    return render(request, "website/documents.html", context)


@require_safe
@page_cache.public()
def document(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one document: its facts, what it is worth today, its files; of a withdrawn one, why.

    To one that only another site shows it leads the way.
    """
    portal = portal_of(request)
    page = library.document_page(queries.shelf_of(portal, today()), slug, today())
    if page is None:
        home = queries.home_of_document(slug) if portal is not None else None
        if home is None or portal is None or home.pk == portal.portal.pk:
            raise Http404("Không có văn bản ở địa chỉ này.")
        return HttpResponsePermanentRedirect(f"{home.site.root_url}{request.path}")
    said = f"{page.document}. {page.document.issuer_name}."
    above = [("Văn bản", reverse("website:documents"))]
    context = {
        "page": page,
        "document": page.document,
        "today": today(),
        "about": about(request, page.document.titled, said, above=above),
    }
    return render(request, "website/document.html", context, status=410 if page.document.withdrawn_at else 200)


@require_safe
def library_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Hand out a file of a document, a draft or a dialogue; who has it already is told so.

    Caches may keep it and ask each time: a withdrawn file is gone at once.
    """
    found = library.find_file(queries.shelf_of(portal_of(request), today()), pk)
    if found is None:
        raise Http404("Không có tệp ở địa chỉ này.")
    etag = quote_etag(found.sha256)
    asked = request.headers.get("If-None-Match", "")
    answer = HttpResponseNotModified() if etag in asked else hand_out(found.file, found.name)
    answer["ETag"], answer["Cache-Control"] = etag, "public, no-cache"
    return answer
