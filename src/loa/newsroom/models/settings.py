"""Who decides about stories of which section and unit, and the short forms that a unit explains."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from loa.activities.models import Topic
from loa.people.models import Unit


class SectionQuerySet(models.QuerySet["Section"]):
    def on(self, day: date) -> "SectionQuerySet":
        """Keep the sections kept on a day."""
        return self.filter(valid_from__lte=day).filter(Q(valid_until__isnull=True) | Q(valid_until__gt=day))


class Section(models.Model):
    """A standing part of a site (chuyên trang, chuyên mục): who edits it, who decides, who reads for the law."""

    owner = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name="đơn vị chủ quản")
    slug = models.SlugField("địa chỉ", max_length=80)
    name = models.CharField("tên chuyên mục", max_length=120)
    position = models.PositiveSmallIntegerField("thứ tự", default=0)
    topics = models.ManyToManyField(Topic, blank=True, related_name="+", verbose_name="nội dung")
    desk = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name="nơi biên tập")
    approver = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name="nơi duyệt đăng")
    legal = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="nơi cho ý kiến pháp lý"
    )
    days_to_edit = models.PositiveSmallIntegerField("số ngày làm việc để biên tập", default=2)
    days_to_approve = models.PositiveSmallIntegerField("số ngày làm việc để duyệt", default=1)
    valid_from = models.DateField("từ ngày")
    valid_until = models.DateField("đến trước ngày", null=True, blank=True)

    objects = SectionQuerySet.as_manager()

    class Meta:
        verbose_name = "chuyên mục"
        verbose_name_plural = "chuyên mục"
        ordering = ["owner", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "slug"], name="one_section_per_address"),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")), name="a_section_has_days"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def is_kept_on(self, day: date) -> bool:
        """Whether it is one of the sections of a day, as `SectionQuerySet.on`."""
        return self.valid_from <= day and (self.valid_until is None or day < self.valid_until)


class UnitRule(models.Model):
    """How stories leave a unit: whether somebody of its own passes them before the desk gets them."""

    unit = models.OneToOneField(Unit, on_delete=models.CASCADE, related_name="+", verbose_name="đơn vị")
    editor_first = models.BooleanField("đơn vị duyệt trước khi gửi biên tập", default=False)
    set_at = models.DateTimeField("đặt lúc")
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="người đặt"
    )

    class Meta:
        verbose_name = "cách gửi tin, bài của đơn vị"
        verbose_name_plural = "cách gửi tin, bài của đơn vị"

    def __str__(self) -> str:
        return str(self.unit)


class Abbreviation(models.Model):
    """A short form and what it stands for, kept by a unit for itself and all below it."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+", verbose_name="đơn vị")
    short = models.CharField("chữ viết tắt", max_length=40)
    full = models.CharField("viết đầy đủ", max_length=200)

    class Meta:
        verbose_name = "chữ viết tắt"
        verbose_name_plural = "chữ viết tắt"
        constraints = [models.UniqueConstraint(fields=["unit", "short"], name="one_expansion_per_short_form")]

    def __str__(self) -> str:
        return self.short
