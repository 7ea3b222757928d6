"""Set the newsroom of a demonstration up: sections, short forms, fees, targets, and what the ledger does by itself."""

from datetime import date, datetime

from loa.activities.actions import leave_blank, set_ledger_rule, set_target
from loa.activities.models import Audience, Channel, Form, Topic
from loa.activities.rules import suggested
from loa.newsroom.actions import keep_short_form
from loa.newsroom.models import Section
from loa.people.models import Unit, User
from loa.plans.models import PlanVersion
from loa.tasks.models import Task
from loa.website.management.demo.newsroom.fees import set_rates
from loa.website.management.demo.newsroom.recipe import Newsroom
from loa.website.management.demo.recipe import MARK, Recipe
from loa.website.management.demo.work import moment


def open_newsroom(recipe: Recipe, newsroom: Newsroom, at: datetime) -> None:
    """Store what the office would type once: sections, short forms, fees; and say what is to be covered."""
    units = {unit.key: unit for unit in Unit.objects.all()}
    owner, first = units[recipe.owner], date(at.year, 1, 1)
    for position, one in enumerate(newsroom.sections):
        section = Section.objects.create(
            owner=owner,
            slug=one.slug,
            name=one.name,
            position=position,
            desk=units[newsroom.desk],
            approver=units[newsroom.approver],
            legal=units[newsroom.legal],
            valid_from=first,
        )
        section.topics.set(Topic.objects.filter(code__in=one.topics))
    lead = User.objects.get(username=recipe.lead)
    for short, full in newsroom.abbreviations.items():
        keep_short_form(unit=owner, short=short, full=full, by=lead, at=at)
    set_rates(newsroom, owner, lead, at)
    _say_what_is_wanted(recipe, newsroom, units, at)


def let_the_ledger_work(recipe: Recipe, newsroom: Newsroom, version: PlanVersion) -> None:
    """Say, in the lead's name, which activities do the standing tasks: those that the words of each suggest."""
    lead, at = User.objects.get(username=recipe.lead), moment(recipe.confirmed_on)
    for number, minimum in newsroom.rules.items():
        task = Task.objects.get(version=version, number=number)
        fit = suggested(task.title, task.products)
        set_ledger_rule(
            task=task,
            topics=Topic.objects.filter(code__in=fit.topics),
            forms=Form.objects.filter(code__in=fit.forms),
            channels=Channel.objects.filter(code__in=fit.channels),
            minimum=minimum,
            by=lead,
            at=at,
        )


def _say_what_is_wanted(recipe: Recipe, newsroom: Newsroom, units: dict[str, Unit], at: datetime) -> None:
    owner, lead, first = units[recipe.owner], User.objects.get(username=recipe.lead), date(at.year, 1, 1)
    for target in newsroom.targets:
        set_target(
            owner=owner,
            unit_class=target.unit_class,
            unit=None if target.unit_class else owner,
            topic=Topic.objects.filter(code=target.topic).first(),
            channel=Channel.objects.filter(code=target.channel).first(),
            audience=Audience.objects.filter(code=target.audience).first(),
            window=target.window,
            minimum=target.minimum,
            valid_from=first,
            basis=target.basis,
            by=lead,
            at=at,
        )
    for blank in newsroom.blanks:
        leave_blank(
            owner=owner,
            unit=units.get(blank.unit),
            topic=Topic.objects.filter(code=blank.topic).first(),
            channel=Channel.objects.filter(code=blank.channel).first(),
            audience=Audience.objects.filter(code=blank.audience).first(),
            first_month=first,
            reason=f"{blank.reason} {MARK}",
            by=lead,
            at=at,
        )
