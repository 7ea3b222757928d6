"""Who was asked about a story and what they decided: one row for each question, closed once."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from wagtail.models import Revision

from loa.newsroom import choices
from loa.newsroom.models.stories import Story
from loa.people.models import Unit
from loa.tasks.models import evidence_storage


class Decision(models.Model):
    """One question put to the people of one unit about one text of a story; open until it has an outcome."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="decisions", verbose_name="tin, bài")
    stage = models.CharField("bước", max_length=20, choices=choices.Stage)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name="nơi được hỏi")
    revision = models.ForeignKey(
        Revision, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="bản được hỏi"
    )
    asked_at = models.DateTimeField("hỏi lúc")
    due_on = models.DateField("hạn", null=True)
    outcome = models.CharField("kết quả", max_length=10, choices=choices.Outcome, blank=True)
    decided_at = models.DateTimeField("quyết định lúc", null=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="người quyết định"
    )
    way = models.CharField("bằng cách", max_length=10, choices=choices.Way, blank=True)
    note = models.TextField("ý kiến", blank=True)
    # Of a decision on paper: who signed, when, and the photograph of it.
    signed_by = models.CharField("người ký bản giấy", max_length=200, blank=True)
    signed_on = models.DateField("ngày ký", null=True)
    paper = models.FileField("ảnh bản giấy đã ký", storage=evidence_storage, upload_to="%Y/%m/", blank=True)

    class Meta:
        verbose_name = "quyết định về tin, bài"
        verbose_name_plural = "quyết định về tin, bài"
        constraints = [
            models.UniqueConstraint(fields=["story"], condition=Q(outcome=""), name="one_open_question_per_story"),
            models.CheckConstraint(
                condition=~Q(outcome=choices.Outcome.RETURNED) | ~Q(note=""), name="a_story_is_returned_with_a_reason"
            ),
            models.CheckConstraint(
                condition=~Q(way=choices.Way.PAPER) | (~Q(paper="") & ~Q(signed_by="")), name="paper_shows_who_signed"
            ),
        ]
        indexes = [models.Index(fields=["unit", "outcome", "due_on"], name="decisions_of_a_unit")]

    def __str__(self) -> str:
        return f"{self.get_stage_display()}: {self.story}"


class DecisionLink(models.Model):
    """A link by which one person decides one question from a telephone, without signing in; only its digest is kept."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="links", verbose_name="câu hỏi")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name="người được hỏi"
    )
    digest = models.CharField("mã băm", max_length=64, unique=True)
    made_at = models.DateTimeField("cấp lúc")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="người cấp"
    )
    until = models.DateTimeField("dùng đến")
    used_at = models.DateTimeField("dùng lúc", null=True)

    class Meta:
        verbose_name = "liên kết quyết định"
        verbose_name_plural = "liên kết quyết định"

    def __str__(self) -> str:
        return f"{self.person}: {self.decision_id}"
