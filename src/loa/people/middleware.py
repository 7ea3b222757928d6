"""Where a person acts from, noted for the audit entries of a request."""

from collections.abc import Callable

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from loa.people.actions import acting_from


class AddressMiddleware:
    """Let audit entries name the network address of the request; that of a trusted proxy is looked behind."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with acting_from(_address_of(request)):
            return self.get_response(request)


def _address_of(request: HttpRequest) -> str:
    """Return the address that the limits of signing in count by, "" over a socket that has none."""
    try:
        address: str = get_adapter().get_client_ip(request)
    except PermissionDenied:
        return ""
    return address
