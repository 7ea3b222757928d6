"""The calendar of special days, one for the whole installation, and which years somebody has confirmed."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from loa.workdays import choices


class CalendarYear(models.Model):
    """A year whose public holidays were proposed; it holds once somebody has compared it with what was announced."""

    year = models.PositiveSmallIntegerField("năm", unique=True)
    prepared_at = models.DateTimeField("lập lúc")
    confirmed_at = models.DateTimeField("xác nhận lúc", null=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="người xác nhận"
    )

    class Meta:
        verbose_name = "lịch làm việc của năm"
        verbose_name_plural = "lịch làm việc của các năm"

    def __str__(self) -> str:
        return f"Lịch làm việc năm {self.year}"


class CalendarDay(models.Model):
    """A day that differs from its week; `basis` names the document or law that says so."""

    day = models.DateField("ngày")
    kind = models.CharField("loại ngày", max_length=12, choices=choices.DayKind)
    name = models.CharField("tên ngày", max_length=200)
    basis = models.CharField("căn cứ", max_length=300)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="người ghi",
        help_text="Trống khi hệ thống đề xuất.",
    )

    class Meta:
        verbose_name = "ngày đặc biệt"
        verbose_name_plural = "ngày đặc biệt"
        constraints = [
            models.UniqueConstraint(fields=["day", "kind"], name="one_special_day_of_a_kind"),
            models.UniqueConstraint(
                fields=["day"], condition=Q(kind__in=choices.DECIDING), name="a_day_is_off_or_made_up_for"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}: {self.name}"
