"""Who may see, keep and choose pictures: those who write for a unit keep its pictures, and see those of units below.

Pictures of nobody (drawn by the system, or out of all copyright) may be chosen by everybody who writes anywhere; only
the administrator of the installation keeps them. Why Wagtail is given a policy of ours: docs/decisions, pictures.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from wagtail.models import Collection
from wagtail.permission_policies.base import BasePermissionPolicy

from loa.base.clock import today
from loa.people.models import Unit, User
from loa.people.permissions import Right, can, has_anywhere, roles_with, units_where
from loa.pictures.models import Picture

# Wagtail's words for what its screens let one do.
_KEEPING = frozenset(["change", "delete"])
_SEEING = frozenset(["choose", "view"])


def can_keep_picture(user: User | AnonymousUser, unit: Unit | int | None, on: date) -> bool:
    """Tell whether somebody may add, change and take away pictures of a unit, or those of nobody."""
    if unit is None:
        return user.is_active and user.is_superuser
    return can(user, Right.WRITE_STORIES, unit, on)


def can_use_pictures(user: User | AnonymousUser, on: date) -> bool:
    """Tell whether somebody may choose pictures at all."""
    return (user.is_active and user.is_superuser) or has_anywhere(user, Right.WRITE_STORIES, on)


def units_kept(user: User | AnonymousUser, on: date) -> frozenset[int]:
    """Return the ids of the units whose pictures somebody keeps."""
    return units_where(user, Right.WRITE_STORIES, on)


def pictures_kept(user: User | AnonymousUser, on: date) -> "QuerySet[Picture]":
    """Return the pictures that somebody may change and take away."""
    own = Q(unit__in=units_kept(user, on))
    return Picture.objects.filter(own | Q(unit__isnull=True) if can_keep_picture(user, None, on) else own)


def pictures_seen(user: User | AnonymousUser, on: date) -> "QuerySet[Picture]":
    """Return the pictures that somebody may see and choose in the office."""
    if not can_use_pictures(user, on):
        return Picture.objects.none()
    return Picture.objects.filter(Q(unit__isnull=True) | Q(unit__in=units_where(user, Right.SEE_WORK, on)))


class PicturePolicy(BasePermissionPolicy):
    """The rights above in the words that Wagtail's screens ask in; collections of Wagtail decide nothing here."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in {"add", *_KEEPING, *_SEEING} and can_use_pictures(user, today())

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Picture) -> bool:
        if action in _KEEPING:
            return can_keep_picture(user, instance.unit_id, today())
        return action in _SEEING and pictures_seen(user, today()).filter(pk=instance.pk).exists()

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> "QuerySet[Picture]":
        asked = frozenset(actions)
        if asked & _SEEING:
            return pictures_seen(user, today())
        return pictures_kept(user, today()) if asked & _KEEPING else Picture.objects.none()

    def users_with_any_permission(self, actions: Iterable[str]) -> "QuerySet[User]":
        writing = Q(roles__role__in=list(roles_with(Right.WRITE_STORIES)))
        return User.objects.filter(writing | Q(is_superuser=True), is_active=True).distinct()

    def users_with_any_permission_for_instance(self, actions: Iterable[str], instance: Picture) -> "QuerySet[User]":
        return self.users_with_any_permission(actions)

    def collections_user_has_permission_for(self, user: Any, action: str) -> "QuerySet[Collection]":
        """Return the one collection in which all pictures lie, so that no form asks for one."""
        return Collection.objects.filter(depth=1)

    def collections_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> "QuerySet[Collection]":
        return Collection.objects.filter(depth=1)
