"""The packages that somebody sees, who took them and what was used of them."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from loa.lib.vietnamese_text import fold
from loa.newsroom.choices import ItemKind
from loa.newsroom.models import Package, PackageItem, PackageReceipt, PackageUse, Story
from loa.newsroom.queries.room import Wanted, narrowed
from loa.people.choices import Role, Tier, UnitKind
from loa.people.models import Unit, UnitVersion, User
from loa.people.permissions import RIGHTS, Right, roles_held, units_where
from loa.people.queries import unit_names
from loa.pictures.models import Picture
from loa.pictures.permissions import pictures_seen
from loa.pictures.queries import with_renditions

# How many stories and how many pictures are offered at once, beside those that are chosen.
OFFERED = 12

# From a village, or an office of a commune, up to the province it is no farther.
_DEPTH = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageRow:
    """A package in a list, how many of its owner's communes took it, whether one of the reader's did not yet."""

    package: Package
    owner: str
    is_led: bool
    taken: int
    total: int
    uses: int
    waits: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenRow:
    """A unit below the owner: when it took the package and how often it used something of it."""

    name: str
    receipt: PackageReceipt | None
    uses: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageSheet:
    """Everything the page of one package shows; `own_uses` by the id of the item."""

    package: Package
    owner: str
    texts: tuple[PackageItem, ...]
    slogans: tuple[PackageItem, ...]
    pictures: tuple[PackageItem, ...]
    own_uses: dict[int, tuple[PackageUse, ...]]
    own_receipts: dict[int, PackageReceipt]
    rows: tuple[TakenRow, ...]
    taken: int
    missing: tuple[str, ...]


def units_led(user: User, on: date) -> frozenset[int]:
    """Return the ids of the units for which somebody guides communication."""
    return units_where(user, Right.SET_COVERAGE, on)


def owners_of(user: User, on: date) -> dict[int, str]:
    """Return the units that have others below them for which somebody guides communication, with their names."""
    above = UnitVersion.objects.on(on).filter(parent__in=units_led(user, on)).exclude(unit__kind=UnitKind.VILLAGE)
    return _names(above.exclude(unit__kind=UnitKind.OUTSIDE).values("parent"), on)


def packages_seen(user: User, on: date) -> QuerySet[Package]:
    """Return the packages of the units somebody leads, and those issued to units whose work they see."""
    sees = units_where(user, Right.SEE_WORK, on)
    # What stands above what they see is seen itself, or stands above a unit of their own.
    own = {unit for unit, role in roles_held(user, on) if Right.SEE_WORK in RIGHTS[Role(role)]}
    issued = Q(issued_at__isnull=False, owner__in=sees.union(*_above(own, on).values()))
    return Package.objects.filter(Q(owner__in=units_led(user, on)) | issued)


def packages_to_take(units: Collection[int], on: date) -> QuerySet[Package]:
    """Return the guidance of this month, issued above some communes among units, that one of them has not taken."""
    lives = UnitVersion.objects.on(on).filter(parent__isnull=False)
    communes = lives.filter(unit__in=units, unit__tier=Tier.COMMUNE).exclude(unit__kind=UnitKind.OUTSIDE)
    above = lives.filter(unit__in=communes.values("parent"))
    owners = Q(owner__in=communes.values("parent")) | Q(owner__in=above.values("parent"))
    issued = Package.objects.filter(owners, issued_at__isnull=False, month=on.replace(day=1))
    return issued.exclude(pk__in=PackageReceipt.objects.filter(unit__in=units).values("package"))


def package_rows(packages: Sequence[Package], user: User, on: date) -> list[PackageRow]:
    """Return packages with who took them and what was used; four statements."""
    led, own = units_led(user, on), units_where(user, Right.WRITE_STORIES, on)
    communes = communes_below({one.owner_id for one in packages}, on)
    names = unit_names(communes, on)
    taken: dict[int, set[int]] = {one.pk: set() for one in packages}
    for package, unit in PackageReceipt.objects.filter(package__in=taken).values_list("package", "unit"):
        taken[package].add(unit)
    used = dict(
        PackageUse.objects.filter(item__package__in=taken)
        .values_list("item__package")
        .annotate(count=Count("pk"))
        .values_list("item__package", "count")
    )
    return [
        PackageRow(
            package=one,
            owner=names.get(one.owner_id, ""),
            is_led=one.owner_id in led,
            taken=len(taken[one.pk] & communes[one.owner_id]),
            total=len(communes[one.owner_id]),
            uses=used.get(one.pk, 0),
            waits=one.issued_at is not None and bool((own & communes[one.owner_id]) - taken[one.pk]),
        )
        for one in packages
    ]


def communes_below(owners: Collection[int], on: date) -> dict[int, frozenset[int]]:
    """Return the ids of the communes below some units, the bodies outside left out: those a package is written for.

    One statement, since communes stand at most `_DEPTH` below whoever guides them.
    """
    lives = UnitVersion.objects.on(on).filter(parent__isnull=False).exclude(unit__tier=Tier.VILLAGE)
    near, level = Q(parent__in=owners), lives.filter(parent__in=owners)
    for _ in range(_DEPTH - 1):
        near |= Q(parent__in=level.values("unit"))
        level = lives.filter(parent__in=level.values("unit"))
    below: dict[int, list[tuple[int, bool]]] = {}
    for unit, parent, tier, kind in lives.filter(near).values_list("unit", "parent", "unit__tier", "unit__kind"):
        if parent is not None:
            below.setdefault(parent, []).append((unit, tier == Tier.COMMUNE and kind != UnitKind.OUTSIDE))
    found = {}
    for owner in owners:
        reached = [owner]
        communes = set()
        for parent in reached:
            communes |= {unit for unit, is_commune in below.get(parent, ()) if is_commune}
            reached += [unit for unit, _ in below.get(parent, ()) if unit not in reached]
        found[owner] = frozenset(communes)
    return found


def own_units_for(package: Package, user: User, on: date) -> dict[int, str]:
    """Return the units below a package's owner for which somebody takes it or says what was used, with their names."""
    acts = units_where(user, Right.WRITE_STORIES, on) | units_where(user, Right.RECORD_ACTIVITY, on)
    above = _above(acts, on)
    below = [unit for unit in acts if package.owner_id in above.get(unit, ())]
    inside = Unit.objects.filter(pk__in=below).exclude(kind=UnitKind.OUTSIDE).values("pk")
    return dict(sorted(_names(inside, on).items(), key=lambda one: one[1])) if below else {}


