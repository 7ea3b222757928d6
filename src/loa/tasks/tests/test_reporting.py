"""Starting and handing in: by the unit alone, once, with evidence that was looked at, and nothing half saved."""

import io
import zipfile
from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from loa.lib.tests.test_pictures import taken
from loa.people.actions import assign_role
from loa.people.choices import Role
from loa.people.models import AuditEntry, User
from loa.tasks.actions import EvidenceRefused, Link, NoRoom, Overtaken, StepRefused, hand_in, open_awaited, start_work
from loa.tasks.choices import State
from loa.tasks.models import Evidence, Obligation, Step, evidence_storage
from loa.tasks.tests.factories import make_units, make_work

pytestmark = pytest.mark.django_db
AT = datetime(2024, 3, 15, 2, 10, tzinfo=UTC)
LATER = datetime(2024, 3, 20, 2, 10, tzinfo=UTC)
PDF = b"%PDF-1.4 mot trang"


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "evidence": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path, "base_url": None},
        }
    }
    return tmp_path


@pytest.fixture
def owed():
    return make_work()[0]


def officer(unit, role=Role.FOCAL, name="dau-moi"):
    user = User.objects.create_user(name, first_name="Nguyễn Văn Mẫu")
    assign_role(user=user, unit=unit, role=role, by=None, at=AT)
    return user


def give(obligation, by, *, note="Đã ban hành kế hoạch", files=(), links=(), revision=0, at=AT):
    return hand_in(obligation=obligation, note=note, files=files, links=links, revision=revision, by=by, at=at)


def upload(name="Ke hoach.pdf", content=PDF):
    return SimpleUploadedFile(name, content)


def kept(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def now_as(obligation):
    return Obligation.objects.get(pk=obligation.pk)


def test_a_unit_starts_tells_more_and_hands_in(owed, own_files):
    by = officer(owed.unit)
    start_work(obligation=owed, note="", revision=0, by=by, at=AT)
    start_work(obligation=now_as(owed), note="Đã có dự thảo", revision=1, by=by, at=AT)
    step = give(
        now_as(owed),
        by,
        files=[upload("C:\\anh\\Kế hoạch số 5.pdf")],
        links=[Link("https://vinhlinh.example/tin/5", "")],
        revision=2,
        at=LATER,
    )
    after = now_as(owed)
    assert (after.state, after.submitted_on, after.revision) == (State.SUBMITTED, date(2024, 3, 20), 3)
    file, link = step.evidence.order_by("kind")
    assert (file.name, file.size) == ("Kế hoạch số 5.pdf", len(PDF))
    with evidence_storage().open(file.file.name) as content:
        assert content.read() == PDF
    assert (link.name, link.url, link.file.name) == ("vinhlinh.example", "https://vinhlinh.example/tin/5", "")
    assert list(
        AuditEntry.objects.filter(action__startswith="tasks.").order_by("pk").values_list("action", flat=True)
    ) == [
        "tasks.start_work",
        "tasks.start_work",
        "tasks.hand_in",
    ]
    assert "Đã có dự thảo" not in str(AuditEntry.objects.filter(action="tasks.start_work").values_list("details"))


def test_a_further_note_of_progress_says_something(owed):
    by = officer(owed.unit)
    start_work(obligation=owed, note="", revision=0, by=by, at=AT)
    with pytest.raises(StepRefused, match="Ghi tiến độ"):
        start_work(obligation=now_as(owed), note="  ", revision=1, by=by, at=AT)


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.FOCAL, Role.DEPUTY)])
def test_other_roles_of_the_unit_report_nothing(owed, role):
    by = officer(owed.unit, role)
    with pytest.raises(PermissionDenied):
        give(owed, by)
    with pytest.raises(PermissionDenied):
        start_work(obligation=owed, note="", revision=0, by=by, at=AT)
    assert not Step.objects.exists()


def test_nobody_reports_by_standing_above_or_beside(owed):
    for name, unit in (("tren", owed.task.version.plan.owner), ("ben", make_units(2)[1])):
        with pytest.raises(PermissionDenied):
            give(owed, officer(unit, name=name))
    with pytest.raises(PermissionDenied):
        give(owed, User.objects.create_superuser("quan-tri"))


def test_something_is_handed_in(owed):
    with pytest.raises(StepRefused, match="Ghi kết quả bằng lời"):
        give(owed, officer(owed.unit), note=" ")
    assert give(owed, User.objects.get(), note="", links=[Link("https://a.example/", "Bài")]).note == ""


def test_what_is_added_later_keeps_the_first_day_and_a_return_begins_anew(owed):
    by = officer(owed.unit)
    give(owed, by)
    give(now_as(owed), by, note="Bổ sung danh sách", revision=1, at=LATER)
    assert now_as(owed).submitted_on == date(2024, 3, 15)
    Obligation.objects.update(state=State.RETURNED)
    give(now_as(owed), by, note="Đã sửa", revision=2, at=LATER)
    assert now_as(owed).submitted_on == date(2024, 3, 20)


@pytest.mark.parametrize("state", [State.ACCEPTED, State.NOT_APPLICABLE, State.AWAITING_EVENT])
def test_what_is_over_or_waits_takes_no_result(owed, state, own_files):
    Obligation.objects.update(state=state, submitted_on=date(2024, 3, 1))
    with pytest.raises(StepRefused, match="Chưa có gì được lưu"):
        give(owed, officer(owed.unit), files=[upload()])
    assert kept(own_files) == []


