"""Let those who keep a site edit the pages of its branch, and nobody else: one row of permissions for each branch."""

from datetime import datetime

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils.timezone import localtime
from wagtail.models import GroupPagePermission

from loa.people.models import RoleAssignment
from loa.people.permissions import Right, roles_with
from loa.website.models import Portal

_DEEDS = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
_GROUP = "site-"  # with the key of the site's row; nobody reads it


def open_branch(portal: Portal) -> None:
    """Give a site's branch its group; who is in it follows from roles."""
    group, _ = Group.objects.get_or_create(name=f"{_GROUP}{portal.pk}")
    for deed in Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=_DEEDS):
        GroupPagePermission.objects.get_or_create(group=group, page=portal.site.root_page, permission=deed)


def match_editors(at: datetime) -> int:
    """Put into each site's group whoever keeps the site on the day, take the others out; return how many moved.

    Wagtail gives pages to groups, we give rights by roles with days: this is where the one follows the other.
    """
    held = RoleAssignment.objects.on(localtime(at).date()).filter(
        role__in=roles_with(Right.KEEP_SITE), user__is_active=True
    )
    keepers: dict[int, set[int]] = {}
    for user, unit in held.values_list("user", "unit"):
        keepers.setdefault(unit, set()).add(user)
    members: dict[str, set[int]] = {}
    inside = Group.objects.filter(name__startswith=_GROUP, user__isnull=False)
    for name, user in inside.values_list("name", "user"):
        members.setdefault(name, set()).add(user)
    moved = 0
    for portal, unit in Portal.objects.values_list("pk", "unit"):
        name, wanted = f"{_GROUP}{portal}", keepers.get(unit, set())
        if (now := members.get(name, set())) != wanted:
            with transaction.atomic():
                Group.objects.get(name=name).user_set.set(wanted)
            moved += len(now ^ wanted)
    return moved
