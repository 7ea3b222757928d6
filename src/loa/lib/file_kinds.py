"""What a file is, told from its bytes and never from its name, and a name it can safely be handed out under."""

import re
import unicodedata
import zipfile
from typing import BinaryIO

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Magic bytes at the beginning, from the specification of each kind.
_OPENINGS = ((b"%PDF-", "pdf"), (b"\xff\xd8\xff", "jpg"), (b"\x89PNG\r\n\x1a\n", "png"), (b"ID3", "mp3"))
_OFFICE = (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx"))
_HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")
_MARKUP = re.compile(rb"<\s*(!doctype|html|script|svg|\?xml)", re.IGNORECASE)
# Other spellings of an extension that say the same.
_SAME = {"jpeg": "jpg", "m4v": "mp4", "mov": "mp4", "heif": "heic"}
_FORBIDDEN = re.compile(r'[\\/:*?"<>|]+')
_LONGEST = 120


def kind_of(stream: BinaryIO) -> str | None:
    """Return the kind of a file as its usual extension ("pdf", "docx", "jpg"), None for a kind not known here.

    Known are documents, pictures, sound and film that need no trust: an office file with macros or a password, a
    web page and an archive are none of them.
    """
    stream.seek(0)
    head = stream.read(4096)
    found = next((kind for magic, kind in _OPENINGS if head.startswith(magic)), None)
    if found is None and head.startswith(b"PK\x03\x04"):
        found = _office_kind(stream)
    elif found is None and head.startswith(_OLE):
        found = _old_office_kind(head + stream.read())
    elif found is None:
        found = _picture_or_film(head) or ("txt" if _is_text(head) else None)
    stream.seek(0)
    return found


def safe_name(name: str, kind: str) -> str:
    """Return a file's name in composed letters, without folders, marks that turn text around, or a false extension."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    shown = "".join(letter for letter in last if unicodedata.category(letter)[0] != "C")
    clean = " ".join(_FORBIDDEN.sub("-", shown).split()).strip(". ")
    stem, _, extension = clean.rpartition(".")
    if not stem or _SAME.get(extension.lower(), extension.lower()) != kind:
        stem, extension = clean, kind
    return f"{stem[:_LONGEST].strip() or 'tep'}.{extension.lower()}"


def _office_kind(stream: BinaryIO) -> str | None:
    try:
        with zipfile.ZipFile(stream) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return None
    if "[Content_Types].xml" not in names or any(name.endswith("vbaProject.bin") for name in names):
        return None
    return next((kind for folder, kind in _OFFICE if any(name.startswith(folder) for name in names)), None)


def _old_office_kind(data: bytes) -> str | None:
    """Return "doc" or "xls" by the names of the streams in the container, which stand there in UTF-16."""
    if _stream("EncryptedPackage") in data or _stream("_VBA_PROJECT") in data:
        return None
    if _stream("WordDocument") in data:
        return "doc"
    return "xls" if _stream("Workbook") in data or _stream("Book") in data else None


def _stream(name: str) -> bytes:
    return name.encode("utf-16-le")


def _picture_or_film(head: bytes) -> str | None:
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if head[4:8] == b"ftyp":
        return "heic" if head[8:12] in _HEIC_BRANDS else "mp4"
    # A frame of MPEG sound: eleven bits set, then version and layer, of which layer III is 01.
    if len(head) > 1 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2:
        return "mp3"
    return None


def _is_text(head: bytes) -> bool:
    if not head.strip() or _CONTROL.search(head) or _MARKUP.search(head):
        return False
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as problem:
        return problem.start > len(head) - 4 and len(head) == 4096  # a letter that the window cut in two
    return True
