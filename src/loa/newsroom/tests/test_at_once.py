"""Two people act on a story at once, each with a connection of their own: one deed holds, the other is told."""

from datetime import timedelta

import pytest

from loa.activities.models import Activity, Channel
from loa.newsroom.actions import (
    LinkRefused,
    StoryOvertaken,
    StoryRefused,
    comment_on_story,
    correct_story,
    decide_by_link,
    do_follow_up,
    make_decision_link,
    move_output,
    pass_story,
    publish_due,
    return_story,
    save_story,
    set_output,
    submit_story,
    withdraw_story,
    write_story,
)
from loa.newsroom.choices import Outcome, OutputState, StoryState
from loa.newsroom.models import Correction, Decision, FollowUp, Story, StoryComment
from loa.newsroom.tests.factories import AT, asked, fresh, make_story, person, values
from loa.people.choices import Role
from loa.people.models import AuditEntry
from loa.tasks.tests.at_once import at_once as all_at_once

# Threads see only what was committed.
pytestmark = pytest.mark.django_db(transaction=True)
_REFUSALS = (StoryRefused, StoryOvertaken, LinkRefused)


def at_once(*deeds, table="newsroom_story"):
    return all_at_once(*deeds, table=table, refusals=_REFUSALS)


def refusals(found):
    return [one for one in found if isinstance(one, _REFUSALS)]


def entries(action):
    return AuditEntry.objects.filter(action=f"newsroom.{action}").count()


def test_of_two_texts_at_once_the_second_is_shown_the_first(house):
    story = make_story(house)
    both = [house.writer, person(house.unit, Role.DEPUTY, "can-bo-hai")]
    found = at_once(
        *(
            lambda by=by: save_story(story=story, values=values(title=by.username), version=story.version, by=by, at=AT)
            for by in both
        )
    )
    (refused,) = refusals(found)
    kept = fresh(story)
    assert refused.story.title == kept.title == kept.edited_by.username
    assert (kept.version, entries("save_story"), story.revisions.count()) == (story.version + 1, 1, 2)


def test_the_same_text_sent_twice_at_once_is_kept_once(house):
    story = make_story(house)
    told = {"story": story, "values": values(title="Một lần"), "version": story.version, "by": house.writer, "at": AT}
    assert not refusals(at_once(*(lambda: save_story(**told),) * 2))
    assert (fresh(story).version, entries("save_story")) == (story.version + 1, 1)


def test_two_stories_of_one_name_written_at_once_have_two_addresses(house):
    told = {"unit": house.unit, "section": house.section, "values": values(), "by": house.writer, "at": AT}
    at_once(*(lambda: write_story(**told),) * 2)
    assert sorted(Story.objects.values_list("slug", flat=True)) == [
        "xa-mau-nhan-ho-so-truc-tuyen",
        "xa-mau-nhan-ho-so-truc-tuyen-2",
    ]


def test_handed_in_twice_at_once_it_asks_once(house):
    story = make_story(house)
    found = at_once(*(lambda: submit_story(story=story, version=story.version, by=house.writer, at=AT),) * 2)
    assert len(refusals(found)) == 1
    assert (Decision.objects.count(), entries("submit_story")) == (1, 1)


def test_of_a_text_saved_and_handed_in_at_once_nothing_unseen_is_handed_in(house):
    story = make_story(house)
    other = person(house.unit, Role.DEPUTY, "can-bo-hai")
    found = at_once(
        lambda: submit_story(story=story, version=story.version, by=house.writer, at=AT),
        lambda: save_story(story=story, values=values(title="Khác"), version=story.version, by=other, at=AT),
    )
    assert len(refusals(found)) == 1
    now = fresh(story)
    assert (now.state == StoryState.DESK) != (now.title == "Khác")


def test_passed_twice_at_once_it_is_passed_once(house):
    story = make_story(house, StoryState.APPROVAL)
    both = [house.approver, person(house.section.approver, Role.LEADER, "truong-phong")]
    question = asked(story)
    found = at_once(*(lambda by=by: pass_story(decision=question, by=by, at=AT) for by in both))
    assert len(refusals(found)) == 1
    assert (fresh(story).live, Activity.objects.count(), story.outputs.count()) == (True, 1, 1)
    assert (entries("publish"), story.decisions.filter(stage="approval").count()) == (1, 1)


def test_of_a_yes_and_a_no_at_once_one_holds(house):
    story = make_story(house, StoryState.APPROVAL)
    other = person(house.section.approver, Role.LEADER, "truong-phong")
    question = asked(story)
    found = at_once(
        lambda: pass_story(decision=question, by=house.approver, at=AT),
        lambda: return_story(decision=question, note="Thiếu số.", by=other, at=AT),
    )
    assert len(refusals(found)) == 1
    question.refresh_from_db()
    now = fresh(story)
    assert now.live == (question.outcome == Outcome.PASSED) == (Activity.objects.count() == 1)
    assert (now.state == StoryState.RETURNED) == (now.returns == 1) == (question.outcome == Outcome.RETURNED)


