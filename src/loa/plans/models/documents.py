"""A plan, its versions, and what the reader understood of each: clauses, duties, lines, findings.

A version never changes once written but for the moment of its confirmation. What a person decides about it is kept
beside (`loa.plans.models.review`).
"""

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models

from loa.people.models import Unit
from loa.plans import choices


def document_storage() -> Storage:
    """Return the storage of source documents, which no address serves by itself."""
    return storages["documents"]


class Plan(models.Model):
    """An issued plan document of one year: the frame that its versions share."""

    title = models.CharField("tên kế hoạch", max_length=500)
    slug = models.SlugField("tên trong địa chỉ", max_length=120, unique=True)
    year = models.PositiveSmallIntegerField("năm", null=True, blank=True, db_index=True)
    issuer = models.CharField("cơ quan ban hành", max_length=300, blank=True)
    owner = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+", verbose_name="đơn vị thực hiện kế hoạch"
    )

    class Meta:
        verbose_name = "kế hoạch"
        verbose_name_plural = "kế hoạch"

    def __str__(self) -> str:
        return self.title


class PlanVersion(models.Model):
    """One file of a plan as it was read; work and public page begin with its confirmation.

    `reading` is the reader's whole answer in the promised JSON shape, `source` the document's blocks in order: a text
    for a paragraph, rows of cells for a table, so that a place of the reading can be shown where it stands.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="versions", verbose_name="kế hoạch")
    number = models.PositiveSmallIntegerField("lần")
    symbol = models.CharField("số, ký hiệu", max_length=100, blank=True)
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    file = models.FileField("tệp gốc", storage=document_storage, upload_to="plans/")
    file_name = models.CharField("tên tệp", max_length=255)
    sha256 = models.CharField("mã băm của tệp", max_length=64, unique=True)
    declared_task_count = models.PositiveSmallIntegerField("số nhiệm vụ ghi trong văn bản", null=True, blank=True)
    basis = models.JSONField("căn cứ", default=list)
    signer = models.JSONField("người ký", null=True)
    reading = models.JSONField("kết quả đọc")
    source = models.JSONField("văn bản gốc đã đọc", default=list)
    imported_at = models.DateTimeField("lúc nhập")
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="người nhập",
    )
    confirmed_at = models.DateTimeField("lúc xác nhận triển khai", null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="người xác nhận",
    )

    class Meta:
        verbose_name = "bản kế hoạch"
        verbose_name_plural = "bản kế hoạch"
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="one_number_per_plan_version")]

    def __str__(self) -> str:
        return f"{self.plan} (bản {self.number})"


class VersionPart(models.Model):
    """A piece of a version, kept in the order of the document."""

    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="%(class)s_set")
    position = models.PositiveSmallIntegerField("thứ tự")

    class Meta:
        abstract = True


class Clause(VersionPart):
    """A numbered clause; `ref` is its path of numbers, such as "II.1"."""

    ref = models.CharField("mục", max_length=60)
    parent_ref = models.CharField("thuộc mục", max_length=60, blank=True)
    heading = models.TextField("tiêu đề", blank=True)
    text = models.TextField("nội dung", blank=True)

    class Meta:
        verbose_name = "điều khoản"
        verbose_name_plural = "điều khoản"
        constraints = [models.UniqueConstraint(fields=["version", "ref"], name="one_clause_per_ref")]

    def __str__(self) -> str:
        return f"{self.ref} {self.heading}".strip()


class ListedText(VersionPart):
    """One entry of a list in the plan's text, with the clause it stands in."""

    clause_ref = models.CharField("mục", max_length=60)
    text = models.TextField("nội dung")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.text[:200]


class Topic(ListedText):
    """What the plan wants spoken about; coverage is counted on topics."""

    class Meta:
        verbose_name = "nội dung tuyên truyền"
        verbose_name_plural = "nội dung tuyên truyền"


class Form(ListedText):
    """How the plan wants it spoken about: meeting, contest, panel, loudspeaker."""

    class Meta:
        verbose_name = "hình thức tuyên truyền"
        verbose_name_plural = "hình thức tuyên truyền"


class AgencyMention(models.Model):
    """An agency as a document names it: the words written, the joined name, and what kind of body it is."""

    agency_text = models.CharField("tên như văn bản", max_length=500)
    agency_name = models.CharField("tên thống nhất", max_length=500)
    agency_kind = models.CharField("loại", max_length=10, choices=choices.AgencyKind)

    class Meta:
        abstract = True


