"""Whose documents and drafts a site shows."""

from datetime import date

from loa.base.page_cache import remembered
from loa.library.models import Document
from loa.library.queries import Shelf
from loa.people import queries as people
from loa.people.models import ids_above
from loa.website.models import Portal
from loa.website.queries.portals import PortalOfDay


def shelf_of(portal: PortalOfDay | None, on: date) -> Shelf | None:
    """Return whose documents a site shows: its unit's, those of bodies that went into it, and what those above mark.

    None where no unit's site was opened: then everything is shown.
    """
    return _shelf(portal.unit.pk, on) if portal is not None else None


def home_of_document(slug: str) -> Portal | None:
    """Return the site of the unit that put a document up; None where there is no such document or no such site."""
    owner = Document.objects.filter(slug=slug).values("owner")
    return Portal.objects.select_related("site").filter(unit__in=owner).first()


@remembered
def _shelf(unit: int, on: date) -> Shelf:
    """A statement for each level above and for each merger, then none until something public changes."""
    owners = frozenset({unit, *people.merged_into(unit, on)})
    return Shelf(owners, frozenset(ids_above(unit, on)) - owners)
