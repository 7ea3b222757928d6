"""A plan line, duty or report put to work, and who takes part in it."""

from typing import Any

from django.db import models
from django.db.models import Q

from loa.people.models import Unit
from loa.plans.choices import Origin, Schedule, Target
from loa.plans.models import PeriodRule, PlanVersion, ReviewedTask
from loa.tasks import choices


class Task(models.Model):
    """One task of a confirmed plan version. What it says was fixed at the confirmation.

    `due_on` is the last day that counts as on time, worked out by the plan's setting; None where there is none.
    """

    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="+", verbose_name="bản kế hoạch")
    reviewed = models.OneToOneField(
        ReviewedTask, on_delete=models.PROTECT, related_name="+", verbose_name="nhiệm vụ đối chiếu"
    )
    position = models.PositiveSmallIntegerField("thứ tự")
    origin = models.CharField("nguồn", max_length=10, choices=Origin)
    number = models.CharField("số trong bảng nhiệm vụ", max_length=60, blank=True)
    title = models.TextField("nội dung")
    products = models.JSONField("kết quả, sản phẩm", default=list)
    schedule = models.CharField("cách giao", max_length=10, choices=Schedule)
    rhythm = models.ForeignKey(
        PeriodRule, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="nhịp báo cáo"
    )
    due_on = models.DateField("hạn cuối", null=True)
    timing_text = models.TextField("thời gian như văn bản", blank=True)
    waits_for = models.CharField("chờ việc gì", max_length=300, blank=True)
    any_one = models.BooleanField("một đơn vị thực hiện là đủ", default=False)
    head_approves = models.BooleanField("lãnh đạo đơn vị duyệt trước", default=False)
    # From when on the head is asked; None from the beginning. What was handed in before needs no approval.
    head_approves_since = models.DateTimeField("lãnh đạo đơn vị duyệt từ lúc", null=True)
    # The units that get what comes of it: a report, or what is supplied. Classes as they stood at the confirmation.
    receivers: models.ManyToManyField[Unit, Any] = models.ManyToManyField(
        Unit, related_name="+", verbose_name="nơi nhận"
    )

    class Meta:
        verbose_name = "nhiệm vụ được giao"
        verbose_name_plural = "nhiệm vụ được giao"
        constraints = [models.UniqueConstraint(fields=["version", "position"], name="one_task_per_place")]

    def __str__(self) -> str:
        return self.title[:200]


class Indicator(models.Model):
    """A number that a task asks for: how many of what, of the period alone or counted from the year's beginning."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="indicators", verbose_name="nhiệm vụ")
    position = models.PositiveSmallIntegerField("thứ tự")
    name = models.CharField("số liệu", max_length=200)
    counted_in = models.CharField("đơn vị tính", max_length=40)
    target = models.PositiveIntegerField("chỉ tiêu mỗi kỳ", null=True)
    cumulative = models.BooleanField("lũy kế từ đầu năm", default=False)

    class Meta:
        verbose_name = "số liệu cần báo cáo"
        verbose_name_plural = "số liệu cần báo cáo"
        constraints = [models.UniqueConstraint(fields=["task", "position"], name="one_place_per_indicator")]

    def __str__(self) -> str:
        return f"{self.name} ({self.counted_in})"


class Participant(models.Model):
    """A name in a task and whom it was bound to at the confirmation: a unit, classes, an open set, an outside body."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="participants", verbose_name="nhiệm vụ")
    position = models.PositiveSmallIntegerField("thứ tự")
    part = models.CharField("vai trò", max_length=10, choices=choices.Part)
    name = models.CharField("tên trong văn bản", max_length=500)
    target = models.CharField("hiểu là", max_length=10, choices=Target)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="đơn vị")
    classes = models.JSONField("nhóm đơn vị", default=list)

    class Meta:
        verbose_name = "cơ quan tham gia"
        verbose_name_plural = "cơ quan tham gia"
        constraints = [
            models.UniqueConstraint(fields=["task", "part", "position"], name="one_place_per_participant"),
            models.CheckConstraint(
                condition=~Q(part="lead", target=Target.OUTSIDE), name="an_outside_body_never_leads"
            ),
        ]

    def __str__(self) -> str:
        return self.name
