"""Reports by workbook: handed out filled in beforehand, looked through row by row, recorded whole or not at all."""

import zipfile
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from loa.people.actions import assign_role
from loa.people.choices import Role
from loa.people.models import AuditEntry, User
from loa.tasks.actions import (
    Entry,
    PeriodRefused,
    WorkbookRefused,
    check_workbook,
    hand_in,
    hand_in_workbook,
    lock_period,
)
from loa.tasks.actions import workbooks as reading
from loa.tasks.choices import State
from loa.tasks.models import Evidence, Figure, Indicator, Obligation, Step
from loa.tasks.queries.workbook import CODE, LINK, NIL, NOTE, heading_of, to_fill_in, workbook_of
from loa.tasks.tests.factories import make_work

pytestmark = pytest.mark.django_db
AT = datetime(2024, 3, 15, 2, 10, tzinfo=UTC)
TODAY = AT.date()
PAGE = "/viec/bang-tinh/"
NEWS = "Tin, bài"
TOLD = "https://vinhlinh.example/tin"
EICAR = r"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def officer(unit, role=Role.FOCAL, name="dau-moi"):
    user = User.objects.create_user(name, first_name="Nguyễn Văn Mẫu")
    assign_role(user=user, unit=unit, role=role, by=None, at=datetime(2024, 1, 2, tzinfo=UTC))
    return user


def asks_for(task, name=NEWS, **also):
    return Indicator.objects.create(task=task, position=task.indicators.count(), name=name, counted_in="tin", **also)


def first_quarter(tasks=3, **fields):
    """Return what one unit owes for the first of two quarters; the first of it asks for a number."""
    owed = [one for one in make_work(tasks=tasks, periods=2, **fields) if one.period == "2024-q1"]
    asks_for(owed[0].task)
    return owed


def handed_out(unit):
    return workbook_of(to_fill_in(unit.pk, TODAY).rows, unit="UBND xã Mẫu 1", today=TODAY, is_demo=False)


def filled(unit, values, change=None):
    """Return the unit's workbook with values typed: {(obligation, column): value}."""
    book = load_workbook(BytesIO(handed_out(unit)))
    sheet = book["Báo cáo"]
    columns = {cell.value: cell.column for cell in sheet[2]}
    rows = {int(row[0].value.partition("-")[0]): row[0].row for row in sheet.iter_rows(min_row=3)}
    for (obligation, column), value in values.items():
        sheet.cell(rows[obligation.pk], columns[column]).value = value
    if change:
        change(book, sheet)
    return saved(book)


def saved(book):
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def look(unit, data, by, name="bao-cao.xlsx"):
    return check_workbook(unit=unit, data=data, name=name, by=by, at=AT)


def faults(unit, data, by):
    return [(fault.row, fault.column, fault.words) for fault in look(unit, data, by).faults]


def head(indicator):
    return heading_of(indicator)


# --- out -------------------------------------------------------------------------------------------------------------
def test_the_workbook_holds_what_may_be_reported_now_and_only_open_cells_can_be_changed():
    one, two, done = first_quarter()
    Obligation.objects.filter(pk=done.pk).update(state=State.ACCEPTED, submitted_on=TODAY)
    book = load_workbook(BytesIO(handed_out(one.unit)))
    assert book.sheetnames == ["Hướng dẫn", "Báo cáo"]
    sheet = book["Báo cáo"]
    assert [row[0].value for row in sheet.iter_rows(min_row=3)] == [f"{one.pk}-0", f"{two.pk}-0"]
    assert [cell.value for cell in sheet[2]] == [
        CODE, "Nhiệm vụ", "Kỳ", "Hạn cuối", "Tin, bài (tin)", NIL, NOTE, LINK,
    ]  # fmt: skip
    assert sheet.protection.sheet
    assert sheet.freeze_panes == "C3"
    assert [cell.protection.locked for cell in sheet[3]] == [True] * 4 + [False] * 4
    assert sheet["E4"].protection.locked  # its task asks for no number
    assert sheet["D3"].value.date() == date(2024, 3, 31)
    assert {check.type for check in sheet.data_validations.dataValidation} == {"whole", "list"}


def test_invented_data_says_so_on_both_sheets():
    one, *_ = first_quarter()
    rows = to_fill_in(one.unit_id, TODAY).rows
    book = load_workbook(BytesIO(workbook_of(rows, unit="U", today=TODAY, is_demo=True)))
    assert "DỮ LIỆU MINH HỌA" in book["Hướng dẫn"]["A1"].value
    assert "DỮ LIỆU MINH HỌA" in book["Báo cáo"]["A1"].value


