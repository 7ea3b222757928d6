"""Bring units in from a list: all of them or none, with what is wrong said line by line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from loa.people.actions.auditing import record
from loa.people.choices import Extent, Function, Tier, UnitKind
from loa.people.models import ChangeEvent, ChangeLink, Unit, UnitAlias, UnitVersion, User
from loa.people.rules import Span, overlapping

CONTACTS = ("phone", "email", "address", "website")


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitLine:
    """One version of a unit as a list gives it; several lines with one key are one unit's life."""

    key: str
    kind: str
    tier: str
    function: str
    name: str
    official_code: str
    parent: str
    valid_from: date
    valid_until: date | None
    source: str
    aliases: tuple[str, ...] = ()
    phone: str = ""
    email: str = ""
    address: str = ""
    website: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLine:
    """What became of one unit: `to_unit` is empty where it ended without successor."""

    on: date
    legal_act: str
    from_unit: str
    to_unit: str
    extent: str


class UnitsRefused(Exception):  # noqa: N818  (says what was decided)
    """The list cannot be taken; `reasons` are sentences, one for each thing that is wrong. Nothing was kept."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__(" ".join((*reasons, "Chưa có gì được lưu.")))
        self.reasons = tuple(reasons)


def load_units(
    units: Sequence[UnitLine], changes: Sequence[ChangeLine], *, by: User | None, at: datetime
) -> tuple[int, int]:
    """Write units with their versions, aliases and change events; return how many units and events were new.

    A key that is known is left as it is, so that a list can be brought in again after lines were added to it.

    Raises:
        PermissionDenied: `by` is somebody other than the administrator of the installation.
        UnitsRefused: a line names an unknown kind, parent or unit, or two versions of a unit share a day.
    """
    if by is not None and not (by.is_active and by.is_superuser):
        raise PermissionDenied("Chỉ quản trị hệ thống được nạp danh sách đơn vị.")
    with transaction.atomic():
        known = set(Unit.objects.values_list("key", flat=True))
        reasons = [*_faults_of_units(units, known), *_faults_of_changes(changes, known | {line.key for line in units})]
        if reasons:
            raise UnitsRefused(reasons)
        new = [line for line in units if line.key not in known]
        _write_units(new)
        events = _write_changes(changes)
        first = Unit.objects.order_by("pk").first()
        count = len({line.key for line in new})
        if first and (count or events):
            record("people.load_units", of=first, by=by, at=at, details={"units": count, "events": events})
    return count, events


def _faults_of_units(units: Sequence[UnitLine], known: set[str]) -> list[str]:
    keys = known | {line.key for line in units}
    faults = []
    for line in units:
        words = [(line.kind, UnitKind.values), (line.tier, Tier.values), (line.function, ["", *Function.values])]
        faults += [f"“{line.name}”: không có loại “{word}”." for word, allowed in words if word not in allowed]
        if line.parent and line.parent not in keys:
            faults.append(f"“{line.name}”: không thấy đơn vị cấp trên “{line.parent}”.")
        faults += _faults_of_contacts(line)
    for key in {line.key for line in units}:
        shared = overlapping(Span(line.valid_from, line.valid_until) for line in units if line.key == key)
        if shared:
            faults.append(f"“{key}”: hai giai đoạn trùng ngày {shared[1].start:%d/%m/%Y}.")
    return faults


def _faults_of_contacts(line: UnitLine) -> list[str]:
    contacts = {name: getattr(line, name) for name in CONTACTS}
    try:
        Unit(**contacts).clean_fields(exclude={field.name for field in Unit._meta.fields} - set(CONTACTS))
    except ValidationError as problem:
        names = {field.name: field.verbose_name for field in Unit._meta.fields}
        return [f"“{line.name}”: {names[name]} “{contacts[name]}” không đúng." for name in problem.error_dict]
    return []


def _faults_of_changes(changes: Sequence[ChangeLine], keys: set[str]) -> list[str]:
    faults = [
        f"{line.legal_act}: không thấy đơn vị “{key}”."
        for line in changes
        for key in (line.from_unit, line.to_unit)
        if key and key not in keys
    ]
    return faults + [
        f"{line.legal_act}: không có mức độ “{line.extent}”." for line in changes if line.extent not in Extent.values
    ]


def _write_units(lines: Sequence[UnitLine]) -> None:
    first = {line.key: line for line in reversed(lines)}
    Unit.objects.bulk_create(
        Unit(
            key=key,
            kind=line.kind,
            tier=line.tier,
            function=line.function,
            **{name: getattr(line, name) for name in CONTACTS},
        )
        for key, line in sorted(first.items())
    )
    units = {unit.key: unit for unit in Unit.objects.all()}
    UnitVersion.objects.bulk_create(
        UnitVersion(
            unit=units[line.key],
            name=line.name,
            official_code=line.official_code,
            parent=units.get(line.parent),
            valid_from=line.valid_from,
            valid_until=line.valid_until,
            source=line.source,
        )
        for line in lines
    )
    aliases = {(line.key, alias) for line in lines for alias in line.aliases}
    UnitAlias.objects.bulk_create(UnitAlias(unit=units[key], text=text) for key, text in sorted(aliases))


def _write_changes(lines: Sequence[ChangeLine]) -> int:
    units = {unit.key: unit for unit in Unit.objects.all()}
    new = 0
    for line in lines:
        event, created = ChangeEvent.objects.get_or_create(on=line.on, legal_act=line.legal_act)
        new += created
        ChangeLink.objects.get_or_create(
            event=event,
            from_unit=units[line.from_unit],
            to_unit=units.get(line.to_unit),
            defaults={"extent": line.extent},
        )
    return new
