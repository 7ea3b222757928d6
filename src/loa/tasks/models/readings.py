"""Who has read a plan: people who say so here, and what units count on a meeting's list, against their headcount."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from loa.people.models import Unit
from loa.plans.models import PlanVersion


class Acknowledgement(models.Model):
    """One person of a unit said here that they have read a plan."""

    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="+", verbose_name="bản kế hoạch")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name="đơn vị")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="người đọc"
    )
    at = models.DateTimeField("lúc")

    class Meta:
        verbose_name = "xác nhận đã đọc"
        verbose_name_plural = "xác nhận đã đọc"
        constraints = [models.UniqueConstraint(fields=["version", "unit", "person"], name="one_reading_per_person")]

    def __str__(self) -> str:
        return f"{self.person}, {self.at:%d/%m/%Y}"


class RollCall(models.Model):
    """How many people a unit has, and how many it counted on the list of a meeting where a plan was read out."""

    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="+", verbose_name="bản kế hoạch")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name="đơn vị")
    headcount = models.PositiveSmallIntegerField("tổng số cán bộ, công chức, viên chức, người lao động")
    listed = models.PositiveSmallIntegerField("số người theo danh sách cuộc họp", default=0)
    met_on = models.DateField("ngày họp", null=True)
    at = models.DateTimeField("ghi lúc")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="người ghi"
    )

    class Meta:
        verbose_name = "số người đã được quán triệt"
        verbose_name_plural = "số người đã được quán triệt"
        constraints = [
            models.UniqueConstraint(fields=["version", "unit"], name="one_roll_call_per_unit"),
            models.CheckConstraint(condition=Q(listed__lte=F("headcount")), name="no_more_listed_than_there_are"),
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.listed}/{self.headcount}"
