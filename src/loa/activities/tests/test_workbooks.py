"""Many activities by workbook: what it offers, every fault told by row and column, all of it entered or nothing."""

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from loa.activities.actions import (
    ActivitiesRefused,
    check_activities,
    count_months_anew,
    enter_activities,
    enter_activity,
)
from loa.activities.choices import Origin
from loa.activities.models import Activity, CoverageTally
from loa.activities.queries.workbook import DAY, HEADS, LINK, NOTE, REACH, SHEET, SOURCE, TITLE, TOPICS, workbook_of
from loa.activities.tests.factories import entry
from loa.activities.tests.test_closing import officer, standing_work
from loa.people.choices import Role
from loa.people.models import AuditEntry
from loa.tasks.actions import WorkbookRefused
from loa.tasks.choices import State
from loa.tasks.tests.factories import make_units

pytestmark = pytest.mark.django_db
AT = datetime(2024, 3, 15, 2, 0, tzinfo=UTC)
TODAY = AT.date()
MEETING = {
    DAY: date(2024, 3, 12),
    TITLE: "Họp thôn 1 phổ biến nộp hồ sơ trực tuyến",
    "Hình thức": "Họp thôn, bản, khu phố",
    TOPICS[0]: "Cải cách thủ tục hành chính",
}


def filled(*rows, change=None):
    """Return the workbook of a unit with rows typed, each {head: value}."""
    book = load_workbook(BytesIO(workbook_of(unit="UBND xã Mẫu 1", today=TODAY, is_demo=False)))
    sheet = book[SHEET]
    columns = {cell.value: cell.column for cell in sheet[2]}
    for number, row in enumerate(rows, 3):
        for head, value in row.items():
            sheet.cell(number, columns[head]).value = value
    if change:
        change(book, sheet)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def look(unit, data, by, name="hoat-dong.xlsx"):
    return check_activities(unit=unit, data=data, name=name, by=by, at=AT)


def lines(read):
    return {one.row: one.line for one in read.rows}


def test_the_workbook_offers_the_words_of_the_day_in_its_cells():
    book = load_workbook(BytesIO(workbook_of(unit="UBND xã Mẫu 1", today=TODAY, is_demo=True)))
    assert book.sheetnames == ["Hướng dẫn", SHEET, "Danh mục"]
    sheet = book[SHEET]
    assert tuple(cell.value for cell in sheet[2]) == HEADS
    assert "MINH HỌA" in sheet["A1"].value
    assert not sheet.protection.sheet, "people add rows"
    offered = {check.formula1 for check in sheet.data_validations.dataValidation if check.type == "list"}
    assert len(offered) == 5
    words = [cell.value for cell in book["Danh mục"]["A"]]
    assert "Họp thôn, bản, khu phố" in words
    assert "Đính chính" not in words


def test_what_is_read_is_entered_whole_and_counts_as_if_entered_one_by_one():
    first, second = make_units(2)
    by = officer(first)
    rows = [
        {**MEETING, TOPICS[1]: "Pháp luật; quyền, nghĩa vụ tham gia và giám sát", REACH: "1.250",
         SOURCE: "danh sách, đếm tại chỗ"},
        {**MEETING, DAY: "01/02/2024", TITLE: "Buổi phát loa", "Hình thức": "ban tin phat thanh",
         "Đối tượng": "Nhân dân", LINK: "https://xa.example/anh", NOTE: "Ghi nhanh"},
        {**MEETING, TITLE: "Họp thôn 2", TOPICS[0]: "Chuyển đổi số", TOPICS[1]: "Chuyển đổi số"},
    ]  # fmt: skip
    read = look(first, filled(*rows), by)
    assert (read.faults, read.notes) == ((), ())
    assert not Activity.objects.exists()
    assert enter_activities(unit=first, lines=lines(read), by=by, at=AT) == 3
    made = {row.title: row for row in Activity.objects.prefetch_related("topics", "audiences", "proofs")}
    meeting, heard, again = (made[one] for one in (MEETING[TITLE], "Buổi phát loa", "Họp thôn 2"))
    assert (meeting.on, meeting.reach, meeting.grade, meeting.origin) == (
        date(2024, 3, 12), 1250, "c", Origin.WORKBOOK,
    )  # fmt: skip
    assert sorted(one.code for one in meeting.topics.all()) == ["law", "procedures"]
    assert (heard.on, heard.form.code, heard.channel.code, heard.grade) == (
        date(2024, 2, 1), "broadcast", "loudspeaker", "b",
    )  # fmt: skip
    assert heard.proofs.get().url == "https://xa.example/anh"
    assert [one.code for one in again.topics.all()] == ["digital-transformation"]
    assert AuditEntry.objects.get(action="activities.enter_activities").details["count"] == 3
    assert count_months_anew([date(2024, 2, 1), date(2024, 3, 1)]) == 0
    assert CoverageTally.objects.filter(unit=first).exists()
    assert not Activity.objects.filter(unit=second).exists()


