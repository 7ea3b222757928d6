"""Whatever anybody tries in whatever order: what is live was decided on, by other eyes, with its safeguards."""

import random
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from loa.activities.models import Activity, Channel
from loa.newsroom.actions import (
    StoryOvertaken,
    StoryRefused,
    correct_story,
    decide_on_paper,
    drop_story,
    move_output,
    pass_story,
    publish_due,
    recall_story,
    restore_story,
    return_story,
    save_story,
    set_output,
    submit_story,
    withdraw_story,
    write_story,
)
from loa.newsroom.choices import OUT_STATES, Outcome, OutputState, Stage, StoryKind, StoryState, Way
from loa.newsroom.models import Story
from loa.newsroom.queries.sheet import safeguards_of
from loa.newsroom.rules import ASKED, lacking
from loa.newsroom.tests.factories import AT, criticism, fresh, make_house, person, signed_paper, values
from loa.people.actions import assign_role
from loa.people.choices import Role

pytestmark = pytest.mark.django_db
STEPS = 200


def people(house):
    """Return the people of a newsroom, one of whom holds every role of it."""
    everything = person(house.section.desk, Role.FOCAL, "kiem-nhiem")
    for unit, role in (
        (house.section.approver, Role.LEADER),
        (house.section.legal, Role.LEADER),
        (house.unit, Role.FOCAL),
    ):
        assign_role(user=everything, unit=unit, role=role, by=None, at=AT)
    return [house.writer, house.editor, house.lawyer, house.approver, everything]


def one_step(chance, house, story, by, at):
    """Try one thing with a story as it stands."""
    story = fresh(story)
    asked = story.decisions.filter(outcome="").first()
    lacks = chance.choice([{}, {"sources": ()}, {"conclusion_symbol": ""}, {"reply_offered_on": None}])
    told = values(title=f"Bản {chance.random()}", **{key: lacks[key] for key in lacks if key == "sources"})
    if story.kind == StoryKind.CRITICISM:
        told = criticism(title=f"Bản {chance.random()}", **lacks)
    loud = {"channel": Channel.objects.get(code="loudspeaker"), "unit": house.unit}
    output = story.outputs.filter(channel=loud["channel"]).first()
    deeds = [
        lambda: save_story(story=story, values=told, version=story.version, by=by, at=at),
        lambda: submit_story(story=story, version=story.version, by=by, at=at),
        lambda: drop_story(story=story, reason="Trùng.", by=by, at=at) if chance.random() < 0.2 else None,
        lambda: restore_story(story=story, by=by, at=at),
        lambda: recall_story(story=story, reason="Chờ.", by=by, at=at),
        lambda: correct_story(story=story, text="Sai.", version=story.version, by=by, at=at),
        lambda: withdraw_story(story=story, reason="Sai.", by=by, at=at) if chance.random() < 0.2 else None,
        lambda: set_output(story=story, **loud, text=f"{chance.random()}", by=by, at=at),
        lambda: publish_due(at=at),
    ]
    if asked is not None:
        asked.story = story
        signed = {"signed_by": chance.choice(["Người Ngoài", by.first_name]), "signed_on": at.date()}
        deeds += [
            lambda: pass_story(decision=asked, by=by, at=at),
            lambda: pass_story(decision=asked, by=by, at=at),
            lambda: return_story(decision=asked, note="Thiếu.", by=by, at=at) if chance.random() < 0.3 else None,
            lambda: decide_on_paper(decision=asked, passed=True, **signed, file=signed_paper(), by=by, at=at),
        ]
    if output is not None:
        to = chance.choice(list(OutputState))
        deeds.append(lambda: move_output(output=output, to=to, reason="Thử.", by=by, at=at))
    try:
        with transaction.atomic():
            chance.choice(deeds)()
    except (PermissionDenied, StoryRefused, StoryOvertaken) as refused:
        return type(refused).__name__
    return "done"


def holds(story, at):
    """Assert what holds of a story at every moment."""
    story = fresh(story)
    open_ones = story.decisions.filter(outcome="")
    assert [one.stage for one in open_ones] == ([ASKED[story.state]] if story.state in ASKED else [])
    assert story.live == (story.state == StoryState.PUBLISHED)
    out = story.outputs.filter(state__in=OUT_STATES)
    assert story.live or story.state == StoryState.WITHDRAWN or not out.exists()
    if not story.live:
        return
    approval = story.decisions.get(stage=Stage.APPROVAL, outcome=Outcome.PASSED, revision=story.live_revision)
    assert approval.way == Way.PAPER or approval.by_id != story.live_revision.user_id
    assert story.live_revision.content["title"] == story.title
    assert lacking(safeguards_of(story, at.date())) == []
    if story.kind == StoryKind.CRITICISM:
        assert story.decisions.filter(stage=Stage.LEGAL, outcome=Outcome.PASSED).exists()
    assert Activity.objects.filter(ref__startswith="newsroom.output:", title=story.title).exists() or (
        story.corrections.exists()
    )


@pytest.mark.parametrize("seed", range(2))
def test_whatever_is_tried_in_whatever_order(seed):
    chance = random.Random(seed)
    house = make_house()
    everybody = people(house)
    made = [
        write_story(unit=house.unit, section=house.section, values=told, by=house.writer, at=AT)
        for told in (values(), values(go_live_at=AT + timedelta(hours=2)), criticism())
    ]
    happened = set()
    for step in range(STEPS):
        at = AT + timedelta(minutes=step)
        story = chance.choice(made)
        happened.add(one_step(chance, house, story, chance.choice(everybody), at))
        holds(story, at)
    assert {"done", "PermissionDenied", "StoryRefused"} <= happened
    assert Story.objects.filter(first_published_at__isnull=False).exists()
