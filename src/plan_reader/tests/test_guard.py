"""What a file is by its bytes, and what is refused before a parser sees it."""

from __future__ import annotations

import io
import struct
import zipfile
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plan_reader.document import Document
from plan_reader.errors import UnreadableFile
from plan_reader.loading.docx import read_docx
from plan_reader.loading.guard import open_zip, sniff
from plan_reader.loading.xlsx import read_xlsx
from plan_reader.tests.builders.build_docx import docx, par, table, zipped
from plan_reader.tests.builders.build_xlsx import raw_xlsx

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
CELL = '<row><c t="inlineStr"><is><t>việc</t></is></c></row>'


@cache
def small_docx() -> bytes:
    return docx(par("Kế hoạch") + table(["STT", "Nhiệm vụ"], ["1", "Xây dựng kế hoạch"]))


@cache
def small_xlsx() -> bytes:
    return raw_xlsx(CELL)


def refusal(data: bytes, name: str | None = None) -> UnreadableFile:
    with pytest.raises(UnreadableFile) as caught:
        sniff(data, name)
    return caught.value


def ole(*streams: str) -> bytes:
    return OLE + b"\x00" * 504 + b"".join(name.encode("utf-16-le") + b"\x00" * 32 for name in streams)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("Kế hoạch năm 2024\n".encode(), "txt"),
        ("\ufeffKế hoạch".encode(), "txt"),
        ("Kế hoạch".encode("utf-16"), "txt"),
        ("STT\tNội dung\n1\tXây dựng".encode(), "txt"),
        ("Kê hoach".encode("cp1258"), "txt"),
        (b"BM la hai chu cai", "txt"),
        (b"MZ cung vay", "txt"),
        (b"%PDF-1.7\n%\xe2\xe3", "pdf"),
        (b"\r\n\x00rac%PDF-1.4", "pdf"),
        (b"{\\rtf1\\ansi Ke hoach}", "rtf"),
        (ole("Root Entry", "WordDocument"), "doc"),
        (ole("WordDocument", "Workbook"), "doc"),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"}), "odt"),
        (small_docx(), "docx"),
        (small_xlsx(), "xlsx"),
        (zipped({"word/document2.xml": b"<a/>", "word/embeddings/xl/workbook.xml": b"<a/>"}), "docx"),
    ],
)
@pytest.mark.parametrize("name", [None, "a.docx", "a.png"])
def test_kinds_by_content_whatever_the_name(data: bytes, expected: str, name: str | None) -> None:
    assert sniff(data, name) == expected


@pytest.mark.parametrize(
    ("data", "code", "word"),
    [
        (b"", "empty", "trống"),
        (b" \r\n\t", "empty", "trống"),
        (b"\xef\xbb\xbf\n", "empty", "trống"),
        (b"\x00" * 512, "empty", "trống"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "wrong-type", "PNG"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "wrong-type", "JPEG"),
        (b"BM\x00\x01\x02\x00\x00", "wrong-type", "BMP"),
        (b"MZ\x90\x00\x03", "wrong-type", "chương trình"),
        (b"\x7fELF\x02\x01", "wrong-type", "chương trình"),
        (b"Rar!\x1a\x07\x00", "wrong-type", "RAR"),
        (b"\x00\x00\x00\x18ftypheic", "wrong-type", "điện thoại"),
        (b"<!DOCTYPE html><html>", "wrong-type", "trang web"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><a/>", "wrong-type", "XML"),
        (b"chu\x00\x01\x02\x03", "wrong-type", "không phải văn bản"),
        (zipped({"anh.png": b"x"}), "wrong-type", "ZIP"),
        (zipped({}), "wrong-type", "ZIP"),
        (zipped({"ppt/presentation.xml": b"<a/>"}), "wrong-type", "PowerPoint"),
        (zipped({"xl/workbook.bin": b"x"}), "wrong-type", ".xlsb"),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "wrong-type", "OpenDocument"),
        (ole("Workbook"), "wrong-type", ".xls"),
        (ole("PowerPoint Document"), "wrong-type", "đời cũ"),
        (ole("EncryptionInfo", "EncryptedPackage"), "encrypted", "mật khẩu"),
        (OLE + b"\x00" * 504 + b"\xec\xa5" + b"\x00" * 9 + b"\x01" + b"\x00" * 9, "encrypted", "mật khẩu"),
        (small_docx()[:-30], "damaged", "hỏng"),
        (b"PK\x03\x04", "damaged", "hỏng"),
    ],
)
def test_refusals_say_what_was_found(data: bytes, code: str, word: str) -> None:
    error = refusal(data, "ke-hoach.docx")
    assert error.code == code
    assert word in error.message
    assert error.message.endswith(".")


