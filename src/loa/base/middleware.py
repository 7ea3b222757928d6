"""Headers every answer carries, and the care taken when somebody's session ends while they type."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url

from loa.base import views

GetResponse = Callable[[HttpRequest], HttpResponse]

_REFUSED_TO_ALL = (
    "accelerometer", "autoplay", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer",
    "microphone", "midi", "payment", "usb",
)  # fmt: skip
PERMISSIONS_POLICY = ", ".join(f"{feature}=()" for feature in _REFUSED_TO_ALL)


class PermissionsPolicyMiddleware:
    """Refuse to every page the abilities of the device that Loa does not use."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        return response


class ExpiredSessionMiddleware:
    """Where a form came from a session that has ended, keep what was typed instead of only asking to sign in."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if self._lost_its_session(request, response):
            return views.session_expired(request)
        return response

    def _lost_its_session(self, request: HttpRequest, response: HttpResponse) -> bool:
        return (
            request.method == "POST"
            and response.status_code == 302
            and response["Location"].startswith(f"{resolve_url(settings.LOGIN_URL)}?")
            and not request.user.is_authenticated
            and request.accepts("text/html")
            and request.headers.get("X-Requested-With") != "XMLHttpRequest"
            and not request.path.startswith("/accounts/")
        )
