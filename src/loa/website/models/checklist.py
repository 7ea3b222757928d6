"""The sections a public body's site must carry, and what people found on sites that do not run on Loa."""

from django.db import models

from loa.people.models import Unit, User
from loa.website.choices import Filling, Found


class RequiredSection(models.Model):
    """A section that sites must carry, with the rule that asks for it. People keep the list: rules change."""

    name = models.CharField("tên mục", max_length=200)
    source = models.CharField("căn cứ: văn bản, điều, khoản", max_length=300)
    filled_by = models.CharField("Loa tự biết từ", max_length=10, choices=Filling, default=Filling.BY_HAND)
    position = models.PositiveSmallIntegerField("thứ tự", default=0)
    in_use = models.BooleanField("đang dùng", default=True)

    class Meta:
        verbose_name = "mục bắt buộc trên trang thông tin điện tử"
        verbose_name_plural = "mục bắt buộc trên trang thông tin điện tử"
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name


class SectionLook(models.Model):
    """What somebody found of one section on the site of one unit, and when; the last look counts."""

    section = models.ForeignKey(RequiredSection, on_delete=models.PROTECT, related_name="looks", verbose_name="mục")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name="đơn vị")
    found = models.CharField("tình trạng", max_length=10, choices=Found)
    address = models.URLField("địa chỉ của mục", max_length=500, blank=True)
    newest_on = models.DateField("nội dung mới nhất ngày", null=True, blank=True)
    looked_on = models.DateField("xem ngày")
    looked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="người xem")

    class Meta:
        verbose_name = "lần xem mục trên trang"
        verbose_name_plural = "lần xem mục trên trang"
        constraints = [models.UniqueConstraint(fields=["section", "unit"], name="one_look_per_section_and_unit")]

    def __str__(self) -> str:
        return f"{self.section}: {self.get_found_display()}"
