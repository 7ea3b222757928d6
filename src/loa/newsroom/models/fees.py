"""What authors are paid: rates, what is settled by hand for one story, and lists that were frozen."""

from django.conf import settings
from django.db import models

from loa.newsroom import choices
from loa.newsroom.models.stories import Story
from loa.people.models import Unit


class FeeRate(models.Model):
    """What an owner pays for a story of a kind from a day on, in đồng."""

    owner = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name="đơn vị chi trả")
    kind = models.CharField("thể loại", max_length=20, choices=choices.StoryKind)
    amount = models.PositiveIntegerField("mức (đồng)")
    valid_from = models.DateField("từ ngày")
    basis = models.CharField("căn cứ", max_length=300)

    class Meta:
        verbose_name = "mức nhuận bút"
        verbose_name_plural = "mức nhuận bút"
        constraints = [
            models.UniqueConstraint(fields=["owner", "kind", "valid_from"], name="one_rate_per_kind_and_day")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.amount}"


class FeeSettlement(models.Model):
    """What is paid for one story, said by hand with the reason; the newest counts. Without shares nobody is paid."""

    story = models.ForeignKey(Story, on_delete=models.PROTECT, related_name="+", verbose_name="tin, bài")
    reason = models.CharField("lý do", max_length=300)
    at = models.DateTimeField("ghi lúc")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="người ghi"
    )

    class Meta:
        verbose_name = "nhuận bút ghi riêng"
        verbose_name_plural = "nhuận bút ghi riêng"

    def __str__(self) -> str:
        return str(self.story)


class FeeShare(models.Model):
    """What one author gets of a settlement."""

    settlement = models.ForeignKey(
        FeeSettlement, on_delete=models.CASCADE, related_name="shares", verbose_name="nhuận bút ghi riêng"
    )
    author = models.CharField("tác giả", max_length=200)
    amount = models.PositiveIntegerField("số tiền (đồng)")

    class Meta:
        verbose_name = "phần của một tác giả"
        verbose_name_plural = "phần của các tác giả"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.author}: {self.amount}"


class FeeSheet(models.Model):
    """A list of fees of a month that was frozen; the first of a month is its list, later ones what differed since."""

    owner = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name="đơn vị chi trả")
    month = models.DateField("tháng")
    number = models.PositiveSmallIntegerField("lần chốt")
    frozen_at = models.DateTimeField("chốt lúc")
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="người chốt"
    )

    class Meta:
        verbose_name = "bảng kê nhuận bút đã chốt"
        verbose_name_plural = "bảng kê nhuận bút đã chốt"
        constraints = [
            models.UniqueConstraint(fields=["owner", "month", "number"], name="one_frozen_list_per_number"),
        ]

    def __str__(self) -> str:
        return f"Bảng kê nhuận bút tháng {self.month:%m/%Y}, lần {self.number}"


class FeeLine(models.Model):
    """What a frozen list pays one author for one story, as it was then; below nought where too much was paid before."""

    sheet = models.ForeignKey(FeeSheet, on_delete=models.PROTECT, related_name="lines", verbose_name="bảng kê")
    story = models.ForeignKey(Story, on_delete=models.PROTECT, related_name="+", verbose_name="tin, bài")
    published_on = models.DateField("ngày đăng")
    title = models.CharField("tên tin, bài", max_length=200)
    kind = models.CharField("thể loại", max_length=20, choices=choices.StoryKind)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name="đơn vị")
    author = models.CharField("tác giả", max_length=200)
    author_key = models.CharField("mã tác giả", max_length=220)
    amount = models.IntegerField("số tiền (đồng)")
    basis = models.CharField("căn cứ", max_length=400)

    class Meta:
        verbose_name = "dòng của bảng kê nhuận bút"
        verbose_name_plural = "dòng của bảng kê nhuận bút"
        constraints = [
            models.UniqueConstraint(fields=["sheet", "story", "author_key"], name="an_author_once_per_frozen_list")
        ]

    def __str__(self) -> str:
        return f"{self.author}: {self.amount}"
