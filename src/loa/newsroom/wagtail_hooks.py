"""What the first pages of the desk and of the office learn from the newsroom."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.ui.components import Component

from loa.activities.models import CoverageTarget
from loa.base.clock import today
from loa.newsroom.queries.notices import notices
from loa.newsroom.viewsets import SectionViewSet, StoryViewSet
from loa.people.models import User
from loa.plans.models import PlanVersion


@hooks.register("register_admin_viewset")
def story_viewset() -> StoryViewSet:
    return StoryViewSet()


@hooks.register("register_admin_viewset")
def section_viewset() -> SectionViewSet:
    return SectionViewSet()


@hooks.register("register_desk_notices")
def waiting_in_the_newsroom(user: User, on: date) -> list[tuple[str, str]]:
    """Return what waits for somebody in the newsroom, each with its address."""
    return notices(user, on)


@hooks.register("register_hole_way")
def commission_a_story(owner: int, unit: int, target: CoverageTarget) -> tuple[str, str]:
    """Return the way to commission a story for a hole in the coverage."""
    asked = {"cua": unit, "noi-dung": target.topic_id, "kenh": target.channel_id, "chu-quan": owner}
    query = urlencode({name: value for name, value in asked.items() if value})
    return "Đặt bài", f"{reverse('newsroom:commission')}?{query}"


@hooks.register("register_plan_way")
def commission_of_a_line(version: PlanVersion, accepts: frozenset[int]) -> tuple[str, str] | None:
    """Return the way to commission a story about a line of a plan, for who accepts its results."""
    if version.plan.owner_id not in accepts:
        return None
    return "Đặt bài về nhiệm vụ của kế hoạch", f"{reverse('newsroom:commission')}?chu-quan={version.plan.owner_id}"


class NewsroomPanel(Component):
    """What waits in the newsroom, on the office's first page."""

    name = "newsroom"
    template_name = "newsroom/office_panel.html"
    order = 90

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Return what waits for who is signed in, with the ways on."""
        user = parent_context["request"].user
        return {"told": notices(user, today()), "home": reverse("newsroom:home"), "ledger": reverse("ledger:coverage")}


@hooks.register("construct_homepage_panels")
def newsroom_on_the_first_page(request: HttpRequest, panels: list[Component]) -> None:
    panels.append(NewsroomPanel())
