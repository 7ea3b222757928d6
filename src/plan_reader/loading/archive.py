"""The zip inside .docx and .xlsx, opened only after every entry was counted and looked through."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import NoReturn

from plan_reader.errors import UnreadableFile

MAX_ENTRIES = 2_000
MAX_BYTES = 100 * 1024 * 1024
MAX_RATIO = 100
# Small parts of markup often shrink far more than a hundred times; a bomb is only a bomb when it is large.
RATIO_FLOOR = 10 * 1024 * 1024

_CHUNK = 1 << 20
_ENCRYPTED_BIT = 0x1
_CENTRAL_ENTRY = b"PK\x01\x02"
_DECLARATIONS = tuple(
    word.encode(code) for word in ("<!DOCTYPE", "<!ENTITY") for code in ("utf-8", "utf-16-le", "utf-16-be")
)
_OVERLAP = max(map(len, _DECLARATIONS)) - 1
_BROKEN_ZIP = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
    KeyError,
)


class Archive:
    """Read named parts of a zip whose entries were all found harmless by `open_zip`."""

    def __init__(self, opened: zipfile.ZipFile) -> None:
        self._zip = opened
        self._names = frozenset(opened.namelist())

    @property
    def names(self) -> frozenset[str]:
        """Return the names of all parts."""
        return self._names

    def read(self, name: str) -> bytes:
        """Return the bytes of a part.

        Raises:
            UnreadableFile: "damaged" where the part is missing.
        """
        if name not in self._names:
            raise damaged()
        return self._zip.read(name)


def damaged() -> UnreadableFile:
    """Return the error for a file that is cut short or not well formed."""
    return UnreadableFile(
        "damaged",
        "Tệp bị hỏng hoặc chưa tải đủ nên không đọc được. Mở tệp bằng Word hoặc Excel, lưu lại rồi chọn tệp mới lưu.",
    )


def open_zip(data: bytes) -> Archive:
    """Return the archive after inflating every entry once against fixed limits.

    The sizes in a zip's directory can lie, so the bytes themselves are counted. No entry is kept in memory.

    Raises:
        UnreadableFile: "too-large" over 2,000 entries or 100 MB; "dangerous" for an entry over 10 MB that grew more
            than a hundred times, repeated names, names that leave the archive, or a document type or entity
            declaration in any part; "encrypted" for an entry with a password; "damaged" for anything broken.
    """
    if data.count(_CENTRAL_ENTRY) > MAX_ENTRIES:  # before zipfile builds an object for each
        _refuse_size()
    try:
        opened = zipfile.ZipFile(io.BytesIO(data))
        entries = opened.infolist()
        _check_names(entries)
        left = MAX_BYTES
        for entry in entries:
            left -= _inflated_size(opened, entry, left)
    except _BROKEN_ZIP as error:
        raise damaged() from error
    return Archive(opened)


def _check_names(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_ENTRIES:
        _refuse_size()
    if any(entry.flag_bits & _ENCRYPTED_BIT for entry in entries):
        raise UnreadableFile("encrypted", "Tệp được bảo vệ bằng mật khẩu. Gỡ mật khẩu, lưu lại rồi chọn tệp mới lưu.")
    seen: set[str] = set()
    for entry in entries:
        name = entry.filename.replace("\\", "/")
        if name.casefold() in seen:
            _refuse_danger("hai phần trùng tên")
        if name.startswith("/") or ":" in name.split("/")[0] or ".." in name.split("/"):
            _refuse_danger("phần có đường dẫn ra ngoài tệp")
        seen.add(name.casefold())


def _inflated_size(opened: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> int:
    size = 0
    for chunk in _chunks(opened, entry):
        size += len(chunk)
        if size > left:
            _refuse_size()
        if size > RATIO_FLOOR and size > MAX_RATIO * max(entry.compress_size, 1):
            _refuse_danger("phần nén lớn lên quá nhiều lần khi mở")
    return size


def _chunks(opened: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield the inflated bytes of an entry, refusing declarations in parts that hold markup."""
    markup = entry.filename.lower().endswith((".xml", ".rels", ".vml"))
    tail = b""
    with opened.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            if markup:
                window = tail + chunk
                if any(word in window for word in _DECLARATIONS):
                    refuse_declaration()
                tail = window[-_OVERLAP:]
            yield chunk


def refuse_declaration() -> NoReturn:
    """Raise the error for a part that declares a document type or entities, which no office program writes."""
    _refuse_danger("phần khai báo thực thể XML")


def _refuse_danger(what: str) -> NoReturn:
    raise UnreadableFile(
        "dangerous",
        f"Tệp không an toàn để mở: có {what}. Mở tệp gốc bằng Word hoặc Excel, lưu thành tệp mới rồi chọn tệp mới đó.",
    )


def _refuse_size() -> NoReturn:
    raise UnreadableFile(
        "too-large",
        "Nội dung của tệp quá lớn (trên 100 MB hoặc trên 2.000 phần sau khi mở). Bỏ bớt ảnh, tách phần kế hoạch và "
        "phụ lục thành tệp riêng rồi chọn lại.",
    )
