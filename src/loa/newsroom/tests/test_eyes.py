"""Other eyes: nobody passes their own words, and what readers get is what was decided on."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from wagtail.models import Revision

from loa.activities.models import Activity, Channel
from loa.newsroom.actions import (
    StoryLacks,
    StoryOvertaken,
    StoryRefused,
    correct_story,
    decide_on_paper,
    on_time,
    pass_story,
    publish_due,
    recall_story,
    return_story,
    save_story,
    set_output,
    submit_story,
    write_story,
)
from loa.newsroom.actions.publishing import publish
from loa.newsroom.choices import Outcome, OutputState, Stage, StoryState, Way
from loa.newsroom.models import Decision, Output, Story, UnitRule
from loa.newsroom.permissions import can_decide, can_see_story
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
from loa.people.actions import assign_role
from loa.people.choices import Role
from loa.people.models import AuditEntry
from loa.pictures.models import Picture
from loa.pictures.tests.factories import picture
from loa.plans.tests.factories import district
from loa.workdays.choices import DayKind
from loa.workdays.models import CalendarDay

pytestmark = pytest.mark.django_db


def rewrite(story, by, **fields):
    return save_story(story=story, values=values(**fields), version=story.version, by=by, at=AT)


def test_a_units_editor_mends_and_passes_what_another_wrote(house):
    UnitRule.objects.create(unit=house.unit, editor_first=True, set_at=AT)
    story = make_story(house, StoryState.UNIT_EDITOR)
    assert fresh(story).state == StoryState.UNIT_EDITOR
    editor = person(house.unit, Role.EDITOR, "bien-tap-xa")
    story = rewrite(fresh(story), editor, title="Đã gọn lại")
    pass_story(decision=asked(story), by=editor, at=AT)
    assert fresh(story).state == StoryState.DESK


def test_the_desk_does_not_pass_what_it_handed_in_while_it_has_somebody_else(house):
    desk = house.section.desk
    story = write_story(unit=desk, section=house.section, values=values(), by=house.editor, at=AT)
    submit_story(story=story, version=story.version, by=house.editor, at=AT)
    other = person(desk, Role.DEPUTY, "bien-tap-hai")
    assert not can_decide(house.editor, asked(story), AT.date())
    with pytest.raises(StoryRefused, match="không tự biên tập"):
        pass_story(decision=asked(story), by=house.editor, at=AT)
    other.is_active = False
    other.save()
    pass_story(decision=asked(story), by=house.editor, at=AT)
    assert fresh(story).state == StoryState.APPROVAL


def test_what_the_desk_mends_it_passes_but_does_not_approve(house):
    story = make_story(house, StoryState.DESK)
    assign_role(user=house.editor, unit=house.section.approver, role=Role.APPROVER, by=None, at=AT)
    story = rewrite(story, house.editor, title="Đã biên tập")
    pass_story(decision=asked(story), by=house.editor, at=AT)
    assert asked(story).revision == fresh(story).latest_revision
    with pytest.raises(StoryRefused, match="không duyệt đăng"):
        pass_story(decision=asked(story), by=house.editor, at=AT)
    pass_story(decision=asked(story), by=house.approver, at=AT)
    assert fresh(story).title == "Đã biên tập"


def test_legal_eyes_and_approver_are_two_people_for_one_text(house):
    story = make_story(house, StoryState.LEGAL, values=criticism())
    for unit in (house.section.approver, house.section.legal):
        assign_role(user=house.approver, unit=unit, role=Role.LEADER, by=None, at=AT)
    pass_story(decision=asked(story), by=house.approver, at=AT)
    with pytest.raises(StoryRefused, match="ý kiến pháp lý không duyệt đăng"):
        pass_story(decision=asked(story), by=house.approver, at=AT)
    pass_story(decision=asked(story), by=person(house.section.approver, Role.LEADER, "truong-phong"), at=AT)
    assert fresh(story).live


def test_who_mended_a_criticism_is_not_its_legal_eyes(house):
    story = make_story(house, StoryState.DESK, values=criticism())
    assign_role(user=house.editor, unit=house.section.legal, role=Role.FOCAL, by=None, at=AT)
    story = save_story(story=story, values=criticism(title="Đã sửa"), version=story.version, by=house.editor, at=AT)
    pass_story(decision=asked(story), by=house.editor, at=AT)
    with pytest.raises(StoryRefused, match="pháp lý"):
        pass_story(decision=asked(story), by=house.editor, at=AT)


def test_nobody_passes_words_they_have_not_seen(house):
    story = make_story(house, StoryState.DESK)
    seen = story.version
    other = person(house.section.desk, Role.DEPUTY, "bien-tap-hai")
    rewrite(story, other, title="Vừa sửa xong")
    with pytest.raises(StoryOvertaken) as overtaken:
        pass_story(decision=asked(story), version=seen, by=house.editor, at=AT)
    assert overtaken.value.story.title == "Vừa sửa xong"
    assert fresh(story).state == StoryState.DESK


def test_a_question_is_answered_once(house):
    story = make_story(house, StoryState.APPROVAL)
    question = asked(story)
    pass_story(decision=question, by=house.approver, at=AT)
    with pytest.raises(StoryRefused, match="đã được quyết định"):
        return_story(decision=question, note="Khoan đã.", by=house.approver, at=AT)


def test_a_question_is_due_in_working_days_and_asked_of_one_unit(house):
    for number in (18, 19):
        CalendarDay.objects.create(day=date(2024, 3, number), kind=DayKind.HOLIDAY, name="Nghỉ", basis="Thử")
    story = make_story(house, StoryState.DESK)
    question = asked(story)
    assert (question.unit, question.due_on) == (house.section.desk, date(2024, 3, 21))
    assert fresh(story).due_on == question.due_on
    assert question.revision == fresh(story).latest_revision


def test_returned_by_the_approver_it_comes_back_over_the_desk_and_not_over_the_unit(house):
    UnitRule.objects.create(unit=house.unit, editor_first=True, set_at=AT)
    story = make_story(house, StoryState.UNIT_EDITOR)
    pass_story(decision=asked(story), by=person(house.unit, Role.LEADER, "chu-tich-xa"), at=AT)
    pass_story(decision=asked(story), by=house.editor, at=AT)
    return_story(decision=asked(story), note="Thiếu số.", by=house.approver, at=AT)
    back = fresh(story)
    assert (back.state, back.returns) == (StoryState.RETURNED, 1)
    back = rewrite(back, house.writer, title="Đã bổ sung")
    submit_story(story=back, version=back.version, by=house.writer, at=AT)
    assert fresh(story).state == StoryState.DESK


# --- on paper --------------------------------------------------------------------------------------------------------
def paper(story, house, signer="Trần Văn Ký (minh họa)", **fields):
    told = {"passed": True, "signed_by": signer, "signed_on": AT.date(), "file": signed_paper(), **fields}
    return decide_on_paper(decision=asked(story), **told, by=house.editor, at=AT)


def test_a_photograph_of_a_paper_is_kept_without_where_it_was_taken(house):
    story = make_story(house, StoryState.APPROVAL)
    paper(story, house)
    kept = story.decisions.get(stage=Stage.APPROVAL)
    assert (kept.way, kept.by, kept.outcome) == (Way.PAPER, house.editor, Outcome.PASSED)
    with kept.paper.open() as file, Image.open(file) as photograph:
        assert not photograph.getexif()


@pytest.mark.parametrize(
    ("fields", "field"),
    [({"signer": " "}, "signed_by"), ({"signed_on": AT.date() + timedelta(days=1)}, "signed_on")],
)
def test_a_paper_says_who_signed_and_when(house, fields, field):
    story = make_story(house, StoryState.APPROVAL)
    with pytest.raises(StoryRefused) as refused:
        paper(story, house, **fields)
    assert refused.value.field == field


def test_a_paper_is_a_photograph(house):
    story = make_story(house, StoryState.APPROVAL)
    for name, data in (("a.pdf", b"%PDF-1.4 mot trang"), ("a.jpg", b"\xff\xd8\xff hong"), ("a.txt", b"dong y")):
        with pytest.raises(StoryRefused) as refused:
            paper(story, house, file=SimpleUploadedFile(name, data))
        assert refused.value.field == "file"
    assert not fresh(story).live


def test_a_paper_signed_by_whoever_wrote_last_is_none(house):
    story = make_story(house, StoryState.APPROVAL)
    with pytest.raises(StoryRefused, match="người khác ký"):
        paper(story, house, signer="NGUOI-VIET")
    assert not fresh(story).live


def test_paper_does_not_pass_by_what_a_story_lacks(house):
    story = make_story(house, StoryState.APPROVAL, values=criticism(kind="news"))
    Story.objects.filter(pk=story.pk).update(kind="criticism", reply_offered_on=None)
    with pytest.raises(StoryLacks, match="phản hồi"):
        paper(story, house)
    with pytest.raises(PermissionDenied):
        decide_on_paper(
            decision=asked(story), passed=True, signed_by="Ai đó", signed_on=AT.date(), file=signed_paper(),
            by=house.writer, at=AT,
        )  # fmt: skip


# --- what readers get ------------------------------------------------------------------------------------------------
def test_wagtails_doors_publish_only_what_was_decided_on(house):
    story = make_story(house, StoryState.APPROVAL)
    boss = person(house.section.approver, Role.LEADER, "sep")
    boss.is_superuser = True
    for door in (lambda: story.latest_revision.publish(user=boss), lambda: story.publish(story.latest_revision)):
        with pytest.raises(PermissionDenied):
            door()
    assert not fresh(story).live
    pass_story(decision=asked(story), by=house.approver, at=AT)
    out = fresh(story)
    with pytest.raises(PermissionDenied):
        out.unpublish()
    Story.objects.filter(pk=story.pk).update(title="Bản của ai đó")
    undecided = fresh(story).save_revision(user=boss, clean=False)
    with pytest.raises(PermissionDenied):
        undecided.publish(user=boss)


def test_every_live_text_has_an_approval_of_its_own(house):
    for number in range(3):
        story = make_story(house, StoryState.PUBLISHED, title=f"Tin {number}")
        story = rewrite(story, house.editor, title=f"Tin {number} đã sửa")
        story = fresh(story)
        if number:
            correct_story(story=story, text="Sai tên.", version=story.version, by=house.approver, at=AT)
    live = Story.objects.filter(live=True)
    assert live.count() == 3
    for one in live:
        assert one.decisions.filter(stage=Stage.APPROVAL, outcome=Outcome.PASSED, revision=one.live_revision).exists()
        assert one.live_revision.content["title"] == one.title


def test_a_text_that_changed_after_the_approval_waits_at_its_hour(house):
    hour = AT + timedelta(hours=5)
    story = make_story(house, StoryState.PUBLISHED, go_live_at=hour)
    output = set_output(
        story=story, channel=Channel.objects.get(code="social"), unit=house.unit, by=house.editor, at=AT
    )
    assert output.state == OutputState.APPROVED
    fresh(story).save_revision(clean=False)  # somebody by another door
    assert publish_due(at=hour) == 1
    back = fresh(story)
    assert (back.live, back.state, back.returns) == (False, StoryState.RETURNED, 1)
    said = story.decisions.latest("pk")
    assert (said.by, said.outcome) == (None, Outcome.RETURNED)
    assert "đã khác bản được duyệt" in said.note
    output.refresh_from_db()
    assert output.state == OutputState.DRAFT
    assert not Activity.objects.exists()


def test_publishing_itself_asks_for_the_very_text_that_was_approved(house):
    story = make_story(house, StoryState.PUBLISHED, go_live_at=AT + timedelta(days=1))
    fresh(story).save_revision(clean=False)
    with pytest.raises(StoryRefused, match="khác bản được duyệt"):
        publish(fresh(story), by=None, at=AT)


def test_a_picture_whose_right_has_ended_is_not_shown_at_its_hour(house):
    hour = AT + timedelta(days=10)
    shown = picture(house.unit)
    story = write_story(
        unit=house.unit, section=house.section, values=values(go_live_at=hour), pictures=[(shown, "Họp")],
        by=house.writer, at=AT,
    )  # fmt: skip
    submit_story(story=story, version=story.version, by=house.writer, at=AT)
    Picture.objects.update(consent="not_asked")
    with pytest.raises(StoryLacks, match="Ảnh “Họp thôn”"):
        pass_story(decision=asked(story), by=house.editor, at=AT)
    Picture.objects.update(consent="nobody", expires_on=date(2024, 3, 20))
    pass_story(decision=asked(story), by=house.editor, at=AT)
    pass_story(decision=asked(story), by=house.approver, at=AT)
    assert publish_due(at=hour) == 1
    assert fresh(story).state == StoryState.RETURNED
    assert "20/03/2024" in story.decisions.latest("pk").note


def test_one_story_that_fails_stops_no_other(house, monkeypatch, caplog):
    hour = AT + timedelta(hours=5)
    first, second = (make_story(house, StoryState.PUBLISHED, title=t, go_live_at=hour) for t in ("Một", "Hai"))
    really = on_time.publish

    def failing(row, **how):
        if row.pk == first.pk:
            raise RuntimeError("đĩa hỏng")
        really(row, **how)

    monkeypatch.setattr(on_time, "publish", failing)
    with pytest.raises(on_time.TimedWorkFailed):
        publish_due(at=hour)
    assert (fresh(first).live, fresh(second).live) == (False, True)
    assert "could not be moved" in caplog.text
    monkeypatch.undo()
    assert publish_due(at=hour) == 1


def test_the_approver_stops_what_waits_for_its_hour(house):
    story = make_story(house, StoryState.PUBLISHED, go_live_at=AT + timedelta(days=1))
    with pytest.raises(PermissionDenied):
        recall_story(story=story, reason="Chờ số.", by=house.editor, at=AT)
    with pytest.raises(StoryRefused):
        recall_story(story=story, reason=" ", by=house.approver, at=AT)
    recall_story(story=story, reason="Chờ số.", by=house.approver, at=AT)
    assert fresh(story).state == StoryState.RETURNED
    assert publish_due(at=AT + timedelta(days=2)) == 0
    assert AuditEntry.objects.filter(action="newsroom.recall_story").get().by == house.approver
    with pytest.raises(StoryRefused, match="không còn chờ"):
        recall_story(story=make_story(house, StoryState.PUBLISHED), reason="Muộn.", by=house.approver, at=AT)


def test_a_story_of_a_unit_that_ended_goes_out_and_says_why_the_ledger_has_no_row(house):
    story = make_story(house, StoryState.APPROVAL)
    house.unit.versions.update(valid_until=date(2024, 3, 10))
    pass_story(decision=asked(story), by=house.approver, at=AT)
    assert fresh(story).live
    output = Output.objects.get(story=story)
    assert (output.state, output.activity) == (OutputState.CONFIRMED, None)
    assert "chấm dứt hoạt động" in output.reason
    assert not Activity.objects.exists()


def test_revisions_of_a_live_story_do_not_change_its_course(house):
    story = make_story(house, StoryState.PUBLISHED)
    old = Revision.objects.for_instance(story).order_by("pk").first().as_object()
    assert (old.state, old.slug, old.version) == (StoryState.PUBLISHED, story.slug, story.version)
    assert old.submitted_at == story.submitted_at


def test_a_district_sees_a_draft_of_its_commune_only_once_it_was_handed_in(house):
    above = person(district(), Role.LEADER, "tren")
    story = make_story(house)
    assert not can_see_story(above, story, AT.date())
    submit_story(story=story, version=story.version, by=house.writer, at=AT)
    assert can_see_story(above, fresh(story), AT.date())
    assert Decision.objects.filter(outcome="").count() == 1