def test_what_was_closed_is_left_out_and_counted():
    one, *_ = first_quarter()
    lead = officer(one.task.version.plan.owner, name="chu-tri")
    later = datetime(2024, 4, 5, 2, tzinfo=UTC)
    lock_period(version=one.task.version, period="2024-q1", by=lead, at=later)
    found = to_fill_in(one.unit_id, later.date())
    assert ({row.period for row in found.rows}, found.closed) == ({"2024-q2"}, 3)


@pytest.mark.parametrize("tasks", [1, 3])
def test_the_workbook_costs_the_same_whatever_its_rows(tasks, django_assert_num_queries):
    one, *_ = first_quarter(tasks)
    with django_assert_num_queries(3):
        handed_out(one.unit)


# --- in --------------------------------------------------------------------------------------------------------------
def test_what_was_filled_in_is_shown_and_nothing_is_kept():
    one, two, _ = first_quarter()
    (news,), by = one.task.indicators.all(), officer(one.unit)
    data = filled(one.unit, {
        (one, head(news)): "1.200", (one, NOTE): " Ba thôn ", (one, LINK): TOLD, (two, NIL): "X",
    })  # fmt: skip
    read = look(one.unit, data, by)
    assert (read.faults, read.left_empty, read.notes) == ((), 1, ())
    assert [(row.row, row.entry) for row in read.rows] == [
        (3, Entry(obligation=one.pk, revision=0, note="Ba thôn", figures={news.pk: 1200}, link=TOLD)),
        (4, Entry(obligation=two.pk, revision=0, nil=True)),
    ]  # fmt: skip
    assert read.rows[0].said == ("Tin, bài (tin): 1.200", "Ba thôn", TOLD)
    assert not Step.objects.exists()


def test_what_was_shown_is_recorded_at_once_and_sent_twice_it_counts_once():
    one, two, _ = first_quarter()
    (news,), by = one.task.indicators.all(), officer(one.unit)
    data = filled(one.unit, {(one, head(news)): 7, (one, LINK): TOLD, (two, NIL): "x"})
    entries = [row.entry for row in look(one.unit, data, by).rows]
    assert [hand_in_workbook(unit=one.unit, entries=entries, by=by, at=AT) for _ in range(2)] == [2, 2]
    assert (Step.objects.count(), Figure.objects.get().value, Evidence.objects.get().url) == (
        2, 7, TOLD,
    )  # fmt: skip
    assert AuditEntry.objects.get(action="tasks.hand_in_workbook").details["obligations"] == 2
    # The same file once more says nothing new, and nothing is wrong with it.
    again = look(one.unit, data, by)
    assert (len(again.rows), again.faults) == (2, ())


def test_one_of_several_periods_and_work_done_once_go_together():
    one, *_ = first_quarter(1)
    Obligation.objects.filter(period="2024-q2").update(period="", period_label="", starts_on=None)
    once = Obligation.objects.get(period="")
    by = officer(one.unit)
    data = filled(one.unit, {(one, NOTE): "Đủ", (once, NOTE): "Đã ban hành"})
    assert (
        hand_in_workbook(unit=one.unit, entries=[row.entry for row in look(one.unit, data, by).rows], by=by, at=AT) == 2
    )


def test_every_wrong_cell_is_named_with_its_row_and_column():
    one, two, three = first_quarter()
    (news,), by = one.task.indicators.all(), officer(one.unit)
    column = head(news)
    for typed, words in {
        "=1+1": "có công thức", "ba": "số nguyên", -1: "từ 0 trở lên", 1.5: "số nguyên", "1,5": "số nguyên",
        "2.50": "số nguyên", date(2024, 3, 5): "hiểu ô này là ngày", "05/03/2024": "số nguyên",
        1_000_001: "từ 0 đến 1.000.000", "#REF!": "",
    }.items():  # fmt: skip
        ((row, where, said),) = faults(one.unit, filled(one.unit, {(one, column): typed}), by)
        assert (row, where) == (3, column)
        assert words in said
    wrong = {
        (two, column): 3, (three, NIL): "không", (two, LINK): "=HYPERLINK(\"http://a.example\")", (one, LINK): "ftp://a",
    }  # fmt: skip
    said = faults(one.unit, filled(one.unit, wrong), by)
    assert [(row, where) for row, where, _ in said] == [(3, ""), (4, column), (4, LINK), (5, NIL)]
    both = faults(one.unit, filled(one.unit, {(one, column): 3, (one, NIL): "x"}), by)
    assert "không phát sinh nhưng còn số liệu" in both[0][2]
    assert not Step.objects.exists()


