"""The pages of a site that an editor keeps in Wagtail's tree: below one home page for each site."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponseBase
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

_WORDS = ["h2", "h3", "bold", "italic", "ul", "ol", "link"]


class HomePage(Page):
    """The front page of a site: a few words of its body above what the system knows by itself."""

    introduction = RichTextField("lời giới thiệu", blank=True, features=["bold", "italic", "link", "ul", "ol"])

    parent_page_types = ["wagtailcore.Page"]
    # The front page of a public body is read by everyone; a page below it may be kept for some.
    private_page_options: list[str] = []
    content_panels = [*Page.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = "trang chủ"
        verbose_name_plural = "trang chủ"


class SitePage(Page):
    """A page right below the home page of a site; with a site that was closed it goes too."""

    parent_page_types = ["website.HomePage"]
    subpage_types: list[str] = []

    class Meta:
        abstract = True

    @property
    def address(self) -> str:
        """Where it stands on its site: right below the front page. Wagtail's own way asks for the site first."""
        return f"/{self.slug}/"

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer as Wagtail does, but with nothing where the site itself was withdrawn.

        Raises:
            Http404: the home page above is not live.
        """
        if not self.get_parent().live:
            raise Http404
        answer: HttpResponseBase = super().serve(request, *args, **kwargs)
        return answer


class InformationPage(SitePage):
    """Standing information of a body: what it does, how it works; who keeps it right, and until when it is."""

    body = RichTextField("nội dung", features=_WORDS)
    keeper = models.CharField("người giữ trang này", max_length=200, blank=True)
    review_on = models.DateField("xem lại trước ngày", null=True, blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("body"),
        FieldRowPanel([FieldPanel("keeper"), FieldPanel("review_on")]),
    ]
    search_fields = [*Page.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = "bài giới thiệu"
        verbose_name_plural = "bài giới thiệu"


class EventPage(SitePage):
    """Something people can come to, listen to or take part in on a day."""

    begins_at = models.DateTimeField("bắt đầu lúc")
    ends_at = models.DateTimeField("kết thúc lúc", null=True, blank=True)
    place = models.CharField("nơi tổ chức", max_length=200)
    for_whom = models.CharField("dành cho ai", max_length=200, blank=True)
    contact = models.CharField("hỏi ai, số nào", max_length=200, blank=True)
    body = RichTextField("nội dung", blank=True, features=_WORDS)
    called_off = models.CharField("hoãn, hủy vì sao", max_length=300, blank=True)

    content_panels = [
        *Page.content_panels,
        FieldRowPanel([FieldPanel("begins_at"), FieldPanel("ends_at")]),
        FieldPanel("place"),
        FieldRowPanel([FieldPanel("for_whom"), FieldPanel("contact")]),
        FieldPanel("body"),
        FieldPanel("called_off"),
    ]
    search_fields = [*Page.search_fields, index.SearchField("body"), index.SearchField("place")]

    class Meta:
        verbose_name = "sự kiện"
        verbose_name_plural = "sự kiện"
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gte=models.F("begins_at")),
                name="an_event_ends_after_it_begins",
                violation_error_message="Sự kiện kết thúc sau khi bắt đầu. Sửa giờ kết thúc.",
            )
        ]
