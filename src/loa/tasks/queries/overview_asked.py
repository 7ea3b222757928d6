"""What a reader asks of a plan's overview by its address: which tasks or units, in which order."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import TextChoices

from loa.lib.vietnamese_text import fold
from loa.tasks.queries.lists import LONGEST_NAME


class TaskSort(TextChoices):
    """How tasks are put in order, with the word in addresses."""

    PLAN = "ke-hoach", "Thứ tự trong kế hoạch"
    LATE = "qua-han", "Quá hạn nhiều trước"
    SENT = "da-gui", "Gửi ít trước"


class UnitSort(TextChoices):
    """How units are put in order, with the word in addresses."""

    LATE = "qua-han", "Quá hạn nhiều trước"
    NAME = "ten", "Tên đơn vị"
    SENT = "da-gui", "Gửi ít trước"
    UNOPENED = "chua-mo", "Chưa mở nhiều trước"


@dataclass(frozen=True, slots=True, kw_only=True)
class TasksAsked:
    """Tasks whose title, number or lead has some words, maybe only those with something late; `query` says the same."""

    named: str = ""
    only_late: bool = False
    sort: TaskSort = TaskSort.PLAN

    @property
    def query(self) -> str:
        """What the address carries, "" for all tasks in the order of the plan."""
        usual = self.sort == TaskSort.PLAN
        return _query(tim=self.named, **{"qua-han": "1" if self.only_late else ""}, xep="" if usual else self.sort)

    @property
    def is_narrowed(self) -> bool:
        return bool(self.named or self.only_late)

    def names(self, *words: str) -> bool:
        """Tell whether what is looked for stands in some words."""
        return not self.named or fold(self.named) in fold(" ".join(words))


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitsAsked:
    """Units whose name has some words, maybe only the silent ones; `query` says the same."""

    named: str = ""
    only_silent: bool = False
    sort: UnitSort = UnitSort.LATE

    @property
    def query(self) -> str:
        """What the address carries, "" for all units, those to be urged first."""
        usual = self.sort == UnitSort.LATE
        return _query(tim=self.named, **{"im-lang": "1" if self.only_silent else ""}, xep="" if usual else self.sort)

    @property
    def is_narrowed(self) -> bool:
        return bool(self.named or self.only_silent)

    def names(self, name: str) -> bool:
        """Tell whether what is looked for stands in a name."""
        return not self.named or fold(self.named) in fold(name)


def read_tasks_asked(asked: Mapping[str, str]) -> TasksAsked:
    """Return what an address asks for of the tasks; what it cannot mean is left out."""
    sort = asked.get("xep", "")
    return TasksAsked(
        named=_words(asked),
        only_late=bool(asked.get("qua-han")),
        sort=TaskSort(sort) if sort in TaskSort.values else TaskSort.PLAN,
    )


def read_units_asked(asked: Mapping[str, str]) -> UnitsAsked:
    """Return what an address asks for of the units; what it cannot mean is left out."""
    sort = asked.get("xep", "")
    return UnitsAsked(
        named=_words(asked),
        only_silent=bool(asked.get("im-lang")),
        sort=UnitSort(sort) if sort in UnitSort.values else UnitSort.LATE,
    )


def _words(asked: Mapping[str, str]) -> str:
    return " ".join(asked.get("tim", "").split())[:LONGEST_NAME].strip()


def _query(**said: str) -> str:
    return urlencode({name: value for name, value in said.items() if value})
