"""Registers the office's calendar of working days."""

from wagtail import hooks

from loa.workdays.viewsets import CalendarViewSet


@hooks.register("register_admin_viewset")
def calendar_viewset() -> CalendarViewSet:
    return CalendarViewSet()