def test_name_appears_in_the_sentence() -> None:
    assert "“ảnh chụp.docx”" in refusal(b"\x89PNG\r\n\x1a\n", "ảnh chụp.docx").message
    assert "“" not in refusal(b"\x89PNG\r\n\x1a\n").message


def test_xlsx_renamed_docx_is_still_a_workbook() -> None:
    assert sniff(small_xlsx(), "phu-luc.docx") == "xlsx"


def code_of(data: bytes) -> str:
    with pytest.raises(UnreadableFile) as caught:
        open_zip(data)
    return caught.value.code


def test_bomb_is_refused_by_what_it_inflates_to() -> None:
    assert code_of(docx("", extra={"word/media/a.xml": b"0" * (11 * 1024 * 1024)})) == "dangerous"


def test_total_size_is_limited() -> None:
    # Pieces that shrink by less than a hundred times each, and together pass the limit.
    piece = bytes(range(256)) * 40 + b"\x00" * 250_000
    assert code_of(zipped({f"word/{n}.bin": piece * 20 for n in range(21)})) == "too-large"


def test_small_parts_may_shrink_as_they_like() -> None:
    assert "word/a.xml" in open_zip(zipped({"word/a.xml": b"<a>" + b" " * 5_000_000 + b"</a>"})).names


def test_lying_sizes_are_not_believed() -> None:
    data = bytearray(docx(par("x"), extra={"word/big.bin": b"0" * (12 * 1024 * 1024)}))
    entry = data.rindex(b"PK\x01\x02", 0, data.rindex(b"word/big.bin"))
    struct.pack_into("<I", data, entry + 24, 10)  # the directory says ten bytes
    assert code_of(bytes(data)) in {"dangerous", "damaged"}


def test_number_of_entries_is_limited() -> None:
    assert code_of(zipped({f"word/{n}.xml": b"" for n in range(2_001)})) == "too-large"


@pytest.mark.parametrize("name", ["../a.xml", "/etc/passwd", "word/../../a.xml", "C:/a.xml", "..\\a.xml"])
def test_names_that_leave_the_archive(name: str) -> None:
    assert code_of(zipped({"word/document.xml": b"<a/>", name: b"x"})) == "dangerous"


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("second", ["word/document.xml", "WORD/Document.xml"])
def test_repeated_names(second: str) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
        archive.writestr(second, "<b/>")
    assert code_of(buffer.getvalue()) == "dangerous"


def test_entries_with_a_password() -> None:
    data = bytearray(small_docx())
    start = 0
    while (start := data.find(b"PK\x01\x02", start)) >= 0:
        data[start + 8] |= 1
        start += 4
    assert code_of(bytes(data)) == "encrypted"


ENTITY_BOMB = '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><w>&b;</w>'
EXTERNAL = '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/hostname">]><w>&x;</w>'


@pytest.mark.parametrize("markup", [ENTITY_BOMB, EXTERNAL])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("part", ["word/comments.xml", "word/_rels/document.xml.rels", "customXml/item1.XML"])
def test_declarations_are_refused_in_every_part(markup: str, encoding: str, part: str) -> None:
    assert code_of(zipped({"word/document.xml": b"<a/>", part: markup.encode(encoding)})) == "dangerous"


def test_declaration_across_two_chunks_is_found() -> None:
    split = b"<a>" + b" " * ((1 << 20) - 8) + b"<!DOCTYPE a>"
    assert code_of(zipped({"word/document.xml": split})) == "dangerous"


@pytest.mark.parametrize("encoding", ["cp037", "utf-7"])
def test_declarations_in_rare_encodings_are_not_followed(encoding: str) -> None:
    markup = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE l [<!ENTITY a "bom">]><l>&a;</l>'
    data = docx(par("x"), extra={"word/document.xml": markup.encode(encoding)})
    with pytest.raises(UnreadableFile) as caught:
        read_docx(data)
    assert caught.value.code in {"dangerous", "damaged"}


