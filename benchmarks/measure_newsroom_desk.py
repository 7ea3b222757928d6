"""Fill one database with so many stories (the argument) of 200 communes, ask for the pages of the newsroom in process,
and print the figures as JSON; settings as in the environment.

The stories are stored in bulk, their text that of one written through the actions: they are the ground of what is
measured. The story whose page is asked for went through the actions.
"""

import json
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from statistics import median, quantiles
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402  (needs the set-up above)
from django.contrib.staticfiles import finders  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402

from loa.activities.models import Audience, Channel, Topic  # noqa: E402
from loa.newsroom.choices import OutputState, Stage, StoryKind, StoryState, TipState, TipWay  # noqa: E402
from loa.newsroom.models import Decision, Output, Section, Story, Tip  # noqa: E402
from loa.newsroom.tests.factories import House, asked, make_house, make_story  # noqa: E402
from loa.people.models import Unit, User  # noqa: E402
from loa.tasks.tests.factories import make_units  # noqa: E402

UNITS, ROUNDS, AT_ONCE = 200, 30, 2_000
FIRST, TODAY = datetime(2023, 1, 2, 2, 0, tzinfo=UTC), date(2024, 3, 15)
# Of a thousand stories so many stand in each state; the rest is out.
_STANDING = {
    StoryState.DRAFT: 20,
    StoryState.RETURNED: 10,
    StoryState.DESK: 12,
    StoryState.LEGAL: 2,
    StoryState.APPROVAL: 8,
    StoryState.APPROVED: 6,
    StoryState.WITHDRAWN: 4,
    StoryState.DROPPED: 30,
}
_STATES = [state for state, many in _STANDING.items() for _ in range(many)]
_STATES += [StoryState.PUBLISHED] * (1000 - len(_STATES))
_ASKED = {StoryState.DESK: Stage.DESK, StoryState.LEGAL: Stage.LEGAL, StoryState.APPROVAL: Stage.APPROVAL}
_OF_THE_OFFICE = "office"


def main() -> None:
    """Fill the database, ask for every page in turn, round after round, and print what they took."""
    count = int(sys.argv[1])
    settings.LOA_PAGE_CACHE_SECONDS = 0  # a stored page costs nothing
    call_command("migrate", verbosity=0)
    with transaction.atomic():
        house, story = _fill(count)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    pages = _pages(house, story)
    taken: dict[str, list[float]] = {name: [] for name in pages}
    for _ in range(ROUNDS):
        for name, (address, client) in pages.items():
            begin = time.perf_counter()
            answer = client.get(address)
            taken[name].append(time.perf_counter() - begin)
            assert answer.status_code == 200, (name, answer.status_code)
    print(json.dumps({
        "stories": Story.objects.count(), "pages": [_figure(name, *pages[name], taken[name]) for name in pages],
    }))  # fmt: skip


