"""What the office is told of sites: where their keepers say what stands on them."""

from django.http import HttpRequest
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from loa.base.clock import today
from loa.people.permissions import Right, has_anywhere


class OfKeepers(MenuItem):
    """Shown to those who keep the site of any unit."""

    def is_shown(self, request: HttpRequest) -> bool:
        return has_anywhere(request.user, Right.KEEP_SITE, today())


@hooks.register("register_admin_menu_item")
def to_the_sites() -> MenuItem:
    return OfKeepers("Trang thông tin", reverse("sites:portals"), name="sites", icon_name="site", order=130)
