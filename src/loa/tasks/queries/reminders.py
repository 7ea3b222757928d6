"""Who is to be reminded of what today, and what somebody was reminded of."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, cast

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from loa.lib.working_days import SpecialDays, is_working_day, last_days_counted_to
from loa.people.choices import Role
from loa.people.models import RoleAssignment
from loa.tasks.choices import OPEN_STATES, Told
from loa.tasks.models import Obligation, Reminder, ReminderRule
from loa.tasks.queries.urged import urgeable
from loa.tasks.queries.work import ROWS_A_PAGE, WorkRow, rows_of, with_task
from loa.workdays.queries import special_days

# Around a day this holds thirty working days each way, Tết and what is worked in its place included.
_AROUND = timedelta(days=90)
# Who is asked for first, then who stands in; a unit where nobody is left is told to the one that leads the plan.
_ASKED: dict[str, tuple[tuple[Role, ...], ...]] = {
    Told.FOCAL: ((Role.FOCAL,), (Role.DEPUTY,), (Role.LEADER,)),
    Told.LEADER: ((Role.LEADER,), (Role.FOCAL,), (Role.DEPUTY,)),
    Told.LEAD: ((Role.FOCAL,), (Role.DEPUTY,), (Role.LEADER,)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What is to be written on a day: reminders, and how many obligations have nobody to be told."""

    reminders: tuple[Reminder, ...]
    untold: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminded:
    """A reminder in the inbox, with the obligation as it stands now."""

    on: date
    told: str
    is_lead: bool
    row: WorkRow


def days_around(today: date) -> SpecialDays:
    """Return the special days far enough around a day for every rung; one statement."""
    return special_days(today - _AROUND, today + _AROUND)


def worked_today(today: date) -> bool:
    """Tell whether a day is worked; one statement."""
    return is_working_day(today, special_days(today, today))


def reminders_due(today: date) -> Due:
    """Return the reminders of a working day, not yet written: who is told of which obligation at which rung.

    Only what a unit still has to act on is reminded of: nothing handed in, waiting for an event or laid aside, nothing
    that another unit has done where one is enough, and never an outside body. Four statements and one a rung.
    """
    special = days_around(today)
    rules: dict[tuple[int, str], set[int]] = {}
    for version, rung, told in ReminderRule.objects.values_list("version", "rung", "told"):
        rules.setdefault((rung, told), set()).add(version)
    found = [
        (one, rung, told)
        for (rung, told), versions in sorted(rules.items())
        for one in _open_between(*last_days_counted_to(today, rung, special), versions)
    ]
    units = {one.unit_id for one, _, _ in found} | {one.task.version.plan.owner_id for one, _, _ in found}
    people = _people(units, today)
    reminders: dict[tuple[Any, ...], Reminder] = {}
    untold = set()
    for one, rung, told in found:
        persons, as_what = _who(one, told, people)
        if not persons:
            untold.add(one.pk)
        due_on = cast("date", one.due_on)  # found by it
        for person in persons:
            # Somebody with two parts in a unit is told once.
            reminders.setdefault(
                (one.pk, person, rung),
                Reminder(obligation=one, person_id=person, rung=rung, told=as_what, due_on=due_on, on=today),
            )
    return Due(reminders=tuple(reminders.values()), untold=len(untold))


def _open_between(first: date, last: date, versions: Collection[int]) -> QuerySet[Obligation]:
    return (
        urgeable()
        .filter(due_on__range=(first, last), task__version__in=versions)
        .select_related("task__version__plan")
        .only("unit", "due_on", "task__version__plan__owner")
        .order_by("pk")
    )


def _people(units: Collection[int], on: date) -> dict[tuple[int, str], list[int]]:
    held = RoleAssignment.objects.on(on).filter(
        unit__in=units, role__in=(Role.FOCAL, Role.DEPUTY, Role.LEADER), user__is_active=True
    )
    people: dict[tuple[int, str], list[int]] = {}
    for unit, role, user in held.order_by("user").values_list("unit", "role", "user"):
        people.setdefault((unit, role), []).append(user)
    return people


def _who(one: Obligation, told: str, people: dict[tuple[int, str], list[int]]) -> tuple[list[int], str]:
    for unit, part in ((one.unit_id, told), (one.task.version.plan.owner_id, Told.LEAD)):
        for roles in _ASKED[part]:
            persons = [person for role in roles for person in people.get((unit, role), [])]
            if persons:
                return persons, part
    return [], Told.LEAD


def inbox(person: int, seen: Collection[int], today: date, page: str) -> tuple[Page[Reminder], list[Reminded]]:
    """Return one page of what somebody was reminded of, newest first, within what they see; five statements."""
    told = Reminder.objects.filter(person=person, obligation__unit__in=seen)
    shown = Paginator(told.order_by("-on", "due_on", "obligation", "rung"), ROWS_A_PAGE).get_page(page)
    return shown, list(_with_rows(list(shown.object_list), today))


def told_on(person: int, on: date, today: date) -> list[Reminded]:
    """Return what somebody is reminded of on a day, for the mail: the latest rung of each; four statements."""
    told = Reminder.objects.filter(person=person, on=on).order_by("due_on", "obligation", "rung")
    return list(_with_rows(list(told), today))


def _with_rows(reminders: list[Reminder], today: date) -> Iterator[Reminded]:
    owed = with_task(Obligation.objects.filter(pk__in={one.obligation_id for one in reminders}))
    rows = {row.pk: row for row in rows_of(owed, today)}
    for one in reminders:
        is_lead = one.told == Told.LEAD
        yield Reminded(on=one.on, told=one.get_told_display(), is_lead=is_lead, row=rows[one.obligation_id])


def due_on_days_off(year: int, special: SpecialDays, seen: Collection[int]) -> QuerySet[Obligation]:
    """Return what is still open and has its last day of a year on a day off, within some units; one statement so far.

    Deadlines that were issued are only pointed out here; nothing moves them.
    """
    owed = Obligation.objects.filter(unit__in=seen, state__in=OPEN_STATES, due_on__year=year)
    days = owed.order_by().values_list("due_on", flat=True).distinct()
    return owed.filter(due_on__in=[day for day in days if day and not is_working_day(day, special)])


def days_off_page(found: QuerySet[Obligation], today: date, page: str) -> tuple[Page[Obligation], list[WorkRow]]:
    """Return one page of what is due on days off: the place of the page among the others, and its rows."""
    ordered = with_task(found).order_by("due_on", "task__position", "unit", "pk")
    shown = Paginator(ordered, ROWS_A_PAGE).get_page(page)
    return shown, rows_of(shown.object_list, today)
