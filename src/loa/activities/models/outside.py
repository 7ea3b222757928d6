"""What went out on a site that does not run on Loa: posted links on their way into the ledger, and feeds of a site."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from loa.activities import choices
from loa.activities.models.ledger import Activity
from loa.activities.models.terms import Audience, Channel, Form, Topic
from loa.people.models import Unit
from loa.tasks.models import evidence_storage


class SiteFeed(models.Model):
    """The feed of a site of a unit, and what its items are taken for."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name="đơn vị")
    url = models.URLField("địa chỉ nguồn RSS", max_length=1000)
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="+", verbose_name="kênh")
    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="+", verbose_name="hình thức")
    topics = models.ManyToManyField(Topic, related_name="+", verbose_name="nội dung")
    audiences = models.ManyToManyField(Audience, related_name="+", verbose_name="đối tượng")
    since = models.DateField("tính tin đăng từ ngày")
    at = models.DateTimeField("khai báo lúc")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="người khai báo"
    )
    ended_at = models.DateTimeField("thôi đọc lúc", null=True)
    next_at = models.DateTimeField("đọc lần tới lúc", null=True)
    claimed_until = models.DateTimeField("đang đọc đến", null=True)
    read_at = models.DateTimeField("đọc được lần cuối lúc", null=True)
    problem = models.CharField("trở ngại", max_length=300, blank=True)

    class Meta:
        verbose_name = "nguồn RSS"
        verbose_name_plural = "nguồn RSS"
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "url"], condition=Q(ended_at__isnull=True), name="one_feed_per_address"
            ),
        ]

    def __str__(self) -> str:
        return self.url


class PostedLink(models.Model):
    """An address of something that a unit published elsewhere: fetched, kept, compared, then counted."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name="đơn vị")
    url = models.URLField("đường dẫn", max_length=1000)
    title = models.CharField("tên tin, bài", max_length=300)
    on = models.DateField("ngày đăng")
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="+", verbose_name="kênh")
    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="+", verbose_name="hình thức")
    topics = models.ManyToManyField(Topic, related_name="+", verbose_name="nội dung")
    audiences = models.ManyToManyField(Audience, related_name="+", verbose_name="đối tượng")
    feed = models.ForeignKey(SiteFeed, on_delete=models.PROTECT, null=True, related_name="links", verbose_name="nguồn")
    at = models.DateTimeField("ghi lúc")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="người ghi"
    )
    state = models.CharField("trạng thái", max_length=20, choices=choices.LinkState, default=choices.LinkState.WAITING)
    tries = models.PositiveSmallIntegerField("số lần thử", default=0)
    next_at = models.DateTimeField("thử lần tới lúc", null=True)
    claimed_until = models.DateTimeField("đang mở đến", null=True)
    found_title = models.CharField("tên trên trang", max_length=300, blank=True)
    found_on = models.DateField("ngày trên trang", null=True)
    problem = models.CharField("trở ngại", max_length=300, blank=True)
    archive = models.FileField("bản lưu của trang", storage=evidence_storage, upload_to="%Y/%m/", blank=True)
    sha256 = models.CharField("mã băm", max_length=64, blank=True)
    fetched_at = models.DateTimeField("mở trang lúc", null=True)
    activity = models.OneToOneField(
        Activity, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="hoạt động đã tính"
    )

    class Meta:
        verbose_name = "đường dẫn đã đăng"
        verbose_name_plural = "đường dẫn đã đăng"
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "url"],
                condition=~Q(state=choices.LinkState.DROPPED),
                name="one_posted_link_per_address",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_at"],
                condition=Q(state__in=[choices.LinkState.WAITING, choices.LinkState.UNREACHABLE]),
                name="posted_links_to_open",
            ),
        ]

    def __str__(self) -> str:
        return self.title
