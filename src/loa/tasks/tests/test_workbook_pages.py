"""The pages of a unit's workbook: taken, filled in, looked through, recorded; and for whom they are."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from loa.people.choices import Role
from loa.tasks.actions import (
    hand_in,
)
from loa.tasks.models import Step
from loa.tasks.queries.workbook import NIL, NOTE
from loa.tasks.tests.factories import make_work
from loa.tasks.tests.filled_workbooks import AT, PAGE, filled, first_quarter, officer

pytestmark = pytest.mark.django_db


def upload(client, data, name="bao-cao.xlsx"):
    return client.post(PAGE, {"file": SimpleUploadedFile(name, data)})


def seal_in(page):
    return page.text.partition('name="read" value="')[2].partition('"')[0]


def test_taken_filled_in_looked_through_and_recorded(client):
    one, two, _ = first_quarter()
    client.force_login(officer(one.unit))
    assert "3 việc chưa báo cáo" in client.get(PAGE).text
    file = client.get(f"{PAGE}tai-ve/?ky=2024-q1")
    assert load_workbook(BytesIO(file.content))["Báo cáo"].max_row == 5
    shown = upload(client, filled(one.unit, {(one, NOTE): "Đủ <b>", (two, NIL): "x"}))
    assert "Ghi 2 mục</button>" in shown.text
    assert "Đủ &lt;b&gt;" in shown.text
    assert not Step.objects.exists()
    for _ in range(2):
        kept = client.post(f"{PAGE}ghi/", {"read": seal_in(shown)}, follow=True)
        assert "Đã ghi 2 mục từ bảng tính." in kept.text
    assert Step.objects.count() == 2


def test_with_a_fault_there_is_no_button_and_the_place_is_named(client):
    one, two, _ = first_quarter()
    client.force_login(officer(one.unit))
    shown = upload(client, filled(one.unit, {(one, NOTE): "Đủ", (two, NIL): "?"}))
    assert shown.status_code == 422
    assert "Bảng tính có 1 dòng cần sửa" in shown.text
    assert f"Dòng&nbsp;4, cột “{NIL}”" in shown.text
    assert seal_in(shown) == ""
    refused = upload(client, b"%PDF-1.4", "a.pdf")
    assert (refused.status_code, "không phải bảng tính" in refused.text) == (422, True)
    assert "Chọn tệp bảng tính" in client.post(PAGE, {}).text


def test_what_moved_between_looking_and_recording_is_told_with_its_row(client):
    one, two, _ = first_quarter()
    client.force_login(officer(one.unit))
    shown = upload(client, filled(one.unit, {(one, NOTE): "Đủ", (two, NIL): "x"}))
    hand_in(obligation=two, note="Có", revision=0, by=officer(one.unit, Role.DEPUTY, "khac"), at=AT)
    told = client.post(f"{PAGE}ghi/", {"read": seal_in(shown)})
    assert (told.status_code, "Dòng&nbsp;4: Nguyễn Văn Mẫu vừa ghi" in told.text) == (422, True)
    assert Step.objects.count() == 1


def test_a_seal_that_was_broken_or_is_of_another_unit_records_nothing(client):
    own, foreign = make_work(units=2, periods=1)
    client.force_login(officer(own.unit))
    shown = upload(client, filled(own.unit, {(own, NOTE): "Đủ"}))
    for seal in (seal_in(shown)[:-2], "", "x:y:z"):
        assert client.post(f"{PAGE}ghi/", {"read": seal}).status_code == 422
    client.force_login(officer(foreign.unit, name="xa-hai"))
    assert client.post(f"{PAGE}ghi/", {"read": seal_in(shown)}).status_code == 403
    assert not Step.objects.exists()


def test_who_gets_whose_workbook(client):
    own, foreign = make_work(units=2, periods=1)
    people = {
        "dau-moi": (officer(own.unit), {200: own, 404: foreign}),
        "tren": (officer(own.task.version.plan.owner, name="tren"), {200: foreign}),
        "xem": (officer(own.unit, Role.VIEWER, "xem"), {404: own}),
    }
    for user, wanted in people.values():
        client.force_login(user)
        for status, one in wanted.items():
            assert client.get(f"{PAGE}tai-ve/?don-vi={one.unit_id}").status_code == status
    assert "không báo cáo việc của đơn vị nào" in client.get(PAGE).text


@pytest.mark.parametrize("tasks", [1, 3])
def test_the_page_costs_the_same_whatever_the_work(client, tasks, django_assert_num_queries):
    one, *_ = first_quarter(tasks)
    client.force_login(officer(one.unit))
    with django_assert_num_queries(7):
        client.get(PAGE)


def test_forty_rows_looked_through_stay_below_a_hundred_kilobytes(client):
    owed = first_quarter(40)
    client.force_login(officer(owed[0].unit))
    shown = upload(client, filled(owed[0].unit, {(one, NOTE): "Đã tổ chức ba hội nghị ở thôn. " * 8 for one in owed}))
    assert shown.text.count('data-label="Dòng"') == 40
    assert len(shown.content) < 60_000, len(shown.content)
