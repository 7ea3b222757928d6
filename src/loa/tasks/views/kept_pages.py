"""The pages about a plan that somebody keeps under a name, as each of these pages offers them."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from loa.plans.models import PlanVersion
from loa.tasks.choices import Watched
from loa.tasks.queries import saved_views
from loa.tasks.views.frame import DeskRequest

_NAMES = {Watched.TASKS: "desk:plan", Watched.UNITS: "desk:plan_units", Watched.LIST: "desk:plan_list"}


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPage:
    """A page under its name, and whether it is the one that is open."""

    name: str
    address: str
    is_open: bool


def page_address(slug: str, page: Watched, query: str) -> str:
    """Return the address of a page about a plan as it is narrowed and put in order."""
    address = reverse(_NAMES[page], args=[slug])
    return f"{address}?{query}" if query else address


def kept_pages(request: DeskRequest, version: PlanVersion, page: Watched, query: str) -> dict[str, Any]:
    """Return what `tasks/kept_pages.html` shows on one of these pages as it is narrowed now; one statement."""
    slug = version.plan.slug
    saved = [
        KeptPage(
            name=one.name,
            address=page_address(slug, Watched(one.page), one.query),
            is_open=(one.page, one.query) == (page, query),
        )
        for one in saved_views(version, request.user.pk)
    ]
    return {"kept": query, "saved": saved, "kept_page": page}
