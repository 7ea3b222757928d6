"""Periods whose figures are closed, and the units that may still report one of them until a day."""

from django.conf import settings
from django.db import models

from loa.people.models import Unit
from loa.plans.models import PlanVersion


class PeriodLock(models.Model):
    """The figures of one period of a plan are closed: nobody reports it any more, but for named exceptions."""

    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="+", verbose_name="bản kế hoạch")
    period = models.CharField("kỳ", max_length=20)
    at = models.DateTimeField("khóa lúc")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="người khóa"
    )

    class Meta:
        verbose_name = "khóa số liệu kỳ"
        verbose_name_plural = "khóa số liệu kỳ"
        constraints = [models.UniqueConstraint(fields=["version", "period"], name="a_period_is_locked_once")]

    def __str__(self) -> str:
        return f"{self.period} ({self.at:%d/%m/%Y})"


class LockException(models.Model):
    """One unit may still report a locked period until a day (counted in), for a reason somebody gave."""

    lock = models.ForeignKey(PeriodLock, on_delete=models.CASCADE, related_name="exceptions", verbose_name="kỳ")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name="đơn vị")
    until = models.DateField("đến hết ngày")
    reason = models.CharField("lý do", max_length=300)
    at = models.DateTimeField("ghi lúc")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="người cho phép"
    )

    class Meta:
        verbose_name = "đơn vị được báo cáo sau khi khóa"
        verbose_name_plural = "đơn vị được báo cáo sau khi khóa"
        constraints = [models.UniqueConstraint(fields=["lock", "unit"], name="one_exception_per_unit")]

    def __str__(self) -> str:
        return f"{self.unit}, đến {self.until:%d/%m/%Y}"
