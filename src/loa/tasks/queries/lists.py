"""The list behind every number of a plan: one filter for its pages, its workbook and what is changed in bulk."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from urllib.parse import urlencode

from django.db.models import F, Q, QuerySet, TextChoices

from loa.lib.vietnamese_text import fold
from loa.people.models import UnitVersion
from loa.plans.models import PlanVersion
from loa.tasks.choices import DONE_STATES, OPEN_STATES, State
from loa.tasks.models import Obligation, SavedView, Task, UnitTally
from loa.tasks.queries.figures import OWED, Figure, in_part, shown_by_evidence
from loa.tasks.queries.work import WorkRow, rows_of, with_task
from loa.tasks.rules import SOON_WITHIN

NO_MONTH = "khong"
# Of a name that is looked for.
LONGEST_NAME = 40
_MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])", re.ASCII)
_LONGEST_MONTH = timedelta(days=31)


class Beside(TextChoices):
    """What a list is narrowed to beside the parts of `Figure`, which it cuts across."""

    SOON = "sap-den-han", "sắp đến hạn"
    RETURNED = "tra-lai", "trả lại để bổ sung"
    NOT_APPLICABLE = "khong-ap-dung", "không áp dụng"


class Sort(TextChoices):
    """How a list is put in order, with its word in addresses."""

    DUE = "han", "Hạn cuối"
    UNIT = "don-vi", "Đơn vị"
    TASK = "nhiem-vu", "Nhiệm vụ"
    CHANGED = "cap-nhat", "Mới cập nhật"


PARTS: tuple[Figure | Beside, ...] = (*Figure, *Beside)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What a list is narrowed to and how it is put in order; `query` says the same in an address.

    `of_name` are the units whose names hold the words of `named`. `month` is that of the last day ("2024-03"), or
    `NO_MONTH` for what has no last day. `unopened` leaves what is still to be done and no officer of the unit has
    opened, `only_words` what was handed in without a file or a link.
    """

    task: int | None = None
    unit: int | None = None
    named: str = ""
    of_name: frozenset[int] = field(default=frozenset(), compare=False)
    part: Figure | Beside | None = None
    month: str = ""
    unopened: bool = False
    only_words: bool = False
    sort: Sort = Sort.DUE

    @property
    def query(self) -> str:
        """What the address of this list carries, "" for all of a plan."""
        said = {
            "nhiem-vu": self.task,
            "don-vi": self.unit,
            "ten": self.named,
            "trang-thai": self.part and self.part.value,
            "thang": self.month,
            "chua-mo": self.unopened and "1",
            "chi-co-loi": self.only_words and "1",
            "xep": self.sort.value if self.sort != Sort.DUE else "",
        }
        return urlencode({name: value for name, value in said.items() if value})

    @property
    def is_narrowed(self) -> bool:
        return replace(self, sort=Sort.DUE) != Filter()

    def without(self, *names: str) -> str:
        """Return the address of the list with some of it no longer asked for."""
        plain = Filter()
        return replace(self, **{name: getattr(plain, name) for name in names}).query


def read_filter(asked: Mapping[str, str], tasks: Collection[int], units: Mapping[int, str]) -> Filter:
    """Return what an address asks for of a plan with some tasks and units; what it cannot mean is left out."""
    words = " ".join(asked.get("ten", "").split())[:LONGEST_NAME].strip()
    month = asked.get("thang", "")
    part, sort = asked.get("trang-thai", ""), asked.get("xep", "")
    return Filter(
        task=_known(asked.get("nhiem-vu", ""), tasks),
        unit=_known(asked.get("don-vi", ""), units),
        named=words,
        of_name=frozenset(pk for pk, name in units.items() if fold(words) in fold(name)) if words else frozenset(),
        part=next((one for one in PARTS if one.value == part), None),
        month=month if month == NO_MONTH or _MONTH.fullmatch(month) else "",
        unopened=bool(asked.get("chua-mo")),
        only_words=bool(asked.get("chi-co-loi")),
        sort=Sort(sort) if sort in Sort.values else Sort.DUE,
    )


def plan_tasks(version: PlanVersion) -> list[Task]:
    """Return the tasks of a plan in order, for a filter; one statement."""
    return list(Task.objects.filter(version=version).only("number", "title", "position").order_by("position"))


def plan_units(version: PlanVersion, seen: Collection[int], today: date) -> dict[int, str]:
    """Return the units among those seen that were given something of a plan, by name; one statement."""
    given = UnitTally.objects.filter(within(version, seen), version=version).values("unit")
    named = UnitVersion.objects.filter(unit__in=given, valid_from__lte=today).order_by("valid_from")
    names = dict(named.values_list("unit", "name"))
    return dict(sorted(names.items(), key=lambda pair: pair[1]))


def within(version: PlanVersion, seen: Collection[int]) -> Q:
    """Return the condition for what somebody sees of a plan: all of it, or what some units owe.

    Whoever sees the plan's owner sees everybody who owes something of it, and thousands of them need not be named.
    """
    return Q() if version.plan.owner_id in seen else Q(unit__in=seen)


def narrowed(version: PlanVersion, seen: Collection[int], wanted: Filter, today: date) -> QuerySet[Obligation]:
    """Return what a filter leaves of a plan within what somebody sees, in no order."""
    found = Obligation.objects.filter(_in_part(wanted.part, today), within(version, seen), task__version=version)
    if wanted.task is not None:
        found = found.filter(task=wanted.task)
    if wanted.unit is not None:
        found = found.filter(unit=wanted.unit)
    if wanted.named:
        found = found.filter(unit__in=wanted.of_name)
    if wanted.month:
        found = found.filter(_in_month(wanted.month))
    if wanted.unopened:
        found = found.filter(opened_at__isnull=True, state__in=OPEN_STATES)
    if wanted.only_words:
        found = found.filter(~shown_by_evidence(), state__in=DONE_STATES)
    return found.order_by()


def chosen_rows(version: PlanVersion, seen: Collection[int], chosen: Collection[int], today: date) -> list[WorkRow]:
    """Return those of some obligations that are of a plan and seen, in the order of its tasks; two statements."""
    found = with_task(Obligation.objects.filter(pk__in=chosen, task__version=version, unit__in=seen))
    return rows_of(found.order_by("task__position", F("due_on").asc(nulls_last=True), "unit", "pk"), today, later={})


def saved_views(version: PlanVersion, person: int) -> list[SavedView]:
    """Return what somebody keeps of the pages about a plan, by name; one statement."""
    return list(SavedView.objects.filter(version=version, person=person).order_by("name"))


def _in_part(part: Figure | Beside | None, today: date) -> Q:
    if isinstance(part, Figure):
        return in_part(part, today)
    if part is None:
        return OWED
    return {
        Beside.SOON: Q(state__in=OPEN_STATES, due_on__range=(today, today + SOON_WITHIN)),
        Beside.RETURNED: Q(state=State.RETURNED),
        Beside.NOT_APPLICABLE: Q(state=State.NOT_APPLICABLE),
    }[part]


def _in_month(month: str) -> Q:
    if month == NO_MONTH:
        return Q(due_on__isnull=True)
    first = date.fromisoformat(f"{month}-01")
    return Q(due_on__gte=first, due_on__lt=(first + _LONGEST_MONTH).replace(day=1))


def _known(asked: str, among: Collection[int]) -> int | None:
    return next((one for one in among if str(one) == asked), None)