def test_work_is_closed_once_however_many_rows_are_of_it():
    (owed,), _ = standing_work(forms=("village-meeting",), minimum=3)
    by = officer(owed.unit)
    rows = [
        {**MEETING, TITLE: f"Buổi {number}", TOPICS[0]: "Các chỉ số PAR INDEX, SIPAS, PAPI, PCI"} for number in range(3)
    ]
    read = look(owed.unit, filled(*rows), by)
    enter_activities(unit=owed.unit, lines=lines(read), by=by, at=AT)
    owed.refresh_from_db()
    assert owed.state == State.SUBMITTED
    assert owed.steps.count() == 1
    assert {row.tasks.get().pk for row in Activity.objects.all()} == {owed.task_id}


@pytest.mark.parametrize(
    ("typed", "column", "words"),
    [
        ({DAY: "hôm qua"}, DAY, "không phải một ngày"),
        ({DAY: "31/02/2024"}, DAY, "không phải một ngày"),
        ({DAY: date(2024, 4, 1)}, DAY, "chưa đến"),
        ({DAY: None}, DAY, "chưa ghi"),
        ({TITLE: None}, TITLE, "chưa ghi"),
        ({TITLE: "a" * 301}, TITLE, "nhiều nhất 300"),
        ({TITLE: "=1+1"}, TITLE, "công thức"),
        ({"Hình thức": "Múa lân"}, "Hình thức", "không có trong danh mục"),
        ({"Hình thức": "Đính chính"}, "Hình thức", "không có trong danh mục"),
        ({"Hình thức": "Hình thức khác"}, "Kênh", "chọn kênh"),
        ({TOPICS[0]: None}, TOPICS[0], "chưa ghi"),
        ({TOPICS[1]: "Bóng đá"}, TOPICS[1], "không có trong danh mục"),
        ({REACH: "mười"}, REACH, "số nguyên"),
        ({REACH: 10}, REACH, "nguồn của số đó"),
        ({SOURCE: "đoán"}, SOURCE, "không có trong danh mục"),
        ({LINK: "javascript:alert(1)"}, LINK, "http"),
        ({DAY: date(2019, 5, 1)}, DAY, "chưa được thành lập"),
    ],
)  # fmt: skip
def test_a_fault_is_told_by_its_row_and_column_and_nothing_is_kept(typed, column, words):
    (unit,) = make_units(1)
    read = look(unit, filled(MEETING, {**MEETING, TITLE: "Buổi khác", **typed}), officer(unit))
    told = [(one.row, one.column) for one in read.faults]
    assert told[0] == (4, column) or (4, column) in told, read.faults
    assert any(words in one.words for one in read.faults if one.column == column), read.faults
    assert not Activity.objects.exists()


