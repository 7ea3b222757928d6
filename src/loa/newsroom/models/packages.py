"""The monthly guidance with texts ready to use, which units took it, and what they used of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from loa.activities.models import Activity, Channel, Topic
from loa.newsroom import choices
from loa.newsroom.models.stories import Story
from loa.people.models import Unit
from loa.pictures.models import Picture


class Package(models.Model):
    """The guidance of one month (hướng dẫn, đề cương tuyên truyền): written, then issued to the units below."""

    owner = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name="đơn vị ra hướng dẫn")
    month = models.DateField("tháng, theo ngày đầu")
    theme = models.CharField("chủ đề", max_length=200)
    guidance = models.TextField("hướng dẫn", blank=True)
    due_on = models.DateField("hạn sử dụng", null=True)
    made_at = models.DateTimeField("soạn lúc")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="người soạn"
    )
    issued_at = models.DateTimeField("phát hành lúc", null=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="người phát hành"
    )
    version = models.PositiveIntegerField("lần ghi", default=0)

    class Meta:
        verbose_name = "hướng dẫn tuyên truyền tháng"
        verbose_name_plural = "hướng dẫn tuyên truyền tháng"
        constraints = [models.UniqueConstraint(fields=["owner", "month"], name="one_package_a_month")]

    def __str__(self) -> str:
        return self.theme


class PackageItem(models.Model):
    """Something ready to use: a text, a slogan, a picture, a story that was published."""

    package = models.ForeignKey(Package, on_delete=models.CASCADE, related_name="items", verbose_name="hướng dẫn")
    position = models.PositiveSmallIntegerField("thứ tự")
    kind = models.CharField("loại", max_length=10, choices=choices.ItemKind)
    title = models.CharField("tên", max_length=200)
    text = models.TextField("lời", blank=True)
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="nội dung")
    story = models.ForeignKey(Story, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="tin, bài")
    picture = models.ForeignKey(Picture, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="ảnh")

    class Meta:
        verbose_name = "mục của hướng dẫn tháng"
        verbose_name_plural = "mục của hướng dẫn tháng"
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind=choices.ItemKind.PICTURE) | Q(picture__isnull=False), name="a_picture_item_has_one"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PackageReceipt(models.Model):
    """That a unit took the guidance of a month."""

    package = models.ForeignKey(Package, on_delete=models.CASCADE, related_name="receipts", verbose_name="hướng dẫn")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name="đơn vị")
    at = models.DateTimeField("nhận lúc")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="người nhận"
    )

    class Meta:
        verbose_name = "việc nhận hướng dẫn tháng"
        verbose_name_plural = "việc nhận hướng dẫn tháng"
        constraints = [models.UniqueConstraint(fields=["package", "unit"], name="one_receipt_per_unit")]

    def __str__(self) -> str:
        return f"{self.package}: {self.unit}"


class PackageUse(models.Model):
    """That a unit used an item on a channel; the ledger counts it."""

    item = models.ForeignKey(PackageItem, on_delete=models.CASCADE, related_name="uses", verbose_name="mục")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name="đơn vị")
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="+", verbose_name="kênh")
    on = models.DateField("ngày dùng")
    at = models.DateTimeField("ghi lúc")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="người ghi"
    )
    activity = models.OneToOneField(
        Activity, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="hoạt động trong sổ"
    )

    class Meta:
        verbose_name = "việc dùng hướng dẫn tháng"
        verbose_name_plural = "việc dùng hướng dẫn tháng"
        constraints = [
            models.UniqueConstraint(fields=["item", "unit", "channel", "on"], name="one_use_a_day_and_channel"),
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.unit}"
