"""The page of one obligation: results and evidence are handed in there, and nothing that was typed is lost."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from loa.base.clock import now
from loa.people.actions import assign_role
from loa.people.choices import Role
from loa.people.models import User
from loa.plans.choices import Target
from loa.tasks.actions import enter_on_behalf, hand_in
from loa.tasks.choices import OnBehalf, Part, State, Told
from loa.tasks.models import (
    Call,
    Comment,
    Evidence,
    Indicator,
    Obligation,
    Participant,
    PeriodLock,
    Reminder,
    Step,
    Task,
    evidence_storage,
)
from loa.tasks.tests.factories import make_work
from loa.tasks.tests.test_desk import page, pdf, person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    place = {"location": tmp_path, "base_url": None}
    evidence = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": place}
    settings.STORAGES = settings.STORAGES | {"evidence": evidence}


def test_a_result_is_handed_in_and_its_file_handed_out(client):
    obligation = make_work()[0]
    person(client, obligation.unit)
    sent = client.post(
        reverse("desk:send", args=[obligation.pk]),
        {"revision": 0, "note": "Đã ban hành", "evidence": [pdf(), pdf("anh.pdf")], "link": "https://a.example/5"},
        follow=True,
    )
    assert "Đã gửi kết quả." in sent.text
    assert "Đã ban hành" in sent.text
    assert "a.example" in sent.text
    answer = client.get(reverse("desk:evidence", args=[Evidence.objects.filter(kind="file").first().pk]))
    assert b"".join(answer.streaming_content) == b"%PDF-1.4 mot trang"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    link = Evidence.objects.get(kind="link")
    assert client.get(reverse("desk:evidence", args=[link.pk])).status_code == 404


def test_a_file_that_is_gone_is_not_found(client):
    obligation = make_work()[0]
    by = person(client, obligation.unit)
    given = hand_in(obligation=obligation, note="", files=[pdf()], revision=0, by=by, at=now()).evidence.get()
    evidence_storage().delete(given.file.name)
    assert client.get(reverse("desk:evidence", args=[given.pk])).status_code == 404


def test_a_refused_file_leaves_the_words(client):
    obligation = make_work()[0]
    person(client, obligation.unit)
    answer = client.post(
        reverse("desk:send", args=[obligation.pk]),
        {"revision": 0, "note": "Đã họp ba thôn", "evidence": [SimpleUploadedFile("a.exe", b"MZ\x00")]},
    )
    assert answer.status_code == 422
    assert "không thuộc loại được nhận" in answer.text
    assert "Đã họp ba thôn</textarea>" in answer.text
    assert 'href="#gui-evidence"' in answer.text
    assert not Step.objects.exists()


def test_nothing_to_hand_in_is_said(client):
    obligation = make_work()[0]
    person(client, obligation.unit)
    answer = client.post(reverse("desk:send", args=[obligation.pk]), {"revision": 0, "note": " "})
    assert "Ghi kết quả bằng lời" in answer.text


def test_a_link_that_is_none_is_said_at_its_field(client):
    obligation = make_work()[0]
    person(client, obligation.unit)
    answer = client.post(reverse("desk:send", args=[obligation.pk]), {"revision": 0, "link": "javascript:alert(1)"})
    assert 'href="#gui-link"' in answer.text
    assert '<a href="#bao-cao">Chưa lưu được' in answer.text


def test_the_second_browser_sees_both_texts_and_can_send_again(client):
    obligation = make_work()[0]
    by = person(client, obligation.unit)
    other = User.objects.create_user("nguoi-khac", first_name="Trần Thị Thử")
    assign_role(user=other, unit=obligation.unit, role=Role.DEPUTY, by=None, at=now())
    hand_in(obligation=obligation, note="Bản của chị Thử", revision=0, by=other, at=now())
    address = reverse("desk:send", args=[obligation.pk])
    told = client.post(address, {"revision": 0, "note": "Bản của tôi"})
    assert told.status_code == 422
    assert "Trần Thị Thử ghi" in told.text
    assert "Bản của chị Thử" in told.text
    assert "Bản của tôi</textarea>" in told.text
    revision = re.search(r'name="revision" value="(\d+)" id="gui-revision"', told.text)[1]
    assert client.post(address, {"revision": revision, "note": "Bản của tôi"}).status_code == 302
    assert list(Step.objects.order_by("pk").values_list("by", flat=True)) == [other.pk, by.pk]


def test_a_double_click_is_one_step(client):
    obligation = make_work()[0]
    person(client, obligation.unit)
    for _ in range(2):
        answer = client.post(reverse("desk:send", args=[obligation.pk]), {"revision": 0, "note": "Đã làm"})
        assert answer.status_code == 302
    assert Step.objects.count() == 1


def test_what_was_typed_outlives_the_session(client):
    obligation = make_work()[0]
    answer = client.post(reverse("desk:send", args=[obligation.pk]), {"revision": 0, "note": "Đã họp ba thôn"})
    assert "Phiên làm việc đã hết" in answer.text
    assert "Đã họp ba thôn" in answer.text
    assert not Step.objects.exists()


def test_markup_in_words_stays_words(client):
    obligation = make_work()[0]
    by = person(client, obligation.unit)
    hand_in(obligation=obligation, note="<script>alert(1)</script>", revision=0, by=by, at=now())
    assert "<script>alert" not in client.get(reverse("desk:obligation", args=[obligation.pk])).text


def test_a_step_that_nobody_took_is_said_to_be_the_systems(client):
    [owed] = make_work()
    Step.objects.create(obligation=owed, at=now(), by=None, state=State.NOT_STARTED, note="Mở lại.")
    person(client, owed.unit)
    assert "Hệ thống, " in page(client, reverse("desk:obligation", args=[owed.pk]))


@pytest.mark.parametrize("who", ["unit", "lead"])
def test_the_fullest_page_stays_within_its_budget(client, who, django_assert_num_queries):
    """Everything that a page can have beside its result: numbers, a closed period, reminders, calls, words."""
    owed, other = make_work(units=2, periods=2)[::2]
    task, version = owed.task, owed.task.version
    news = Indicator.objects.create(task=task, position=0, name="Số tin", counted_in="tin")
    Task.objects.filter(pk=task.pk).update(any_one=True)
    task.receivers.add(other.unit)
    lead = person(client, version.plan.owner, name="chu-tri")
    reporter = person(client, owed.unit, name="dau-moi")
    at = now()
    said = {"source": OnBehalf.CALL, "symbol": "", "day": at.date(), "note": "Đủ", "figures": {news.pk: 3}}
    enter_on_behalf(obligation=owed, **said, revision=0, by=lead, at=at)
    Comment.objects.create(obligation=owed, at=at, by=lead, text="Xin gửi thêm ảnh.")
    Reminder.objects.create(
        obligation=owed, person=reporter, rung=-3, told=Told.FOCAL, due_on=owed.due_on, on=at.date()
    )
    Call.objects.create(version=version, unit=owed.unit, at=at, by=lead, note="Hẹn thứ Hai.")
    PeriodLock.objects.create(version=version, period=owed.period, at=at, by=lead)
    others = {"state": State.ACCEPTED, "submitted_on": at.date()}
    Obligation.objects.filter(pk=other.pk).update(**others)
    Obligation.objects.filter(pk=owed.pk).update(opened_at=at)
    client.force_login(reporter if who == "unit" else lead)
    with django_assert_num_queries({"unit": 14, "lead": 15}[who]):
        sheet = page(client, reverse("desk:obligation", args=[owed.pk]))
    for words in ("Số tin", "nên không ghi thêm được", "Đã nhắc", "Hẹn thứ Hai.", "Xin gửi thêm ảnh.", "đã thực hiện"):
        assert words in sheet


@pytest.mark.parametrize("closed", [False, True])
@pytest.mark.parametrize(("who", "cost"), [("partner", 14), ("class", 15), ("receiver", 15)])
def test_the_people_of_others_who_may_look_stay_within_its_budget(client, who, cost, closed, django_assert_num_queries):
    owed, other = make_work(units=2, periods=2)[::2]
    task, at = owed.task, now()
    news = Indicator.objects.create(task=task, position=0, name="Số tin", counted_in="tin")
    lead = person(client, task.version.plan.owner, name="chu-tri")
    reader = person(client, other.unit, name="noi-khac")
    if who == "receiver":
        task.receivers.add(other.unit)
    else:
        whom = {"target": Target.UNIT, "unit": other.unit}
        if who == "class":
            whom = {"target": Target.CLASS, "classes": ["offices", "communes"]}
        Participant.objects.create(task=task, position=0, part=Part.PARTNER, name="UBND xã", **whom)
    said = {"source": OnBehalf.CALL, "symbol": "", "day": at.date(), "note": "Đủ", "figures": {news.pk: 3}}
    enter_on_behalf(obligation=owed, **said, revision=0, by=lead, at=at)
    Comment.objects.create(obligation=owed, at=at, by=lead, text="Xin gửi thêm ảnh.")
    if closed:
        PeriodLock.objects.create(version=task.version, period=owed.period, at=at, by=lead)
    client.force_login(reader)
    with django_assert_num_queries(cost):
        sheet = page(client, reverse("desk:obligation", args=[owed.pk]))
    for words in ("Đủ", "Số tin", "Xin gửi thêm ảnh.", reverse("desk:comment", args=[owed.pk])):
        assert words in sheet
    assert ("nên không ghi thêm được" in sheet) == closed
    assert 'id="nhap-thay"' not in sheet
