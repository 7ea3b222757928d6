"""How much was communicated where, counted beforehand; what should have been; and what is left out on purpose."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from loa.activities import choices
from loa.activities.models.terms import Audience, Channel, Form, Topic
from loa.people.choices import UnitClass
from loa.people.models import Unit
from loa.tasks.models import Task

# Stands in a tally for every topic, or every audience: an activity with two topics counts once there.
EVERY = 0


class CoverageTally(models.Model):
    """How many activities of a month counted for a unit, itself and all that stood below it on their day.

    A row for each topic and each audience and for `EVERY` of either, since an activity may have several; a channel is
    always one, so channels add up.
    """

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, db_index=False, related_name="+", verbose_name="đơn vị")
    month = models.DateField("tháng, theo ngày đầu")
    channel = models.ForeignKey(
        Channel, on_delete=models.CASCADE, db_index=False, related_name="+", verbose_name="kênh"
    )
    topic = models.PositiveIntegerField("nội dung, 0 là mọi nội dung", default=EVERY)
    audience = models.PositiveIntegerField("đối tượng, 0 là mọi đối tượng", default=EVERY)
    count = models.IntegerField("số hoạt động", default=0)
    reach = models.BigIntegerField("số người tiếp cận", default=0)

    class Meta:
        verbose_name = "số đếm bao phủ"
        verbose_name_plural = "số đếm bao phủ"
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "audience", "topic", "month", "channel"], name="one_coverage_tally_per_cell"
            ),
        ]
        # One row in twenty counts anything at all; watching a country reads these alone, without the table.
        indexes = [
            models.Index(
                fields=["unit", "month", "count"], condition=Q(topic=EVERY, audience=EVERY), name="coverage_of_anything"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.month:%m/%Y}: {self.count}"


class CoverageTarget(models.Model):
    """What an owner asks for: so many activities in each window, of each unit of a class or of one unit.

    An axis that is None may be anything. `task` is the plan line that asks for it, `basis` its words.
    """

    owner = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name="đơn vị đặt chỉ tiêu")
    unit_class = models.CharField("nhóm đơn vị", max_length=20, choices=UnitClass, blank=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="đơn vị")
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="nội dung")
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="kênh")
    audience = models.ForeignKey(
        Audience, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="đối tượng"
    )
    window = models.CharField("trong mỗi", max_length=10, choices=choices.Window, default=choices.Window.MONTH)
    minimum = models.PositiveSmallIntegerField("ít nhất", default=1)
    valid_from = models.DateField("từ ngày")
    valid_until = models.DateField("đến trước ngày", null=True)
    task = models.ForeignKey(Task, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="nhiệm vụ")
    basis = models.CharField("căn cứ", max_length=300, blank=True)
    set_at = models.DateTimeField("đặt lúc")
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="người đặt"
    )

    class Meta:
        verbose_name = "chỉ tiêu bao phủ"
        verbose_name_plural = "chỉ tiêu bao phủ"
        constraints = [
            models.CheckConstraint(
                condition=(Q(unit_class="") & Q(unit__isnull=False)) | (~Q(unit_class="") & Q(unit__isnull=True)),
                name="a_target_is_of_a_class_or_a_unit",
            ),
            models.CheckConstraint(condition=Q(minimum__gte=1), name="a_target_asks_for_something"),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")), name="a_target_has_days"
            ),
        ]

    def __str__(self) -> str:
        return f"≥ {self.minimum} mỗi {self.get_window_display()}"


class LeftBlank(models.Model):
    """A part of the matrix that is not intended, because of a reason: it is no hole. None is every one of an axis."""

    owner = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name="đơn vị ghi")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="đơn vị")
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="nội dung")
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="kênh")
    audience = models.ForeignKey(
        Audience, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="đối tượng"
    )
    first_month = models.DateField("từ tháng")
    last_month = models.DateField("đến hết tháng", null=True)
    reason = models.TextField("lý do")
    at = models.DateTimeField("lúc")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="người ghi"
    )
    ended_at = models.DateTimeField("bỏ lúc", null=True)

    class Meta:
        verbose_name = "ô không thực hiện"
        verbose_name_plural = "ô không thực hiện"
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="left_blank_with_a_reason")]

    def __str__(self) -> str:
        return self.reason[:200]


class LedgerRule(models.Model):
    """Which activities do the standing work of a task by themselves: any that fits on every axis that names something.

    So many of them in a period, proved at least so well, and what a unit owes for the period is done.
    """

    task = models.OneToOneField(Task, on_delete=models.CASCADE, related_name="+", verbose_name="nhiệm vụ")
    topics = models.ManyToManyField(Topic, related_name="+", verbose_name="nội dung")
    forms = models.ManyToManyField(Form, related_name="+", verbose_name="hình thức")
    channels = models.ManyToManyField(Channel, related_name="+", verbose_name="kênh")
    minimum = models.PositiveSmallIntegerField("ít nhất mỗi kỳ", default=1)
    set_at = models.DateTimeField("đặt lúc")
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="người đặt"
    )
    ended_at = models.DateTimeField("thôi dùng lúc", null=True)

    class Meta:
        verbose_name = "cách tính từ sổ tuyên truyền"
        verbose_name_plural = "cách tính từ sổ tuyên truyền"
        constraints = [models.CheckConstraint(condition=Q(minimum__gte=1), name="a_rule_asks_for_something")]

    def __str__(self) -> str:
        return str(self.task)
