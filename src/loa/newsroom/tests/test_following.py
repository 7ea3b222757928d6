"""What goes out on other channels, by whose word, and how a correction or a withdrawal follows it."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from loa.activities.choices import Grade, Origin
from loa.activities.models import Activity, ActivityProof, Channel
from loa.newsroom.actions import (
    StoryLacks,
    StoryRefused,
    correct_story,
    do_follow_up,
    move_output,
    pass_story,
    publish_due,
    save_story,
    set_output,
    withdraw_story,
)
from loa.newsroom.choices import OutputState, Stage, StoryState
from loa.newsroom.models import FollowUp, Output
from loa.newsroom.queries.outputs import outputs_waiting
from loa.newsroom.tests.factories import AT, asked, criticism, fresh, make_story, person, values
from loa.people.choices import Role, Tier, UnitKind
from loa.people.models import AuditEntry, RoleAssignment, Unit, UnitVersion
from loa.pictures.tests.factories import image
from loa.tasks.tests.factories import make_units

pytestmark = pytest.mark.django_db
TODAY = AT.date()


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    place = {"location": tmp_path, "base_url": None}
    evidence = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": place}
    settings.STORAGES = settings.STORAGES | {"evidence": evidence}
    return tmp_path


def channel(code="loudspeaker"):
    return Channel.objects.get(code=code)


def elsewhere():
    unit = Unit.objects.create(key="huyen-khac", kind=UnitKind.COMMITTEE, tier=Tier.DISTRICT)
    UnitVersion.objects.create(unit=unit, name="UBND huyện Khác", valid_from=date(2020, 1, 1), source="thử")
    return unit


def loud(house, story, code="loudspeaker", **fields):
    told = {"channel": channel(code), "unit": house.unit, "by": house.editor, "at": AT, **fields}
    return set_output(story=story, **told)


# --- other channels --------------------------------------------------------------------------------------------------
def test_other_channels_are_approved_with_the_story_and_wait(house):
    story = make_story(house, StoryState.DESK)
    plain, later = loud(house, story), loud(house, story, "social", due_at=AT + timedelta(hours=3))
    assert (plain.state, later.state) == (OutputState.DRAFT, OutputState.DRAFT)
    assert not outputs_waiting(channel()).exists()
    for who in (house.editor, house.approver):
        pass_story(decision=asked(story), by=who, at=AT)
    assert [one.state for one in Output.objects.filter(pk__in=[plain.pk, later.pk]).order_by("pk")] == [
        OutputState.APPROVED,
        OutputState.DUE,
    ]
    assert list(outputs_waiting(channel())) == [plain]
    assert not outputs_waiting(channel("social"), AT).exists()
    assert list(outputs_waiting(channel("social"), AT + timedelta(hours=3))) == [later]


def test_an_app_above_sends_without_a_person_and_says_how_well_it_is_proved(house):
    output = loud(house, make_story(house, StoryState.PUBLISHED), "social")
    move_output(output=output, to=OutputState.SENT, by=None, at=AT)
    move_output(output=output, to=OutputState.UNCONFIRMED, by=None, at=AT)
    assert not outputs_waiting(channel("social")).exists(), "it may be out there: never sent again by itself"
    url = "https://mang.example/bai/1"
    done = move_output(output=output, to=OutputState.CONFIRMED, address=url, grade=Grade.SYSTEM, by=None, at=AT)
    row = Activity.objects.get(ref=f"newsroom.output:{output.pk}")
    assert (row.grade, row.origin, row.url, row.by, done.sent_at) == (Grade.SYSTEM, Origin.SYSTEM, url, None, AT)
    assert AuditEntry.objects.filter(action="newsroom.move_output", by=None).count() == 3


@pytest.mark.parametrize(
    ("shown", "grade"),
    [({}, Grade.WORD), ({"address": "https://xa.example/tin"}, Grade.RECORD), ({"files": True}, Grade.RECORD)],
)
def test_by_hand_a_link_or_a_file_proves_it_words_do_not(house, shown, grade):
    output = loud(house, make_story(house, StoryState.PUBLISHED))
    if shown.get("files"):
        shown = {"files": [SimpleUploadedFile("loa.jpg", image())]}
    day = date(2024, 3, 14)
    for _ in range(2):  # said twice, it is kept once
        move_output(output=output, to=OutputState.CONFIRMED, day=day, **shown, by=house.writer, at=AT)
    row = Activity.objects.get(ref=f"newsroom.output:{output.pk}")
    assert (row.grade, row.origin, row.on, row.unit) == (grade, Origin.HAND, day, house.unit)
    assert ActivityProof.objects.count() == len(shown.get("files", ()))


def test_a_file_that_proves_nothing_leaves_the_output_as_it_was(house, own_files):
    output = loud(house, make_story(house, StoryState.PUBLISHED))
    for file in (SimpleUploadedFile("a.exe", b"MZ\x00\x01"), SimpleUploadedFile("trong.jpg", b"")):
        with pytest.raises(StoryRefused) as refused:
            move_output(output=output, to=OutputState.CONFIRMED, files=[file], by=house.writer, at=AT)
        assert refused.value.field == "files"
    output.refresh_from_db()
    assert output.state == OutputState.APPROVED
    assert not Activity.objects.filter(channel=channel()).exists()
    assert not [path for path in own_files.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("to", "fields", "field"),
    [
        (OutputState.FAILED, {}, "reason"),
        (OutputState.NOT_INTENDED, {}, "reason"),
        (OutputState.DUE, {}, "due_at"),
        (OutputState.CONFIRMED, {"day": TODAY + timedelta(days=1)}, "day"),
        (OutputState.CONFIRMED, {"address": "javascript:alert(1)"}, "address"),
        (OutputState.WITHDRAWN, {"reason": "Sai."}, ""),
    ],
)
def test_a_move_that_cannot_be_is_refused_by_its_field(house, to, fields, field):
    output = loud(house, make_story(house, StoryState.PUBLISHED))
    with pytest.raises(StoryRefused) as refused:
        move_output(output=output, to=to, **fields, by=house.editor, at=AT)
    assert refused.value.field == field


def test_nothing_is_made_ready_on_a_channel_before_the_story_is_decided_on(house):
    for state in (StoryState.DESK, StoryState.APPROVAL):
        output = loud(house, make_story(house, state), due_at=AT)
        for to in (OutputState.APPROVED, OutputState.DUE, OutputState.CONFIRMED):
            with pytest.raises(StoryRefused):
                move_output(output=output, to=to, by=house.editor, at=AT)
    waits = loud(house, make_story(house, StoryState.PUBLISHED, go_live_at=AT + timedelta(days=1)))
    with pytest.raises(StoryRefused, match="chưa đến giờ đăng"):
        move_output(output=waits, to=OutputState.CONFIRMED, by=house.writer, at=AT)
    assert not Activity.objects.exists()


def test_the_unit_says_what_it_did_and_not_what_shall_be(house):
    output = loud(house, make_story(house, StoryState.PUBLISHED))
    reader = person(house.unit, Role.VIEWER, "nguoi-xem")
    outsider = person(make_units(2)[1], Role.OPERATOR, "loa-xa-khac")
    with pytest.raises(PermissionDenied):
        move_output(output=output, to=OutputState.NOT_INTENDED, reason="Mưa.", by=house.writer, at=AT)
    for who in (reader, outsider):
        with pytest.raises(PermissionDenied):
            move_output(output=output, to=OutputState.CONFIRMED, by=who, at=AT)
    output = loud(house, output.story, assignee=reader)
    assert move_output(output=output, to=OutputState.CONFIRMED, by=reader, at=AT).state == OutputState.CONFIRMED


def test_our_own_site_follows_the_story_alone(house):
    story = make_story(house, StoryState.PUBLISHED)
    site = story.outputs.get()
    with pytest.raises(StoryRefused, match="không ghi tay"):
        move_output(output=site, to=OutputState.WITHDRAWN, reason="Gỡ.", by=house.editor, at=AT)
    with pytest.raises(StoryRefused, match="tự đăng"):
        loud(house, story, "website")


def test_where_it_cannot_go_out_is_refused(house):
    story = make_story(house, StoryState.DESK)
    beside = person(make_units(2)[1], Role.OPERATOR, "loa-ben")
    Channel.objects.filter(code="radio").update(valid_until=TODAY)
    foreign = elsewhere()
    for fields, field in (
        ({"code": "radio"}, "channel"),
        ({"unit": foreign}, "unit"),
        ({"text": "a" * 20_001}, "text"),
        ({"assignee": beside}, "assignee"),
    ):
        with pytest.raises(StoryRefused) as refused:
            loud(house, story, **fields)
        assert refused.value.field == field
    assert not story.outputs.exists()


# --- corrections -----------------------------------------------------------------------------------------------------
def test_a_correction_cannot_lose_the_safeguards_of_the_first_text(house):
    story = make_story(house, StoryState.PUBLISHED, values=criticism())
    told = {"story": story, "version": story.version, "by": house.editor, "at": AT}
    save_story(values=criticism(conclusion_symbol=""), **told)
    now = fresh(story)
    with pytest.raises(StoryLacks, match="kết luận"):
        correct_story(story=now, text="Bỏ số kết luận.", version=now.version, by=house.approver, at=AT)
    assert fresh(story).conclusion_symbol == "15/KL-UBND"
    assert not story.corrections.exists()


def test_who_mended_a_live_text_does_not_correct_by_it(house):
    story = make_story(house, StoryState.PUBLISHED)
    RoleAssignment.objects.create(user=house.editor, unit=house.section.approver, role=Role.APPROVER, held_from=TODAY)
    save_story(story=story, values=values(title="Của tôi"), version=story.version, by=house.editor, at=AT)
    now = fresh(story)
    with pytest.raises(StoryRefused, match="không tự duyệt"):
        correct_story(story=now, text="Sai tên.", version=now.version, by=house.editor, at=AT)
    correct_story(story=now, text="Sai tên.", version=now.version, by=house.approver, at=AT)
    assert fresh(story).title == "Của tôi"
    approval = story.decisions.filter(stage=Stage.APPROVAL).latest("pk")
    assert (approval.by, approval.revision) == (house.approver, fresh(story).live_revision)


def test_another_site_than_ours_is_corrected_by_somebody(house):
    story = make_story(house, StoryState.PUBLISHED)
    theirs = Output.objects.create(
        story=story, channel=channel("website"), unit=house.unit, state=OutputState.SENT, state_at=AT, sent_at=AT
    )
    correct_story(story=story, text="Lệ phí 8.000 đồng.", version=story.version, by=house.approver, at=AT)
    assert {row.output_id: row.done_at for row in FollowUp.objects.all()} == {
        story.outputs.get(unit=house.section.owner).pk: AT,
        theirs.pk: None,
    }
    withdraw_story(story=story, reason="Nguồn sai.", by=house.approver, at=AT)
    theirs.refresh_from_db()
    assert theirs.state == OutputState.SENT, "nobody has taken it off there yet"


def test_a_follow_up_is_proved_by_an_address(house):
    story = make_story(house, StoryState.PUBLISHED)
    output = loud(house, story, "social")
    move_output(output=output, to=OutputState.CONFIRMED, by=house.writer, at=AT)
    correct_story(story=story, text="Sai giờ.", version=story.version, by=house.approver, at=AT)
    row = FollowUp.objects.get(output=output)
    with pytest.raises(PermissionDenied):
        do_follow_up(follow_up=row, note="Đã sửa.", by=person(house.unit, Role.VIEWER, "xem"), at=AT)
    told = {"note": "Đã sửa bài đăng.", "address": "https://mang.example/1", "by": house.writer, "at": AT}
    do_follow_up(follow_up=row, **told)
    corrected = Activity.objects.get(ref=f"newsroom.follow_up:{row.pk}")
    assert (corrected.grade, corrected.corrects.channel, corrected.form.code) == (
        Grade.RECORD,
        channel("social"),
        "correction",
    )


def test_a_withdrawn_story_is_not_sent_out_any_more(house):
    story = make_story(house, StoryState.PUBLISHED)
    waiting, sent = loud(house, story), loud(house, story, "social")
    move_output(output=sent, to=OutputState.SENT, by=None, at=AT)
    withdraw_story(story=story, reason="Nguồn tin chưa chính xác.", by=house.approver, at=AT)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.reason) == (OutputState.NOT_INTENDED, "Đã gỡ: Nguồn tin chưa chính xác.")
    site = story.outputs.get(channel=channel("website"))
    assert (site.state, site.reason) == (OutputState.WITHDRAWN, "Nguồn tin chưa chính xác.")
    assert not outputs_waiting(channel()).exists()
    for to in (OutputState.APPROVED, OutputState.SENT, OutputState.CONFIRMED):
        with pytest.raises(StoryRefused):
            move_output(output=waiting, to=to, by=None, at=AT)
    with pytest.raises(StoryRefused):
        loud(house, story, "notice-board")
    do_follow_up(follow_up=FollowUp.objects.get(output=sent), note="Đã xóa bài.", by=house.writer, at=AT)
    sent.refresh_from_db()
    assert (sent.state, sent.reason) == (OutputState.WITHDRAWN, "Đã xóa bài.")
    with pytest.raises(StoryRefused, match="đã gỡ"):
        withdraw_story(story=story, reason="Lần nữa.", by=house.approver, at=AT)


def test_only_what_is_out_is_corrected_or_withdrawn_and_only_by_who_decides(house):
    for state in (StoryState.DRAFT, StoryState.DESK, StoryState.APPROVAL):
        story = make_story(house, state)
        with pytest.raises(StoryRefused):
            withdraw_story(story=story, reason="Sai.", by=house.approver, at=AT)
    story = make_story(house, StoryState.PUBLISHED)
    for who in (house.writer, house.editor, house.lawyer):
        with pytest.raises(PermissionDenied):
            withdraw_story(story=story, reason="Sai.", by=who, at=AT)
        with pytest.raises(PermissionDenied):
            correct_story(story=story, text="Sai.", version=story.version, by=who, at=AT)
    with pytest.raises(StoryRefused):
        withdraw_story(story=story, reason=" ", by=house.approver, at=AT)
    assert fresh(story).live


def test_a_story_taken_off_at_its_hour_leaves_other_sites_alone(house):
    over = AT + timedelta(days=1)
    story = make_story(house, StoryState.PUBLISHED, expire_at=over)
    theirs = Output.objects.create(
        story=story, channel=channel("website"), unit=house.unit, state=OutputState.CONFIRMED, state_at=AT
    )
    publish_due(at=over)
    theirs.refresh_from_db()
    assert theirs.state == OutputState.CONFIRMED
    assert story.outputs.get(unit=house.section.owner).state == OutputState.WITHDRAWN
