"""Evidence: what is kept of a file, what is refused whole, and the way out of quarantine."""

import hashlib
import io
from datetime import UTC, datetime, timedelta

import docx
import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import F
from django.urls import reverse
from PIL import Image

from loa.lib.tests.clamd import EICAR, LIMIT, clamd
from loa.lib.tests.test_pictures import taken
from loa.people.actions import assign_role
from loa.people.choices import Role
from loa.people.models import AuditEntry, User
from loa.tasks.actions import EvidenceRefused, Link, hand_in
from loa.tasks.actions.checking import LEASE, check_waiting_files
from loa.tasks.choices import EvidenceKind, FileCheck, Grade, State
from loa.tasks.models import Evidence, Obligation, Step, evidence_storage
from loa.tasks.rules import grade, wait_for_scanner
from loa.tasks.tests.factories import make_work

AT = datetime(2024, 3, 15, 2, 10, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
NOBODY_LISTENS = "tcp://127.0.0.1:9"


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
def owed(db):
    return make_work()[0]


@pytest.fixture
def officer(owed):
    user = User.objects.create_user("dau-moi", home_unit=owed.unit)
    assign_role(user=user, unit=owed.unit, role=Role.FOCAL, by=None, at=AT)
    return user


def give(owed, by, *files, links=(), at=AT):
    """Hand files in and return their rows."""
    owed.refresh_from_db()
    files = [SimpleUploadedFile(name, content) for name, content in files]
    step = hand_in(obligation=owed, note="Đã làm", files=files, links=links, revision=owed.revision, by=by, at=at)
    return list(step.evidence.order_by("pk"))


def kept(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def bytes_of(row):
    with evidence_storage().open(row.file.name) as content:
        return content.read()


@pytest.mark.parametrize("extension", ["JPG", "jpeg", "JPEG", "png", "exe"])
def test_a_photograph_is_kept_without_its_place_and_its_hash_is_that_of_what_is_kept(owed, officer, extension):
    photo = taken("jpg", (5_000, 3_000)).getvalue()
    [row] = give(owed, officer, (f"IMG_1.{extension}", photo))
    data = bytes_of(row)
    assert b"DIEN-THOAI-CUA-TOI" in photo
    assert b"DIEN-THOAI-CUA-TOI" not in data
    assert Image.open(io.BytesIO(data)).size == (1_536, 2_560)
    assert (row.sha256, row.size) == (hashlib.sha256(data).hexdigest(), len(data))
    assert row.name.startswith("IMG_1.")
    assert row.name.endswith(".jpg")


@pytest.mark.parametrize("extension", ["HEIC", "heif"])
def test_what_an_iphone_takes_becomes_what_every_browser_shows(owed, officer, extension):
    [row] = give(owed, officer, (f"IMG_0001.{extension}", taken("heic").getvalue()))
    assert row.name == "IMG_0001.jpg"
    assert row.file.name.endswith(".jpg")
    assert bytes_of(row).startswith(b"\xff\xd8\xff")


def test_the_same_photograph_sent_twice_is_one_step(owed, officer):
    def send():
        photo = SimpleUploadedFile("anh.jpg", taken("jpg").getvalue())
        return hand_in(obligation=owed, note="Đã làm", files=[photo], revision=0, by=officer, at=AT)

    assert send() == send()
    assert (Step.objects.count(), Evidence.objects.count()) == (1, 1)


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (taken("jpg", (600, 400)).getvalue()[:900], "tệp bị hỏng hoặc chưa tải xong"),
        (taken("png", (9_000, 6_000), mode="L").getvalue(), "quá 50 triệu điểm ảnh"),
    ],
)
def test_a_picture_that_cannot_be_taken_is_refused_and_nothing_kept(owed, officer, own_files, content, words):
    with pytest.raises(EvidenceRefused, match=words):
        give(owed, officer, ("tot.txt", b"tot"), ("anh.jpg", content))
    assert (kept(own_files), Step.objects.count()) == ([], 0)


