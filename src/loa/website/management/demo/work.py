"""The plan of a demonstration: read in, reviewed and put to work, with the working days of its year."""

from datetime import date, datetime, time
from pathlib import Path

from django.utils.timezone import make_aware

from loa.people.models import Unit, User
from loa.plans.actions import TaskValues, acknowledge_notes, answer_finding, import_plan, save_task
from loa.plans.choices import Boundary, Schedule
from loa.plans.models import PlanVersion, Review, ReviewedTask
from loa.plans.queries import what_is_missing
from loa.tasks.actions import put_to_work
from loa.tasks.queries.distribution import distribution
from loa.website.management.demo.people import ADMINISTRATOR
from loa.website.management.demo.recipe import Recipe
from loa.workdays.actions import confirm_year, prepare_year

EXAMPLES = Path(__file__).parents[5] / "examples"
_OPENING = time(8, 15)


def moment(day: date) -> datetime:
    """Return the hour at which people of the demonstration do what they do on a day."""
    return make_aware(datetime.combine(day, _OPENING))


def import_example(recipe: Recipe) -> PlanVersion:
    """Read the plan in, in the lead's name."""
    file = EXAMPLES / recipe.folder / "ke-hoach.txt"
    owner, lead = Unit.objects.get(key=recipe.owner), User.objects.get(username=recipe.lead)
    at = moment(recipe.imported_on)
    return import_plan(data=file.read_bytes(), name=file.name, owner=owner, by=lead, at=at)


def review(recipe: Recipe, version: PlanVersion) -> None:
    """Answer the findings, let rows wait and take duties in, as the recipe says."""
    lead, at = User.objects.get(username=recipe.lead), moment(recipe.imported_on)
    opened = Review.objects.get(version=version)
    acknowledge_notes(opened, by=lead, at=at)
    for answer in opened.answers.filter(answer="").select_related("finding").order_by("finding__position"):
        kind, text = recipe.answers.get(answer.finding.code, recipe.otherwise)
        answer_finding(answer, kind=kind, text=text, revision=answer.revision, by=lead, at=at)
    for waiting in recipe.waiting:
        row = opened.tasks.get(line__number=waiting.number)
        _save(row, lead, at, schedule=Schedule.AWAITING, waits_for=waiting.event)
    for duty in recipe.duties:
        row = opened.tasks.get(duty__isnull=False, title__startswith=duty.begins)
        _save(row, lead, at, schedule=Schedule.ONCE, due_on=duty.due_on)


def _save(
    row: ReviewedTask, by: User, at: datetime, *, schedule: Schedule, due_on: date | None = None, waits_for: str = ""
) -> None:
    """Take a row in with another timing; the rest of it stays as it was read."""
    values = TaskValues(
        included=True,
        title=row.title,
        products=tuple(row.products),
        leads=tuple(row.leads),
        partners=tuple(row.partners),
        receivers=tuple(row.receivers),
        schedule=schedule,
        due_on=due_on,
        boundary=Boundary.INCLUDED,
        rhythm=None,
        waits_for=waits_for,
    )
    save_task(row, values, revision=row.revision, by=by, at=at)


def hand_out(recipe: Recipe, version: PlanVersion) -> int:
    """Put the plan to work in the lead's name and return how many obligations that made.

    Raises:
        LookupError: the recipe leaves something of the review open; the message says what.
    """
    lead, at = User.objects.get(username=recipe.lead), moment(recipe.confirmed_on)
    opened = Review.objects.select_related("version__plan__owner", "rhythm").get(version=version)
    missing = what_is_missing(opened, at.date())
    if missing:
        raise LookupError(" ".join(one.message for one in missing))
    seen = distribution(opened, at.date())
    return put_to_work(version=version, revision_seen=seen.fingerprint, by=lead, at=at).obligations


def keep_calendar(recipe: Recipe) -> None:
    """Propose and confirm the working days of the year in which the plan is put to work."""
    at, keeper = moment(recipe.opened_on), User.objects.get(username=ADMINISTRATOR.username)
    prepare_year(recipe.confirmed_on.year, by=keeper, at=at)
    confirm_year(recipe.confirmed_on.year, by=keeper, at=at)