def test_the_second_of_two_browsers_is_told_what_the_first_wrote(owed, own_files):
    first, second = officer(owed.unit), officer(owed.unit, Role.DEPUTY, "du-phong")
    give(owed, first, note="Bản của người đầu")
    with pytest.raises(Overtaken) as told:
        give(owed, second, note="Bản của người sau", files=[upload()])
    assert (told.value.step.by, told.value.step.note) == (first, "Bản của người đầu")
    assert Step.objects.count() == 1
    assert kept(own_files) == []


def test_a_form_sent_twice_is_one_step(owed, own_files):
    by = officer(owed.unit)
    steps = [give(owed, by, files=[upload()]) for _ in range(2)]
    assert steps[0] == steps[1]
    assert (Step.objects.count(), Evidence.objects.count(), len(kept(own_files))) == (1, 1, 1)
    with pytest.raises(Overtaken):
        give(owed, by, files=[upload(content=PDF + b"khac")])


def office_file(*names):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in ("[Content_Types].xml", *names):
            archive.writestr(name, "x")
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("rong.pdf", b"", "trống"),
        ("Báo cáo.pdf", b"MZ\x90\x00 chuong trinh", "không thuộc loại được nhận"),
        ("bao-cao.docx", office_file("word/document.xml", "word/vbaProject.bin"), "macro"),
        ("nen.zip", office_file("a.txt"), "không thuộc loại"),
        ("trang.txt", b"<html><script>", "không thuộc loại"),
        ("TỐI MẬT - bao cao.pdf", PDF, "độ mật"),
        ("Bao_cao_MẬT.pdf", PDF, "độ mật"),
        ("tuyet-mat.pdf", PDF, "độ mật"),
        ("Tài liệu lưu hành nội bộ.pdf", PDF, "lưu hành nội bộ"),
    ],
)
def test_a_bad_file_is_refused_with_the_rest(owed, own_files, name, content, said):
    with pytest.raises(EvidenceRefused, match=said):
        give(owed, officer(owed.unit), files=[upload(), upload(name, content)])
    assert (Step.objects.count(), kept(own_files), now_as(owed).state) == (0, [], State.NOT_STARTED)


@pytest.mark.parametrize(
    ("name", "content", "shown"),
    [
        ("Quy chế bảo mật.docx", office_file("word/document.xml"), "Quy chế bảo mật.docx"),
        ("BẢO MẬT THÔNG TIN.xlsx", office_file("xl/workbook.xml"), "BẢO MẬT THÔNG TIN.xlsx"),
        ("anh.JPEG", taken("jpg").getvalue(), "anh.jpg"),
        ("../../etc/passwd", PDF, "passwd.pdf"),
        ("a\u202efdp.exe", PDF, "afdp.exe.pdf"),
        ("ghi chú.txt", "Họp thôn ngày 12/3".encode(), "ghi chú.txt"),
        ("hop.mp4", b"\x00\x00\x00\x18ftypisom", "hop.mp4"),
        ("x" * 300 + ".png", taken("png").getvalue(), "x" * 120 + ".png"),
    ],
)
def test_a_good_file_keeps_a_name_that_harms_nobody(owed, name, content, shown):
    file = upload("a", content)
    file._name = name  # as a client may send it past the browser
    assert give(owed, officer(owed.unit), files=[file]).evidence.get().name == shown


def test_too_large_and_too_many_are_refused(owed, own_files):
    by = officer(owed.unit)
    large = upload()
    large.size = 20 * 1024 * 1024 + 1
    with pytest.raises(EvidenceRefused, match="nhiều nhất 20 MB"):
        give(owed, by, files=[large])
    with pytest.raises(EvidenceRefused, match="nhiều nhất 5 tệp"):
        give(owed, by, files=[upload() for _ in range(6)])


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://a.example/", "https://", "http://a:b@c.example/", "abc"])
def test_only_addresses_of_the_web_are_links(owed, url):
    with pytest.raises(EvidenceRefused, match="http"):
        give(owed, officer(owed.unit), links=[Link(url, "x")])


def test_a_full_disk_is_said_and_nothing_is_kept(owed, own_files, settings):
    own_files.joinpath("2024").write_text("a file where a folder should be")
    with pytest.raises(NoRoom, match="chưa có gì được lưu"):
        give(owed, officer(owed.unit), files=[upload()])
    assert (Step.objects.count(), now_as(owed).state) == (0, State.NOT_STARTED)


def waiting():
    return make_work(units=2, state=State.AWAITING_EVENT, due_on=None)


def test_awaited_work_is_opened_by_whom_confirms_the_plan():
    first, second = waiting()
    by = officer(first.task.version.plan.owner)
    assert open_awaited(task=first.task, event="Công bố ngày 14/3", due_on=date(2024, 4, 30), by=by, at=AT) == 2
    after = now_as(second)
    assert (after.state, after.due_on, after.revision) == (State.NOT_STARTED, date(2024, 4, 30), 1)
    assert after.steps.get().note == "Công bố ngày 14/3"
    assert AuditEntry.objects.get(action="tasks.open_awaited").details["obligations"] == 2
    with pytest.raises(StepRefused, match="không còn đầu việc"):
        open_awaited(task=first.task, event="Lần nữa", due_on=date(2024, 4, 30), by=by, at=AT)


def test_awaited_work_stays_closed_to_units_and_to_days_gone():
    first, _ = waiting()
    with pytest.raises(PermissionDenied):
        open_awaited(task=first.task, event="x", due_on=LATER.date(), by=officer(first.unit), at=AT)
    chief = officer(first.task.version.plan.owner, name="phong-noi-vu")
    with pytest.raises(StepRefused, match="từ hôm nay"):
        open_awaited(task=first.task, event="x", due_on=date(2024, 3, 14), by=chief, at=AT)
    with pytest.raises(StepRefused, match="Ghi việc đã được công bố"):
        open_awaited(task=first.task, event=" ", due_on=LATER.date(), by=chief, at=AT)
