"""Play the guidance of a month in a demonstration: written and issued by the lead, taken and used by communes."""

import tomllib
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from loa.newsroom.actions.packages import ItemValues, draft_package, issue_package, take_package, use_item
from loa.newsroom.choices import ItemKind
from loa.newsroom.models import Package
from loa.website.management.demo.agenda import lot
from loa.website.management.demo.newsroom.recipe import PACKAGES
from loa.website.management.demo.newsroom.stage import Scene, at_hour

_DAY = timedelta(days=1)
_MORNING, _OFFICE, _AFTER = (time(8), time(9, 30)), (time(9, 40), time(16, 40)), (time(16, 45), time(17, 30))


def plan_packages(scene: Scene, folder: Path) -> None:
    """Put on the agenda what became of each monthly package of an example."""
    for file in sorted(folder.glob(PACKAGES)):
        told = tomllib.loads(file.read_text())
        draft_at = at_hour(told["issued_on"] - 2 * _DAY, *_MORNING, "draft", told["key"])
        scene.agenda.plan_at(draft_at, f"package 1 {told['key']}", partial(_draft, scene, told))
        issued_at = at_hour(told["issued_on"], *_MORNING, "issue", told["key"])
        scene.agenda.plan_at(issued_at, f"package 2 {told['key']}", partial(_issue, scene, told))
        for taken in told["taken_by"]:
            at = at_hour(taken["on"], *_OFFICE, "take", told["key"], taken["unit"])
            scene.agenda.plan_at(at, f"package 3 {taken['unit']}", partial(_take, scene, told, taken["unit"]))
        for used in told["used"]:
            name = f"{told['key']} {used['unit']} {used['item']}"
            day = used["on"] + lot("use", name).choice((0, 0, 1)) * _DAY
            at = at_hour(day, *_AFTER, "use", name)
            scene.agenda.plan_at(at, f"package 4 {name}", partial(_use, scene, told, used))


def _draft(scene: Scene, told: Mapping[str, Any], at: datetime) -> None:
    texts = [(ItemKind.TEXT, one["title"], one["text"].strip(), one["topic"]) for one in told["items"]]
    slogans = [(ItemKind.SLOGAN, one["text"], "", one["topic"]) for one in told["slogans"]]
    draft_package(
        owner=scene.units[told["unit"]],
        month=_month(told),
        theme=told["theme"],
        guidance=f"{told['title']}, số {told['symbol']}.\n\n{told['guidance'].strip()}",
        due_on=told["deadline"],
        items=[
            ItemValues(kind=kind, title=title, text=text, topic=scene.topics[topic])
            for kind, title, text, topic in (*texts, *slogans)
        ],
        by=scene.lead,
        at=at,
    )


def _issue(scene: Scene, told: Mapping[str, Any], at: datetime) -> None:
    package = _package(scene, told)
    issue_package(package=package, version=package.version, by=scene.lead, at=at)


def _take(scene: Scene, told: Mapping[str, Any], unit: str, at: datetime) -> None:
    take_package(package=_package(scene, told), unit=scene.units[unit], by=scene.officers[unit], at=at)


def _use(scene: Scene, told: Mapping[str, Any], used: Mapping[str, Any], at: datetime) -> None:
    item = _package(scene, told).items.get(position=used["item"])
    unit, channel = scene.units[used["unit"]], scene.channels[used["channel"]]
    use_item(item=item, unit=unit, channel=channel, on=used["on"], by=scene.officers[used["unit"]], at=at)


def _package(scene: Scene, told: Mapping[str, Any]) -> Package:
    return Package.objects.get(owner=scene.units[told["unit"]], month=_month(told))


def _month(told: Mapping[str, Any]) -> date:
    return date.fromisoformat(f"{told['month']}-01")