def test_one_wrong_row_keeps_the_others_readable():
    one, two, _ = first_quarter()
    by = officer(one.unit)
    read = look(one.unit, filled(one.unit, {(one, NOTE): "Đủ", (two, NIL): "?"}), by)
    assert ([row.row for row in read.rows], [fault.row for fault in read.faults]) == ([3], [4])


def test_what_moved_since_the_workbook_was_taken_is_named():
    one, two, _ = first_quarter()
    by, other = officer(one.unit), officer(one.unit, Role.DEPUTY, "khac")
    data = filled(one.unit, {(one, NOTE): "Của tôi", (two, NOTE): "Muộn"})
    hand_in(obligation=one, note="Của người khác", revision=0, by=other, at=AT)
    Obligation.objects.filter(pk=two.pk).update(state=State.ACCEPTED, submitted_on=TODAY)
    said = faults(one.unit, data, by)
    assert [(row, column) for row, column, _ in said] == [(3, ""), (4, "")]
    assert "vừa ghi vào mục này" in said[0][2]
    assert "đã xác nhận hoàn thành" in said[1][2]
    entries = [Entry(obligation=one.pk, revision=0, note="Của tôi"), Entry(obligation=two.pk, revision=0, note="Muộn")]
    with pytest.raises(PeriodRefused) as refusal:
        hand_in_workbook(unit=one.unit, entries=entries, by=by, at=AT)
    assert set(refusal.value.faults) == {(one.pk, None), (two.pk, None)}
    assert Step.objects.count() == 1


