"""The course of a story: who is asked when, what stops it, what goes out, and what follows a mistake."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from loa.activities.models import Activity, Channel
from loa.newsroom.actions import (
    LinkRefused,
    StoryOvertaken,
    StoryRefused,
    correct_story,
    decide_by_link,
    decide_on_paper,
    do_follow_up,
    drop_story,
    make_decision_link,
    move_output,
    pass_story,
    publish_due,
    return_story,
    save_story,
    set_output,
    submit_story,
    withdraw_story,
)
from loa.newsroom.choices import OutputState, Stage, StoryState, Way
from loa.newsroom.models import Decision, FollowUp, Story, UnitRule
from loa.newsroom.tests.factories import (
    AT,
    asked,
    criticism,
    fresh,
    make_story,
    person,
    signed_paper,
    values,
)
from loa.people.choices import Role
from loa.people.models import AuditEntry
from loa.tasks.tests.factories import make_units

pytestmark = pytest.mark.django_db


def test_a_story_goes_from_its_unit_over_the_desk_to_the_approver_and_out(house):
    story = make_story(house)
    submit_story(story=story, version=story.version, by=house.writer, at=AT)
    assert (fresh(story).state, asked(story).unit) == (StoryState.DESK, house.section.desk)
    pass_story(decision=asked(story), by=house.editor, at=AT)
    assert (fresh(story).state, asked(story).unit) == (StoryState.APPROVAL, house.section.approver)
    pass_story(decision=asked(story), by=house.approver, at=AT)
    out = fresh(story)
    assert (out.state, out.live, out.first_published_at) == (StoryState.PUBLISHED, True, AT)
    output = out.outputs.get()
    assert (output.channel.code, output.state) == ("website", OutputState.CONFIRMED)
    activity = Activity.objects.get()
    assert (activity.unit, activity.grade, activity.ref) == (house.unit, "a", f"newsroom.output:{output.pk}")
    assert activity.url == f"/tin-bai/{story.slug}/"
    told = list(
        AuditEntry.objects.filter(action__startswith="newsroom.").order_by("pk").values_list("action", flat=True)
    )
    assert (
        told
        == [
            "newsroom.write_story",
            "newsroom.submit_story",
            "newsroom.pass_story",
            "newsroom.publish",
            "newsroom.pass_story",
        ]
        or told.count("newsroom.pass_story") == 2
    )


def test_where_the_unit_wants_it_somebody_of_its_own_passes_it_first(house):
    UnitRule.objects.create(unit=house.unit, editor_first=True, set_at=AT)
    story = make_story(house)
    submit_story(story=story, version=story.version, by=house.writer, at=AT)
    decision = asked(story)
    assert (decision.stage, decision.unit) == (Stage.UNIT_EDITOR, house.unit)
    with pytest.raises(StoryRefused, match="không tự duyệt"):
        pass_story(decision=decision, by=house.writer, at=AT)
    pass_story(decision=decision, by=person(house.unit, Role.LEADER, "lanh-dao-xa"), at=AT)
    assert fresh(story).state == StoryState.DESK


def test_nobody_decides_about_words_of_their_own(house):
    story = make_story(house, StoryState.APPROVAL)
    Story.objects.filter(pk=story.pk).update(edited_by=house.approver)
    with pytest.raises(StoryRefused, match="sửa cuối"):
        pass_story(decision=asked(story), by=house.approver, at=AT)


def test_people_who_are_not_asked_cannot_decide(house):
    story = make_story(house, StoryState.APPROVAL)
    elsewhere = person(make_units(2)[1], Role.APPROVER, "noi-khac")
    for who in (house.writer, house.editor, house.lawyer, elsewhere):
        with pytest.raises(PermissionDenied):
            pass_story(decision=asked(story), by=who, at=AT)
    assert fresh(story).state == StoryState.APPROVAL


def test_the_desk_does_not_pass_what_has_no_source(house):
    story = make_story(house, StoryState.DESK, sources=())
    with pytest.raises(StoryRefused, match="nguồn tin"):
        pass_story(decision=asked(story), by=house.editor, at=AT)
    assert not Decision.objects.exclude(outcome="").exists()


def test_a_story_given_back_says_what_to_mend_and_comes_again(house):
    story = make_story(house, StoryState.DESK)
    with pytest.raises(StoryRefused, match="cần bổ sung"):
        return_story(decision=asked(story), note=" ", by=house.editor, at=AT)
    return_story(decision=asked(story), note="Thiếu ảnh.", by=house.editor, at=AT)
    back = fresh(story)
    assert (back.state, back.returns) == (StoryState.RETURNED, 1)
    submit_story(story=back, version=back.version, by=house.writer, at=AT)
    assert fresh(story).state == StoryState.DESK


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        ({"conclusion_symbol": ""}, "kết luận"),
        ({"reply_offered_on": None}, "phản hồi"),
        ({"concluded_on": None, "names_somebody": True}, "không nêu tên"),
    ],
)
def test_criticism_goes_nowhere_without_its_safeguards(house, missing, words):
    story = make_story(house, StoryState.DESK, values=criticism(**missing))
    with pytest.raises(StoryRefused, match=words):
        pass_story(decision=asked(story), by=house.editor, at=AT)


def test_criticism_gets_a_second_and_legal_pair_of_eyes(house):
    story = make_story(house, StoryState.LEGAL, values=criticism())
    assert (fresh(story).state, asked(story).unit) == (StoryState.LEGAL, house.section.legal)
    pass_story(decision=asked(story), by=house.lawyer, at=AT)
    pass_story(decision=asked(story), by=house.approver, at=AT)
    assert fresh(story).state == StoryState.PUBLISHED


def test_criticism_of_a_section_without_a_legal_office_stays_at_the_desk(house):
    house.section.legal = None
    house.section.save()
    story = make_story(house, StoryState.DESK, values=criticism())
    with pytest.raises(StoryRefused, match="pháp lý"):
        pass_story(decision=asked(story), by=house.editor, at=AT)


def test_a_story_waits_for_its_hour_and_goes_out_once(house):
    hour = AT + timedelta(hours=5)
    story = make_story(house, StoryState.PUBLISHED, go_live_at=hour)
    assert (story.state, story.live) == (StoryState.APPROVED, False)
    assert publish_due(at=hour - timedelta(minutes=1)) == 0
    assert publish_due(at=hour) == 1
    assert publish_due(at=hour) == 0
    assert (fresh(story).live, Activity.objects.count()) == (True, 1)


def test_a_story_whose_time_is_over_is_taken_off_and_what_went_out_stays_counted(house):
    over = AT + timedelta(days=3)
    story = make_story(house, StoryState.PUBLISHED, expire_at=over)
    assert publish_due(at=over) == 1
    off = fresh(story)
    assert (off.live, off.state, off.expired) == (False, StoryState.WITHDRAWN, True)
    assert off.outputs.get().state == OutputState.WITHDRAWN
    assert Activity.objects.standing().count() == 1


def test_the_text_is_nobodys_to_change_while_the_last_word_is_awaited(house):
    story = make_story(house, StoryState.APPROVAL)
    for who, refusal in (
        (house.writer, StoryRefused),
        (house.editor, StoryRefused),
        (house.approver, PermissionDenied),
    ):
        with pytest.raises(refusal):
            save_story(story=story, values=values(title="Đổi"), version=story.version, by=who, at=AT)


def test_of_two_who_write_at_once_the_second_sees_what_the_first_wrote(house):
    story = make_story(house)
    save_story(story=story, values=values(title="Của người thứ nhất"), version=story.version, by=house.writer, at=AT)
    with pytest.raises(StoryOvertaken) as overtaken:
        save_story(story=story, values=values(title="Của người sau"), version=story.version, by=house.writer, at=AT)
    assert overtaken.value.story.title == "Của người thứ nhất"
    assert story.revisions.count() == 2


def test_a_live_story_keeps_what_readers_see_until_the_new_text_is_decided_on(house):
    story = make_story(house, StoryState.PUBLISHED)
    save_story(story=story, values=values(title="Tên đã sửa"), version=story.version, by=house.editor, at=AT)
    now = fresh(story)
    assert now.title != "Tên đã sửa"
    assert now.get_latest_revision_as_object().title == "Tên đã sửa"
    assert now.state == StoryState.PUBLISHED
    correct_story(story=now, text="Tên đơn vị ghi sai.", version=now.version, by=house.approver, at=AT)
    assert fresh(story).title == "Tên đã sửa"
    assert fresh(story).state == StoryState.PUBLISHED


def test_a_signed_paper_equals_an_approval(house):
    story = make_story(house, StoryState.APPROVAL)
    told = {"passed": True, "signed_by": "Trưởng phòng (minh họa)", "signed_on": date(2024, 3, 15)}
    decide_on_paper(decision=asked(story), file=signed_paper(), **told, by=house.editor, at=AT)
    decision = story.decisions.latest("pk")
    assert (decision.way, decision.signed_by, bool(decision.paper)) == (Way.PAPER, "Trưởng phòng (minh họa)", True)
    assert fresh(story).live


def test_a_link_decides_once_in_the_name_of_its_person(house):
    story = make_story(house, StoryState.APPROVAL)
    secret = make_decision_link(decision=asked(story), person=house.approver, by=house.editor, at=AT)
    decide_by_link(secret=secret, passed=True, note="", at=AT)
    decision = story.decisions.latest("pk")
    assert (decision.by, decision.way, fresh(story).live) == (house.approver, Way.LINK, True)
    with pytest.raises(LinkRefused, match="đã được dùng"):
        decide_by_link(secret=secret, passed=True, note="", at=AT)


def test_a_link_is_over_with_its_day_its_question_or_the_role_of_its_person(house):
    story = make_story(house, StoryState.APPROVAL)
    secret = make_decision_link(decision=asked(story), person=house.approver, by=house.editor, at=AT)
    with pytest.raises(LinkRefused, match="hết hạn"):
        decide_by_link(secret=secret, passed=True, note="", at=AT + timedelta(days=8))
    with pytest.raises(StoryRefused, match="Chọn người khác"):
        make_decision_link(decision=asked(story), person=house.writer, by=house.editor, at=AT)
    pass_story(decision=asked(story), by=house.approver, at=AT)
    with pytest.raises(LinkRefused, match="bằng cách khác"):
        decide_by_link(secret=secret, passed=True, note="", at=AT)


def test_other_channels_wait_and_are_counted_when_somebody_says_they_went_out(house):
    story = make_story(house, StoryState.DESK)
    radio = Channel.objects.get(code="loudspeaker")
    output = set_output(story=story, channel=radio, unit=house.unit, text="Thưa bà con", by=house.editor, at=AT)
    assert output.state == OutputState.DRAFT
    with pytest.raises(StoryRefused, match="không ghi được"):
        move_output(output=output, to=OutputState.CONFIRMED, by=house.writer, at=AT)
    pass_story(decision=asked(story), by=house.editor, at=AT)
    pass_story(decision=asked(story), by=house.approver, at=AT)
    output.refresh_from_db()
    assert output.state == OutputState.APPROVED
    move_output(output=output, to=OutputState.CONFIRMED, by=house.writer, at=AT)
    counted = Activity.objects.get(channel=radio)
    assert (counted.form.code, counted.grade, counted.unit) == ("broadcast", "c", house.unit)


def test_a_channel_left_out_says_why(house):
    story = make_story(house, StoryState.PUBLISHED)
    output = set_output(
        story=story, channel=Channel.objects.get(code="social"), unit=house.unit, by=house.editor, at=AT
    )
    with pytest.raises(StoryRefused, match="lý do"):
        move_output(output=output, to=OutputState.NOT_INTENDED, by=house.editor, at=AT)
    move_output(output=output, to=OutputState.NOT_INTENDED, reason="Trang đang bảo trì", by=house.editor, at=AT)
    assert Activity.objects.count() == 1


def test_a_correction_follows_every_output_and_the_ledger_knows_what_it_corrects(house):
    story = make_story(house, StoryState.PUBLISHED)
    radio = set_output(
        story=story, channel=Channel.objects.get(code="loudspeaker"), unit=house.unit, by=house.editor, at=AT
    )
    move_output(output=radio, to=OutputState.CONFIRMED, by=house.writer, at=AT)
    correct_story(story=story, text="Lệ phí là 8.000 đồng.", version=story.version, by=house.approver, at=AT)
    site, loud = FollowUp.objects.order_by("output__channel__position")
    assert (site.done_at, loud.done_at) == (AT, None)
    do_follow_up(follow_up=loud, note="Phát lại lời đính chính.", by=house.writer, at=AT)
    corrected = Activity.objects.filter(corrects__isnull=False)
    assert {one.corrects.channel.code for one in corrected} == {"website", "loudspeaker"}
    with pytest.raises(StoryRefused, match="đã được ghi"):
        do_follow_up(follow_up=loud, note="Lần nữa.", by=house.writer, at=AT)


def test_two_corrections_at_once_the_second_is_told(house):
    story = make_story(house, StoryState.PUBLISHED)
    correct_story(story=story, text="Sai một.", version=story.version, by=house.approver, at=AT)
    with pytest.raises(StoryRefused, match="vừa được sửa hoặc đính chính"):
        correct_story(story=story, text="Sai hai.", version=story.version, by=house.approver, at=AT)


def test_a_withdrawn_story_says_why_at_its_address(house, client):
    story = make_story(house, StoryState.PUBLISHED)
    assert client.get(f"/tin-bai/{story.slug}/").status_code == 200
    withdraw_story(story=story, reason="Nguồn tin chưa chính xác.", by=house.approver, at=AT)
    answer = client.get(f"/tin-bai/{story.slug}/")
    assert answer.status_code == 410
    assert "Nguồn tin chưa chính xác." in answer.content.decode()


def test_a_dropped_story_asks_nobody_any_more(house):
    story = make_story(house, StoryState.DESK)
    drop_story(story=story, reason="Trùng với tin khác.", by=house.writer, at=AT)
    assert fresh(story).state == StoryState.DROPPED
    assert not Decision.objects.filter(outcome="").exists()


def test_nothing_is_live_without_a_decision(house):
    for state in (StoryState.DRAFT, StoryState.RETURNED, StoryState.DESK, StoryState.APPROVAL):
        assert not make_story(house, state).live
    assert not Activity.objects.exists()


def test_scripts_in_a_text_are_text(house, client):
    story = make_story(
        house, StoryState.PUBLISHED, text="<script>alert(1)</script> Chữ.", lead='<img src=x onerror="x">'
    )
    shown = client.get(f"/tin-bai/{story.slug}/").content.decode()
    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert" in shown
    assert "<img src=x" not in shown


def test_a_draft_is_no_page(house, client):
    assert client.get(f"/tin-bai/{make_story(house).slug}/").status_code == 404


def test_a_link_shows_the_story_and_takes_the_answer(house, client):
    story = make_story(house, StoryState.APPROVAL)
    address = (
        f"/tin-bai/duyet/{make_decision_link(decision=asked(story), person=house.approver, by=house.editor, at=AT)}/"
    )
    shown = client.get(address)
    assert shown.status_code == 200
    assert story.title in shown.content.decode()
    assert fresh(story).state == StoryState.APPROVAL, "looking never decides"
    refused = client.post(address, {"answer": "tra-lai", "note": "", "version": story.version})
    assert refused.status_code == 422
    assert client.post(address, {"answer": "dong-y", "version": story.version}).status_code == 200
    assert fresh(story).live
    assert client.get(address).status_code == 410
    assert client.get("/tin-bai/duyet/khong-co/").status_code == 404
