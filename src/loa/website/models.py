"""The pages of the public site that an editor keeps, and the sign of life of timed work."""

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page


class HomePage(Page):
    """The front page: a few words of the issuing body above what the system knows by itself."""

    introduction = RichTextField("lời giới thiệu", blank=True, features=["bold", "italic", "link", "ul", "ol"])

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types: list[str] = []
    content_panels = [*Page.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = "trang chủ"
        verbose_name_plural = "trang chủ"


class Heartbeat(models.Model):
    """When a piece of timed work last came to its end; the health address compares it with the clock."""

    TICK = "tick"  # all timed work together, each minute

    name = models.CharField("công việc định kỳ", max_length=60, unique=True)
    at = models.DateTimeField("lúc")

    class Meta:
        verbose_name = "nhịp công việc định kỳ"
        verbose_name_plural = "nhịp công việc định kỳ"

    def __str__(self) -> str:
        return f"{self.name}: {self.at:%d/%m/%Y %H:%M}"
