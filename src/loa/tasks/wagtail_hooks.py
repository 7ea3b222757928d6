"""Registers the step after a review, and the way from a review to the plan at work."""

from django.urls import reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button

from loa.base.clock import today
from loa.lib.working_days import SpecialDays
from loa.people.models import User
from loa.plans.models import PlanVersion
from loa.plans.permissions import can_confirm
from loa.tasks.permissions import units_seen
from loa.tasks.queries.reminders import due_on_days_off
from loa.tasks.viewsets import HandingOutView, HandingOutViewSet


@hooks.register("register_admin_viewset")
def handing_out_viewset() -> HandingOutViewSet:
    return HandingOutViewSet()


@hooks.register("register_admin_menu_item")
def to_the_desk() -> MenuItem:
    """Lead from the office back to the desk, as the desk leads here."""
    return MenuItem("Việc của tôi", reverse("desk:work"), name="desk", icon_name="tasks", order=50)


@hooks.register("register_plan_review_step")
def hand_out(version: PlanVersion, user: User) -> Button | None:
    """Return the button that leads on from a review: to the confirmation, then to the plan at work."""
    if version.confirmed_at:
        at_work = reverse("desk:plan", args=[version.plan.slug])
        return Button("Xem tiến độ thực hiện", url=at_work, classname="button")
    if not can_confirm(user, version.plan.owner_id, today()):
        return None
    address = reverse("handing_out:confirm", args=[version.pk])
    return Button(HandingOutView.page_title, url=address, classname="button")


@hooks.register("register_calendar_remarks")
def due_on_a_day_off(year: int, special: SpecialDays, user: User) -> list[tuple[str, str]]:
    """Return, for the calendar of a year, how many open obligations have their last day on a day off."""
    count = due_on_days_off(year, special, units_seen(user, today())).count()
    said = f"{count} đầu việc chưa xong có hạn cuối rơi vào ngày nghỉ năm {year}"
    return [(said, f"{reverse('desk:days_off')}?nam={year}")] if count else []
