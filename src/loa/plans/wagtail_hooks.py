"""Registers the office's screens for plans."""

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component

from loa.base.clock import today
from loa.plans.permissions import can_check_drafts
from loa.plans.viewsets import PlansPanel, PlanViewSet, RhythmViewSet


@hooks.register("register_admin_viewset")
def plan_viewset() -> PlanViewSet:
    return PlanViewSet()


@hooks.register("register_admin_viewset")
def rhythm_viewset() -> RhythmViewSet:
    return RhythmViewSet()


@hooks.register("construct_homepage_panels")
def plans_on_the_first_page(request: HttpRequest, panels: list[Component]) -> None:
    """Put the newest plans on the office's first page of those who may open them."""
    if can_check_drafts(request.user, today()):
        panels.append(PlansPanel())
