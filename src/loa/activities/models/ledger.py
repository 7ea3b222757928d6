"""One thing communicated, and what proves it. A row is never changed: another row takes it back."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from loa.activities import choices
from loa.activities.models.terms import Audience, Channel, Form, Topic
from loa.people.models import Unit
from loa.tasks.choices import FileCheck
from loa.tasks.models import Task, evidence_storage


class ActivityQuerySet(models.QuerySet["Activity"]):
    def standing(self) -> "ActivityQuerySet":
        """Keep what counts: neither counter-entries nor what one of them took back."""
        return self.filter(counters__isnull=True, countered_by__isnull=True)


class Activity(models.Model):
    """Something that really went out on a day; it counts once, however many plans it serves.

    `happened_on` is the day of what it tells of. `ref` names the thing of an app above that it was written for, once.
    `counters` is the row that this one takes back, `corrects` the one that this publication corrects.
    """

    on = models.DateField("ngày")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, db_index=False, related_name="+", verbose_name="đơn vị")
    title = models.CharField("tên", max_length=300)
    form = models.ForeignKey(Form, on_delete=models.PROTECT, db_index=False, related_name="+", verbose_name="hình thức")
    channel = models.ForeignKey(
        Channel, on_delete=models.PROTECT, db_index=False, related_name="+", verbose_name="kênh"
    )
    topics = models.ManyToManyField(Topic, related_name="+", verbose_name="nội dung")
    audiences = models.ManyToManyField(Audience, related_name="+", verbose_name="đối tượng")
    tasks = models.ManyToManyField(Task, related_name="+", verbose_name="nhiệm vụ được phục vụ")
    place = models.CharField("nơi", max_length=200, blank=True)
    happened_on = models.DateField("ngày của sự việc", null=True, blank=True)
    reach = models.PositiveIntegerField("số người tiếp cận", null=True, blank=True)
    reach_source = models.CharField("nguồn của số người", max_length=10, choices=choices.ReachSource, blank=True)
    grade = models.CharField("mức chứng minh", max_length=1, choices=choices.Grade)
    origin = models.CharField("cách ghi", max_length=10, choices=choices.Origin)
    kind = models.CharField("là gì", max_length=60, blank=True)
    url = models.URLField("đường dẫn", max_length=1000, blank=True)
    ref = models.CharField("tham chiếu", max_length=100, null=True, unique=True)  # noqa: DJ001  (unique where given)
    note = models.TextField("ghi chú", blank=True)
    counters = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="countered_by", verbose_name="đảo dòng"
    )
    corrects = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="corrected_by", verbose_name="đính chính cho"
    )
    reason = models.TextField("lý do", blank=True)
    recorded_at = models.DateTimeField("ghi lúc")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="người ghi"
    )

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = "hoạt động tuyên truyền"
        verbose_name_plural = "hoạt động tuyên truyền"
        constraints = [
            models.CheckConstraint(
                condition=Q(reach__isnull=True, reach_source="") | (Q(reach__isnull=False) & ~Q(reach_source="")),
                name="reach_has_its_source",
            ),
            models.CheckConstraint(condition=Q(counters__isnull=True) | ~Q(reason=""), name="taken_back_with_a_reason"),
        ]
        indexes = [
            # In the order in which lists show them, for one unit, for one channel and for all.
            models.Index(fields=["unit", "-on", "-id"], name="activities_of_a_unit"),
            models.Index(fields=["channel", "-on", "-id"], name="activities_of_a_channel"),
            models.Index(fields=["-on", "-id"], name="activities_by_day"),
            models.Index(fields=["recorded_at"], name="activities_as_recorded"),
            # What people entered or posted, which are few beside what the system wrote.
            models.Index(
                fields=["origin", "-on", "-id"],
                condition=~Q(origin=choices.Origin.SYSTEM),
                name="activities_by_origin",
            ),
            # How soon after the event: all that is asked stands in the index.
            models.Index(
                fields=["unit", "on", "happened_on", "id"],
                condition=Q(happened_on__isnull=False, counters__isnull=True, corrects__isnull=True),
                name="activities_with_an_event",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return its page of the light desk."""
        return reverse("ledger:activity", args=[self.pk])

    @property
    def amount(self) -> int:
        """How much the row counts: one, or one less where it takes another back."""
        return 1 if self.counters_id is None else -1


class Withdrawal(models.Model):
    """That what an entry tells of was withdrawn by who sent it out: it did go out and counts, but shows no work."""

    activity = models.OneToOneField(
        Activity, on_delete=models.PROTECT, related_name="withdrawal", verbose_name="hoạt động tuyên truyền"
    )
    at = models.DateTimeField("gỡ lúc")
    reason = models.CharField("lý do", max_length=300)

    class Meta:
        verbose_name = "việc gỡ"
        verbose_name_plural = "việc gỡ"
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="withdrawn_with_a_reason")]

    def __str__(self) -> str:
        return self.reason


class ActivityProof(models.Model):
    """A file or a link that shows an activity; a file is given to nobody before its check."""

    activity = models.ForeignKey(
        Activity, on_delete=models.PROTECT, related_name="proofs", verbose_name="hoạt động tuyên truyền"
    )
    kind = models.CharField("loại", max_length=10, choices=choices.ProofKind)
    name = models.CharField("tên", max_length=255)
    url = models.URLField("đường dẫn", max_length=1000, blank=True)
    file = models.FileField("tệp", storage=evidence_storage, upload_to="%Y/%m/", blank=True)
    size = models.PositiveIntegerField("cỡ tệp (byte)", default=0)
    sha256 = models.CharField("mã băm", max_length=64, blank=True)
    file_check = models.CharField("kiểm tra tệp", max_length=10, choices=FileCheck, blank=True)
    checked_at = models.DateTimeField("kiểm tra lúc", null=True)
    claimed_until = models.DateTimeField("đang kiểm tra đến", null=True)

    # Nobody gets a file before its check.
    IN_QUARANTINE = Q(kind=choices.ProofKind.FILE, file_check__in=("", FileCheck.WAITING))

    class Meta:
        verbose_name = "minh chứng của hoạt động"
        verbose_name_plural = "minh chứng của hoạt động"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="file", url="") | Q(kind="link", file=""), name="proof_is_a_file_or_a_link"
            ),
        ]
        indexes = [
            models.Index(
                fields=["claimed_until"],
                condition=Q(kind=choices.ProofKind.FILE, file_check__in=("", FileCheck.WAITING)),
                name="proofs_in_quarantine",
            ),
        ]

    def __str__(self) -> str:
        return self.name