def test_rows_of_another_unit_are_named_and_never_recorded():
    owed = make_work(units=2, periods=1)
    own, foreign = owed
    by = officer(own.unit)
    data = filled(
        own.unit, {(own, NOTE): "Đủ"}, lambda book, sheet: sheet.append([f"{foreign.pk}-0", "", "", "", None, "x"])
    )
    assert [(row, words) for row, _, words in faults(own.unit, data, by)] == [
        (4, "đầu việc này không phải của đơn vị.")
    ]
    with pytest.raises(WorkbookRefused, match="Không dòng nào"):
        look(own.unit, filled(foreign.unit, {(foreign, NOTE): "x"}), by)
    with pytest.raises(PeriodRefused, match="không thuộc đơn vị"):
        hand_in_workbook(unit=own.unit, entries=[Entry(obligation=foreign.pk, revision=0, note="x")], by=by, at=AT)
    for act in (
        lambda: look(foreign.unit, data, by),
        lambda: hand_in_workbook(
            unit=foreign.unit, entries=[Entry(obligation=foreign.pk, revision=0, note="x")], by=by, at=AT
        ),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_added_doubled_and_merged_rows_are_named():
    one, two, _ = first_quarter()
    by = officer(one.unit)

    def change(book, sheet):
        sheet.append(["tự thêm", "", "", "", "", "x"])
        sheet.append([f"{one.pk}-0", "", "", "", "", "x"])
        sheet.merge_cells("G4:G5")

    said = faults(one.unit, filled(one.unit, {(one, NIL): "x", (two, NOTE): "Đủ"}, change), by)
    assert [row for row, _, _ in said] == [4, 6, 7]
    assert ["gộp" in said[0][2], "Không thêm dòng" in said[1][2], "trùng đầu việc với dòng 3" in said[2][2]] == [
        True
    ] * 3


@pytest.mark.one_engine
def test_changed_heads_and_sheets_are_refused_with_their_names():
    one, *_ = first_quarter()
    by = officer(one.unit)

    def rename(old, new):
        def change(book, sheet):
            (cell,) = [cell for cell in sheet[2] if cell.value == old]
            cell.value = new

        return change

    def hide(book, sheet):
        sheet.sheet_state = "hidden"

    for change, words in (
        (rename(NOTE, "Kết quả"), f"thiếu cột “{NOTE}”"),
        (rename(CODE, "Mã"), f"không có cột “{CODE}”"),
        (rename("Tin, bài (tin)", "Tin"), "Cột “Tin” không có trong bảng"),
        (rename(NOTE, LINK), "thiếu cột"),
        (lambda book, sheet: setattr(sheet, "title", "Sheet1"), "không có trang “Báo cáo”"),
        (hide, "đang bị ẩn"),
    ):
        with pytest.raises(WorkbookRefused, match=words):
            look(one.unit, filled(one.unit, {(one, NOTE): "x"}, change), by)


def test_other_sheets_are_left_aside_and_named():
    one, *_ = first_quarter()

    def change(book, sheet):
        made = book.create_sheet("Nháp")
        made["A1"], made.sheet_state = "=1+1", "hidden"

    read = look(one.unit, filled(one.unit, {(one, NOTE): "Đủ"}, change), officer(one.unit))
    assert (read.notes, read.faults) == (("Trang “Nháp” (đang ẩn) không được đọc.",), ())


def with_part(data, name, content=b"<x/>"):
    """Return a workbook with one more part in its archive."""
    old, new = zipfile.ZipFile(BytesIO(data)), BytesIO()
    with zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in old.namelist():
            archive.writestr(part, old.read(part))
        archive.writestr(name, content)
    return new.getvalue()


def test_links_to_other_files_are_left_alone_and_said():
    one, *_ = first_quarter()
    data = with_part(filled(one.unit, {(one, NOTE): "Đủ"}), "xl/externalLinks/externalLink1.xml")
    assert look(one.unit, data, officer(one.unit)).notes == (
        "Tệp có liên kết đến tệp khác; Loa không mở các liên kết đó.",
    )


@pytest.mark.one_engine
def test_files_that_are_no_workbook_of_ours_are_refused():
    one, *_ = first_quarter(1)
    by = officer(one.unit)
    good = filled(one.unit, {(one, NOTE): "x"})
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    empty = Workbook()
    for data, words in (
        (b"", "trống"),
        (EICAR.encode(), "không phải bảng tính"),
        (b"%PDF-1.4", "không phải bảng tính"),
        (ole + "Workbook".encode("utf-16-le"), "đời cũ"),
        (ole + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
        (with_part(good, "xl/vbaProject.bin"), "macro"),
        (good[:-200], "hỏng"),
        (with_part(good, "xl/bomb.xml", bytes(60_000_000)), "không an toàn"),
        (bytes(6_000_000), "5 MB"),
        (saved(empty), "không có trang"),
    ):
        with pytest.raises(WorkbookRefused, match=words):
            look(one.unit, data, by)
    with pytest.raises(WorkbookRefused, match="độ mật"):
        look(one.unit, good, by, name="Báo cáo MẬT.xlsx")
    with pytest.raises(WorkbookRefused, match="độ mật"):
        look(one.unit, filled(one.unit, {(one, NOTE): "MẬT"}), by)


def test_more_rows_than_any_unit_has_are_refused(monkeypatch):
    one, *_ = first_quarter(1)
    monkeypatch.setattr(reading, "MOST_ROWS", 2)

    def change(book, sheet):
        for _ in range(3):
            sheet.append(["x"])

    with pytest.raises(WorkbookRefused, match="hơn 2 dòng"):
        look(one.unit, filled(one.unit, {}, change), officer(one.unit))


@pytest.mark.parametrize("tasks", [1, 3])
@pytest.mark.parametrize("written", [False, True])
def test_looking_through_costs_the_same_whatever_the_rows(tasks, written, django_assert_num_queries):
    owed = first_quarter(tasks)
    by = officer(owed[0].unit)
    data = filled(owed[0].unit, {(one, NOTE): "Đủ" for one in owed})
    if written:
        hand_in_workbook(
            unit=owed[0].unit, entries=[row.entry for row in look(owed[0].unit, data, by).rows], by=by, at=AT
        )
    with django_assert_num_queries(6 + 3 * written):
        look(owed[0].unit, data, by)


def test_a_thousand_rows_are_recorded_in_few_statements(django_assert_max_num_queries):
    one, *_ = first_quarter(1)
    by, (news,) = officer(one.unit), one.task.indicators.all()
    rows = Obligation.objects.bulk_create(
        Obligation(task=one.task, unit=one.unit, period=f"t{n}", period_label=f"Kỳ {n}", starts_on=TODAY)
        for n in range(1_100)
    )
    entries = [Entry(obligation=row.pk, revision=0, figures={news.pk: 2}) for row in rows]
    with django_assert_max_num_queries(80):
        assert hand_in_workbook(unit=one.unit, entries=entries, by=by, at=AT) == 1_100
    assert Figure.objects.filter(counts=True).count() == 1_100


# --- the page --------------------------------------------------------------------------------------------------------
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
