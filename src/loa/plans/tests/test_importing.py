"""Importing a plan: whole or not at all, once per file, by those who may, with one audit entry."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from loa.people.actions import assign_role
from loa.people.choices import Role
from loa.people.models import AuditEntry, User
from loa.plans.actions import AlreadyImported, NotAPlan, UnreadableFile, import_plan, importing
from loa.plans.models import Clause, Duty, Finding, LineAgency, LineTiming, Plan, PlanLine, PlanVersion, ReportDuty
from loa.plans.tests.factories import district

pytestmark = pytest.mark.django_db
AT = datetime(2024, 3, 15, 2, 0, tzinfo=UTC)
EXAMPLES = Path(__file__).parents[4] / "examples" / "vinh-linh-2024"
SEED = (EXAMPLES / "ke-hoach.txt").read_bytes()


@pytest.fixture
def officer():
    user = User.objects.create_user("can-bo", password="mot-mat-khau-dai")
    assign_role(user=user, unit=district(), role=Role.FOCAL, by=None, at=AT)
    return user


def bring_in(data, name, by):
    return import_plan(data=data, name=name, owner=district(), by=by, at=AT)


def stored_files():
    storage = storages["documents"]
    root = Path(storage.location)
    return {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}


def nothing_was_kept():
    models = (Plan, PlanVersion, Clause, Duty, PlanLine, Finding)
    noted = AuditEntry.objects.filter(action="plans.import_plan")
    return not noted.exists() and all(not model.objects.exists() for model in models)


def test_the_founding_plan_is_kept_whole(officer):
    version = bring_in(data=SEED, name="ke-hoach.txt", by=officer)

    assert str(version.plan) == "Kế hoạch tuyên truyền cải cách hành chính năm 2024"
    assert (version.plan.year, version.plan.issuer) == (2024, "UBND huyện Vĩnh Linh")
    assert version.plan.slug == "ke-hoach-tuyen-truyen-cai-cach-hanh-chinh-nam-2024"
    assert (version.number, version.symbol, version.issued_on, version.declared_task_count) == (1, "", None, 8)
    assert (version.imported_by, version.imported_at, version.file_name) == (officer, AT, "ke-hoach.txt")
    with version.file.open("rb") as kept:
        assert kept.read() == SEED
    assert version.basis[0]["symbol"] == "250/KH-UBND"
    assert version.signer["name"] == "Thái Văn Thành"
    assert version.reading["tasks"][1]["timing"]["due"] == "2024-12-15"

    lines = list(version.planline_set.order_by("position"))
    assert [line.number for line in lines] == ["1", "2", "3", "4", "5", "6", "7", "8"]
    second = lines[1]
    assert second.products == ["Kế hoạch", "tài liệu", "các lớp tập huấn"]
    leads = second.agencies.filter(role="lead").order_by("position")
    assert [agency.agency_name for agency in leads] == [
        "Phòng Nội vụ",
        "Phòng Văn hóa và thông tin",
        "Phòng Tư pháp",
        "Trung tâm Văn hóa thông tin - Thể dục thể thao",
    ]
    timing = second.timings.get()
    assert (timing.timing_text, timing.timing_kind, timing.boundary) == (
        "Hoàn thành trước 15/12/2024",
        "before_date",
        "before",
    )
    assert timing.due_on.isoformat() == "2024-12-15"
    report = ReportDuty.objects.get(version=version)
    assert (report.receiver, report.due_on.isoformat()) == ("Phòng Nội vụ", "2024-11-20")
    assert Clause.objects.get(version=version, ref="III.7").heading == "Phòng Tài chính - Kế hoạch"
    assert version.finding_set.filter(code="due-after-report", severity="warning").count() == 1


def test_one_action_leaves_one_audit_entry(officer):
    version = bring_in(data=SEED, name="ke-hoach.txt", by=officer)
    entry = AuditEntry.objects.exclude(action="people.assign_role").get()
    assert (entry.action, entry.by, entry.at, entry.object_key) == (
        "plans.import_plan",
        officer,
        AT,
        str(version.pk),
    )
    assert entry.details["sha256"] == version.sha256
    assert entry.details["lines"] == 8


def test_the_same_file_is_recognised(officer):
    first = bring_in(data=SEED, name="ke-hoach.txt", by=officer)
    with pytest.raises(AlreadyImported) as refused:
        bring_in(data=SEED, name="ten-khac.txt", by=officer)
    assert refused.value.version == first
    assert PlanVersion.objects.count() == 1


def test_another_file_of_the_same_plan_is_its_next_version(officer):
    first = bring_in(data=SEED, name="ke-hoach.txt", by=officer)
    second = bring_in(data=(EXAMPLES / "ke-hoach.docx").read_bytes(), name="ke-hoach.docx", by=officer)
    assert (second.plan, second.number) == (first.plan, 2)


def test_plans_of_one_name_have_addresses_of_their_own(officer):
    other = SEED.decode().replace("huyện Vĩnh Linh", "huyện Gio Linh").encode()
    first = bring_in(data=SEED, name="a.txt", by=officer)
    second = bring_in(data=other, name="b.txt", by=officer)
    assert (second.plan.issuer, second.plan.slug) == ("UBND huyện Gio Linh", f"{first.plan.slug}-2")


def test_what_is_no_plan_is_refused_and_leaves_nothing(officer):
    before = stored_files()
    with pytest.raises(NotAPlan, match="Chưa có gì được lưu"):
        bring_in(data="Giấy mời họp giao ban lúc 8 giờ.".encode(), name="giay-moi.txt", by=officer)
    assert nothing_was_kept()
    assert stored_files() == before


def test_an_unreadable_file_is_answered_and_leaves_nothing(officer):
    with pytest.raises(UnreadableFile) as refused:
        bring_in(data=b"", name="trong.docx", by=officer)
    assert refused.value.code == "empty"
    assert nothing_was_kept()


def test_somebody_without_the_right_is_refused_before_anything_is_read():
    stranger = User.objects.create_user("nguoi-la", password="mot-mat-khau-dai")
    with pytest.raises(PermissionDenied):
        bring_in(data=b"not even read", name="x", by=stranger)
    assert nothing_was_kept()


def test_a_fault_half_way_keeps_neither_rows_nor_file(officer, monkeypatch):
    def full_disk(*args):
        raise OSError("No space left on device")

    before = stored_files()
    monkeypatch.setattr(importing, "store_parts", full_disk)
    with pytest.raises(OSError, match="No space"):
        bring_in(data=SEED, name="ke-hoach.txt", by=officer)
    assert nothing_was_kept()
    assert stored_files() == before


def test_the_same_file_in_the_same_moment_is_still_one_version(officer, monkeypatch):
    bring_in(data=SEED, name="ke-hoach.txt", by=officer)
    before = stored_files()
    refusals = iter([None])
    real = importing._refuse_repeat
    # The first look comes before the other import is there, as when two people press the button together.
    monkeypatch.setattr(importing, "_refuse_repeat", lambda sha256: next(refusals, 0) is None or real(sha256))
    with pytest.raises(AlreadyImported):
        bring_in(data=SEED, name="ke-hoach.txt", by=officer)
    assert PlanVersion.objects.count() == 1
    assert stored_files() == before


def test_personal_data_in_cells_is_masked_before_it_is_kept(officer):
    with_phone = SEED.decode().replace(
        "Phòng Nội vụ; UBND các xã, thị trấn\tCác cơ quan",
        "Phòng Nội vụ (đ/c Nguyễn Văn Mẫu, 0912 345 678); UBND các xã, thị trấn\tCác cơ quan",
        1,
    )
    version = bring_in(data=with_phone.encode(), name="co-so-dien-thoai.txt", by=officer)
    assert version.finding_set.filter(code="personal-data").exists()
    kept = [*LineAgency.objects.values_list("agency_text", "agency_name"), str(version.reading)]
    assert "0912" not in str(kept)
    assert "Nguyễn Văn Mẫu" not in str(kept)


def test_parts_cost_the_same_number_of_statements_whatever_their_number(officer):
    small = SEED.replace(b"2024", b"2022")
    # SQLite takes at most 999 values in a statement, so many more rows would need a second one.
    large = SEED.decode().replace("\nTổng số", "\n" + _more_rows(10) + "\nTổng số").encode()
    bring_in(data=SEED.replace(b"2024", b"2023"), name="warm.txt", by=officer)  # permissions are now known
    counts = []
    for data in (small, large):
        with CaptureQueriesContext(connection) as statements:
            bring_in(data=data, name="ke-hoach.txt", by=officer)
        counts.append(len(statements.captured_queries))
    assert counts[0] == counts[1]
    assert LineTiming.objects.count() == 8 + 8 + 18


def _more_rows(count):
    row = "{}\tTuyên truyền đợt {}\tTin, bài\tPhòng Nội vụ\tCác cơ quan, đơn vị có liên quan\tQuý I/2024"
    return "\n".join(row.format(number, number) for number in range(9, 9 + count))


def test_the_command_says_in_a_sentence_what_is_wrong(tmp_path, capsys):
    missing = tmp_path / "khong-co.docx"
    with pytest.raises(CommandError, match="Nạp danh sách đơn vị trước"):
        call_command("import_plan", missing, "huyen-vinh-linh")
    district()
    with pytest.raises(CommandError, match="Không mở được tệp"):
        call_command("import_plan", missing, "huyen-vinh-linh")
    call_command("import_plan", EXAMPLES / "ke-hoach.txt", "huyen-vinh-linh")
    assert "8 nhiệm vụ" in capsys.readouterr().out
    with pytest.raises(CommandError, match="đã được nhập trước đây"):
        call_command("import_plan", EXAMPLES / "ke-hoach.txt", "huyen-vinh-linh")
