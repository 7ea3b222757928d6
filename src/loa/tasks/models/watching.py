"""What people keep while they watch over a plan: filters under a name, calls they made, calendars they follow."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from loa.people.models import Unit
from loa.plans.models import PlanVersion
from loa.tasks.choices import Watched


class SavedView(models.Model):
    """A page about a plan as somebody narrowed it and put it in order, kept under a name for that person alone."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name="của ai"
    )
    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="+", verbose_name="bản kế hoạch")
    name = models.CharField("tên", max_length=80)
    page = models.CharField("trang", max_length=10, choices=Watched, default=Watched.LIST)
    # What the address of the page carries behind the question mark, without the number of the page.
    query = models.CharField("bộ lọc", max_length=500, blank=True)

    class Meta:
        verbose_name = "bộ lọc đã lưu"
        verbose_name_plural = "bộ lọc đã lưu"
        constraints = [models.UniqueConstraint(fields=["person", "version", "name"], name="one_view_of_a_name")]

    def __str__(self) -> str:
        return self.name


class Call(models.Model):
    """Somebody telephoned a unit about what it owes of a plan: when, whom they spoke with, what was said."""

    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="+", verbose_name="bản kế hoạch")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name="đơn vị")
    at = models.DateTimeField("gọi lúc")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="người gọi"
    )
    reached = models.BooleanField("gặp được người", default=True)
    note = models.CharField("nội dung", max_length=500, blank=True)

    class Meta:
        verbose_name = "cuộc gọi đôn đốc"
        verbose_name_plural = "cuộc gọi đôn đốc"
        indexes = [models.Index(fields=["version", "unit", "-at"], name="calls_to_a_unit")]

    def __str__(self) -> str:
        return f"{self.unit}, {self.at:%d/%m/%Y %H:%M}"


class CalendarFeed(models.Model):
    """A private address under which a calendar program reads last days: of one unit, or of all units of the person.

    The address holds a secret of which only the digest is kept; it is shown once. The person ends it at any time.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name="của ai"
    )
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, null=True, related_name="+", verbose_name="đơn vị")
    digest = models.CharField("mã băm của bí mật", max_length=64, unique=True)
    made_at = models.DateTimeField("tạo lúc")
    ended_at = models.DateTimeField("thu hồi lúc", null=True)
    read_on = models.DateField("đọc lần cuối ngày", null=True)

    class Meta:
        verbose_name = "lịch đăng ký theo dõi"
        verbose_name_plural = "lịch đăng ký theo dõi"
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(ended_at__isnull=True, unit__isnull=True),
                name="one_feed_of_all_units",
            ),
            models.UniqueConstraint(
                fields=["person", "unit"], condition=Q(ended_at__isnull=True), name="one_feed_of_a_unit"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.made_at:%d/%m/%Y}"
