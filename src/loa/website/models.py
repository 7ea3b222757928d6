"""The pages of the public site that an editor keeps."""

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
