"""Wagtail's screens of images as this house keeps them: one finds what one may see, and taking away is an action."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from wagtail.admin import messages
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.images.views.bulk_actions import AddTagsBulkAction, AddToCollectionBulkAction, DeleteBulkAction
from wagtail.images.views.images import DeleteView

from loa.base.clock import now, today
from loa.people.models import User
from loa.pictures.actions import PictureRefused, take_away_picture
from loa.pictures.models import Picture
from loa.pictures.permissions import pictures_kept, pictures_seen

View = Callable[..., HttpResponseBase]
_Find = Callable[[User | AnonymousUser, Any], "QuerySet[Picture]"]


def of_ones_own(view: View) -> View:
    """Return a view of Wagtail's about one image as one that finds only pictures which the person keeps."""
    return _found_by(pictures_kept, view)


def of_ones_reach(view: View) -> View:
    """Return a view of Wagtail's about one image as one that finds only pictures which the person may choose."""
    return _found_by(pictures_seen, view)


def _found_by(find: _Find, view: View) -> View:
    @wraps(view)
    def scoped(request: HttpRequest, *args: Any, image_id: int, **kwargs: Any) -> HttpResponseBase:
        if not find(request.user, today()).filter(pk=image_id).exists():
            raise Http404
        return view(request, *args, image_id=image_id, **kwargs)

    return scoped


def one_by_one(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """Lead from Wagtail's upload of many to that of one: it stores files as they came and asks for rights later."""
    return redirect("wagtailimages:add")


class TakeAwayView(DeleteView):
    """Ask once more, then take a picture away by the action, which says where it is still used."""

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            take_away_picture(self.object, by=self.request.user, at=now())
        except PictureRefused as problem:
            messages.error(self.request, str(problem))
            return redirect("wagtailimages:edit", self.object.pk)
        messages.success(self.request, self.get_success_message())
        return redirect(self.get_success_url())


class _OfOnesOwn:
    """Wagtail's screen for marked images would name those that the person may not touch, whatever ids were asked."""

    def get_actionable_objects(self) -> tuple[list[Picture], dict[str, list[Picture]]]:
        objects, _ = super().get_actionable_objects()  # type: ignore[misc]
        return objects, {"items_with_no_access": []}


class TagMarked(_OfOnesOwn, AddTagsBulkAction):
    """Give marked pictures of one's own a word to find them by."""


class MoveMarked(_OfOnesOwn, AddToCollectionBulkAction):
    """Put marked pictures of one's own into a collection; there is one."""


class TakeAwayMarked(_OfOnesOwn, DeleteBulkAction):
    """Take marked pictures away, each by the action, which writes the record and says what is still used."""

    def prepare_action(self, objects: list[Picture], objects_without_access: Any) -> HttpResponse:
        gone = 0
        for picture in objects:
            try:
                take_away_picture(picture, by=self.request.user, at=now())
            except PictureRefused as problem:
                messages.error(self.request, str(problem))
            else:
                gone += 1
        if gone:
            messages.success(self.request, f"Đã bỏ {gone} ảnh.")
        return redirect(self.next_url)


class PicturesAPIViewSet(ImagesAdminAPIViewSet):
    """What the office's own scripts may ask of pictures: only of those the person may choose."""

    def get_queryset(self) -> "QuerySet[Picture]":
        queryset: QuerySet[Picture] = super().get_queryset()
        return queryset.filter(pk__in=pictures_seen(self.request.user, today()).values("pk"))
