"""How the body of a site is reached, for whoever reads English."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from loa.people.choices import UnitKind
from loa.people.models import UnitVersion
from loa.website.queries.portals import PortalOfDay


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Whose site it is and the units directly under it whose offices can be reached."""

    portal: PortalOfDay
    units: tuple[UnitVersion, ...]


def contact_of(portal: PortalOfDay | None, on: date) -> Contact | None:
    """Return how a site's body and its units are reached; one statement. None where no unit's site was opened."""
    if portal is None:
        return None
    reached = ~Q(unit__phone="") | ~Q(unit__email="")
    under = UnitVersion.objects.on(on).filter(reached, parent=portal.unit).exclude(unit__kind=UnitKind.OUTSIDE)
    return Contact(portal=portal, units=tuple(under.select_related("unit").order_by("name", "pk")))
