"""Play the year of a demonstration: what units, the lead and the system do, day by day, through the real actions."""

from datetime import date

from loa.lib.working_days import day_counted_from
from loa.plans.models import PlanVersion
from loa.tasks.actions.urging import in_office_hours, remind
from loa.tasks.choices import LADDER
from loa.tasks.models import Obligation
from loa.website.management.demo.agenda import Agenda
from loa.website.management.demo.lead import plan_lead
from loa.website.management.demo.recipe import Recipe
from loa.website.management.demo.stage import Stage, set_stage
from loa.website.management.demo.units import plan_units
from loa.website.management.demo.work import moment


def play_year(recipe: Recipe, version: PlanVersion, agenda: Agenda) -> None:
    """Play what happens from the confirmation of a plan up to the morning of the day on which the agenda ends."""
    stage, today = set_stage(recipe, version, agenda), agenda.today
    plan_units(stage)
    plan_lead(stage)
    _plan_reminders(stage)
    stage.agenda.play()
    if in_office_hours(moment(today)):
        remind(at=moment(today))


def _last_days(stage: Stage) -> set[date]:
    days = Obligation.objects.filter(task__version=stage.version).values_list("due_on", flat=True)
    return {day for day in days.distinct() if day}


def _plan_reminders(stage: Stage) -> None:
    """Put on the agenda the days on which there is something to remind of; on all others nothing would be written."""
    moved = {one.due_on for one in stage.recipe.of_lead.moved}
    owed = _last_days(stage) | moved
    days = {day_counted_from(due, rung, stage.agenda.special) for due in owed for rung, _ in LADDER}
    for day in sorted(days):
        if day > stage.confirmed_on:
            stage.agenda.plan_at(moment(day), "remind", remind)
