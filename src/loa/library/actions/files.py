"""Check files of documents, drafts and dialogues as evidence is checked, keep them, and let them out of quarantine."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.core.files import File
from django.db import transaction

from loa.base import page_cache
from loa.library.actions.keeping import LibraryRefused
from loa.library.models import Dialogue, Document, Draft, Kept, StoredFile
from loa.people.actions import record
from loa.tasks.actions.checking import judge_files
from loa.tasks.actions.evidence import EvidenceRefused, NoRoom, check_files, drop_files, keep_files

_TAKEN = frozenset(["pdf", "doc", "docx", "xls", "xlsx"])
_FIELDS = {Document: "document", Draft: "draft", Dialogue: "dialogue"}


def checked_files(files: Sequence[File[bytes]], *, seen: bool) -> list[StoredFile]:
    """Return rows, not yet stored, for files that people everywhere may read.

    Raises:
        LibraryRefused: of another kind than documents are, with a mark of secrecy, empty, too large; or nobody says
            that they looked for personal data.
    """
    if not files:
        return []
    if not seen:
        raise LibraryRefused(
            "Xem lại tệp: không có số định danh, điện thoại riêng, địa chỉ nhà hoặc thông tin cá nhân khác không được "
            "công khai. Xem xong thì đánh dấu vào ô xác nhận rồi chọn lại tệp.",
            "seen_personal",
        )
    try:
        rows: list[StoredFile] = check_files(files, _row)
    except EvidenceRefused as refused:
        raise LibraryRefused(str(refused), "files") from refused
    for row in rows:
        if row.name.rpartition(".")[2] not in _TAKEN:
            raise LibraryRefused(f"Tệp “{row.name}” không phải PDF, Word hoặc Excel. Chọn tệp văn bản.", "files")
    return rows


def keep_stored_files(of: Kept, rows: Sequence[StoredFile], files: Sequence[File[bytes]], at: datetime) -> None:
    """Keep checked files with what they belong to; part of its action, in its transaction.

    Raises:
        LibraryRefused: the files cannot be written.
    """
    try:
        keep_files(rows, files, at)
    except (EvidenceRefused, NoRoom) as refused:
        raise LibraryRefused(str(refused), "files") from refused
    try:
        for row in rows:
            setattr(row, _FIELDS[type(of)], of)
            row.came_at = at
        StoredFile.objects.bulk_create(rows)
    except BaseException:
        drop_files(rows)
        raise


def drop_stored_files(of: Kept, dropped: Collection[int]) -> list[str]:
    """Take files away from what they belong to and return their names; their bytes go once the action is done."""
    found = StoredFile.objects.filter(pk__in=dropped, **{_FIELDS[type(of)]: of})
    rows = list(found)
    found.delete()
    transaction.on_commit(lambda: drop_files(rows))
    return [row.name for row in rows]


def told_of_files(added: Sequence[StoredFile], gone: Sequence[str]) -> dict[str, str]:
    """Return what the record says of files that came and went."""
    told = {"file": ", ".join(row.name for row in added), "dropped": ", ".join(gone)}
    return {name: value for name, value in told.items() if value}


def check_stored_files(*, at: datetime) -> int:
    """Ask the scanner about the files that wait, and return how many got a verdict."""
    waiting = StoredFile.objects.filter(StoredFile.IN_QUARANTINE).select_related("document", "draft", "dialogue")
    judged = judge_files(waiting, came_at=lambda given: given.came_at, tell=_tell, at=at)
    if judged:
        page_cache.clear()
    return judged


def _row(**told: Any) -> StoredFile:
    return StoredFile(name=told["name"], size=told["size"], sha256=told["sha256"])


def _tell(given: StoredFile, malware: str, at: datetime) -> None:
    details = {"unit": given.of.owner.key, "file": given.name, "malware": malware}
    record("library.hold_infected_file", of=given.of, by=None, at=at, details=details)
