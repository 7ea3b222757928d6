"""Units with life dates: a lasting identity, versions of name and place, and the events that joined or parted them.

After the recommendation of W3C ORG (change events with originals and results, n to m). Names and official codes are
properties of a version and never an identity: 19405 was Vĩnh Lâm and is now Vĩnh Thủy.
"""

from collections.abc import Iterable
from datetime import date

from django.db import models
from django.db.models import F, Q

from loa.people import choices
from loa.people.rules import Span


class Unit(models.Model):
    """A body that can own work, over its whole life. `key` is ours alone and never used again."""

    key = models.SlugField("khóa", max_length=80, unique=True)
    kind = models.CharField("loại", max_length=10, choices=choices.UnitKind)
    tier = models.CharField("cấp", max_length=10, choices=choices.Tier)
    function = models.CharField("chức năng", max_length=30, choices=choices.Function, blank=True)
    phone = models.CharField("điện thoại cơ quan", max_length=40, blank=True)
    email = models.EmailField("thư điện tử công vụ", blank=True)
    address = models.CharField("địa chỉ", max_length=300, blank=True)
    website = models.URLField("trang thông tin điện tử", blank=True)

    class Meta:
        verbose_name = "cơ quan, đơn vị"
        verbose_name_plural = "cơ quan, đơn vị"

    def __str__(self) -> str:
        return self.key


class UnitVersionQuerySet(models.QuerySet["UnitVersion"]):
    def on(self, day: date) -> "UnitVersionQuerySet":
        """Keep the versions in force on a day: one for each unit that existed then."""
        return self.filter(valid_from__lte=day).filter(Q(valid_until__isnull=True) | Q(valid_until__gt=day))


class UnitVersion(models.Model):
    """What a unit was called and where it stood from one day until another (that day left out)."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="versions", verbose_name="đơn vị")
    name = models.CharField("tên", max_length=300)
    official_code = models.CharField("mã đơn vị hành chính", max_length=20, blank=True)
    parent = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="child_versions", verbose_name="trực thuộc"
    )
    valid_from = models.DateField("từ ngày")
    valid_until = models.DateField("đến trước ngày", null=True, blank=True)
    source = models.CharField("căn cứ", max_length=300)

    objects = UnitVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "giai đoạn của đơn vị"
        verbose_name_plural = "giai đoạn của đơn vị"
        constraints = [
            models.UniqueConstraint(fields=["unit", "valid_from"], name="one_unit_version_a_day"),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")), name="unit_version_has_days"
            ),
        ]
        indexes = [models.Index(fields=["parent", "valid_from"], name="unit_versions_under_parent")]

    def __str__(self) -> str:
        return self.name

    @property
    def span(self) -> Span:
        return Span(self.valid_from, self.valid_until)


class UnitAlias(models.Model):
    """Another way to write a unit: a short form, an abbreviation, an old spelling."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="aliases", verbose_name="đơn vị")
    text = models.CharField("tên viết khác", max_length=200)

    class Meta:
        verbose_name = "tên viết khác"
        verbose_name_plural = "tên viết khác"
        constraints = [models.UniqueConstraint(fields=["unit", "text"], name="one_alias_per_text")]

    def __str__(self) -> str:
        return self.text


class ChangeEvent(models.Model):
    """A legal act that joined, parted, renamed or ended units on one day."""

    on = models.DateField("ngày có hiệu lực")
    legal_act = models.CharField("văn bản", max_length=300)
    note = models.TextField("ghi chú", blank=True)

    class Meta:
        verbose_name = "thay đổi đơn vị"
        verbose_name_plural = "thay đổi đơn vị"
        constraints = [models.UniqueConstraint(fields=["on", "legal_act"], name="one_event_per_act_and_day")]

    def __str__(self) -> str:
        return f"{self.legal_act} ({self.on:%d/%m/%Y})"


class ChangeLink(models.Model):
    """One unit's part in an event: what went where. Facts are never moved along it; roll-ups walk it when read."""

    event = models.ForeignKey(ChangeEvent, on_delete=models.CASCADE, related_name="links", verbose_name="thay đổi")
    from_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="links_out", verbose_name="đơn vị cũ")
    to_unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="links_in", verbose_name="đơn vị mới"
    )
    extent = models.CharField("mức độ", max_length=10, choices=choices.Extent)

    class Meta:
        verbose_name = "liên kết thay đổi"
        verbose_name_plural = "liên kết thay đổi"
        constraints = [
            models.UniqueConstraint(fields=["event", "from_unit", "to_unit"], name="one_link_per_pair_of_units"),
        ]

    def __str__(self) -> str:
        return f"{self.from_unit} → {self.to_unit or 'chấm dứt'}"


# To name so many units in a statement costs more than to read where every unit stands.
_MANY_UNITS = 500
# Deeper than government is anywhere; a tree that has a ring ends here.
_DEEPEST = 12


def ids_below(roots: Iterable[int], day: date) -> frozenset[int]:
    """Return the ids of some units and of all that stood below them on a day; one query for each level."""
    found = level = frozenset(roots)
    while level:
        standing = UnitVersion.objects.on(day)
        if len(level) > _MANY_UNITS:
            return _with_all_below(found, standing.filter(parent__isnull=False).values_list("unit", "parent"))
        level = frozenset(standing.filter(parent__in=level).values_list("unit", flat=True)) - found
        found |= level
    return found


def ids_above(unit: int, day: date) -> list[int]:
    """Return the ids of a unit and of every unit above it on a day, from below; one query for each level."""
    found: list[int] = []
    here: int | None = unit
    while here is not None and here not in found and len(found) < _DEEPEST:
        found.append(here)
        here = UnitVersion.objects.on(day).filter(unit=here).values_list("parent", flat=True).first()
    return found


def _with_all_below(found: frozenset[int], places: Iterable[tuple[int, int]]) -> frozenset[int]:
    """Return units and all below them, given every unit and the one it stands under."""
    children: dict[int, list[int]] = {}
    for unit, parent in places:
        children.setdefault(parent, []).append(unit)
    level = found
    while level:
        level = frozenset(child for unit in level for child in children.get(unit, ())) - found
        found |= level
    return found