def test_damaged_bytes_inside_an_entry() -> None:
    data = bytearray(zipped({"word/document.xml": b"<a>" + bytes(range(256)) * 40 + b"</a>"}))
    data[200] ^= 0xFF
    assert code_of(bytes(data)) == "damaged"


@pytest.mark.parametrize("markup", [b"<w", b"", b"\x00", b"<a>&thieu;</a>", b"<document/>"])
@pytest.mark.parametrize(
    "part", ["word/document.xml", "word/styles.xml", "_rels/.rels", "word/_rels/document.xml.rels"]
)
def test_broken_markup_of_a_docx(markup: bytes, part: str) -> None:
    assert_answered(read_docx, docx(par("Kế hoạch"), extra={part: markup}))


def assert_answered(read: object, data: bytes) -> None:
    """Check that a file gives a document with text or one of the declared errors, nothing else."""
    try:
        document = read(data)  # type: ignore[operator]
    except UnreadableFile as error:
        assert error.message.endswith(".")  # noqa: PT017  (either answer is right)
    else:
        assert isinstance(document, Document)
        assert document.blocks


@pytest.mark.parametrize("tenth", range(0, 100, 3))
def test_truncated_files_are_answered(tenth: int) -> None:
    for data, read in ((small_docx(), read_docx), (small_xlsx(), read_xlsx)):
        cut = data[: len(data) * tenth // 100]
        assert_answered(read, cut)
        with pytest.raises(UnreadableFile):
            sniff(cut)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_altered_bytes_are_answered(draw: st.DataObject) -> None:
    original, read = draw.draw(st.sampled_from([(small_docx(), read_docx), (small_xlsx(), read_xlsx)]))
    data = bytearray(original)
    for _ in range(draw.draw(st.integers(1, 6))):
        data[draw.draw(st.integers(0, len(data) - 1))] = draw.draw(st.integers(0, 255))
    assert_answered(read, bytes(data))
    assert_answered(lambda raw: read(raw) if sniff(raw) else None, bytes(data))


FRAGMENTS = [
    "<w:p>", "</w:p>", "<w:tbl>", "</w:tbl>", "<w:tr>", "</w:tr>", "<w:tc>", "</w:tc>", "<w:r>", "</w:r>",
    "<w:t>chữ</w:t>",
    '<w:fldChar w:fldCharType="begin"/>', '<w:fldChar w:fldCharType="end"/>', "<w:sdt>", "</w:sdt>", "<w:vMerge/>",
    '<w:tcPr><w:gridSpan w:val="2"/><w:vMerge/></w:tcPr>', "<mc:AlternateContent>", "</mc:AlternateContent>",
    '<w:pPr><w:numPr><w:ilvl w:val="12"/><w:numId w:val="1"/></w:numPr></w:pPr>', "<w:drawing/>", "<w:sym/>",
]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=25))
def test_any_order_of_elements_is_answered(pieces: list[str]) -> None:
    open_tags: list[str] = []
    body = []
    for piece in pieces:  # close only what is open, so that the markup stays well formed
        if piece.startswith("</"):
            if not open_tags or open_tags[-1] != piece[2:-1]:
                continue
            open_tags.pop()
        elif not piece.endswith("/>") and not piece.startswith("<w:t>") and "</" not in piece:
            open_tags.append(piece[1:-1])
        body.append(piece)
    closing = "".join(f"</{tag}>" for tag in reversed(open_tags))
    assert_answered(read_docx, docx("".join(body) + closing + par("cuối")))


def test_reading_is_deterministic() -> None:
    assert read_docx(small_docx()) == read_docx(small_docx())
    assert read_xlsx(small_xlsx()) == read_xlsx(small_xlsx())


def test_readers_load_no_parser_when_imported() -> None:
    import subprocess
    import sys
    from pathlib import Path

    source = Path(__file__).parents[2]
    code = (
        "import plan_reader.loading.docx, plan_reader.loading.xlsx, plan_reader.loading.guard, sys;"
        "assert not {'lxml', 'openpyxl', 'docx'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env={"PYTHONPATH": str(source)}, timeout=60)