def package_sheet(package: Package, own: Iterable[int], on: date, *, with_units: bool) -> PackageSheet:
    """Return what the page of a package shows; the units that took it only for whoever leads, `with_units`."""
    own = set(own)
    items = list(package.items.select_related("topic", "story"))
    with_copies = with_renditions().in_bulk([one.picture_id for one in items if one.picture_id is not None])
    for one in items:
        one.picture = with_copies.get(one.picture_id or 0)
    own_uses: dict[int, tuple[PackageUse, ...]] = {}
    counted: Counter[int] = Counter()
    for use in PackageUse.objects.filter(item__package=package).select_related("channel").order_by("on", "pk"):
        counted[use.unit_id] += 1
        if use.unit_id in own:
            own_uses[use.item_id] = (*own_uses.get(use.item_id, ()), use)
    receipts = {one.unit_id: one for one in package.receipts.select_related("by")}
    owner = package.owner_id
    units = communes_below([owner], on)[owner] | set(receipts) if with_units else frozenset()
    names = unit_names({package.owner_id, *units}, on)
    rows = [TakenRow(name=names.get(one, ""), receipt=receipts.get(one), uses=counted[one]) for one in units]
    rows.sort(key=lambda row: row.name)
    return PackageSheet(
        package=package,
        owner=names.get(package.owner_id, ""),
        texts=tuple(one for one in items if one.kind == ItemKind.TEXT),
        slogans=tuple(one for one in items if one.kind == ItemKind.SLOGAN),
        pictures=tuple(one for one in items if one.kind == ItemKind.PICTURE),
        own_uses=own_uses,
        own_receipts={unit: one for unit, one in receipts.items() if unit in own},
        rows=tuple(rows),
        taken=sum(row.receipt is not None for row in rows),
        missing=tuple(row.name for row in rows if row.receipt is None),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ToChoose:
    """What an owner may put into a package: stories of its sections that are out, pictures that may be shown."""

    stories: tuple[Story, ...]
    pictures: tuple[Picture, ...]


def to_choose(
    owner: int,
    user: User,
    on: date,
    *,
    of_stories: str = "",
    of_pictures: str = "",
    stories: Collection[int] = (),
    pictures: Collection[int] = (),
) -> ToChoose:
    """Return what is chosen already, and the newest of what has the words in its title; six statements at most."""
    out = Story.objects.filter(live=True, section__owner=owner).defer("body").prefetch_related("topics")
    chosen = list(out.filter(pk__in=stories))
    found = narrowed(out.exclude(pk__in=stories), Wanted(text=of_stories)).order_by("-first_published_at", "-pk")
    seen = with_renditions().filter(pk__in=pictures_seen(user, on).values("pk"))
    kept = list(seen.filter(pk__in=pictures))
    named = seen.exclude(pk__in=pictures)
    if of_pictures.strip():
        # A file is called after its picture, without marks: so words are found however they are typed.
        words = "-".join(fold(of_pictures).split())
        named = named.filter(Q(file__contains=words) | Q(title__icontains=of_pictures.strip()))
    may = [one for one in named.order_by("-created_at", "-pk")[: 3 * OFFERED] if not one.why_not_published(on)]
    return ToChoose(stories=(*chosen, *found[:OFFERED]), pictures=(*kept, *may[:OFFERED]))


def _above(units: Collection[int], on: date) -> dict[int, frozenset[int]]:
    """Return the ids of all units above each of some units; one statement."""
    lives = UnitVersion.objects.on(on).filter(parent__isnull=False)
    near, level = Q(unit__in=units), lives.filter(unit__in=units)
    for _ in range(_DEPTH):
        near |= Q(unit__in=level.values("parent"))
        level = lives.filter(unit__in=level.values("parent"))
    parents = dict(lives.filter(near).values_list("unit", "parent"))
    found = {}
    for unit in units:
        chain: list[int] = []
        parent = parents.get(unit)
        while parent is not None and parent not in chain:
            chain.append(parent)
            parent = parents.get(parent)
        found[unit] = frozenset(chain)
    return found


def _names(units: QuerySet[Any], on: date) -> dict[int, str]:
    """Return what units that a statement finds are called on a day."""
    named = UnitVersion.objects.filter(unit__in=units, valid_from__lte=on).order_by("valid_from")
    return dict(named.values_list("unit", "name"))
