"""What a file is by its bytes, and the name it is handed out under."""

import io
import zipfile

import pytest

from loa.lib.file_kinds import kind_of, safe_name

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def office(*names):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return made.getvalue()


def stream(name):
    return OLE + bytes(5000) + name.encode("utf-16-le")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7", "pdf"),
        (b"\xff\xd8\xff\xe1", "jpg"),
        (b"\x89PNG\r\n\x1a\n", "png"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "webp"),
        (b"\x00\x00\x00\x18ftypheic", "heic"),
        (b"\x00\x00\x00\x18ftypmp42", "mp4"),
        (b"\x00\x00\x00\x14ftypqt  ", "mp4"),
        (b"ID3\x03\x00", "mp3"),
        (b"\xff\xfb\x90\x00", "mp3"),
        (office("[Content_Types].xml", "word/document.xml"), "docx"),
        (office("[Content_Types].xml", "xl/workbook.xml"), "xlsx"),
        (office("[Content_Types].xml", "ppt/presentation.xml"), "pptx"),
        (stream("WordDocument"), "doc"),
        (stream("Workbook"), "xls"),
        ("Họp thôn".encode(), "txt"),
        (b"a" * 4095 + "ộ".encode(), "txt"),
        (b"RIFF\x00\x00\x00\x00AVI ", None),
        (b"MZ\x90\x00\x03", None),
        (b"", None),
        (b"  \n", None),
        (b"<?xml version='1.0'?>", None),
        (b"xin chao <script>", None),
        (b"\xe9\xe8 khong phai utf-8", None),
        (b"PK\x03\x04 hong", None),
        (office("word/document.xml"), None),
        (office("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), None),
        (stream("WordDocument") + stream("EncryptedPackage"), None),
        (stream("Workbook") + stream("_VBA_PROJECT"), None),
        (stream("PowerPoint Document"), None),
    ],
)
def test_a_kind_is_told_by_the_bytes(content, kind):
    file = io.BytesIO(content)
    assert kind_of(file) == kind
    assert file.tell() == 0


@pytest.mark.parametrize(
    ("name", "kind", "shown"),
    [
        ("Báo cáo.pdf", "pdf", "Báo cáo.pdf"),
        ("anh.JPG", "jpg", "anh.jpg"),
        ("anh.jpeg", "jpg", "anh.jpeg"),
        ("phim.mov", "mp4", "phim.mov"),
        ("chay.exe", "pdf", "chay.exe.pdf"),
        ("", "pdf", "tep.pdf"),
        ("...", "pdf", "tep.pdf"),
        ("a/b\\c.pdf", "pdf", "c.pdf"),
        ("a<b>:c\x00.pdf", "pdf", "a-b-c.pdf"),
        ("Ba\u0301o.pdf", "pdf", "Báo.pdf"),
    ],
)
def test_a_name_is_made_harmless(name, kind, shown):
    assert safe_name(name, kind) == shown
