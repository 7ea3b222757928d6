"""What one unit owes for one period of a task, the steps it took, and the evidence it gave."""

from typing import cast

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q

from loa.people.models import Unit
from loa.tasks import choices
from loa.tasks.models.tasks import Indicator, Task


def evidence_storage() -> Storage:
    """Return the storage of evidence files, which no address serves by itself."""
    return storages["evidence"]


class Obligation(models.Model):
    """One unit's share of a task for one period; a task done once has one with an empty period.

    `due_on` is the last day that counts as on time; None where the task waits for an event or has no day.
    """

    # Both keys begin an index below; one of their own would only be written once more for each of a million rows.
    task = models.ForeignKey(
        Task, on_delete=models.CASCADE, db_index=False, related_name="obligations", verbose_name="nhiệm vụ"
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, db_index=False, related_name="+", verbose_name="đơn vị")
    period = models.CharField("kỳ", max_length=20, blank=True)
    period_label = models.CharField("tên kỳ", max_length=60, blank=True)
    starts_on = models.DateField("từ ngày", null=True)
    due_on = models.DateField("hạn cuối", null=True)
    state = models.CharField("trạng thái", max_length=20, choices=choices.State, default=choices.State.NOT_STARTED)
    state_at = models.DateTimeField("đổi trạng thái lúc", null=True)
    submitted_on = models.DateField("ngày gửi kết quả", null=True)
    # When the unit's head approved the result, where the plan asks for that before it is accepted.
    head_approved_at = models.DateTimeField("lãnh đạo đơn vị duyệt lúc", null=True)
    returns = models.PositiveSmallIntegerField("số lần trả lại", default=0)
    opened_at = models.DateTimeField("đơn vị mở xem lần đầu lúc", null=True)
    revision = models.PositiveIntegerField("lần ghi", default=0)

    class Meta:
        verbose_name = "đầu việc của đơn vị"
        verbose_name_plural = "đầu việc của đơn vị"
        constraints = [
            models.UniqueConstraint(fields=["task", "unit", "period"], name="one_obligation_per_unit_and_period"),
            models.CheckConstraint(
                condition=~Q(state__in=choices.DONE_STATES) | Q(submitted_on__isnull=False),
                name="what_was_submitted_has_its_day",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "state", "due_on"], name="obligations_of_a_unit"),
            # In the order in which lists show them, so that a page of them is read and not sorted.
            models.Index(fields=["due_on", "task", "unit", "state"], name="obligations_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.task} ({self.period_label})" if self.period_label else str(self.task)


class Step(models.Model):
    """One thing somebody did about an obligation: the state it came to and the words that went with it."""

    obligation = models.ForeignKey(Obligation, on_delete=models.CASCADE, related_name="steps", verbose_name="đầu việc")
    at = models.DateTimeField("lúc")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="người làm"
    )
    state = models.CharField("trạng thái", max_length=20, choices=choices.State)
    note = models.TextField("nội dung", blank=True)
    nil = models.BooleanField("kỳ này không phát sinh", default=False)
    # The new last day, of a step that sets one and says nothing of the work.
    due_on = models.DateField("hạn cuối mới", null=True)
    # Typed by somebody above for the unit, from a paper, a call or a document: its symbol and day. Of a step that sets
    # a last day they are those of the document that does.
    on_behalf = models.CharField("nhập thay từ", max_length=10, choices=choices.OnBehalf, blank=True)
    source_symbol = models.CharField("số, ký hiệu văn bản đến", max_length=100, blank=True)
    source_on = models.DateField("ngày của nguồn", null=True)
    # The lead took its acceptance back: the result is as its unit left it, and nobody wrote a new one.
    undoes = models.BooleanField("hủy xác nhận", default=False)

    ABOUT_WORK = Q(due_on__isnull=True)

    class Meta:
        verbose_name = "bước thực hiện"
        verbose_name_plural = "bước thực hiện"
        indexes = [models.Index(fields=["obligation", "at"], name="steps_in_order")]

    def __str__(self) -> str:
        return f"{self.get_state_display()} ({self.at:%d/%m/%Y})"


