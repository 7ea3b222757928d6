"""What is text in a .docx and what is not: tracked changes, controls, fields, boxes, hidden runs."""

from __future__ import annotations

import pytest

from plan_reader.document import Document, Paragraph
from plan_reader.errors import UnreadableFile
from plan_reader.loading.docx import read_docx
from plan_reader.tests.builders.build_docx import (
    cell,
    control,
    deleted,
    docx,
    inserted,
    par,
    row,
    run,
    table,
)


def paragraphs(body: str, **parts: str) -> list[str]:
    return [block.full for block in read_docx(docx(body, **parts)).blocks if isinstance(block, Paragraph)]


def field(instruction: str, result: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def text_box(content: str) -> str:
    shape = f"<wps:wsp><wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx></wps:wsp>"
    old = f"<w:pict><v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox></w:pict>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{shape}</w:drawing></mc:Choice>'
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
    )


DELETED_MARK = '<w:rPr><w:del w:id="9" w:author="VT"/></w:rPr>'


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (run("Trước ngày ") + deleted("20/11") + inserted(run("25/11")), "Trước ngày 25/11"),
        (f"<w:moveFrom>{run('cũ')}</w:moveFrom><w:moveTo>{run('mới')}</w:moveTo>", "mới"),
        (inserted(inserted(run("hai lần"))), "hai lần"),
        (run("Số: ") + control(run("250/KH-UBND")), "Số: 250/KH-UBND"),
        (run("Số: ") + control(run("Bấm vào đây để nhập"), placeholder=True), "Số:"),
        (f'<w:hyperlink r:id="rId9">{run("vinhlinh.quangtri.gov.vn")}</w:hyperlink>', "vinhlinh.quangtri.gov.vn"),
        (run("Trang ") + field("PAGE", run("3")), "Trang 3"),
        (f'<w:fldSimple w:instr="DATE">{run("15/12/2024")}</w:fldSimple>', "15/12/2024"),
        (field("IF " + "x", run("đúng")) + run(" tiếp"), "đúng tiếp"),
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>", "a b"),
        ("<w:r><w:t>TM. ỦY BAN</w:t><w:br/><w:t>CHỦ TỊCH</w:t></w:r>", "TM. ỦY BAN\nCHỦ TỊCH"),
        ('<w:r><w:br w:type="page"/><w:t>Phụ lục</w:t></w:r>', "Phụ lục"),
        ("<w:r><w:t>2021</w:t><w:noBreakHyphen/><w:t>2025</w:t></w:r>", "2021-2025"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t> Có</w:t></w:r>', "☑ Có"),
        ('<w:r><w:sym w:font="Symbol" w:char="zz"/><w:t>Có</w:t></w:r>', "Có"),
        (run("ngày") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run(" 20"), "ngày 20"),
        (run("thấy") + run(" ẩn", props="<w:vanish/>"), "thấy"),
        (run("thấy") + run(" cả", props='<w:vanish w:val="0"/>'), "thấy cả"),
        (
            "<m:oMath><m:sSup><m:e><m:r><m:t>m</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>",
            "m2",
        ),
        (run("a\u00a0b\u200bc  d"), "a bc d"),
        (run("Ha\u0300 No\u0302\u0323i"), "Hà Nội"),
    ],
)
def test_text_of_a_paragraph(content: str, expected: str) -> None:
    assert paragraphs(par(content)) == [expected]


def test_nested_field_inside_an_instruction_shows_only_the_outer_result() -> None:
    nested = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>'
        + field("MERGEFIELD x", run("trong"))
        + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + run("ngoài")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert paragraphs(par(nested)) == ["ngoài"]


def test_field_left_open_hides_nothing_of_the_next_paragraph() -> None:
    assert paragraphs(par('<w:r><w:fldChar w:fldCharType="begin"/></w:r>') + par("còn đây")) == ["còn đây"]


def test_paragraph_deleted_whole_is_gone_and_a_deleted_mark_joins_two() -> None:
    body = (
        par("một")
        + par(deleted("đã xóa"), props=DELETED_MARK)
        + par("hai ", props=DELETED_MARK)
        + par("ba")
        + par(inserted(run("bốn")), props='<w:rPr><w:ins w:id="3" w:author="VT"/></w:rPr>')
    )
    assert paragraphs(body) == ["một", "hai ba", "bốn"]


def test_deleted_mark_before_a_table_does_not_move_text_behind_it() -> None:
    blocks = read_docx(docx(par("trước", props=DELETED_MARK) + table(["ô"]) + par("sau"))).blocks
    assert [type(block).__name__ for block in blocks] == ["Paragraph", "Table", "Paragraph"]


def test_last_paragraph_with_a_deleted_mark_keeps_its_text() -> None:
    assert paragraphs(par("cuối", props=DELETED_MARK)) == ["cuối"]


