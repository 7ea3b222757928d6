"""What a person decides about a version before it becomes work: rows corrected, names bound, findings answered.

The reading itself stays as it was read. Every row that two people may edit at once carries a revision: a form sends
back the one it was made from, and a save on top of somebody else's is refused with both texts shown.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from loa.people.models import Unit
from loa.plans import choices
from loa.plans.models.documents import Duty, Finding, PlanLine, PlanVersion, ReportDuty
from loa.plans.models.rhythms import PeriodRule


class Revised(models.Model):
    """A row that people edit: `revision` grows with every save."""

    revision = models.PositiveIntegerField("lần sửa", default=0, editable=False)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="người sửa"
    )
    edited_at = models.DateTimeField("sửa lúc", null=True)

    class Meta:
        abstract = True


class Review(Revised):
    """The review of one version: what holds for the whole plan."""

    version = models.OneToOneField(
        PlanVersion, on_delete=models.CASCADE, related_name="review", verbose_name="bản kế hoạch"
    )
    symbol = models.CharField("số, ký hiệu", max_length=100, blank=True)
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    rhythm = models.ForeignKey(
        PeriodRule, on_delete=models.PROTECT, related_name="+", verbose_name="nhịp báo cáo của việc thường xuyên"
    )
    earlier_periods = models.BooleanField("giao cả các kỳ đã qua trong năm", default=False)
    named_day_is_late = models.BooleanField(
        "“trước ngày 20/11” nghĩa là muộn nhất ngày 19/11",
        default=True,
        help_text="Bỏ chọn nếu ngày ghi trong văn bản vẫn tính là đúng hạn.",
    )

    head_approves = models.BooleanField(
        "lãnh đạo đơn vị duyệt kết quả trước khi cơ quan chủ trì kế hoạch xác nhận",
        default=False,
        help_text="Bỏ trống nếu cán bộ đầu mối gửi là đủ.",
    )

    class Meta:
        verbose_name = "đối chiếu kế hoạch"
        verbose_name_plural = "đối chiếu kế hoạch"

    def __str__(self) -> str:
        return str(self.version)


class AgencyBinding(Revised):
    """Whom a name of the document means: a unit, all members of one or more classes, an open set, an outside body."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="bindings", verbose_name="đối chiếu")
    position = models.PositiveSmallIntegerField("thứ tự")
    name = models.CharField("tên trong văn bản", max_length=500)
    kind = models.CharField("loại đọc được", max_length=10, choices=choices.AgencyKind)
    spellings = models.JSONField("các cách viết", default=list)
    target = models.CharField("hiểu là", max_length=10, choices=choices.Target, blank=True)
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="đơn vị"
    )
    classes = models.JSONField("nhóm đơn vị", default=list, blank=True)
    suggested_unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="gợi ý"
    )
    confidence = models.PositiveSmallIntegerField("mức chắc chắn của gợi ý (%)", default=0)
    why = models.CharField("vì sao gợi ý", max_length=20, choices=choices.Why, blank=True)

    class Meta:
        verbose_name = "cơ quan trong kế hoạch"
        verbose_name_plural = "cơ quan trong kế hoạch"
        constraints = [
            models.UniqueConstraint(fields=["review", "name"], name="one_binding_per_name"),
            models.CheckConstraint(
                condition=Q(target=choices.Target.UNIT, unit__isnull=False)
                | (~Q(target=choices.Target.UNIT) & Q(unit__isnull=True)),
                name="a_bound_unit_is_named",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ReviewedTask(Revised):
    """A row of the appendix, a duty or a report, as it will be handed out; `leads` are names bound above."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="tasks", verbose_name="đối chiếu")
    position = models.PositiveSmallIntegerField("thứ tự")
    origin = models.CharField("nguồn", max_length=10, choices=choices.Origin)
    line = models.OneToOneField(PlanLine, on_delete=models.CASCADE, null=True, related_name="reviewed")
    duty = models.OneToOneField(Duty, on_delete=models.CASCADE, null=True, related_name="reviewed")
    report_duty = models.OneToOneField(ReportDuty, on_delete=models.CASCADE, null=True, related_name="reviewed")
    included = models.BooleanField("giao việc này", default=True)
    title = models.TextField("nội dung")
    products = models.JSONField("kết quả, sản phẩm", default=list, blank=True)
    leads = models.JSONField("chủ trì", default=list, blank=True)
    partners = models.JSONField("phối hợp", default=list, blank=True)
    # Who gets what comes of it: the receiver of a report, whom a duty to supply names. Names bound above.
    receivers = models.JSONField("nơi nhận", default=list, blank=True)
    timing_text = models.TextField("thời gian như văn bản", blank=True)
    schedule = models.CharField("cách giao", max_length=10, choices=choices.Schedule)
    due_on = models.DateField("ngày ghi trong văn bản", null=True, blank=True)
    boundary = models.CharField("ngày đó", max_length=10, choices=choices.Boundary, blank=True)
    rhythm = models.ForeignKey(
        PeriodRule, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="nhịp riêng"
    )
    waits_for = models.CharField("chờ việc gì", max_length=300, blank=True)
    any_one = models.BooleanField("một đơn vị trong số chủ trì thực hiện là đủ", default=False)
    indicators = models.JSONField("số liệu cần báo cáo", default=list, blank=True)

    class Meta:
        verbose_name = "nhiệm vụ đối chiếu"
        verbose_name_plural = "nhiệm vụ đối chiếu"
        constraints = [
            models.UniqueConstraint(fields=["review", "position"], name="one_place_per_reviewed_task"),
            models.CheckConstraint(
                condition=Q(origin=choices.Origin.LINE, line__isnull=False, duty__isnull=True, report_duty__isnull=True)
                | Q(origin=choices.Origin.DUTY, line__isnull=True, duty__isnull=False, report_duty__isnull=True)
                | Q(origin=choices.Origin.REPORT, line__isnull=True, duty__isnull=True, report_duty__isnull=False),
                name="a_reviewed_task_has_one_origin",
            ),
        ]

    def __str__(self) -> str:
        return self.title[:200]


class FindingAnswer(Revised):
    """What a person says to a finding: how it is understood, that it shall be corrected, or why it is left aside."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="answers", verbose_name="đối chiếu")
    finding = models.OneToOneField(Finding, on_delete=models.CASCADE, related_name="answer", verbose_name="phát hiện")
    answer = models.CharField("cách xử lý", max_length=12, choices=choices.Answer, blank=True)
    text = models.TextField("nội dung", blank=True)

    class Meta:
        verbose_name = "trả lời phát hiện"
        verbose_name_plural = "trả lời phát hiện"

    def __str__(self) -> str:
        return f"{self.finding}: {self.get_answer_display()}"
