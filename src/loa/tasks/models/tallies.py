"""How many obligations stand where, counted beforehand: written with every change, made anew each night.

A day is part of the key, so that what is late or due soon on any day follows from the rows without counting again.
"""

from datetime import date

from django.db import models

from loa.people.models import Unit
from loa.plans.models import PlanVersion
from loa.tasks.models.tasks import Task

# Stands for the last day of what has none: after every other, so never late and never soon.
NO_DAY = date.max


class Tally(models.Model):
    """Counts of obligations with one last day, by state; two of them once more by what else is known."""

    due_on = models.DateField("hạn cuối")
    not_started = models.IntegerField("chưa bắt đầu", default=0)
    in_progress = models.IntegerField("đang thực hiện", default=0)
    submitted = models.IntegerField("đã gửi kết quả", default=0)
    returned = models.IntegerField("trả lại", default=0)
    accepted = models.IntegerField("đã xác nhận", default=0)
    not_applicable = models.IntegerField("không áp dụng", default=0)
    awaiting_event = models.IntegerField("chờ công bố", default=0)
    # Of what was accepted: handed in after the last day.
    accepted_late = models.IntegerField("hoàn thành quá hạn", default=0)
    # Of what is still to be done: no officer of the unit has looked at it.
    unopened = models.IntegerField("chưa mở xem", default=0)

    class Meta:
        abstract = True


class UnitTally(Tally):
    """What one unit owes of a plan with one last day."""

    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="+", verbose_name="bản kế hoạch")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+", verbose_name="đơn vị")

    class Meta:
        verbose_name = "số đếm theo đơn vị"
        verbose_name_plural = "số đếm theo đơn vị"
        constraints = [
            models.UniqueConstraint(fields=["version", "unit", "due_on"], name="one_tally_per_unit_and_day"),
        ]

    def __str__(self) -> str:
        return f"{self.unit}, {self.due_on:%d/%m/%Y}"


class TaskTally(Tally):
    """What all units together owe of one task with one last day."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="+", verbose_name="nhiệm vụ")

    class Meta:
        verbose_name = "số đếm theo nhiệm vụ"
        verbose_name_plural = "số đếm theo nhiệm vụ"
        constraints = [models.UniqueConstraint(fields=["task", "due_on"], name="one_tally_per_task_and_day")]

    def __str__(self) -> str:
        return f"{self.task}, {self.due_on:%d/%m/%Y}"
