"""Reports by workbook: handed out filled in beforehand, looked through row by row, recorded whole or not at all."""

import zipfile
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from openpyxl import Workbook, load_workbook

from loa.people.choices import Role
from loa.people.models import AuditEntry
from loa.tasks.actions import (
    Entry,
    PeriodRefused,
    WorkbookRefused,
    hand_in,
    hand_in_workbook,
    lock_period,
)
from loa.tasks.actions import workbook_files as reading
from loa.tasks.choices import State
from loa.tasks.models import Evidence, Figure, Obligation, Step
from loa.tasks.queries.workbook import CODE, LINK, NIL, NOTE, to_fill_in, workbook_of
from loa.tasks.tests.factories import make_work
from loa.tasks.tests.filled_workbooks import (
    AT,
    EICAR,
    TODAY,
    TOLD,
    faults,
    filled,
    first_quarter,
    handed_out,
    head,
    look,
    officer,
    saved,
)

pytestmark = pytest.mark.django_db


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