def _docx(*paragraphs):
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _xlsx(*cells):
    book = openpyxl.Workbook()
    for text in cells:
        book.active.append([text])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bao-cao.docx", _docx("MẬT", "BÁO CÁO")),
        ("bao-cao.docx", _docx("BÁO CÁO", "Tài liệu lưu hành nội bộ")),
        ("bao-cao.xlsx", _xlsx("TUYỆT MẬT", "số liệu")),
        ("bao-cao.txt", "TỐI MẬT\nBÁO CÁO".encode()),
    ],
)
def test_a_document_with_a_mark_of_secrecy_inside_is_refused_and_no_bytes_kept(owed, officer, own_files, name, content):
    with pytest.raises(EvidenceRefused, match="có dấu chỉ độ mật hoặc lưu hành nội bộ"):
        give(owed, officer, (name, content))
    assert (kept(own_files), Step.objects.count()) == ([], 0)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bao-cao.docx", _docx("Bảo mật thông tin", "Tuyên truyền")),
        ("bang.xlsx", _xlsx("mật độ")),
        ("a.pdf", b"%PDF-1"),
    ],
)
def test_a_document_without_a_mark_is_kept_as_it_came(owed, officer, name, content):
    [row] = give(owed, officer, (name, content))
    assert bytes_of(row) == content


def test_without_a_scanner_a_file_is_clean_when_it_comes(owed, officer):
    [row] = give(owed, officer, ("a.txt", b"a"))
    assert (row.file_check, row.checked_at) == (FileCheck.CLEAN, AT)


def test_files_from_before_the_check_and_from_before_the_scanner_was_taken_away_are_let_out(owed, officer):
    rows = give(owed, officer, ("a.txt", b"a"), ("b.txt", b"b"), links=[Link("https://example.vn", "Bài")])
    Evidence.objects.update(file_check="", checked_at=None)
    Evidence.objects.filter(pk=rows[0].pk).update(file_check=FileCheck.WAITING, claimed_until=AT + LEASE)
    assert check_waiting_files(at=AT) == 2
    assert list(Evidence.objects.order_by("pk").values_list("file_check", flat=True)) == ["clean", "clean", ""]


def test_the_scanner_lets_clean_files_out_and_holds_malware(owed, officer, settings):
    with clamd() as scanner:
        settings.LOA_CLAMAV = scanner.address
        clean, bad = give(owed, officer, ("tot.txt", b"tot"), ("Bao cao.txt", EICAR))
        assert clean.file_check == bad.file_check == FileCheck.WAITING
        assert check_waiting_files(at=AT + MINUTE) == 2
        assert check_waiting_files(at=AT + 2 * MINUTE) == 0
    assert scanner.heard == [b"tot", EICAR]
    for row, check in ((clean, FileCheck.CLEAN), (bad, FileCheck.INFECTED)):
        row.refresh_from_db()
        assert (row.file_check, row.checked_at, row.claimed_until) == (check, AT + MINUTE, None)
    assert bytes_of(bad) == EICAR, "held, not lost"
    told = Step.objects.latest("pk")
    assert (told.by, told.state) == (None, State.SUBMITTED)
    assert told.note == "Tệp “Bao cao.txt” có mã độc, đã giữ lại và không ai tải được. Gửi tệp khác."
    entry = AuditEntry.objects.get(action="tasks.hold_infected_file")
    assert (entry.by, entry.details["unit"], entry.details["malware"]) == (None, owed.unit.key, "Win.Test.EICAR_HDB-1")
    assert Obligation.objects.get(pk=owed.pk).revision == 1, "what somebody types meanwhile is not overtaken"


def test_while_the_scanner_is_down_files_wait_longer_and_longer_and_then_get_out(owed, officer, settings):
    settings.LOA_CLAMAV = NOBODY_LISTENS
    first, second = give(owed, officer, ("a.txt", b"a"), ("b.txt", b"b"))
    assert check_waiting_files(at=AT + MINUTE) == 0
    first.refresh_from_db()
    assert (first.file_check, first.claimed_until) == (FileCheck.WAITING, AT + 2 * MINUTE)
    second.refresh_from_db()
    assert second.claimed_until is None, "one that is down is not asked about every file"
    check_waiting_files(at=AT + 10 * MINUTE)
    first.refresh_from_db()
    assert first.claimed_until == AT + 15 * MINUTE
    with clamd() as scanner:
        settings.LOA_CLAMAV = scanner.address
        assert check_waiting_files(at=AT + 11 * MINUTE) == 1, "the second waits no more"
        assert check_waiting_files(at=AT + 15 * MINUTE) == 1
    assert bytes_of(first) == b"a"


def test_the_wait_grows_up_to_half_an_hour():
    waited = (0, 1, 10, 60, 600)
    assert [wait_for_scanner(n * MINUTE) / MINUTE for n in waited] == [1, 1, 5, 30, 30]


