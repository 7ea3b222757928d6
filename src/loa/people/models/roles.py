"""Who does what in a unit, and since when: an officer who moves leaves the role, and the record stays."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from loa.people import choices
from loa.people.models.units import Unit


class RoleAssignmentQuerySet(models.QuerySet["RoleAssignment"]):
    def on(self, day: date) -> "RoleAssignmentQuerySet":
        """Keep the roles held on a day."""
        return self.filter(held_from__lte=day).filter(Q(held_until__isnull=True) | Q(held_until__gt=day))


class RoleAssignment(models.Model):
    """A person's role in a unit; it reaches the units below as far as the table of permissions says."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="roles", verbose_name="người"
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="roles", verbose_name="đơn vị")
    role = models.CharField("vai trò", max_length=15, choices=choices.Role)
    held_from = models.DateField("từ ngày")
    held_until = models.DateField("đến trước ngày", null=True, blank=True)

    objects = RoleAssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = "vai trò trong đơn vị"
        verbose_name_plural = "vai trò trong đơn vị"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "unit", "role"], condition=Q(held_until__isnull=True), name="one_running_role"
            ),
            models.CheckConstraint(
                condition=Q(held_until__isnull=True) | Q(held_until__gte=F("held_from")),
                name="role_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {choices.Role(self.role).label}"
