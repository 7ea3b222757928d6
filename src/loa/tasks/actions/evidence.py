"""Check what is given as evidence, and keep its files in quarantine; nothing is fetched.

Documents are read for a mark of secrecy in a process of its own, pictures are made anew from their points.
"""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from urllib.parse import urlsplit

from django.conf import settings
from django.core.files import File
from django.core.files.base import ContentFile
from django.utils.timezone import localtime

from loa.lib.file_kinds import kind_of, safe_name
from loa.lib.pictures import LONGEST_SIDE, MOST_PIXELS, PICTURES, BrokenPicture, TooManyPixels, made_anew
from loa.lib.secrecy import is_named_secret
from loa.lib.vietnamese_text import tidy
from loa.plans.actions.guarding import is_marked_secret
from loa.tasks.choices import EvidenceKind, FileCheck
from loa.tasks.models import Evidence, evidence_storage

LARGEST = 20 * 1024 * 1024
MOST_FILES = 5
ACCEPTED = "PDF, Word, Excel, PowerPoint, ảnh, MP3, MP4 hoặc văn bản .txt"
_READ_FOR_MARKS = frozenset(["docx", "xlsx", "pdf", "txt"])


class EvidenceRefused(Exception):  # noqa: N818  (says what was decided)
    """A file or link cannot be evidence; the message says why and what to do. Nothing was kept."""

    def __init__(self, kind: EvidenceKind, message: str) -> None:
        super().__init__(message)
        self.kind = kind


class NoRoom(Exception):  # noqa: N818
    """The files could not be written where evidence is kept. Nothing was kept."""


class Given(Protocol):
    """A row for a file or link that shows something: evidence of work, or what an app above keeps in the same way."""

    name: Any
    size: Any
    sha256: Any
    file: Any
    file_check: Any
    checked_at: Any


@dataclass(frozen=True, slots=True)
class Link:
    """An address that shows what was done, with the words to show for it."""

    url: str
    title: str


def check_files(files: Iterable[File[bytes]], row: Callable[..., Any] = Evidence) -> list[Any]:
    """Return rows of a model, not yet stored, for files that may be evidence.

    Raises:
        EvidenceRefused: too many, too large, empty, of a kind not taken, or with a mark of secrecy in the name.
    """
    files = list(files)
    if len(files) > MOST_FILES:
        message = f"Mỗi lần gửi nhận nhiều nhất {MOST_FILES} tệp; lần này có {len(files)} tệp."
        raise EvidenceRefused(EvidenceKind.FILE, message)
    return [_checked(file, row) for file in files]


def check_links(links: Iterable[Link], row: type[Any] = Evidence) -> list[Any]:
    """Return rows of a model, not yet stored, for links that may be evidence.

    Raises:
        EvidenceRefused: not an address of the web, or one that carries a password.
    """
    rows = []
    for link in links:
        parts = urlsplit(link.url.strip())
        if parts.scheme not in {"http", "https"} or not parts.hostname or "@" in parts.netloc:
            raise EvidenceRefused(
                EvidenceKind.LINK, "Đường dẫn phải là địa chỉ trang mạng, bắt đầu bằng http:// hoặc https://."
            )
        rows.append(row(kind=EvidenceKind.LINK, name=tidy(link.title)[:255] or parts.hostname, url=link.url.strip()))
    return rows


def keep_files(rows: Iterable[Given], files: Iterable[File[bytes]], at: datetime) -> None:
    """Write the files of checked rows where evidence is kept and note where; all of them or none.

    A picture is kept as it was made anew, with its own name, size and hash. Where a scanner is set up, a file waits for
    it before anybody gets it; else what was looked at here is all there is, and it is clean at once.

    Raises:
        EvidenceRefused: a picture cannot be decoded or is too large.
        NoRoom: the disk is full or cannot be written.
    """
    rows = list(rows)
    try:
        for row, file in zip(rows, files, strict=True):
            content = _as_kept(row, file)
            extension = row.name.rpartition(".")[2]
            place = f"{localtime(at):%Y/%m}/{row.sha256[:16]}.{extension}"
            row.file.name = evidence_storage().save(place, content)
            row.file_check = FileCheck.WAITING if settings.LOA_CLAMAV else FileCheck.CLEAN
            row.checked_at = None if settings.LOA_CLAMAV else at
    except OSError as problem:
        drop_files(rows)
        raise NoRoom(
            "Máy chủ không còn chỗ để giữ tệp nên chưa có gì được lưu. Báo người vận hành hệ thống, hoặc gửi đường dẫn "
            "thay cho tệp."
        ) from problem
    except BaseException:
        drop_files(rows)
        raise


