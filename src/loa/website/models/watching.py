"""Links that pages of sites hold, and whether they still lead anywhere; when somebody found a page still right."""

from django.db import models
from django.db.models import Q
from wagtail.models import Page

from loa.library.models import Document
from loa.newsroom.models import Story
from loa.people.models import Unit, User


class PageLink(models.Model):
    """A link on a page of ours: where it stands, whose page that is, and what came of opening it last."""

    place = models.CharField("trang có đường dẫn", max_length=200)  # "story:12", "page:7"
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+", verbose_name="đơn vị giữ trang")
    title = models.CharField("tên trang có đường dẫn", max_length=255)
    address = models.CharField("địa chỉ trang có đường dẫn", max_length=500)
    url = models.CharField("đường dẫn", max_length=1000)
    looked_at = models.DateTimeField("mở lần cuối lúc", null=True)
    problem = models.CharField("điều không ổn", max_length=300, blank=True)
    wrong_since = models.DateTimeField("không ổn từ lúc", null=True)

    class Meta:
        verbose_name = "đường dẫn trên trang"
        verbose_name_plural = "đường dẫn trên trang"
        constraints = [models.UniqueConstraint(fields=["place", "url"], name="one_row_per_link_and_page")]
        indexes = [
            models.Index(fields=["looked_at"], name="page_links_by_turn"),
            models.Index(fields=["unit"], condition=~models.Q(problem=""), name="broken_links_of_a_unit"),
        ]

    def __str__(self) -> str:
        return self.url[:200]


class FoundRight(models.Model):
    """That somebody looked at what was published a while ago and found it still right; the last look counts."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, null=True, related_name="+", verbose_name="trang")
    story = models.OneToOneField(Story, on_delete=models.CASCADE, null=True, related_name="+", verbose_name="tin, bài")
    document = models.OneToOneField(
        Document, on_delete=models.CASCADE, null=True, related_name="+", verbose_name="văn bản"
    )
    looked_on = models.DateField("xem ngày")
    looked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="người xem")

    class Meta:
        verbose_name = "lần xem lại nội dung đã đăng"
        verbose_name_plural = "lần xem lại nội dung đã đăng"
        constraints = [
            models.CheckConstraint(
                condition=Q(page__isnull=False, story__isnull=True, document__isnull=True)
                | Q(page__isnull=True, story__isnull=False, document__isnull=True)
                | Q(page__isnull=True, story__isnull=True, document__isnull=False),
                name="one_thing_was_found_right",
            )
        ]

    def __str__(self) -> str:
        return str(self.page or self.story or self.document)
