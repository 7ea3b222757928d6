"""What Wagtail is told about Loa: its pages are public and age together; its office wears the site's colours."""

from collections.abc import Callable
from typing import Any

from django.db.models.signals import post_delete, post_save
from django.http import HttpRequest, HttpResponseBase
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.text import capfirst
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import page_published, page_unpublished, post_page_move
from wagtail.sites.views import IndexView as SiteIndexView

from loa.base import page_cache

ServePage = Callable[[Page, HttpRequest, list[Any], dict[str, Any]], HttpResponseBase]


# After Wagtail's own hook, so that the form asking for a page's password is never marked.
@hooks.register("on_serve_page", order=100)
def mark_page_public(serve_page: ServePage) -> ServePage:
    """Mark a published page as the same for everyone; `public_parameters` of its class names what it depends on."""

    def marked(page: Page, request: HttpRequest, args: list[Any], kwargs: dict[str, Any]) -> HttpResponseBase:
        response = serve_page(page, request, args, kwargs)
        return page_cache.mark_public(response, *getattr(page, "public_parameters", ()))

    return marked


def _forget_pages(**_: Any) -> None:
    page_cache.clear()


def _recall_pages(**_: Any) -> None:
    page_cache.clear(recall=True)


page_published.connect(_forget_pages, dispatch_uid="loa.base.forget_pages")
for _signal in (page_unpublished, post_page_move):
    _signal.connect(_recall_pages, dispatch_uid="loa.base.recall_pages")
for _signal in (post_save, post_delete):
    for _model in (Site, PageViewRestriction):
        _signal.connect(_recall_pages, sender=_model, dispatch_uid=f"loa.base.recall_pages.{_model.__name__}")


@hooks.register("insert_global_admin_css")
def office_colours() -> str:
    """Give the office the site's colours."""
    return format_html('<link rel="stylesheet" href="{}">', static("base/office.css"))


@hooks.register("construct_main_menu")
def without_help(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Take away Wagtail's help menu: it leads to outside hosts, in English."""
    menu_items[:] = [item for item in menu_items if item.name != "help"]


# In the list of sites these columns carry the names of their attributes, in English; their fields have better ones.
for _column in SiteIndexView.columns:
    if _column.name in {"port", "site_name", "root_page"}:
        _column.label = capfirst(Site._meta.get_field(_column.name).verbose_name)