def _as_kept(row: Given, file: File[bytes]) -> File[bytes]:
    """Return what is kept of a file: the file itself, or a picture made anew, which changes the row too."""
    kind = kind_of(file)  # type: ignore[arg-type]
    file.seek(0)
    if kind is None or kind not in PICTURES:
        return file
    try:
        data, new_kind = made_anew(file, kind)  # type: ignore[arg-type]
    except BrokenPicture as problem:
        raise EvidenceRefused(
            EvidenceKind.FILE,
            f"Không mở được ảnh “{row.name}”: tệp bị hỏng hoặc chưa tải xong. Chụp hoặc chọn lại ảnh.",
        ) from problem
    except TooManyPixels as problem:
        raise EvidenceRefused(
            EvidenceKind.FILE,
            f"Ảnh “{row.name}” có quá {MOST_PIXELS // 1_000_000} triệu điểm ảnh. Thu nhỏ ảnh (cạnh dài "
            f"{LONGEST_SIDE} điểm là đủ) rồi chọn lại.",
        ) from problem
    row.name = f"{row.name.rpartition('.')[0]}.{new_kind}"
    row.size, row.sha256 = len(data), hashlib.sha256(data).hexdigest()
    return ContentFile(data)


def contents(evidence: Iterable[Evidence]) -> list[str]:
    """Return what tells things given apart, in order, to see whether the same was sent twice."""
    return sorted(given.sha256 or given.reference or given.url for given in evidence)


def drop_files(rows: Iterable[Given]) -> None:
    """Remove the files of rows that will not be stored."""
    for row in rows:
        if row.file.name:
            evidence_storage().delete(row.file.name)


def _checked(file: File[bytes], row: Callable[..., Any]) -> Any:
    name = tidy(file.name or "")
    if is_named_secret(name):
        raise _marked(f"Tên tệp “{name}”")
    if not file.size:
        raise EvidenceRefused(EvidenceKind.FILE, f"Tệp “{name}” trống. Kiểm tra lại tệp rồi chọn lại.")
    if file.size > LARGEST:
        raise EvidenceRefused(
            EvidenceKind.FILE,
            f"Tệp “{name}” nặng {file.size // (1024 * 1024)} MB; mỗi tệp nhiều nhất 20 MB. Thu nhỏ tệp, hoặc đưa lên "
            "trang của đơn vị rồi gửi đường dẫn.",
        )
    kind = kind_of(file)  # type: ignore[arg-type]
    if kind is None:
        raise EvidenceRefused(
            EvidenceKind.FILE,
            f"Tệp “{name}” không thuộc loại được nhận, có mật khẩu hoặc có macro. Chọn tệp {ACCEPTED}.",
        )
    if kind in _READ_FOR_MARKS and is_marked_secret(file.read(), name=name):
        raise _marked(f"Tệp “{name}”")
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    return row(kind=EvidenceKind.FILE, name=safe_name(name, kind), size=file.size, sha256=digest.hexdigest())


def _marked(what: str) -> EvidenceRefused:
    return EvidenceRefused(
        EvidenceKind.FILE,
        f"{what} có dấu chỉ độ mật hoặc lưu hành nội bộ nên tệp không được giữ lại. Xử lý văn bản này theo quy định về "
        "bảo vệ bí mật nhà nước, ngoài hệ thống.",
    )
