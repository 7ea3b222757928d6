"""What all pages of the desk share: only for people signed in, kept by no cache, with their units in the head."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from loa.base import clock
from loa.people.models import User
from loa.plans.models import PlanVersion
from loa.plans.queries import latest_version
from loa.tasks.permissions import Desk, desk_of, units_seen
from loa.tasks.queries import sees_plan, units_at_desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """A person at the desk now: who, when, in which roles, what their own units are called.

    `receives` tells whether anything is supplied to a unit of theirs.
    """

    user: User
    at: datetime
    desk: Desk
    names: dict[int, str]
    receives: bool

    @property
    def today(self) -> date:
        return self.at.date()

    @property
    def home(self) -> str:
        """The unit or units of this person in a few words; "" for a person without a role."""
        first, *others = sorted(self.names.values()) or [""]
        return f"{first} và {len(others)} đơn vị khác" if others else first


class DeskRequest(HttpRequest):
    """A request of somebody who sits at the desk."""

    user: User
    sitting: Sitting


def desk_page(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Let only people who signed in reach a view, with `request.sitting`; two statements."""

    @never_cache
    @login_required
    @wraps(view)
    def seated(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        at = clock.now()
        desk = desk_of(request.user, at.date())
        names, receives = units_at_desk(desk.sees, at.date()) if desk.sees else ({}, False)
        own = {unit: name for unit, name in names.items() if unit in desk.own}
        request.sitting = Sitting(user=request.user, at=at, desk=desk, names=own, receives=receives)
        return view(request, *args, **kwargs)

    return seated


def show(request: DeskRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """Return a page of the desk."""
    sitting = request.sitting
    return render(request, template, {"sitting": sitting, "today": sitting.today, **context}, status=status)


def plan_seen(request: DeskRequest, slug: str) -> tuple[PlanVersion, frozenset[int]]:
    """Return a plan at work and the units whose work the reader sees.

    Raises:
        Http404: there is none, or the reader sees nothing of it.
    """
    version = latest_version(slug)
    seen = units_seen(request.user, request.sitting.today)
    if version is None or not sees_plan(version, seen):
        raise Http404
    return version, seen