def test_what_the_ledger_has_already_or_the_sheet_says_twice_is_refused():
    (unit,) = make_units(1)
    by = officer(unit)
    twice = look(unit, filled(MEETING, MEETING), by)
    assert [(one.row, one.words) for one in twice.faults] == [(4, "trùng với dòng 3. Xóa một dòng.")]
    read = look(unit, filled(MEETING), by)
    enter_activities(unit=unit, lines=lines(read), by=by, at=AT)
    assert "đã có trong sổ" in look(unit, filled(MEETING), by).faults[0].words
    with pytest.raises(ActivitiesRefused) as refused:
        enter_activities(unit=unit, lines=lines(read), by=by, at=AT)
    assert list(refused.value.faults) == [3]
    assert Activity.objects.count() == 1


def test_other_files_are_refused():
    (unit,) = make_units(1)
    by = officer(unit)
    for data, name, words in (
        (b"", "trong.xlsx", "trống"),
        (b"abc", "chu.xlsx", "không phải bảng tính"),
        (filled(MEETING), "bao-cao-MẬT.xlsx", "độ mật"),
        (filled(change=lambda book, sheet: setattr(sheet, "title", "Khác")), "a.xlsx", "không có trang"),
        (filled(change=lambda book, sheet: sheet.delete_cols(3)), "a.xlsx", "thiếu cột"),
    ):
        with pytest.raises(WorkbookRefused, match=words):
            look(unit, data, by, name)


def test_nobody_enters_for_a_unit_beside():
    first, second = make_units(2)
    by = officer(first)
    with pytest.raises(PermissionDenied):
        look(second, filled(MEETING), by)
    read = look(first, filled(MEETING), by)
    with pytest.raises(PermissionDenied):
        enter_activities(unit=second, lines=lines(read), by=by, at=AT)


@pytest.mark.parametrize("count", [1, 3])
def test_rows_of_one_day_cost_the_same(count, django_assert_num_queries):
    (owed,), _ = standing_work()
    by = officer(owed.unit)
    read = look(owed.unit, filled(*({**MEETING, TITLE: f"Buổi {number}"} for number in range(count))), by)
    with django_assert_num_queries(21):
        enter_activities(unit=owed.unit, lines=lines(read), by=by, at=AT)


def test_the_pages_lead_from_the_file_to_the_ledger(client):
    (unit,) = make_units(1)
    client.force_login(officer(unit))
    assert client.get(reverse("ledger:workbook")).status_code == 200
    handed_out = client.get(reverse("ledger:workbook_file"))
    assert load_workbook(BytesIO(handed_out.content)).sheetnames[1] == SHEET
    wrong = client.post(reverse("ledger:workbook"), {"file": SimpleUploadedFile("a.xlsx", filled({TITLE: "Thiếu"}))})
    assert wrong.status_code == 422
    assert "cột “Ngày”: chưa ghi" in wrong.content.decode()
    shown = client.post(reverse("ledger:workbook"), {"file": SimpleUploadedFile("a.xlsx", filled(MEETING))})
    assert shown.status_code == 200
    assert not Activity.objects.exists()
    seal = shown.context["sealed"]
    assert client.post(reverse("ledger:workbook_keep"), {"read": seal + "x"}).status_code == 422
    assert client.post(reverse("ledger:workbook_keep"), {"read": seal}).status_code == 302
    assert Activity.objects.get().title == MEETING[TITLE]
    again = client.post(reverse("ledger:workbook_keep"), {"read": seal})
    assert again.status_code == 422
    assert "đã có trong sổ" in again.content.decode()


def test_a_viewer_gets_no_workbook(client):
    (unit,) = make_units(1)
    client.force_login(officer(unit, Role.VIEWER))
    assert client.get(reverse("ledger:workbook")).status_code == 403
    assert client.get(reverse("ledger:workbook_file")).status_code == 404
    assert client.post(reverse("ledger:workbook_keep"), {"read": "x"}).status_code == 403


def test_what_was_entered_by_hand_is_known_too():
    (unit,) = make_units(1)
    by = officer(unit)
    told = entry(unit, on=date(2024, 3, 12), form="village-meeting", channel="meetings", title=MEETING[TITLE])
    enter_activity(entry=told, by=by, at=AT)
    assert "đã có trong sổ" in look(unit, filled(MEETING), by).faults[0].words
