"""What every public view learns from the request."""

from typing import cast

from django.http import HttpRequest

from loa.website.queries import PortalOfDay


def portal_of(request: HttpRequest) -> PortalOfDay | None:
    """Return whose site is being read; None where no unit's site was opened at this host."""
    return cast("PortalOfDay | None", request.portal())  # type: ignore[attr-defined]
