"""Where targets were missed, who has been silent longest, and the five measures."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from loa.activities.permissions import can_set_coverage
from loa.activities.queries.coverage import children, months_to_choose, number_in, read_wanted
from loa.activities.queries.holes import Hole, silences, standings
from loa.activities.queries.measures import measures
from loa.activities.rules import told_together
from loa.activities.views.scope import Scope, scope_of
from loa.activities.views.ways import ways_to_fill
from loa.tasks.views.frame import DeskRequest, desk_page, show

# Units with holes of one target: the first few of each, and a page of them where one target is chosen.
_FEW, _A_PAGE = 8, 50
_MOST_SILENT = 10


@require_safe
@desk_page
def holes(request: DeskRequest) -> HttpResponse:
    """Show where targets were missed, unit by unit, and who has been silent longest; `chi-tieu` shows one whole."""
    today, scope = request.sitting.today, scope_of(request)
    wanted = read_wanted(request.GET, scope.unit, today)
    found = standings(scope.unit, wanted.first, wanted.last, today)
    chosen = number_in(request.GET.get("chi-tieu", ""))
    alone = [one for one in found if one.target.pk == chosen]
    below = dict(children(scope.unit, today.replace(day=1), today.replace(day=1)))
    may_set = can_set_coverage(request.user, scope.unit, today)
    page = Paginator(alone[0].by_unit, _A_PAGE).get_page(request.GET.get("trang", "")) if alone else None
    months = f"don-vi={scope.unit}&tu={wanted.first:%Y-%m}&den={wanted.last:%Y-%m}"
    context = {
        "scope": scope,
        "wanted": wanted,
        "months": months_to_choose(wanted.first, today),
        "standings": [
            {
                "is": one,
                "rows": [_row(some, scope, may_set=may_set) for some in (page or one.by_unit[:_FEW])],
                "left": 0 if page else max(len(one.by_unit) - _FEW, 0),
            }
            for one in alone or found
            if one.by_unit
        ],
        "full": [] if alone else [one for one in found if not one.by_unit],
        "total": sum(one.over - one.met for one in found),
        "alone": bool(alone),
        "page": page,
        "kept": f"{months}&chi-tieu={chosen}" if alone else months,
        "silences": [] if alone else silences(below, wanted.first, wanted.last, today, _MOST_SILENT),
        "may_set": may_set,
    }
    return show(request, "activities/holes.html", context)


def _row(some: tuple[Hole, ...], scope: Scope, *, may_set: bool) -> dict[str, Any]:
    """Return what a unit lacks of a target: the windows in one breath, and the ways to do something about it."""
    first = some[0]
    begun = [one for one in some if one.count]
    return {
        "unit": first.unit,
        "name": first.name,
        "windows": told_together([one.stretch.label for one in some]),
        "count": len(some),
        "begun": ", ".join(f"{one.stretch.label}: {one.count} trên {one.target.minimum}" for one in begun),
        "first": first.stretch.first,
        "ways": ways_to_fill(scope.unit, first.unit, first.target) if may_set else [],
    }


@require_safe
@desk_page
def measured(request: DeskRequest) -> HttpResponse:
    """Show the five measures with their definitions."""
    today, scope = request.sitting.today, scope_of(request)
    wanted = read_wanted(request.GET, scope.unit, today)
    context = {
        "scope": scope,
        "wanted": wanted,
        "months": months_to_choose(wanted.first, today),
        "measures": measures(scope.unit, scope.below, wanted.first, wanted.last, today),
    }
    return show(request, "activities/measures.html", context)