def test_a_file_that_cannot_be_scanned_stops_no_other(owed, officer, settings):
    with clamd() as scanner:
        settings.LOA_CLAMAV = scanner.address
        large, lost, fine = give(owed, officer, ("a.txt", b"a" * (LIMIT + 9)), ("b.txt", b"b"), ("c.txt", b"c"))
        evidence_storage().delete(lost.file.name)
        assert check_waiting_files(at=AT + MINUTE) == 1
    checks = dict(Evidence.objects.values_list("pk", "file_check"))
    assert checks == {large.pk: "waiting", lost.pk: "waiting", fine.pk: "clean"}


def test_a_file_that_another_process_scans_is_left_to_it(owed, officer, settings):
    with clamd() as scanner:
        settings.LOA_CLAMAV = scanner.address
        [row] = give(owed, officer, ("a.txt", b"a"))
        Evidence.objects.filter(pk=row.pk).update(claimed_until=AT + LEASE)
        assert check_waiting_files(at=AT + MINUTE) == 0
        assert scanner.heard == []
        assert check_waiting_files(at=AT + LEASE) == 1, "a process that died holds nothing for ever"


@pytest.mark.parametrize(
    ("check", "status", "words"),
    [
        (FileCheck.CLEAN, 200, ""),
        (FileCheck.WAITING, 409, "đang được kiểm tra mã độc"),
        ("", 409, "đang được kiểm tra mã độc"),
        (FileCheck.INFECTED, 409, "có mã độc nên được giữ lại"),
    ],
)
def test_only_a_clean_file_is_handed_out(client, owed, officer, check, status, words):
    [row] = give(owed, officer, ("a.txt", b"noi dung"))
    Evidence.objects.update(file_check=check)
    client.force_login(officer)
    address = reverse("desk:evidence", args=[row.pk])
    response = client.get(address)
    assert response.status_code == status
    if check == FileCheck.CLEAN:
        assert b"".join(response) == b"noi dung"
    else:
        assert words in response.text
        assert "noi dung" not in response.text
    page = client.get(reverse("desk:obligation", args=[owed.pk])).text
    assert (f'href="{address}"' in page) == (check == FileCheck.CLEAN)


@pytest.mark.parametrize(
    ("kinds", "best"),
    [
        ([], Grade.WORD),
        ([EvidenceKind.LINK], Grade.LINK),
        ([EvidenceKind.LINK, EvidenceKind.FILE, EvidenceKind.LINK], Grade.FILE),
    ],
)
def test_a_result_is_shown_as_well_as_by_the_best_of_its_evidence(kinds, best):
    assert grade(kinds) == best


def test_the_page_says_how_well_a_result_is_shown_and_malware_shows_nothing(client, owed, officer):
    client.force_login(officer)
    address = reverse("desk:obligation", args=[owed.pk])
    assert "minh chứng:" not in client.get(address).text
    give(owed, officer)
    assert "minh chứng: chỉ có lời" in client.get(address).text
    [row] = give(owed, officer, ("a.txt", b"a"), at=AT + MINUTE)
    assert "minh chứng: tệp hoặc ảnh" in client.get(address).text
    Evidence.objects.filter(pk=row.pk).update(file_check=FileCheck.INFECTED)
    assert "minh chứng: chỉ có lời" in client.get(address).text


def test_results_of_mere_words_can_be_listed(client, db):
    units = make_work(units=4)
    above = units[0].task.version.plan.owner
    reader = User.objects.create_user("lanh-dao", home_unit=above)
    assign_role(user=reader, unit=above, role=Role.LEADER, by=None, at=AT)
    words, shown, infected, _ = units
    for one in units[:3]:
        Obligation.objects.filter(pk=one.pk).update(
            state=State.SUBMITTED, submitted_on=AT.date(), revision=F("revision") + 1
        )
        step = Step.objects.create(obligation=one, at=AT, state=State.SUBMITTED, note="xong")
        if one is not words:
            check = FileCheck.CLEAN if one is shown else FileCheck.INFECTED
            Evidence.objects.create(step=step, kind=EvidenceKind.FILE, name="a.txt", file="a.txt", file_check=check)
    client.force_login(reader)
    address = reverse("desk:plan_list", args=[words.task.version.plan.slug])
    listed = client.get(address, {"chi-co-loi": "1"}).text
    assert {one.pk for one in units if reverse("desk:obligation", args=[one.pk]) in listed} == {words.pk, infected.pk}
