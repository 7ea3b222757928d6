"""What units of a demonstration enter in the ledger by hand: meetings, trainings, panels, what no system saw."""

import csv
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path

from django.core.files.base import ContentFile

from loa.activities.actions import Entry, enter_activity
from loa.activities.choices import Grade, Origin
from loa.lib.working_days import next_working_day
from loa.tasks.actions import Link
from loa.website.management.demo.agenda import lot
from loa.website.management.demo.newsroom.recipe import BY_HAND
from loa.website.management.demo.newsroom.stage import Scene, at_hour
from loa.website.management.demo.recipe import MARK

# Days from a deed to its entry: most enter it the next day, some when they are reminded.
_LATER = (0, 1, 1, 1, 2, 2, 5, 9)
_OFFICE = (time(7, 50), time(16, 40))
_AFTER = (time(16, 45), time(17, 30))


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """One row of the file of activities; `proof` is "file", "link" or "word"."""

    on: date
    unit: str
    form: str
    channel: str
    topics: tuple[str, ...]
    audiences: tuple[str, ...]
    title: str
    place: str
    reach: int | None
    reach_source: str
    proof: str


def read_done(folder: Path) -> list[Done]:
    """Return the activities of an example that were entered by hand, in the order of their days."""
    with (folder / BY_HAND).open(encoding="utf-8", newline="") as file:
        rows = [_done(row) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]
    return sorted(rows, key=lambda one: (one.on, one.unit))


def plan_by_hand(scene: Scene, rows: list[Done]) -> None:
    """Put on the agenda that officers enter what their units did, some days after it."""
    for one in rows:
        name = f"{one.on} {one.unit} {one.form}"
        days = lot("enter", name).choice(_LATER)
        day = next_working_day(one.on + timedelta(days=days - 1), scene.agenda.special) if days else one.on
        at = at_hour(day, *(_AFTER if day == one.on else _OFFICE), "enter", name)
        scene.agenda.plan_at(at, f"enter {name}", partial(_enter, scene, one))


def _enter(scene: Scene, one: Done, at: datetime) -> None:
    rng = lot("proof", one.on, one.unit, one.form)
    entry = Entry(
        on=one.on,
        unit=scene.units[one.unit],
        title=f"{one.title} {MARK}",
        form=scene.forms[one.form],
        channel=scene.channels[one.channel],
        topics=scene.topics_of(one.topics),
        audiences=scene.audiences_of(one.audiences),
        place=one.place,
        reach=one.reach,
        reach_source=one.reach_source,
        grade=Grade.WORD,
        origin=Origin.HAND,
    )
    link = Link(f"https://vidu.example/{one.unit}/anh-{rng.randint(1000, 9999)}", f"Ảnh tại chỗ {MARK}")
    listed = f"{one.title}\n{one.place}\nSố người dự: {one.reach} {MARK}\n"
    enter_activity(
        entry=entry,
        files=[ContentFile(listed.encode(), name="danh-sach-minh-hoa.txt")] if one.proof == "file" else (),
        links=[link] if one.proof == "link" else (),
        by=scene.officers[one.unit],
        at=at,
    )


def _done(row: dict[str, str]) -> Done:
    return Done(
        on=date.fromisoformat(row["ngay"]),
        unit=row["don_vi"],
        form=row["hinh_thuc"],
        channel=row["kenh"],
        topics=tuple(row["noi_dung"].split(",")),
        audiences=tuple(row["doi_tuong"].split(",")),
        title=row["ten"],
        place=row["noi"],
        reach=int(row["so_nguoi"]) if row["so_nguoi"] else None,
        reach_source=row["nguon_so"],
        proof=row["minh_chung"],
    )
