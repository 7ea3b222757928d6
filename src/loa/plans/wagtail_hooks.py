"""Registers the office's screens for plans."""

from wagtail import hooks

from loa.plans.viewsets import PlanViewSet


@hooks.register("register_admin_viewset")
def plan_viewset() -> PlanViewSet:
    return PlanViewSet()
