"""Documents: what is kept and what is refused, what newer ones do to older ones, files, withdrawing."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from loa.library.actions import LibraryRefused, check_stored_files, keep_document, withdraw
from loa.library.models import Document, DocumentLink, StoredFile
from loa.library.tests.factories import AT, PDF, document, keeper, make_document, pdf
from loa.people.choices import Role
from loa.people.models import AuditEntry, RoleAssignment, User
from loa.tasks.models import evidence_storage
from loa.tasks.tests.factories import make_units

pytestmark = pytest.mark.django_db


def fresh(one: Document) -> Document:
    return Document.objects.select_related("owner").get(pk=one.pk)


def test_a_document_is_kept_with_its_file_and_one_entry():
    made = make_document(symbol=" 250 /KH-UBND ", keep={"files": [pdf()], "seen_personal": True})

    kept = fresh(made)
    assert (kept.symbol, kept.slug) == ("250/KH-UBND", "ke-hoach-250kh-ubnd-cai-cach-hanh-chinh-nam-2024")
    assert kept.folded == "250/kh-ubnd ke hoach cai cach hanh chinh nam 2024 ubnd tinh mau"
    (file,) = kept.files.all()
    assert (file.described.replace("\u00a0", " "), file.is_clean) == (f"PDF, {len(PDF)} byte", True)
    with evidence_storage().open(file.file.name) as content:
        assert content.read() == PDF
    entry = AuditEntry.objects.get(action="library.keep_document")
    assert entry.details["unit"] == kept.owner.key


def test_two_of_one_name_get_two_addresses():
    assert make_document().slug != make_document().slug


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"abstract": "  "}, "abstract", "Ghi trích yếu"),
        ({"issuer_name": ""}, "issuer_name", "Ghi tên cơ quan ban hành"),
        ({"abstract": "Văn bản TUYỆT MẬT về việc"}, "abstract", "dấu chỉ độ mật"),
        ({"signed_on": date(2024, 3, 16)}, "signed_on", "còn ở phía trước"),
        ({"effective_from": date(2024, 1, 1)}, "effective_from", "đứng trước ngày ban hành"),
        ({"effective_until": date(2024, 1, 7)}, "effective_until", "đứng trước ngày có hiệu lực"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(fields, field, words):
    with pytest.raises(LibraryRefused, match=words) as refused:
        make_document(**fields)
    assert refused.value.field == field
    assert str(refused.value).endswith("Chưa có gì được lưu.")
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    ("file", "field", "words"),
    [
        (SimpleUploadedFile("a.pdf", b""), "files", "trống"),
        (SimpleUploadedFile("a.exe", b"MZ\x00\x01"), "files", "không thuộc loại được nhận"),
        (SimpleUploadedFile("ghi-chep.txt", "Ghi chép".encode()), "files", "không phải PDF, Word hoặc Excel"),
        (pdf("Báo cáo MẬT.pdf"), "files", "độ mật"),
    ],
)
def test_a_file_that_is_no_public_document_is_refused(file, field, words):
    with pytest.raises(LibraryRefused, match=words) as refused:
        make_document(keep={"files": [file], "seen_personal": True})
    assert refused.value.field == field
    assert not Document.objects.exists()


def test_a_file_nobody_looked_at_for_personal_data_is_refused():
    with pytest.raises(LibraryRefused, match="Xem lại tệp") as refused:
        make_document(keep={"files": [pdf()]})
    assert refused.value.field == "seen_personal"


def test_only_who_keeps_the_site_of_the_owner_may():
    (commune,) = make_units(1)
    with pytest.raises(PermissionDenied):
        make_document(by=keeper(commune, "giu-trang-xa"))
    with pytest.raises(PermissionDenied):
        make_document(owner=commune)


def test_who_reads_an_old_version_overwrites_nobody():
    made = make_document()
    one, other = fresh(made), fresh(made)
    one.abstract, other.abstract = "Lời thứ nhất", "Lời thứ hai"
    keep_document(one, version=0, by=keeper(), at=AT)
    with pytest.raises(LibraryRefused, match="Có người vừa sửa"):
        keep_document(other, version=0, by=keeper(), at=AT)
    assert fresh(made).abstract == "Lời thứ nhất"


def test_a_document_stays_with_its_owner():
    made = fresh(make_document())
    (commune,) = make_units(1)
    user = keeper()
    RoleAssignment.objects.create(user=user, unit=commune, role=Role.EDITOR, held_from=AT.date())
    made.owner = commune
    with pytest.raises(LibraryRefused, match="Không chuyển được"):
        keep_document(made, version=0, by=user, at=AT)


def test_links_are_kept_changed_and_cannot_run_in_a_circle():
    old = make_document(symbol="10/KH-UBND", signed_on=date(2023, 1, 5))
    other = make_document(symbol="11/KH-UBND", signed_on=date(2023, 2, 5))
    new = make_document(keep={"replaces": [old], "amends": [other]})
    assert set(DocumentLink.objects.values_list("older", "kind")) == {(old.pk, "replaces"), (other.pk, "amends")}

    keep_document(fresh(new), replaces=[other], version=0, by=keeper(), at=AT)
    assert list(DocumentLink.objects.values_list("older", "kind")) == [(other.pk, "replaces")]

    for what, words in (
        ({"replaces": [new]}, "chính nó"),
        ({"replaces": [old], "amends": [old]}, "cả hai ô"),
    ):
        with pytest.raises(LibraryRefused, match=words):
            keep_document(fresh(new), version=1, by=keeper(), at=AT, **what)
    with pytest.raises(LibraryRefused, match="ban hành sau văn bản này"):
        keep_document(fresh(other), replaces=[new], version=0, by=keeper(), at=AT)
    Document.objects.filter(pk=new.pk).update(signed_on=None)
    with pytest.raises(LibraryRefused, match="đã thay thế, sửa đổi văn bản này"):
        keep_document(fresh(other), replaces=[fresh(new)], version=0, by=keeper(), at=AT)


def test_files_are_added_and_taken_away(django_capture_on_commit_callbacks):
    made = make_document(keep={"files": [pdf("mot.pdf")], "seen_personal": True})
    first = made.files.get()
    added = {"files": [pdf("hai.pdf", b"2")], "seen_personal": True}
    with django_capture_on_commit_callbacks(execute=True):
        keep_document(fresh(made), dropped=[first.pk], version=0, by=keeper(), at=AT, **added)
    assert not evidence_storage().exists(first.file.name)
    assert [one.name for one in made.files.all()] == ["hai.pdf"]
    assert AuditEntry.objects.latest("pk").details["dropped"] == "mot.pdf"


def test_nobody_takes_a_file_of_another_document_away():
    other = make_document(keep={"files": [pdf()], "seen_personal": True})
    keep_document(fresh(make_document()), dropped=[other.files.get().pk], version=0, by=keeper(), at=AT)
    assert other.files.count() == 1


def test_withdrawn_it_stays_with_the_reason_and_cannot_be_changed():
    made = make_document(keep={"files": [pdf()], "seen_personal": True})
    with pytest.raises(LibraryRefused, match="Ghi lý do"):
        withdraw(fresh(made), why=" ", version=0, by=keeper(), at=AT)
    withdraw(fresh(made), why="Đăng nhầm bản.", version=0, by=keeper(), at=AT)
    kept = fresh(made)
    assert (kept.withdrawn_why, kept.hands_out_files) == ("Đăng nhầm bản.", False)
    with pytest.raises(LibraryRefused, match="đã gỡ"):
        withdraw(kept, why="Lần nữa", version=1, by=keeper(), at=AT)
    with pytest.raises(LibraryRefused, match="đã gỡ nên không sửa"):
        keep_document(kept, version=1, by=keeper(), at=AT)


def test_a_file_waits_for_the_scanner_and_is_let_out(settings):
    settings.LOA_CLAMAV = "tcp://127.0.0.1:1"
    make_document(keep={"files": [pdf()], "seen_personal": True})
    assert StoredFile.objects.get().file_check == "waiting"
    assert check_stored_files(at=AT) == 0  # nobody answers there
    assert StoredFile.objects.get().claimed_until > AT

    settings.LOA_CLAMAV = ""
    assert check_stored_files(at=AT + timedelta(hours=1)) == 1
    assert StoredFile.objects.get().is_clean


def test_nobody_is_a_keeper_by_running_the_installation():
    with pytest.raises(PermissionDenied):
        keep_document(document(), by=User.objects.create_superuser("quan-tri"), at=AT)
