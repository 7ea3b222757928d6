"""What the urging letter is made of: whose letter it is, which plan it speaks of, who is late; and the drafts made."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from loa.lib.vietnamese_text import NO_BREAK, written_day
from loa.people.choices import Function, UnitKind
from loa.people.models import AuditEntry, UnitVersion
from loa.plans.models import PlanVersion
from loa.tasks.models import Obligation
from loa.tasks.queries.urged import UrgedItem, item, late_of

DRAFTED = "tasks.draft_urging_letter"
_SHORT, _LONG = "UBND", "Ủy ban nhân dân"
_LEVEL = re.compile(r"^(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu) ", re.IGNORECASE)
_SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """Whose letter it is, in the words of its head, its text, its signature and its symbol."""

    above: str
    head: tuple[str, ...]
    body: str
    signs_for: str
    place: str
    drafter: str
    abbreviations: tuple[str, str]


def late_for_letter(version: PlanVersion, today: date) -> QuerySet[Obligation]:
    """Return what a letter may urge about: all that units are late with, but for the owner, whose letter it is."""
    return late_of(version, today).exclude(unit=version.plan.owner_id)


def items_for_letter(owed: QuerySet[Obligation], today: date) -> dict[int, list[UrgedItem]]:
    """Return everything some units are late with, by unit in the order of the plan; one statement."""
    found: dict[int, list[UrgedItem]] = {}
    for one in owed.select_related("task").order_by("task__position", "due_on", "pk"):
        found.setdefault(one.unit_id, []).append(item(one, today))
    return found


def letterhead(version: PlanVersion, today: date) -> Letterhead:
    """Return the head of a letter of a plan's owner as the owner stands today; two statements.

    A committee signs for itself and has its home affairs office draft, or the office of culture where there is none;
    any other body stands below the one above it and drafts for itself.
    """
    owner = UnitVersion.objects.filter(unit=version.plan.owner_id, valid_from__lte=today)
    stood = owner.select_related("unit").order_by("-valid_from").first()
    name = stood.name if stood else version.plan.issuer
    below = UnitVersion.objects.on(today).filter(parent=version.plan.owner_id, unit__kind=UnitKind.OFFICE)
    if name.startswith((_SHORT, _LONG)):
        named = name.removeprefix(_SHORT).removeprefix(_LONG).strip()
        drafter = _drafter(below)
        return Letterhead(
            above="",
            head=(_LONG, named),
            body=f"{_LONG} {named}",
            signs_for=f"TM. {_LONG}",
            place=_LEVEL.sub("", named),
            drafter=drafter,
            abbreviations=(_SHORT, initials(drafter) or "VP"),
        )
    above = UnitVersion.objects.filter(unit=stood.parent_id, valid_from__lte=today) if stood else owner.none()
    over = above.order_by("-valid_from").values_list("name", flat=True).first() or ""
    short = initials(name)
    return Letterhead(
        above=over,
        head=(name,),
        body=name,
        signs_for="",
        place=_LEVEL.sub("", over.removeprefix(_SHORT).strip()),
        drafter="",
        abbreviations=(short, "VT"),
    )


def initials(name: str) -> str:
    """Return the letters by which a symbol names an office: "Phòng Nội vụ" gives "NV"."""
    words = re.findall(r"\w+", re.sub(r"^(?:Phòng|Sở|Ban|Trung tâm)\s+", "", name))
    return "".join(word[0] for word in words if word.lower() != "và").upper()


def plan_in_words(version: PlanVersion) -> str:
    """Return the plan as a letter names it: its symbol and day where they are known, its title."""
    symbol = version.symbol if version.symbol and not version.symbol.startswith("/") else ""
    told = f"Kế hoạch số {symbol}" if symbol else "Kế hoạch"
    told += f" ngày{NO_BREAK}{written_day(version.issued_on)}" if symbol and version.issued_on else ""
    title = re.sub(r"^kế hoạch\s+", "", version.plan.title, flags=re.IGNORECASE)
    owner = f" của {version.plan.issuer}" if version.plan.issuer else ""
    return f"{told}{owner} về {title}" if symbol else f"{told} {title}{owner}"


def drafts_of(version: PlanVersion) -> list[AuditEntry]:
    """Return the last letters drafted for a plan, the newest first; one statement."""
    entries = AuditEntry.objects.filter(
        action=DRAFTED, object_kind=version._meta.label_lower, object_key=str(version.pk)
    )
    return list(entries.select_related("by").order_by("-at", "-pk")[:_SHOWN])


def _drafter(offices: QuerySet[UnitVersion]) -> str:
    named = dict(offices.order_by("-pk").values_list("unit__function", "name"))
    return named.get(Function.HOME_AFFAIRS, "") or named.get(Function.CULTURE_INFORMATION, "")


def chosen_among(owed: QuerySet[Obligation], units: Collection[int] | None) -> QuerySet[Obligation]:
    """Return what some units are late with, or all of them for None."""
    return owed if units is None else owed.filter(unit__in=units)