class TimingFields(models.Model):
    """A deadline phrase with what it means. `due_on` is the written date; whether that day is late is a rule's word."""

    timing_text = models.TextField("thời gian như văn bản", blank=True)
    timing_kind = models.CharField("loại thời gian", max_length=12, choices=choices.TimingKind)
    starts_on = models.DateField("từ ngày", null=True, blank=True)
    due_on = models.DateField("hạn", null=True, blank=True)
    due_time = models.CharField("giờ", max_length=5, blank=True)
    boundary = models.CharField("ngày ghi trong hạn", max_length=10, choices=choices.Boundary, blank=True)
    year_inferred = models.BooleanField("năm suy ra", default=False)
    rhythm = models.JSONField("nhịp, chỉ tiêu, khoảng cách", default=dict, blank=True)

    class Meta:
        abstract = True


class Duty(VersionPart, AgencyMention):
    """What the organisation section asks of one agency."""

    clause_ref = models.CharField("mục", max_length=60)
    role = models.CharField("vai trò", max_length=10, choices=choices.DutyRole)
    text = models.TextField("nội dung")
    # What is to be supplied, to whom, how often, as `plan_reader.model.Supply`; empty where nothing is.
    supply = models.JSONField("cung cấp", default=dict, blank=True)

    class Meta:
        verbose_name = "trách nhiệm"
        verbose_name_plural = "trách nhiệm"

    def __str__(self) -> str:
        return f"{self.agency_name}: {self.text}"[:200]


class ReportDuty(VersionPart, TimingFields):
    """A report owed by some agencies to one, stated in prose."""

    who = models.JSONField("cơ quan báo cáo", default=list)
    receiver = models.CharField("nơi nhận", max_length=500, blank=True)
    clause_ref = models.CharField("mục", max_length=60, blank=True)
    text = models.TextField("nội dung")

    class Meta:
        verbose_name = "chế độ báo cáo"
        verbose_name_plural = "chế độ báo cáo"

    def __str__(self) -> str:
        return self.text[:200]


class PlanLine(VersionPart):
    """One row of the appendix that counts as a task, as written."""

    number = models.CharField("số thứ tự", max_length=30, blank=True)
    group = models.TextField("nhóm", blank=True)
    title = models.TextField("nội dung nhiệm vụ")
    products = models.JSONField("kết quả, sản phẩm", default=list)
    budget = models.TextField("kinh phí", blank=True)
    note = models.TextField("ghi chú", blank=True)
    place = models.JSONField("vị trí trong văn bản")

    class Meta:
        verbose_name = "nhiệm vụ trong kế hoạch"
        verbose_name_plural = "nhiệm vụ trong kế hoạch"

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"[:200]


class LineAgency(AgencyMention):
    """An agency that leads a line or takes part in it."""

    line = models.ForeignKey(PlanLine, on_delete=models.CASCADE, related_name="agencies")
    position = models.PositiveSmallIntegerField("thứ tự")
    role = models.CharField("vai trò", max_length=10, choices=choices.LineRole)

    class Meta:
        verbose_name = "cơ quan của nhiệm vụ"
        verbose_name_plural = "cơ quan của nhiệm vụ"

    def __str__(self) -> str:
        return self.agency_text


class LineTiming(TimingFields):
    """When a line is due: one row for most phrases, several for a phrase that holds several."""

    line = models.ForeignKey(PlanLine, on_delete=models.CASCADE, related_name="timings")
    position = models.PositiveSmallIntegerField("thứ tự")

    class Meta:
        verbose_name = "thời gian của nhiệm vụ"
        verbose_name_plural = "thời gian của nhiệm vụ"

    def __str__(self) -> str:
        return self.timing_text


class Finding(VersionPart):
    """Something the author of the document should see; `places` point into the source."""

    code = models.CharField("mã", max_length=60)
    severity = models.CharField("mức độ", max_length=10, choices=choices.Severity)
    message = models.TextField("nội dung")
    places = models.JSONField("vị trí", default=list)

    class Meta:
        verbose_name = "phát hiện"
        verbose_name_plural = "phát hiện"

    def __str__(self) -> str:
        return self.message[:200]
