"""What goes out of a story on each channel, and what has to follow it when the story was wrong."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from loa.activities.models import Activity, Channel, Topic
from loa.newsroom import choices
from loa.newsroom.models.stories import Story
from loa.people.models import Unit
from loa.tasks.models import Task


class Output(models.Model):
    """A story on one channel of one unit: its words for that channel, who sees to it by when, and how far it is.

    The site's goes out by itself; those of other channels wait in `APPROVED` or `DUE` for an app above or a person.
    """

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="outputs", verbose_name="tin, bài")
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="+", verbose_name="kênh")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name="đơn vị phát")
    text = models.TextField("lời cho kênh này", blank=True)
    state = models.CharField(
        "trạng thái", max_length=20, choices=choices.OutputState, default=choices.OutputState.DRAFT
    )
    state_at = models.DateTimeField("đổi trạng thái lúc")
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="người làm"
    )
    due_at = models.DateTimeField("hẹn giờ", null=True)
    sent_at = models.DateTimeField("gửi lúc", null=True)
    address = models.URLField("đường dẫn", max_length=1000, blank=True)
    reason = models.CharField("lý do", max_length=300, blank=True)
    activity = models.OneToOneField(
        Activity, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="hoạt động trong sổ"
    )
    version = models.PositiveIntegerField("lần ghi", default=0)

    class Meta:
        verbose_name = "đầu ra của tin, bài"
        verbose_name_plural = "đầu ra của tin, bài"
        constraints = [
            models.UniqueConstraint(fields=["story", "channel", "unit"], name="one_output_per_channel_and_unit"),
            models.CheckConstraint(
                condition=~Q(state__in=["not_intended", "failed", "withdrawn"]) | ~Q(reason=""),
                name="an_output_that_is_none_has_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_at"], name="outputs_by_state")]

    def __str__(self) -> str:
        return f"{self.story} ({self.channel})"


class Correction(models.Model):
    """What was wrong with a story that had gone out, or why it was withdrawn; it follows every output."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="corrections", verbose_name="tin, bài")
    kind = models.CharField("loại", max_length=12, choices=choices.FollowKind)
    text = models.TextField("nội dung đính chính hoặc lý do gỡ")
    at = models.DateTimeField("lúc")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="người ra quyết định"
    )

    class Meta:
        verbose_name = "đính chính, gỡ tin, bài"
        verbose_name_plural = "đính chính, gỡ tin, bài"
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="a_correction_says_something")]

    def __str__(self) -> str:
        return self.text[:200]


class FollowUp(models.Model):
    """A correction or withdrawal on its way to one output that had gone out; open until it is done there."""

    correction = models.ForeignKey(
        Correction, on_delete=models.CASCADE, related_name="follow_ups", verbose_name="đính chính, gỡ"
    )
    output = models.ForeignKey(Output, on_delete=models.CASCADE, related_name="follow_ups", verbose_name="đầu ra")
    done_at = models.DateTimeField("xong lúc", null=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="người làm"
    )
    note = models.CharField("đã làm thế nào", max_length=300, blank=True)
    activity = models.OneToOneField(
        Activity, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="hoạt động trong sổ"
    )

    class Meta:
        verbose_name = "việc theo sau đính chính"
        verbose_name_plural = "việc theo sau đính chính"
        constraints = [models.UniqueConstraint(fields=["correction", "output"], name="one_follow_up_per_output")]

    def __str__(self) -> str:
        return f"{self.correction_id}: {self.output_id}"


class Commission(models.Model):
    """A story that is wanted of a unit by a day: of an event, of a line of a plan, or for a hole in the coverage."""

    owner = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name="nơi đặt bài")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name="đơn vị được đặt")
    what = models.CharField("về việc gì", max_length=300)
    note = models.TextField("gợi ý", blank=True)
    event_on = models.DateField("ngày diễn ra sự kiện", null=True)
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="nội dung")
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="kênh")
    task = models.ForeignKey(Task, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="nhiệm vụ")
    due_on = models.DateField("cần trước hết ngày")
    state = models.CharField(
        "trạng thái", max_length=10, choices=choices.CommissionState, default=choices.CommissionState.OPEN
    )
    at = models.DateTimeField("đặt lúc")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="người đặt"
    )
    story = models.ForeignKey(
        Story, on_delete=models.PROTECT, null=True, related_name="commissions", verbose_name="tin, bài"
    )
    reason = models.CharField("lý do hủy", max_length=300, blank=True)

    class Meta:
        verbose_name = "bài đặt viết"
        verbose_name_plural = "bài đặt viết"
        indexes = [models.Index(fields=["unit", "state", "due_on"], name="commissions_of_a_unit")]

    def __str__(self) -> str:
        return self.what
