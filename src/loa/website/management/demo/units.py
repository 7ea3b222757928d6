"""What units do in a demonstration: open what they were given, begin, hand in, mend, say that they read the plan."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import partial
from itertools import groupby
from random import Random

from django.utils.timezone import localtime

from loa.people.models import Unit, User
from loa.tasks.actions import (
    Entry,
    acknowledge,
    call_roll,
    comment,
    enter_on_behalf,
    hand_in,
    hand_in_period,
    note_opened,
    report_nil,
    say_received,
    start_work,
)
from loa.tasks.choices import DONE_STATES, OPEN_STATES, OnBehalf, Received, State
from loa.tasks.models import Obligation
from loa.tasks.queries.locks import closed_to_report
from loa.website.management.demo.agenda import lot
from loa.website.management.demo.recipe import MARK, Ending
from loa.website.management.demo.stage import Stage, name_of
from loa.website.management.demo.tempers import Days, Temper
from loa.website.management.demo.words import (
    LACKING,
    MENDED,
    STARTED,
    figures_of,
    file_of,
    link_of,
    marked,
    sentence,
)

# Work with its last day so far off is begun in between; a further note follows.
_LONG = timedelta(days=45)
_IS_BEGUN, _IS_NIL, _IS_SINGLE, _IS_FILE, _IS_LACKING, _CALLS_ROLL, _READS = 0.35, 0.04, 0.3, 0.45, 0.3, 0.7, 0.85
_HEADCOUNT = (9, 46)


def plan_units(stage: Stage) -> None:
    """Put on the agenda what units do of their own accord."""
    rows = [row for row in stage.rows() if row.unit_id in stage.officers]
    for unit, owed in groupby(rows, key=lambda row: row.unit):
        _plan_reading(stage, unit)
        for period, together in groupby(owed, key=lambda row: row.period):
            if period:
                _plan_period(stage, list(together))
            else:
                for row in together:
                    _plan_row(stage, row)


def mend_later(stage: Stage, row: Obligation, at: datetime) -> None:
    """Put on the agenda that a unit mends what was just given back to it."""
    rng = lot("mend", name_of(row), row.revision)
    day = localtime(at).date() + _days(stage.temper_of(row).mends, rng)

    def mend(at: datetime) -> None:
        now = stage.fresh(row)
        if _may_report(now, at):
            note = marked(rng.choice(MENDED))
            _hand_in(stage, now, note, {}, with_file=rng.random() < _IS_FILE, rng=rng, at=at)

    stage.agenda.plan(day, f"mend {name_of(row)} {row.revision}", mend)


def _plan_reading(stage: Stage, unit: Unit) -> None:
    rng, officer = lot("reading", unit.key), stage.officers[unit.pk]
    temper = stage.tempers.get(unit.key)
    if rng.random() > _READS or (temper and temper.opens is None):
        return
    day = stage.confirmed_on + _days((1, 24), rng)

    def read(at: datetime) -> None:
        acknowledge(version=stage.version, unit=unit, by=officer, at=at)

    stage.agenda.plan(day, f"read {unit.key}", read)
    if rng.random() > _CALLS_ROLL:
        return
    headcount = rng.randint(*_HEADCOUNT)
    listed = headcount - rng.choice((0, 0, 1, 2, 5))

    def call(at: datetime) -> None:
        met_on = localtime(at).date()
        said = {"headcount": headcount, "listed": listed, "met_on": met_on, "seen": None}
        call_roll(version=stage.version, unit=unit, **said, by=officer, at=at)  # type: ignore[arg-type]

    stage.agenda.plan(day + _days((3, 20), rng), f"roll {unit.key}", call)


def _plan_row(stage: Stage, row: Obligation) -> None:
    """Plan work that is done once."""
    temper, rng = stage.temper_of(row), lot("row", name_of(row))
    if row.due_on is None or stage.ends(row, Ending.NOTHING):
        return
    day = _day_of_result(stage, row, temper, row.due_on, rng)
    _plan_opening(stage, row, temper, day, rng)
    begins = day or row.due_on
    if row.due_on - stage.confirmed_on > _LONG and temper.opens:
        earliest = stage.confirmed_on + _days((6, 24), rng)
        _plan_begin(stage, row, max(begins - _days((18, 75), rng), earliest), rng)
    fate = stage.fate_of(row)
    if fate and fate.ending == Ending.BEGUN:
        _plan_begin(stage, row, fate.on or begins - _days((2, 9), rng), rng)
    elif day:
        stage.agenda.plan(day, f"hand in {name_of(row)}", partial(_tell, stage, row))


def _plan_period(stage: Stage, rows: list[Obligation]) -> None:
    """Plan the standing work of a unit in one period: most of it goes in at once, some of it by itself."""
    first = rows[0]
    temper, rng = stage.temper_of(first), lot("period", first.unit.key, first.period)
    due, begun_on = max(row.due_on for row in rows if row.due_on), first.starts_on or stage.confirmed_on
    day = due + _days(temper.hands_in, rng) if temper.hands_in else None
    together: list[Obligation] = []
    for row in rows:
        _plan_opening(stage, row, temper, day, rng)
        fate = stage.fate_of(row)
        if fate and fate.ending == Ending.NOTHING:
            continue
        if fate and fate.ending == Ending.BEGUN:
            _plan_begin(stage, row, due - _days((2, 9), rng), rng)
        elif fate and fate.on:
            stage.agenda.plan(fate.on, f"hand in {name_of(row)}", partial(_tell, stage, row))
        elif temper.opens and rng.random() < _IS_BEGUN:
            _plan_begin(stage, row, begun_on + _days((8, 26), rng), rng)
        if fate and (fate.on or fate.ending == Ending.BEGUN):
            continue
        if day is None or rng.random() < temper.forgets:
            continue
        if temper.by_paper or (not together and rng.random() < _IS_SINGLE):
            stage.agenda.plan(day, f"hand in {name_of(row)}", partial(_tell, stage, row))
        else:
            together.append(row)
    if day and together:
        name = f"hand in {first.unit.key} {first.period}"
        stage.agenda.plan(day, name, partial(_hand_in_together, stage, together, temper))


def _day_of_result(stage: Stage, row: Obligation, temper: Temper, due: date, rng: Random) -> date | None:
    fate = stage.fate_of(row)
    if fate and fate.on:
        return fate.on
    if temper.hands_in is None or (fate is None and rng.random() < temper.forgets):
        return None
    return due + _days(temper.hands_in, rng)


def _plan_opening(stage: Stage, row: Obligation, temper: Temper, day: date | None, rng: Random) -> None:
    """Let the unit open a piece of work some days after it can be worked on, and before it hands anything in."""
    if temper.opens is None:
        return
    opens = max(row.starts_on or stage.confirmed_on, stage.confirmed_on) + _days(temper.opens, rng)
    opens = min(opens, day - timedelta(days=1)) if day else opens
    stage.agenda.plan(opens, f"aa open {name_of(row)}", partial(note_opened, obligation=row))


def _open(row: Obligation, at: datetime) -> None:
    if row.opened_at is None:
        note_opened(obligation=row, at=at)


def _plan_begin(stage: Stage, row: Obligation, day: date, rng: Random) -> None:
    note = marked(rng.choice(STARTED))

    def begin(at: datetime) -> None:
        now = stage.fresh(row)
        if now.state == State.NOT_STARTED and _may_report(now, at):
            _open(now, at)
            officer = stage.officers[now.unit_id]
            start_work(obligation=now, note=note, revision=now.revision, by=officer, at=at)

    stage.agenda.plan(day, f"begin {name_of(row)}", begin)


def _tell(stage: Stage, row: Obligation, at: datetime) -> None:
    """Let a unit hand one result in, or the lead type it from what came by post."""
    now, temper = stage.fresh(row), stage.temper_of(row)
    if not _may_report(now, at):
        return
    rng, indicators = lot("tell", name_of(row)), stage.indicators[now.task_id]
    figures = figures_of(indicators, rng)
    note = sentence(stage.recipe.sentences, now, indicators, figures, rng)
    if temper.by_paper:
        day = localtime(at).date() - timedelta(days=rng.randint(1, 3))
        symbol = f"{rng.randint(20, 180)}/BC-UBND {MARK}"
        said = {"source": OnBehalf.DOCUMENT, "symbol": symbol, "day": day, "note": note, "figures": figures}
        enter_on_behalf(obligation=now, **said, revision=now.revision, by=stage.lead, at=at)  # type: ignore[arg-type]
    elif now.period and rng.random() < _IS_NIL:
        report_nil(obligation=now, revision=now.revision, by=stage.officers[now.unit_id], at=at)
    else:
        shows = rng.random() < temper.shows
        _hand_in(stage, now, note, figures, with_file=rng.random() < _IS_FILE, rng=rng, at=at, shows=shows)
    _plan_receiving(stage, now, at)


def _hand_in(
    stage: Stage,
    row: Obligation,
    note: str,
    figures: dict[int, int],
    *,
    with_file: bool,
    rng: Random,
    at: datetime,
    shows: bool = True,
) -> None:
    _open(row, at)
    hand_in(
        obligation=row,
        note=note,
        files=[file_of(row, note, rng)] if shows and with_file else [],
        links=[link_of(row, rng)] if shows and not with_file else [],
        figures=figures,
        revision=row.revision,
        by=stage.officers[row.unit_id],
        at=at,
    )


def _hand_in_together(stage: Stage, rows: Iterable[Obligation], temper: Temper, at: datetime) -> None:
    entries, unit = [], None
    for row in map(stage.fresh, rows):
        if not _may_report(row, at):
            continue
        rng, unit, indicators = lot("tell", name_of(row)), row.unit, stage.indicators[row.task_id]
        if rng.random() < _IS_NIL:
            entries.append(Entry(obligation=row.pk, revision=row.revision, nil=True))
            continue
        figures = figures_of(indicators, rng)
        note = sentence(stage.recipe.sentences, row, indicators, figures, rng)
        link = link_of(row, rng).url if rng.random() < temper.shows else ""
        entries.append(Entry(obligation=row.pk, revision=row.revision, note=note, figures=figures, link=link))
    if unit:
        hand_in_period(unit=unit, entries=entries, by=stage.officers[unit.pk], at=at)


def _plan_receiving(stage: Stage, row: Obligation, at: datetime) -> None:
    """Let the unit that gets a result say so some days later."""
    rng = lot("receive", name_of(row))
    receivers = [unit.pk for unit in row.task.receivers.order_by("key") if unit.pk in stage.officers]
    if not receivers:
        return
    lacking = rng.random() < _IS_LACKING
    word, text = (Received.LACKING, marked(rng.choice(LACKING))) if lacking else (Received.RECEIVED, "")

    def receive(at: datetime) -> None:
        now = stage.fresh(row)
        if now.state in DONE_STATES:
            say_received(obligation=now, word=word, text=text, by=stage.officers[receivers[0]], at=at)

    stage.agenda.plan(localtime(at).date() + _days((1, 3), rng), f"receive {name_of(row)}", receive)


def speak_later(stage: Stage, row: Obligation, by: User, text: str, day: date, name: str) -> None:
    """Put on the agenda that somebody writes about a piece of work."""

    def speak(at: datetime) -> None:
        comment(obligation=stage.fresh(row), text=marked(text), by=by, at=at)

    stage.agenda.plan(day, f"speak {name} {name_of(row)}", speak)


def _may_report(row: Obligation, at: datetime) -> bool:
    """Tell whether a unit still has something to report there, and may."""
    today = localtime(at).date()
    begun = row.starts_on is None or row.starts_on <= today
    return row.state in OPEN_STATES and begun and not closed_to_report([row], today)


def _days(between: Days, rng: Random) -> timedelta:
    return timedelta(days=rng.randint(*between))
