"""Who acts in a demonstration and on what: the plan, the lead, one officer for each unit."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Q
from django.utils.timezone import localtime

from loa.people.choices import Role
from loa.people.models import RoleAssignment, User
from loa.plans.models import PlanVersion
from loa.tasks.models import Indicator, Obligation
from loa.tasks.queries.work import with_task
from loa.website.management.demo.agenda import Agenda
from loa.website.management.demo.recipe import Ending, Fate, Recipe
from loa.website.management.demo.tempers import TEMPERS, USUAL, Temper
from loa.workdays.queries import special_days

_YEAR = timedelta(days=366)


@dataclass(slots=True, kw_only=True)
class Stage:
    """What every scene needs; the rows themselves are fetched when it is their turn."""

    recipe: Recipe
    version: PlanVersion
    agenda: Agenda
    lead: User
    # Who reports for a unit, by its id: its focal officer, or another where that is the lead.
    officers: dict[int, User]
    indicators: defaultdict[int, list[Indicator]] = field(default_factory=lambda: defaultdict(list))
    tempers: dict[str, Temper] = field(default_factory=dict)
    fates: dict[tuple[str, str, str], Fate] = field(default_factory=dict)

    @property
    def confirmed_on(self) -> date:
        return self.recipe.confirmed_on

    def temper_of(self, row: Obligation) -> Temper:
        return self.tempers.get(row.unit.key, TEMPERS[USUAL])

    def fate_of(self, row: Obligation) -> Fate | None:
        return self.fates.get((row.unit.key, number_of(row), row.period))

    def ends(self, row: Obligation, ending: Ending) -> bool:
        fate = self.fate_of(row)
        return fate is not None and fate.ending == ending

    def rows(self, which: Q | None = None) -> list[Obligation]:
        """Return what is owed of the plan, in an order that no id decides."""
        owed = with_task(Obligation.objects.filter(which or Q(), task__version=self.version)).select_related("unit")
        return list(owed.order_by("unit__key", "period", "task__position"))

    def fresh(self, row: Obligation) -> Obligation:
        """Return a row as it stands now."""
        return with_task(Obligation.objects.filter(pk=row.pk)).select_related("unit").get()


def open_agenda(recipe: Recipe, today: date) -> Agenda:
    """Return an empty agenda from the day after the accounts were opened."""
    first = recipe.opened_on + timedelta(days=1)
    return Agenda(first=first, today=today, special=special_days(first - _YEAR, first + _YEAR))


def set_stage(recipe: Recipe, version: PlanVersion, agenda: Agenda) -> Stage:
    """Return the stage of a plan that was put to work; nothing more is put on the agenda before the day after."""
    lead = User.objects.get(username=recipe.lead)
    agenda.first = recipe.confirmed_on + timedelta(days=1)
    stage = Stage(
        recipe=recipe,
        version=version,
        agenda=agenda,
        lead=lead,
        officers=_officers(lead, recipe.confirmed_on),
        tempers={unit: TEMPERS[name] for name, units in recipe.tempers.items() for unit in units},
        fates={(one.unit, one.task, one.period): one for one in recipe.fates},
    )
    for indicator in Indicator.objects.filter(task__version=version).order_by("task", "position"):
        stage.indicators[indicator.task_id].append(indicator)
    return stage


def number_of(row: Obligation) -> str:
    """Return how a recipe names the task of a row: its number in the plan, or "duty" or "report"."""
    return row.task.number or row.task.origin


def name_of(row: Obligation) -> str:
    """Return a name of a row that holds in every database."""
    return f"{row.unit.key} {row.period} {row.task.position:03}"


def handed_in_on(row: Obligation) -> date:
    """Return the day on which the result that waits was written."""
    return localtime(row.state_at).date() if row.state_at else date.max


def _officers(lead: User, on: date) -> dict[int, User]:
    held = RoleAssignment.objects.on(on).filter(role__in=(Role.FOCAL, Role.DEPUTY)).select_related("user")
    by_rank = sorted(held, key=lambda one: (one.user == lead, one.role != Role.FOCAL, one.user.username))
    officers: dict[int, User] = {}
    for one in by_rank:
        officers.setdefault(one.unit_id, one.user)
    return officers
