"""Try something as everybody, take each try back, and say who got through."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import connection, transaction

from tests.roles.cast import BESIDES, LETTERS, PLACES, Person

_WRITE = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"(\w+)"', re.IGNORECASE)
# A session notes when it is used, Wagtail's editor who has it open and what is to be previewed: nothing anybody owns.
_OF_NO_ACCOUNT = {"django_session", "wagtailadmin_editingsession", "wagtailadmin_formstate"}
COLUMNS = (*PLACES, "besides")
_EVERYBODY = {**dict.fromkeys(PLACES, "".join(LETTERS)), "besides": BESIDES}


@dataclass
class Written:
    """The tables that were written to during a try."""

    tables: set[str] = field(default_factory=set)

    @property
    def is_recorded(self) -> bool:
        """Tell whether an action left its audit entry."""
        return "people_auditentry" in self.tables


@contextmanager
def taken_back() -> Iterator[Written]:
    """Note which tables a block writes to, and undo it."""
    written = Written()

    def note(execute, sql, params, many, context):
        match = _WRITE.match(sql)
        if match and match[1] not in _OF_NO_ACCOUNT:
            written.tables.add(match[1])
        return execute(sql, params, many, context)

    with transaction.atomic():
        with connection.execute_wrapper(note):
            yield written
        transaction.set_rollback(True)


def who_gets_through(people: list[Person], attempt: Callable[[Person], bool]) -> dict[str, str]:
    """Return the letters of those whose attempt succeeded, by the columns of the table."""
    through = dict.fromkeys(COLUMNS, "")
    for person in people:
        if attempt(person):
            through[person.place] += person.letter
    return through


def rows_of(table: str) -> list[dict[str, str]]:
    """Return the lines of a table written as text, by its head; "-" is nobody and "*" everybody of a column."""
    head, *lines = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    return [dict(zip(head, line, strict=True)) for line in lines if any(line)]


def granted(row: dict[str, str]) -> dict[str, str]:
    """Return whom a row of a table lets through, by its columns."""
    return {column: _EVERYBODY[column] if row[column] == "*" else row[column].strip("-") for column in COLUMNS}
