"""The portal of the owner and the site of every commune: whose it is, how it is reached, what it shows of others."""

from django.db import models
from django.db.models import Q
from wagtail.models import Site

from loa.newsroom.models import Section
from loa.people.models import Unit


class Portal(models.Model):
    """The public site of one unit, at a host name of its own.

    How the unit itself is reached stands with the unit; here is only what belongs to the site.
    """

    site = models.OneToOneField(Site, on_delete=models.PROTECT, related_name="+", verbose_name="địa chỉ")
    unit = models.OneToOneField(Unit, on_delete=models.PROTECT, related_name="+", verbose_name="đơn vị chủ quản")
    name = models.CharField("tên trang thông tin điện tử", max_length=200)
    hotline = models.CharField("đường dây nóng", max_length=40, blank=True)
    hotline_for = models.CharField("đường dây nóng tiếp nhận việc gì", max_length=200, blank=True)
    responsible = models.CharField("người chịu trách nhiệm nội dung", max_length=200, blank=True)
    contact_in_english = models.TextField("thông tin liên hệ bằng tiếng Anh", blank=True)
    accessibility = models.TextField("điều còn khó dùng trên trang này", blank=True)
    version = models.PositiveIntegerField("lần ghi", default=0)

    class Meta:
        verbose_name = "cổng, trang thông tin điện tử"
        verbose_name_plural = "cổng, trang thông tin điện tử"

    def __str__(self) -> str:
        return self.name


class Subscription(models.Model):
    """What a site shows of another: a whole section, or whatever one unit tells. Nothing is copied."""

    portal = models.ForeignKey(Portal, on_delete=models.CASCADE, related_name="subscriptions", verbose_name="trang")
    section = models.ForeignKey(
        Section, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name="chuyên mục"
    )
    unit = models.ForeignKey(
        Unit, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name="tin, bài của đơn vị"
    )

    class Meta:
        verbose_name = "nguồn tin lấy về"
        verbose_name_plural = "nguồn tin lấy về"
        constraints = [
            models.CheckConstraint(
                condition=Q(section__isnull=True) ^ Q(unit__isnull=True), name="a_subscription_has_one_source"
            ),
            models.UniqueConstraint(fields=["portal", "section"], name="one_subscription_per_section"),
            models.UniqueConstraint(fields=["portal", "unit"], name="one_subscription_per_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.portal}: {self.section or self.unit}"
