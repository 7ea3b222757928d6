"""What Wagtail is told about pictures: whose one may see, and that taking away is an action of ours."""

from typing import Any

from django.urls import URLPattern, path, re_path
from wagtail import hooks
from wagtail.images import admin_urls
from wagtail.images.views.chooser import viewset as chooser

from loa.pictures.viewsets import (
    MoveMarked,
    PicturesAPIViewSet,
    TagMarked,
    TakeAwayMarked,
    TakeAwayView,
    of_ones_own,
    of_ones_reach,
    one_by_one,
)


# Before Wagtail's own, whose names these addresses keep; a view about one image that a release adds is scoped as well.
@hooks.register("register_admin_urls", order=-10)
def scoped_addresses() -> list[URLPattern]:
    about_one = [
        pattern
        for pattern in admin_urls.urlpatterns
        if "image_id" in str(pattern.pattern) and not str(pattern.pattern).startswith("multiple/")
    ]
    return [
        re_path("^images/multiple/", one_by_one),
        path("images/<int:image_id>/delete/", of_ones_own(TakeAwayView.as_view())),
        *[path(f"images/{pattern.pattern}", of_ones_own(pattern.callback)) for pattern in about_one],
        path("images/chooser/<int:image_id>/select_format/", of_ones_reach(chooser.select_format_view)),
    ]


# After Wagtail's own, whose places they take.
for _marked in (TagMarked, MoveMarked, TakeAwayMarked):
    hooks.register("register_bulk_action", _marked, order=10)


# After Wagtail's own.
@hooks.register("construct_admin_api", order=10)
def scoped_api(router: Any) -> None:
    router.register_endpoint("images", PicturesAPIViewSet)
