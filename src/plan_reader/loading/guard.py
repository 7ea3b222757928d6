"""What a file is, told from its bytes before any parser opens it, whatever its name says."""

from __future__ import annotations

import re
from typing import Literal

from plan_reader.errors import UnreadableFile
from plan_reader.loading.archive import Archive, open_zip

__all__ = ["Archive", "Format", "open_zip", "sniff"]

Format = Literal["txt", "docx", "xlsx", "pdf", "doc", "odt", "rtf"]

_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BOMS = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")
_PDF_WINDOW = 1_024  # readers accept a header that starts within the first kilobyte
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")
_MARKUP = re.compile(rb"\s*<(!doctype\s+html|html|\?xml|\?mso)|\s*mime-version:", re.IGNORECASE)
_SAVE_AS_XLSX = "Mở tệp bằng Excel và lưu thành .xlsx rồi chọn lại."
_ACCEPTED = "Chọn tệp .docx, .xlsx, .pdf, .doc, .odt, .rtf hoặc .txt của kế hoạch."

# Magic bytes of kinds people choose by mistake, from the specification of each.
_FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "ảnh PNG"),
    (b"\xff\xd8\xff", "ảnh JPEG"),
    (b"GIF8", "ảnh GIF"),
    (b"BM", "ảnh BMP"),
    (b"II*\x00", "ảnh TIFF"),
    (b"MM\x00*", "ảnh TIFF"),
    (b"RIFF", "tệp âm thanh, phim hoặc ảnh WebP"),
    (b"MZ", "chương trình máy tính"),
    (b"\x7fELF", "chương trình máy tính"),
    (b"Rar!\x1a\x07", "tệp nén RAR"),
    (b"7z\xbc\xaf\x27\x1c", "tệp nén 7z"),
    (b"\x1f\x8b", "tệp nén gzip"),
    (b"ID3", "tệp âm thanh"),
    (b"%!PS", "tệp in PostScript"),
)


def sniff(data: bytes, name: str | None = None) -> Format:
    """Return which reader a file needs, told by its bytes; `name` only appears in the messages.

    Raises:
        UnreadableFile: "empty" for nothing but white space, "encrypted" for an Office file with a password,
            "wrong-type" for a kind that is not read, and what `open_zip` raises for a zip.
    """
    if not data.strip(b" \t\r\n\x00\xff\xfe\xef\xbb\xbf"):
        raise UnreadableFile("empty", f"{_called(name)} trống, không có chữ nào. Kiểm tra lại tệp rồi chọn lại.")
    if data.startswith((_ZIP, _EMPTY_ZIP)):
        return _zip_format(open_zip(data), name)
    if data.startswith(_OLE):
        return _ole_format(data, name)
    if data.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    if b"%PDF-" in data[:_PDF_WINDOW]:
        return "pdf"
    return _text_format(data, name)


def _zip_format(archive: Archive, name: str | None) -> Format:
    names = archive.names
    if any(part.startswith("word/") for part in names):
        return "docx"
    if "xl/workbook.bin" in names:
        raise _wrong(name, "bảng tính Excel dạng nhị phân (.xlsb)", _SAVE_AS_XLSX)
    if any(part.startswith("xl/") for part in names):
        return "xlsx"
    if "mimetype" in names and archive.read("mimetype").startswith(b"application/vnd.oasis.opendocument"):
        return _open_document(archive.read("mimetype"), name)
    if any(part.startswith("ppt/") for part in names):
        raise _wrong(name, "bài trình chiếu PowerPoint")
    raise _wrong(name, "tệp nén ZIP", "Giải nén và chọn tệp kế hoạch ở bên trong.")


def _open_document(mimetype: bytes, name: str | None) -> Format:
    if mimetype.strip() == b"application/vnd.oasis.opendocument.text":
        return "odt"
    raise _wrong(name, "bảng tính hoặc bài trình chiếu OpenDocument", "Lưu thành .xlsx hoặc .docx rồi chọn lại.")


def _ole_format(data: bytes, name: str | None) -> Format:
    """Return "doc", telling the streams of an OLE container by their names in its directory (UTF-16)."""
    if _stream("EncryptedPackage") in data or _locked_doc(data):
        raise UnreadableFile(
            "encrypted", f"{_called(name)} được bảo vệ bằng mật khẩu. Gỡ mật khẩu, lưu lại rồi chọn tệp mới lưu."
        )
    if _stream("WordDocument") in data:
        return "doc"
    if _stream("Workbook") in data or _stream("Book") in data:
        raise _wrong(name, "bảng tính Excel đời cũ (.xls)", _SAVE_AS_XLSX)
    raise _wrong(name, "tệp Office đời cũ không phải văn bản Word")


def _stream(name: str) -> bytes:
    return name.encode("utf-16-le")


def _locked_doc(data: bytes) -> bool:
    """Tell whether an old Word file asks for a password: bit 8 of the flags in its header block (MS-DOC, FibBase)."""
    header = data[512:524]
    return header[:2] == b"\xec\xa5" and len(header) == 12 and bool(header[11] & 0x01)


def _text_format(data: bytes, name: str | None) -> Format:
    for magic, kind in _FOREIGN:
        if data.startswith(magic) and (len(magic) > 2 or _CONTROL.search(data[:4096])):
            raise _wrong(name, kind)
    if data[4:8] == b"ftyp":
        raise _wrong(name, "phim hoặc ảnh chụp từ điện thoại")
    if _MARKUP.match(data.removeprefix(b"\xef\xbb\xbf")):
        raise _wrong(name, "trang web hoặc tệp XML", "Mở tệp bằng Word và lưu thành .docx rồi chọn lại.")
    if not data.startswith(_BOMS[:2]) and _CONTROL.search(data):
        raise _wrong(name, "tệp không phải văn bản")
    return "txt"


def _called(name: str | None) -> str:
    return f"Tệp “{name}”" if name else "Tệp"


def _wrong(name: str | None, kind: str, advice: str = _ACCEPTED) -> UnreadableFile:
    return UnreadableFile("wrong-type", f"{_called(name)} là {kind}, không phải văn bản kế hoạch đọc được. {advice}")