def test_block_level_controls_and_choices_are_looked_through() -> None:
    body = control(par("trong khung")) + (
        f'<mc:AlternateContent><mc:Choice Requires="wps">{par("chọn")}</mc:Choice>'
        f"<mc:Fallback>{par('dự phòng')}</mc:Fallback></mc:AlternateContent>"
    )
    assert paragraphs(body) == ["trong khung", "chọn"]


def test_text_box_is_read_once_after_its_paragraph() -> None:
    body = par(run("neo"), text_box(par("Số: /KH-UBND") + table(["ô", "hai"]))) + par("sau")
    blocks = read_docx(docx(body)).blocks
    assert [b.full if isinstance(b, Paragraph) else b.rows[0].texts for b in blocks] == [
        "neo",
        "Số: /KH-UBND",
        ("ô", "hai"),
        "sau",
    ]


def test_body_order_and_empty_paragraphs() -> None:
    document = read_docx(docx(par("đầu") + par() + table(["1", "2"]) + par("giữa") + table(["3", "4"]) + par("cuối")))
    kinds = [block.text if isinstance(block, Paragraph) else block.rows[0].texts for block in document.blocks]
    assert kinds == ["đầu", ("1", "2"), "giữa", ("3", "4"), "cuối"]
    assert document.format == "docx"
    assert document.findings == ()


def test_landscape_sections_are_no_obstacle() -> None:
    turned = '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr>'
    body = par("kế hoạch") + par(props=turned) + table(["phụ lục", "bảng"]) + turned
    assert [type(block).__name__ for block in read_docx(docx(body)).blocks] == ["Paragraph", "Table"]


def test_bold_and_centred_come_from_run_paragraph_and_style() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Dau"><w:pPr><w:jc w:val="center"/></w:pPr>'
        "<w:rPr><w:b/></w:rPr></w:style>"
        '<w:style w:type="paragraph" w:styleId="Con"><w:basedOn w:val="Dau"/></w:style>'
        '<w:style w:type="character" w:styleId="Dam"><w:rPr><w:b/></w:rPr></w:style>'
    )
    body = (
        par("a", props='<w:pStyle w:val="Con"/>')
        + par(run("b", props='<w:b w:val="0"/>'), props='<w:pStyle w:val="Con"/><w:jc w:val="left"/>')
        + par(run("c", props='<w:rStyle w:val="Dam"/>'))
        + par(run("d", props="<w:b/>"), run("e"))
        + par(run("f", props="<w:b/>"), run("  "), props='<w:jc w:val="center"/>')
    )
    blocks = read_docx(docx(body, styles=styles)).blocks
    assert [(b.bold, b.centred) for b in blocks if isinstance(b, Paragraph)] == [
        (True, True),
        (False, False),
        (True, False),
        (False, False),
        (True, True),
    ]


def test_styles_that_point_back_at_themselves_end() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    )
    assert paragraphs(par("vẫn đọc", props='<w:pStyle w:val="A"/>'), styles=styles) == ["vẫn đọc"]


def test_strict_vocabulary_is_read_alike() -> None:
    body = par("Kế hoạch") + table(["STT", "Nhiệm vụ"])
    assert read_docx(docx(body, strict=True)) == read_docx(docx(body))


def test_file_without_text_says_whether_it_holds_pictures() -> None:
    with pytest.raises(UnreadableFile) as empty:
        read_docx(docx(par() + table(["", ""])))
    with pytest.raises(UnreadableFile) as scanned:
        read_docx(docx(par("<w:r><w:drawing/></w:r>")))
    assert (empty.value.code, scanned.value.code) == ("empty", "scanned")


def test_python_docx_document_is_read_as_written() -> None:
    document = _with_python_docx()
    assert [b.text for b in document.blocks if isinstance(b, Paragraph)] == ["KẾ HOẠCH", "Nội dung"]
    assert [row.texts for _, t in document.tables() for row in t.rows] == [
        ("STT", "Nhiệm vụ"),
        ("1", "Xây dựng kế hoạch"),
    ]


def _with_python_docx() -> Document:
    import io

    import docx as python_docx

    made = python_docx.Document()
    made.add_heading("KẾ HOẠCH", level=1)
    made.add_paragraph("Nội dung")
    grid = made.add_table(rows=2, cols=2)
    for places, texts in zip(grid.rows, (("STT", "Nhiệm vụ"), ("1", "Xây dựng kế hoạch")), strict=True):
        for place, text in zip(places.cells, texts, strict=True):
            place.text = text
    buffer = io.BytesIO()
    made.save(buffer)
    return read_docx(buffer.getvalue())


def test_deep_nesting_is_answered() -> None:
    body = "<w:sdt><w:sdtContent>" * 110 + par("sâu") + "</w:sdtContent></w:sdt>" * 110
    assert paragraphs(body) == ["sâu"]
    nested = par("đáy")
    for _ in range(80):
        nested = table(row(cell(nested + par()), cell("x")))
    assert read_docx(docx(nested)).blocks
