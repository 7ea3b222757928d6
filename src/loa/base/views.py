"""Addresses every site must answer (robots, icon, media) and the pages shown when something goes wrong."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.http.multipartparser import MultiPartParserError
from django.middleware.csrf import REASON_BAD_ORIGIN, get_token
from django.shortcuts import render
from django.template import loader
from django.urls import reverse
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe
from django.views.static import serve

from loa.base import page_cache

_ICON = Path(__file__).parent / "static" / "base" / "favicon.ico"
_ROBOTS = "User-agent: *\nDisallow: /admin/\nDisallow: /accounts/\nDisallow: /viec/\nDisallow: /_util/\n"
# Renditions and portraits; originals and documents are given out only by views that decide who may have them.
_OPEN_MEDIA = ("images/", "avatar_images/")
_LAST_RESORT = (
    '<!doctype html><html lang="vi"><meta charset="utf-8"><title>Hệ thống gặp lỗi</title>'
    "<h1>Hệ thống gặp lỗi</h1><p>Lỗi đã được ghi lại. Vài phút nữa hãy thử lại.</p></html>"
)
_TYPED_SECRETS = ("password", "mat_khau", "secret")
# Sent along by our forms, typed by nobody: kept, but not shown as somebody's words.
_NOT_TYPED = frozenset(["revision", "fingerprint", "next", "nhom"])


@require_safe
@page_cache.public()
def robots(request: HttpRequest) -> HttpResponse:
    """Tell search engines what is of no use to them, and where all addresses of the site asked for are listed."""
    listed = request.build_absolute_uri(reverse("website:addresses"))
    return HttpResponse(f"{_ROBOTS}\nSitemap: {listed}\n", content_type="text/plain; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=86_400)
def favicon(request: HttpRequest) -> FileResponse:
    """Give the icon at the address browsers try by themselves."""
    return FileResponse(_ICON.open("rb"), content_type="image/x-icon")


@require_safe
@cache_control(public=True, max_age=3_600)
def media(request: HttpRequest, name: str) -> HttpResponseBase:
    """Give out an uploaded picture; whatever else was uploaded has no address here."""
    if not name.startswith(_OPEN_MEDIA) or ".." in name:
        raise Http404
    response = serve(request, name, document_root=str(settings.MEDIA_ROOT))
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer a request nobody could make by clicking. Says nothing of the host: that may be what was wrong."""
    return HttpResponse(loader.render_to_string("400.html"), status=400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that the account may not do this."""
    return render(request, "403.html", status=403)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that nothing is at this address, without touching the visitor's session."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer when all else failed: no database, no context processors, and plain words if even the template fails."""
    try:
        page: str = loader.render_to_string("500.html")
    except Exception:  # noqa: BLE001  (nothing may go wrong while answering that something went wrong)
        page = _LAST_RESORT
    return HttpResponse(page, status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token does not match.

    From our own page it is an old page or an expired cookie: keep what was typed and offer to send it again. From
    anywhere else, or from nowhere known, it is refused.
    """
    if not _accepts_page(request):
        return HttpResponse("Trang đã cũ. Tải lại trang rồi thử lại.", status=403, content_type="text/plain")
    if reason.startswith(REASON_BAD_ORIGIN.partition("%")[0]) or not _from_own_page(request):
        return render(request, "403_csrf.html", status=403)
    return _kept(request, "base/send_again.html")


@never_cache
def session_expired(request: HttpRequest) -> HttpResponse:
    """Keep what was typed when the session ended before it was sent."""
    return _kept(request, "base/session_expired.html")


def _kept(request: HttpRequest, template: str) -> HttpResponse:
    """Show what was typed on a page that can send it again; passwords are asked for once more, files are named."""
    try:
        fields = [(name, value) for name, values in request.POST.lists() for value in values]
        files = [file.name for _, files in request.FILES.lists() for file in files]
    except (MultiPartParserError, RequestDataTooBig, SuspiciousOperation):
        return render(request, "403_csrf.html", status=403)
    fields = [(name, value) for name, value in fields if name != "csrfmiddlewaretoken"]
    kept = [(name, value) for name, value in fields if not _is_secret(name)]
    context: dict[str, Any] = {
        "address": request.get_full_path(),
        "kept": kept,
        "shown": [
            value
            for name, value in kept
            if name not in _NOT_TYPED and value.strip() and not value.startswith(("/", "{", "["))
        ],
        "secrets": [name for name, _ in fields if _is_secret(name)],
        "files": files,
        "token": get_token(request),
    }
    return render(request, template, context, status=403)


def _is_secret(name: str) -> bool:
    # "code" alone is the one-time code of the second factor.
    return name == "code" or any(word in name.lower() for word in _TYPED_SECRETS)


def _accepts_page(request: HttpRequest) -> bool:
    return request.accepts("text/html") and request.headers.get("X-Requested-With") != "XMLHttpRequest"


def _from_own_page(request: HttpRequest) -> bool:
    """Say whether the browser states that the form stood on a page of this very site."""
    fetched_from = request.headers.get("Sec-Fetch-Site")
    if fetched_from is not None:
        return fetched_from == "same-origin"
    source = request.headers.get("Origin") or request.headers.get("Referer") or ""
    parts = urlsplit(source)
    return (parts.scheme, parts.netloc) == (request.scheme, request.get_host())
