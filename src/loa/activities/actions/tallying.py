"""Keep the counts of coverage right: with every row of the ledger, and once more from the rows themselves.

An activity counts for its unit and for every unit above it on the day it went out. A counter-entry counts on the very
same keys, since it carries the day and the unit of what it takes back.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise, product

from django.db import connection, transaction

from loa.activities.models import EVERY, Activity, CoverageTally
from loa.people.models import UnitVersion, ids_above

# Months written to within so many days are counted anew each night; the others did not change.
LOOKED_BACK = timedelta(days=3)
# Deeper than government is anywhere; a tree that has a ring ends here.
_DEEPEST = 12
_CELLS_AT_ONCE = 1_000
_KEY = ("unit_id", "audience", "topic", "month", "channel_id")
_TALLY = CoverageTally._meta.db_table


def count_in(row: Activity, topics: Sequence[int], audiences: Sequence[int]) -> None:
    """Add a row of the ledger to the counts; one statement besides those that find the units above."""
    count_all_in([(row, topics, audiences)])


def count_all_in(rows: Iterable[tuple[Activity, Sequence[int], Sequence[int]]]) -> None:
    """Add rows of the ledger with their topics and audiences to the counts, those of one cell at once.

    Keys are written in one order, so that of two at once the second waits and neither stops the other for good.
    """
    found: dict[tuple[int | date, ...], tuple[int, int]] = {}
    above: dict[tuple[int, date], list[int]] = {}
    for row, topics, audiences in rows:
        place = row.unit_id, row.on
        if place not in above:
            above[place] = ids_above(*place)
        reach = (row.reach or 0) * row.amount
        for unit, audience, topic in product(above[place], (EVERY, *audiences), (EVERY, *topics)):
            key = unit, audience, topic, row.on.replace(day=1), row.channel_id
            amount, people = found.get(key, (0, 0))
            found[key] = amount + row.amount, people + reach
    cells = [(*key, *found[key]) for key in sorted(found)]
    for start in range(0, len(cells), _CELLS_AT_ONCE):
        _add(cells[start : start + _CELLS_AT_ONCE])


def _add(rows: Sequence[tuple[int | date, ...]]) -> None:
    names = ", ".join((*_KEY, "count", "reach"))
    places = ", ".join(["(" + ", ".join(["%s"] * (len(_KEY) + 2)) + ")"] * len(rows))
    _write(
        f"INSERT INTO {_TALLY} ({names}) VALUES {places} ON CONFLICT ({', '.join(_KEY)}) DO UPDATE SET "  # noqa: S608
        f"count = {_TALLY}.count + excluded.count, reach = {_TALLY}.reach + excluded.reach",
        [value for row in rows for value in row],
    )


def _write(statement: str, values: Sequence[int | date] = ()) -> int:
    """Run a statement and return how many rows it wrote."""
    sent = [connection.ops.adapt_datefield_value(one) if isinstance(one, date) else one for one in values]
    with connection.cursor() as cursor:
        cursor.execute(statement, sent)
        return int(cursor.rowcount)


# What the counts are, from the rows of days between which no unit changed: counted for each unit first, for every topic
# and each of its topics, for every audience and each of its audiences; then for the unit and all above it.
_COUNT = """
INSERT INTO coverage_counted (unit_id, audience, topic, channel_id, count, reach)
WITH RECURSIVE
entries AS (
    SELECT id, unit_id, channel_id,
           CASE WHEN counters_id IS NULL THEN 1 ELSE -1 END AS amount,
           CASE WHEN counters_id IS NULL THEN 1 ELSE -1 END * COALESCE(reach, 0) AS reach
    FROM activities_activity WHERE "on" >= %s AND "on" < %s
),
told AS (
    SELECT id, unit_id, channel_id, amount, reach, 0 AS topic FROM entries
    UNION ALL
    SELECT entries.id, unit_id, channel_id, amount, reach, of.topic_id
    FROM entries JOIN activities_activity_topics AS of ON of.activity_id = entries.id
),
meant AS (
    SELECT unit_id, channel_id, amount, reach, topic, 0 AS audience FROM told
    UNION ALL
    SELECT unit_id, channel_id, amount, reach, topic, of.audience_id
    FROM told JOIN activities_activity_audiences AS of ON of.activity_id = told.id
),
cells AS (
    SELECT unit_id, audience, topic, channel_id, SUM(amount) AS amount, SUM(reach) AS reach
    FROM meant GROUP BY unit_id, audience, topic, channel_id
),
scopes AS (
    SELECT DISTINCT unit_id, unit_id AS scope, 1 AS depth FROM entries
    UNION ALL
    SELECT scopes.unit_id, above.parent_id, scopes.depth + 1
    FROM scopes JOIN people_unitversion AS above ON above.unit_id = scopes.scope
     AND above.valid_from <= %s AND (above.valid_until IS NULL OR above.valid_until > %s)
    WHERE above.parent_id IS NOT NULL AND scopes.depth < %s
)
SELECT scopes.scope, cells.audience, cells.topic, cells.channel_id, SUM(cells.amount), SUM(cells.reach)
FROM cells JOIN scopes ON scopes.unit_id = cells.unit_id
WHERE true
GROUP BY scopes.scope, cells.audience, cells.topic, cells.channel_id
ON CONFLICT (unit_id, audience, topic, channel_id) DO UPDATE SET
  count = coverage_counted.count + excluded.count, reach = coverage_counted.reach + excluded.reach