def _fill(count: int) -> tuple[House, Story]:
    """Store a newsroom, its stories with what is asked and goes out, and the tips they began with."""
    units = make_units(UNITS)
    house = make_house(unit=units[0])
    sections = [house.section, *(_section(house, number) for number in range(2, 7))]
    waiting = make_story(house, StoryState.DESK)
    stories = _stories(waiting, units, sections, count)
    while some := list(islice(stories, AT_ONCE)):
        Story.objects.bulk_create(some)
    ids = list(Story.objects.order_by("pk").values_list("pk", "state", "unit", "state_at"))
    _with_terms([pk for pk, *_ in ids if pk != waiting.pk])
    _with_decisions(house, waiting, ids)
    _with_outputs(ids)
    Tip.objects.bulk_create(_tips(house, units, count // 4), batch_size=AT_ONCE)
    return house, waiting


def _section(house: House, number: int) -> Section:
    first = house.section
    return Section.objects.create(
        owner=first.owner, slug=f"chuyen-muc-{number}", name=f"Chuyên mục {number}", position=number,
        desk=first.desk, approver=first.approver, legal=first.legal, valid_from=first.valid_from,
    )  # fmt: skip


def _stories(told: Story, units: list[Unit], sections: list[Section], count: int) -> Iterator[Story]:
    """Yield stories over fourteen months, each with the text of one that was told."""
    step = (datetime(2024, 3, 14, tzinfo=UTC) - FIRST) / count
    for number in range(count):
        state, at = _STATES[number * 7 % 1000], FIRST + number * step
        out = state in (StoryState.PUBLISHED, StoryState.WITHDRAWN)
        yield Story(
            unit=units[number * 3 % UNITS], section=sections[number % len(sections)], slug=f"tin-minh-hoa-so-{number}",
            kind=StoryKind.values[number % len(StoryKind.values)], title=f"Tin minh họa số {number}", lead=told.lead,
            body=told.body, happened_on=at.date(), state=state, state_at=at, written_by_id=told.written_by_id,
            edited_by_id=told.edited_by_id, submitted_at=None if state == StoryState.DRAFT else at, version=1,
            due_on=TODAY + timedelta(days=number % 9 - 4) if state in _ASKED else None,
            go_live_at=datetime(2024, 3, 15 + number % 9, 1, 0, tzinfo=UTC) if state == StoryState.APPROVED else None,
            live=state == StoryState.PUBLISHED, first_published_at=at if out else None,
            last_published_at=at if out else None,
        )  # fmt: skip


def _with_terms(stories: list[int]) -> None:
    topics, audiences = (list(model._default_manager.values_list("pk", flat=True)) for model in (Topic, Audience))
    of_topic, of_audience = Story.topics.through, Story.audiences.through
    told = [of_topic(story_id=pk, topic_id=topics[(pk + more * 5) % len(topics)]) for pk in stories for more in (0, 1)]
    of_topic._default_manager.bulk_create(told, batch_size=AT_ONCE)
    meant = [of_audience(story_id=pk, audience_id=audiences[pk % len(audiences)]) for pk in stories]
    of_audience._default_manager.bulk_create(meant, batch_size=AT_ONCE)


def _with_decisions(house: House, waiting: Story, stories: list[tuple[int, str, int, datetime]]) -> None:
    """Ask what is open about each story, and leave two answers behind for what is out."""
    whom = {Stage.DESK: house.section.desk, Stage.LEGAL: house.section.legal, Stage.APPROVAL: house.section.approver}
    open_ones, revision = asked(waiting), asked(waiting).revision
    rows = []
    for pk, state, _, at in stories:
        told = {"story_id": pk, "revision": revision, "asked_at": at}
        if pk != open_ones.story_id and state in _ASKED:
            due = TODAY + timedelta(days=pk % 9 - 4)
            rows.append(
                Decision(stage=_ASKED[StoryState(state)], unit=whom[_ASKED[StoryState(state)]], due_on=due, **told)
            )
        elif state in (StoryState.PUBLISHED, StoryState.WITHDRAWN, StoryState.APPROVED):
            done = {"outcome": "passed", "decided_at": at, "way": "account"}
            rows.append(Decision(stage=Stage.DESK, unit=whom[Stage.DESK], by=house.editor, **told, **done))
            rows.append(Decision(stage=Stage.APPROVAL, unit=whom[Stage.APPROVAL], by=house.approver, **told, **done))
    Decision.objects.bulk_create(rows, batch_size=AT_ONCE)


def _with_outputs(stories: list[tuple[int, str, int, datetime]]) -> None:
    site, loudspeaker = (Channel.objects.get(code=code) for code in ("website", "loudspeaker"))
    Output.objects.bulk_create(
        [Output(story_id=pk, channel=channel, unit_id=unit, state=OutputState.CONFIRMED, state_at=at, sent_at=at)
         for pk, state, unit, at in stories if state == StoryState.PUBLISHED for channel in (site, loudspeaker)],
        batch_size=AT_ONCE,
    )  # fmt: skip


def _tips(house: House, units: list[Unit], count: int) -> Iterator[Tip]:
    step = (datetime(2024, 3, 15, tzinfo=UTC) - FIRST) / count
    for number in range(count):
        at, new = FIRST + number * step, number % 50 == 0
        yield Tip(
            unit=units[number % UNITS], title=f"Tin cơ sở {number}", text="Sáng nay thôn họp.", way=TipWay.DESK,
            by=house.writer, received_at=at, state=TipState.NEW if new else TipState.USED,
            taken_by=None if new else house.editor, taken_at=None if new else at + timedelta(hours=number % 40),
        )  # fmt: skip


def _pages(house: House, story: Story) -> dict[str, tuple[str, Client]]:
    editor, writer, approver = (_client(one) for one in (house.editor, house.writer, house.approver))
    every = reverse("newsroom:stories")
    return {
        "room of the desk": (reverse("newsroom:home"), editor),
        "room of the approver": (reverse("newsroom:home"), approver),
        "room of a commune": (reverse("newsroom:home"), writer),
        "list, all": (every, editor),
        "list, page 300": (f"{every}?trang=300", editor),
        "list, of a commune": (every, writer),
        "list, by state": (f"{every}?trang-thai=desk", editor),
        "list, by unit": (f"{every}?don-vi={house.unit.pk}", editor),
        "list, by topic": (f"{every}?noi-dung=law", editor),
        "list, by month": (f"{every}?thang=2023-09", editor),
        "list, by words of the title": (f"{every}?chu=số 777", editor),
        "list, by words of no title": (f"{every}?chu=không có", editor),
        "a story": (reverse("newsroom:story", args=[story.pk]), editor),
        "tips": (reverse("newsroom:tips"), editor),
        "work, with notices": (reverse("desk:work"), editor),
        "list of readers": (reverse("website:stories"), Client(SERVER_NAME="localhost")),
        f"{_OF_THE_OFFICE}: list": (reverse("stories:list"), editor),
    }


def _figure(name: str, address: str, client: Client, seconds: list[float]) -> dict[str, Any]:
    with CaptureQueriesContext(connection) as statements:
        page = client.get(address).content
    styles = 0 if name.startswith(_OF_THE_OFFICE) else sum(_size(sheet) for sheet in ("loa", "desk"))
    return {
        "name": name, "p50": median(seconds), "p95": quantiles(seconds, n=20)[-1],
        "database": sum(float(one["time"]) for one in statements.captured_queries), "queries": len(statements),
        "whole": len(page) + styles,
    }  # fmt: skip


def _size(sheet: str) -> int:
    with open(finders.find(f"base/{sheet}.css"), "rb") as file:
        return len(file.read())


def _client(user: User) -> Client:
    client = Client(SERVER_NAME="localhost")
    client.force_login(user)
    return client


if __name__ == "__main__":
    main()
