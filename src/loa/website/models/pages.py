"""The pages of a site that an editor keeps in Wagtail's tree: below one home page for each site."""

from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page


class HomePage(Page):
    """The front page of a site: a few words of its body above what the system knows by itself."""

    introduction = RichTextField("lời giới thiệu", blank=True, features=["bold", "italic", "link", "ul", "ol"])

    parent_page_types = ["wagtailcore.Page"]
    content_panels = [*Page.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = "trang chủ"
        verbose_name_plural = "trang chủ"