class Figure(models.Model):
    """What a step says of an indicator; `counts` is true of the last number of an obligation and of no earlier one."""

    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="figures", verbose_name="bước thực hiện")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="figures", verbose_name="số liệu")
    value = models.PositiveIntegerField("giá trị")
    counts = models.BooleanField("số đang tính", default=True)

    class Meta:
        verbose_name = "số liệu báo cáo"
        verbose_name_plural = "số liệu báo cáo"
        constraints = [models.UniqueConstraint(fields=["step", "indicator"], name="one_figure_per_step")]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.value}"


class Comment(models.Model):
    """Words about an obligation from its unit, a partner or the lead, maybe with files and links, that move nothing."""

    obligation = models.ForeignKey(
        Obligation, on_delete=models.CASCADE, related_name="comments", verbose_name="đầu việc"
    )
    at = models.DateTimeField("lúc")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="người viết"
    )
    text = models.TextField("nội dung", blank=True)
    # What a receiver says of what was supplied; "" for all other words.
    word = models.CharField("lời của nơi nhận", max_length=12, choices=choices.Received, blank=True)

    class Meta:
        verbose_name = "trao đổi"
        verbose_name_plural = "trao đổi"
        indexes = [
            models.Index(fields=["obligation", "at"], name="comments_in_order"),
            models.Index(fields=["at"], name="comments_by_day"),
        ]

    def __str__(self) -> str:
        return self.text[:200] or self.get_word_display()


class CommentsRead(models.Model):
    """How far somebody has read what others wrote about work that concerns them."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name="người đọc"
    )
    until = models.DateTimeField("đã đọc đến")

    class Meta:
        verbose_name = "trao đổi đã đọc"
        verbose_name_plural = "trao đổi đã đọc"

    def __str__(self) -> str:
        return f"{self.person}, {self.until:%d/%m/%Y %H:%M}"


class Evidence(models.Model):
    """A file or a link that shows what was done, given with a step; or something that an app above holds.

    Of that the address, the title and `reference`, its name up there, are kept: the app is not known here. What comes
    with a comment is added by a partner or the lead, and shows nothing by itself.
    """

    step = models.ForeignKey(
        Step, on_delete=models.CASCADE, null=True, related_name="evidence", verbose_name="bước thực hiện"
    )
    comment = models.ForeignKey(
        Comment, on_delete=models.CASCADE, null=True, related_name="evidence", verbose_name="trao đổi"
    )
    kind = models.CharField("loại", max_length=10, choices=choices.EvidenceKind)
    name = models.CharField("tên", max_length=255)
    url = models.CharField("đường dẫn", max_length=1000, blank=True)
    reference = models.CharField("tham chiếu", max_length=100, blank=True)
    file = models.FileField("tệp", storage=evidence_storage, upload_to="%Y/%m/", blank=True)
    size = models.PositiveIntegerField("cỡ tệp (byte)", default=0)
    sha256 = models.CharField("mã băm", max_length=64, blank=True)
    file_check = models.CharField("kiểm tra tệp", max_length=10, choices=choices.FileCheck, blank=True)
    checked_at = models.DateTimeField("kiểm tra lúc", null=True)
    claimed_until = models.DateTimeField("đang kiểm tra đến", null=True)

    # Nobody gets a file before its check; rows older than the check say nothing of it.
    IN_QUARANTINE = Q(kind=choices.EvidenceKind.FILE, file_check__in=("", choices.FileCheck.WAITING))

    class Meta:
        verbose_name = "minh chứng"
        verbose_name_plural = "minh chứng"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="file", url="") | Q(kind__in=["link", "record", "shown", "entry"], file=""),
                name="evidence_is_a_file_or_a_link",
            ),
            models.CheckConstraint(
                condition=Q(step__isnull=False, comment__isnull=True) | Q(step__isnull=True, comment__isnull=False),
                name="evidence_comes_with_one_thing",
            ),
        ]
        indexes = [
            models.Index(
                fields=["claimed_until"],
                condition=Q(kind=choices.EvidenceKind.FILE, file_check__in=("", choices.FileCheck.WAITING)),
                name="files_in_quarantine",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def came_with(self) -> Step | Comment:
        """The step or the words it was given with."""
        return self.step or cast("Comment", self.comment)