def test_of_the_desk_mending_and_passing_at_once_no_unseen_word_goes_on(house):
    story = make_story(house, StoryState.DESK)
    other = person(house.section.desk, Role.DEPUTY, "bien-tap-hai")
    question = asked(story)
    found = at_once(
        lambda: pass_story(decision=question, version=story.version, by=house.editor, at=AT),
        lambda: save_story(story=story, values=values(title="Khác"), version=story.version, by=other, at=AT),
    )
    assert len(refusals(found)) == 1
    now = fresh(story)
    assert (now.state == StoryState.APPROVAL) != (now.title == "Khác")


def test_a_link_used_twice_at_once_decides_once(house):
    story = make_story(house, StoryState.APPROVAL)
    secret = make_decision_link(decision=asked(story), person=house.approver, by=house.editor, at=AT)
    found = at_once(*(lambda: decide_by_link(secret=secret, passed=True, note="", at=AT),) * 2)
    (refused,) = refusals(found)
    assert isinstance(refused, LinkRefused)
    assert (fresh(story).live, entries("pass_story"), Activity.objects.count()) == (True, 2, 1)


def test_two_clocks_publish_once(house):
    hour = AT + timedelta(hours=5)
    story = make_story(house, StoryState.PUBLISHED, go_live_at=hour)
    found = at_once(*(lambda: publish_due(at=hour),) * 2)
    assert sorted(found) == [0, 1]
    assert (fresh(story).live, Activity.objects.count(), entries("publish")) == (True, 1, 1)


def test_two_clocks_take_off_once(house):
    over = AT + timedelta(hours=5)
    story = make_story(house, StoryState.PUBLISHED, expire_at=over)
    found = at_once(*(lambda: publish_due(at=over),) * 2)
    assert sorted(found) == [0, 1]
    assert (fresh(story).live, entries("expire")) == (False, 1)


def test_of_two_corrections_at_once_the_second_is_told(house):
    story = make_story(house, StoryState.PUBLISHED)
    both = [house.approver, person(house.section.approver, Role.LEADER, "truong-phong")]
    found = at_once(
        *(
            lambda by=by: correct_story(story=story, text=by.username, version=story.version, by=by, at=AT)
            for by in both
        )
    )
    assert len(refusals(found)) == 1
    assert (Correction.objects.count(), FollowUp.objects.count(), entries("correct_story")) == (1, 1, 1)
    assert Activity.objects.filter(corrects__isnull=False).count() == 1


def test_what_goes_out_while_it_is_withdrawn_is_followed_or_does_not_go_out(house):
    story = make_story(house, StoryState.PUBLISHED)
    loud = {"channel": Channel.objects.get(code="loudspeaker"), "unit": house.unit}
    output = set_output(story=story, **loud, by=house.editor, at=AT)
    found = at_once(
        lambda: withdraw_story(story=story, reason="Nguồn sai.", by=house.approver, at=AT),
        lambda: move_output(output=output, to=OutputState.CONFIRMED, by=house.writer, at=AT),
    )
    output.refresh_from_db()
    if refusals(found):
        assert (output.state, FollowUp.objects.filter(output=output).count()) == (OutputState.NOT_INTENDED, 0)
    else:
        assert (output.state, FollowUp.objects.filter(output=output).count()) == (OutputState.CONFIRMED, 1)


def test_an_output_confirmed_twice_at_once_counts_once(house):
    story = make_story(house, StoryState.PUBLISHED)
    loud = {"channel": Channel.objects.get(code="loudspeaker"), "unit": house.unit}
    output = set_output(story=story, **loud, by=house.editor, at=AT)
    both = [house.writer, house.editor]
    found = at_once(*(lambda by=by: move_output(output=output, to=OutputState.CONFIRMED, by=by, at=AT) for by in both))
    assert not refusals(found)
    assert (Activity.objects.filter(channel=loud["channel"]).count(), entries("move_output")) == (1, 1)


def test_a_follow_up_done_twice_at_once_is_done_once(house):
    story = make_story(house, StoryState.PUBLISHED)
    loud = {"channel": Channel.objects.get(code="loudspeaker"), "unit": house.unit}
    output = set_output(story=story, **loud, by=house.editor, at=AT)
    move_output(output=output, to=OutputState.CONFIRMED, by=house.writer, at=AT)
    correct_story(story=story, text="Sai giờ.", version=story.version, by=house.approver, at=AT)
    row = FollowUp.objects.get(output=output)
    found = at_once(*(lambda by=by: do_follow_up(follow_up=row, note="Đã đọc lại.", by=by, at=AT)
                      for by in (house.writer, house.editor)))  # fmt: skip
    assert len(refusals(found)) == 1
    assert Activity.objects.filter(corrects__channel=loud["channel"]).count() == 1


def test_a_comment_sent_twice_at_once_is_one(house):
    story = make_story(house, StoryState.DESK)
    first, second = at_once(*(lambda: comment_on_story(story=story, text="Thêm ảnh.", by=house.editor, at=AT),) * 2)
    assert first == second == StoryComment.objects.get()