"""
_TABLE = """
CREATE TEMPORARY TABLE coverage_counted (
    unit_id bigint, audience integer, topic integer, channel_id bigint, count integer, reach bigint,
    PRIMARY KEY (unit_id, audience, topic, channel_id)
)
"""
_SAME = "one.unit_id = told.unit_id AND one.audience = told.audience AND one.topic = told.topic AND "
_SAME += "one.channel_id = told.channel_id"
# What nothing stands behind may stay where it counts nothing: a row was taken back there.
_DROP_LEFT = f"""
DELETE FROM {_TALLY} AS told WHERE month = %s AND (count <> 0 OR reach <> 0)
AND NOT EXISTS (SELECT 1 FROM coverage_counted AS one WHERE {_SAME})
"""  # noqa: S608  (names of ours)
# Only what is wrong is written: most nights nothing.
_MEND = f"""
INSERT INTO {_TALLY} (unit_id, audience, topic, month, channel_id, count, reach)
SELECT one.unit_id, one.audience, one.topic, {{month}}, one.channel_id, one.count, one.reach
FROM coverage_counted AS one LEFT JOIN {_TALLY} AS told ON {_SAME} AND told.month = %s
WHERE told.id IS NULL OR told.count <> one.count OR told.reach <> one.reach
ON CONFLICT (unit_id, audience, topic, month, channel_id)
DO UPDATE SET count = excluded.count, reach = excluded.reach
"""  # noqa: S608  (names of ours)


def count_months_anew(months: Iterable[date]) -> int:
    """Count whole months anew, by their first days, and return in how many cells the stored counts were wrong."""
    return sum(_month_anew(month) for month in sorted(set(months)))


def months_written_since(moment: datetime | None) -> list[date]:
    """Return the first days of the months in which something was recorded since a moment; of all where None."""
    rows = Activity.objects.all() if moment is None else Activity.objects.filter(recorded_at__gte=moment)
    return list(rows.order_by().dates("on", "month"))


def months_counted() -> list[date]:
    """Return the first days of the months that have an activity or a stored count."""
    stored = CoverageTally.objects.order_by().values_list("month", flat=True).distinct()
    return sorted({*stored, *months_written_since(None)})


def _month_anew(month: date) -> int:
    following = (month + timedelta(days=32)).replace(day=1)
    postgresql = connection.vendor == "postgresql"
    with transaction.atomic():
        if postgresql:  # nobody writes the ledger meanwhile; SQLite has one writer anyway
            _write(f"LOCK TABLE {_TALLY} IN SHARE ROW EXCLUSIVE MODE")
            _write("SET LOCAL work_mem = '128MB'")
        _write(_TABLE)
        for start, end in _stretches(month, following):
            _write(_COUNT, [start, end, start, start, _DEEPEST])
        _write("DELETE FROM coverage_counted WHERE count = 0 AND reach = 0")
        if postgresql:
            _write("ANALYZE coverage_counted")
        wrong = _write(_DROP_LEFT, [month])
        wrong += _write(_MEND.format(month="CAST(%s AS date)" if postgresql else "%s"), [month, month])
        _write("DROP TABLE coverage_counted")
    return wrong


def _stretches(month: date, following: date) -> list[tuple[date, date]]:
    """Return a month cut at the days on which a unit began, ended or moved; the last day of each is left out."""
    within = {"gt": month, "lt": following}
    days = {month, following}
    for name in ("valid_from", "valid_until"):
        found = UnitVersion.objects.filter(**{f"{name}__{how}": day for how, day in within.items()})
        days.update(found.order_by().values_list(name, flat=True).distinct())
    return list(pairwise(sorted(days)))
