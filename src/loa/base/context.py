"""What every template may know about the installation; nothing about the visitor, so public pages can be cached."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def installation(request: HttpRequest) -> dict[str, Any]:
    """Return the site's name and whether it is a demonstration."""
    return {"site_name": settings.LOA_SITE_NAME, "is_demo": settings.LOA_DEMO}
