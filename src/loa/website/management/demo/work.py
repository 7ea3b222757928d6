"""The work of a demonstration: the plan read in, reviewed, put to work, and reported on by its units."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

from django.core.files.base import ContentFile
from django.utils.timezone import make_aware

from loa.people.choices import Role
from loa.people.models import RoleAssignment, Unit, User
from loa.plans.actions import TaskValues, acknowledge_notes, answer_finding, import_plan, save_task
from loa.plans.choices import Boundary, Schedule
from loa.plans.models import PlanVersion, Review, ReviewedTask
from loa.plans.queries import what_is_missing
from loa.tasks.actions import Link, hand_in, put_to_work, start_work
from loa.tasks.actions.urging import in_office_hours, remind
from loa.tasks.models import Obligation
from loa.tasks.queries.distribution import distribution
from loa.website.management.demo.people import ADMINISTRATOR
from loa.website.management.demo.recipe import MARK, Progress, Recipe
from loa.workdays.actions import confirm_year, prepare_year

EXAMPLES = Path(__file__).parents[5] / "examples"
_OPENING = time(8, 15)
_SPREAD = 10  # results of one task come in over so many days
_STEP_ON = 7  # each task begins with other units than the one before
_SATURDAY = 5


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


def report(recipe: Recipe, version: PlanVersion, today: date) -> None:
    """Let units begin and hand in, each by its own focal officer, on days before `today`."""
    held = RoleAssignment.objects.on(today).filter(role=Role.FOCAL).select_related("user").order_by("-pk")
    officers = {one.unit_id: one.user for one in held}
    for number, progress in enumerate(recipe.progress):
        owed = _owed(version, progress, officers)
        start = _STEP_ON * number % len(owed)
        turn = owed[start:] + owed[:start]
        days = min(_SPREAD, (today - progress.first).days - 1)
        for position, obligation in enumerate(turn[: progress.sent]):
            day = _working_day(progress.first + timedelta(days=position * days // progress.sent))
            _hand_in(obligation, progress, position, officers[obligation.unit_id], moment(day))
        for obligation in turn[progress.sent : progress.sent + progress.begun]:
            at = moment(_working_day(progress.first))
            by = officers[obligation.unit_id]
            start_work(obligation=obligation, note="", revision=obligation.revision, by=by, at=at)


def keep_calendar(recipe: Recipe) -> None:
    """Propose and confirm the working days of the year in which the plan is put to work."""
    at, keeper = moment(recipe.opened_on), User.objects.get(username=ADMINISTRATOR.username)
    prepare_year(recipe.confirmed_on.year, by=keeper, at=at)
    confirm_year(recipe.confirmed_on.year, by=keeper, at=at)


def remind_until(recipe: Recipe, today: date) -> None:
    """Remind people of what is still open, on every working day from the confirmation up to today."""
    day = recipe.confirmed_on
    while day <= today:
        if in_office_hours(moment(day)):
            remind(at=moment(day))
        day += timedelta(days=1)


def _owed(version: PlanVersion, progress: Progress, officers: dict[int, User]) -> list[Obligation]:
    """Return the earliest obligation of a task for each unit that has an officer, communes first."""
    rows = Obligation.objects.filter(task__version=version, task__title__startswith=progress.task)
    earliest: dict[int, Obligation] = {}
    for row in rows.select_related("unit", "task").order_by("unit__tier", "unit__key", "due_on"):
        earliest.setdefault(row.unit_id, row)
    return [row for unit, row in earliest.items() if unit in officers]


def _hand_in(obligation: Obligation, progress: Progress, position: int, by: User, at: datetime) -> None:
    with_file = position % _STEP_ON == 1
    files = [ContentFile(f"{progress.note}\n".encode(), name="minh-chung-minh-hoa.txt")] if with_file else []
    link = Link(f"https://vidu.example/{progress.link}/{obligation.unit.key}", f"Trang của đơn vị {MARK}")
    hand_in(
        obligation=obligation,
        note=progress.note,
        files=files,
        links=[] if with_file else [link],
        revision=obligation.revision,
        by=by,
        at=at,
    )


def _working_day(day: date) -> date:
    """Return the day, or the Friday before a weekend."""
    return day - timedelta(days=max(0, day.weekday() - _SATURDAY + 1))
