"""Pages that a secret in their address opens, for somebody who does not sign in."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods


def opened_by_secret(view: Callable[[HttpRequest, str], HttpResponse]) -> Callable[..., HttpResponse]:
    """Serve a page under an address with a secret: kept by no cache, found by no search, told to no other page.

    No token against forged forms: a forger would need the secret of the address, and who has that needs no forging.
    A browser that is told to send no referrer sends no origin with a form either, so the token would fail here.
    """

    @csrf_exempt
    @never_cache
    @require_http_methods(["GET", "HEAD", "POST"])
    @sensitive_post_parameters()
    @sensitive_variables("secret")
    @wraps(view)
    def opened(request: HttpRequest, secret: str) -> HttpResponse:
        answer = view(request, secret)
        answer["X-Robots-Tag"] = "noindex, nofollow"
        answer["Referrer-Policy"] = "no-referrer"
        return answer

    return opened
