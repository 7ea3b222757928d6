"""Links that pages of sites hold, and whether they still lead anywhere."""

from django.db import models

from loa.people.models import Unit


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
