"""Registers the step after a review, and the way from a review to the plan at work."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets.button import Button

from loa.base.clock import today
from loa.lib.working_days import SpecialDays
from loa.people.models import User
from loa.plans.models import PlanVersion
from loa.plans.permissions import can_confirm
from loa.tasks.permissions import desk_of, units_seen
from loa.tasks.queries import pressing, words_wanted
from loa.tasks.queries.reminders import due_on_days_off
from loa.tasks.viewsets import HandingOutView, HandingOutViewSet


@hooks.register("register_admin_viewset")
def handing_out_viewset() -> HandingOutViewSet:
    return HandingOutViewSet()


@hooks.register("register_admin_menu_item")
def to_the_desk() -> MenuItem:
    """Lead from the office back to the desk, as the desk leads here."""
    return MenuItem("Việc của tôi", reverse("desk:work"), name="desk", icon_name="tasks", order=50)


class WorkPanel(Component):
    """What does not wait of somebody's own work, on the office's first page: the page of the desk in three lines."""

    name = "work"
    template_name = "tasks/office_panel.html"
    order = 5

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Return what is pressing and what waits for a word, each in words and with its address."""
        desk, home = desk_of(parent_context["request"].user, today()), reverse("desk:work")
        told = [
            (f"{many} việc {group.label[0].lower()}{group.label[1:]}", f"{home}?nhom={group}")
            for group, many in (pressing(desk.own, today()) if desk.own else [])
        ]
        wanted = words_wanted(desk.accepts, desk.approves)
        for name, words, address in _WAITING:
            if many := wanted.get(name, 0):
                told.append((f"{many} kết quả {words}", reverse(address)))
        return {"told": told, "home": home}


# As the first page of the desk says it.
_WAITING = (
    ("to_accept", "chờ xác nhận hoàn thành", "desk:waiting"),
    ("to_approve", "chờ lãnh đạo đơn vị duyệt", "desk:for_head"),
)


@hooks.register("construct_homepage_panels")
def work_on_the_first_page(request: HttpRequest, panels: list[Component]) -> None:
    panels.append(WorkPanel())


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
