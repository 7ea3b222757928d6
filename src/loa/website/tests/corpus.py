"""The demonstration's stories, put out without their course, with its units and a plan: something to search in."""

import json
import tomllib
from datetime import UTC, datetime, time, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

from django.core.management import call_command

from loa.lib.simple_text import as_html
from loa.newsroom.choices import StoryState
from loa.newsroom.models import Section, Story
from loa.people.models import Unit
from loa.plans.models import Plan
from loa.plans.tests.factories import make_plan
from loa.website.actions import index_anew

EXAMPLES = Path(__file__).resolve().parents[4] / "examples" / "vinh-linh-2024"
NOW = datetime(2024, 11, 5, 2, 0, tzinfo=UTC)
TODAY = NOW.date()
PHONE = "000 000 0025"


def section_of(owner: Unit, slug: str = "tin-tuc", name: str = "Tin tức") -> Section:
    """Store a section of a unit."""
    begun = TODAY.replace(year=2020)
    return Section.objects.create(owner=owner, slug=slug, name=name, desk=owner, approver=owner, valid_from=begun)


def put_out(section: Section, slug: str, title: str, text: str = "", **fields: Any) -> Story:
    """Store a story that is out, without the course that leads there."""
    at = fields.pop("at", NOW)
    body = [{"type": "text", "value": as_html(text), "id": "1"}] if text else []
    fields = {"unit": section.owner, "state_at": at, "first_published_at": at, "last_published_at": at, **fields}
    return Story.objects.create(
        section=section, slug=slug, title=title, body=json.dumps(body), live=True, state=StoryState.PUBLISHED, **fields
    )


def fill() -> None:
    """Store units, a plan of the district and the stories of a year, and index them."""
    call_command("load_units", EXAMPLES, stdout=StringIO())
    district = Unit.objects.get(key="huyen-vinh-linh")
    Unit.objects.filter(key="vinh-linh-tu-phap").update(phone=PHONE)
    make_plan()
    Plan.objects.update(owner=district)
    section = section_of(district)
    units = dict(Unit.objects.values_list("key", "pk"))
    for file in sorted(EXAMPLES.glob("tin-bai/2*.toml")):
        for one in tomllib.loads(file.read_text("utf-8"))["story"]:
            day = one.get("published_on") or one["filed_on"] + timedelta(days=3)
            put_out(
                section, one["key"], one["title"], one["body"], lead=one["lead"], unit_id=units[one["unit"]],
                at=datetime.combine(day, time(2), UTC),
            )  # fmt: skip
    index_anew(at=NOW)
