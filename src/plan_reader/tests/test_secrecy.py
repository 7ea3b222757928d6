"""Documents with a mark of secrecy are refused, in every format; words that only sound alike are not."""

import io
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml

from plan_reader import UnreadableFile, read_plan
from plan_reader.isolated import read_plan_isolated, refuse_secret_isolated
from plan_reader.tests.builders.pdf import drawn, needs_font

EXAMPLE = Path(__file__).parents[3] / "examples" / "vinh-linh-2024" / "ke-hoach.docx"
SEED = (Path(__file__).parents[3] / "examples" / "vinh-linh-2024" / "ke-hoach.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "mark",
    [
        "MẬT",
        "TỐI MẬT",
        "TUYỆT MẬT",
        "[MẬT]",
        "ĐỘ MẬT: TỐI MẬT",
        "Độ mật: Mật",
        "Lưu hành nội bộ",
        "TÀI LIỆU LƯU HÀNH NỘI BỘ",
    ],
)
def test_a_marked_plan_is_refused(mark):
    with pytest.raises(UnreadableFile) as refused:
        read_plan(f"{mark}\n\n{SEED}".encode())
    assert refused.value.code == "secret"
    assert "ngoài hệ thống" in refused.value.message


@pytest.mark.parametrize(
    "words", ["Bảo mật thông tin", "Quy chế lưu hành nội bộ của cơ quan được sửa đổi.", "Mật độ dân cư", "BẢO MẬT"]
)
def test_words_that_only_sound_alike_are_no_mark(words):
    assert len(read_plan(f"{SEED}\n\n{words}\n".encode()).tasks) == 8


_RUN = (
    '<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape>{}</v:shape></w:pict></w:r>'
)


def in_paragraph(mark: str) -> Any:
    return lambda place: place.paragraphs[0].add_run(mark)


def beside_a_tab(mark: str) -> Any:
    return lambda place: place.paragraphs[0].add_run(f"UBND huyện\t{mark}")


def in_table(mark: str) -> Any:
    return lambda place: setattr(place.add_table(1, 2, 3_000_000).cell(0, 1), "text", mark)


def in_box(mark: str) -> Any:
    box = f"<v:textbox><w:txbxContent><w:p><w:r><w:t>{mark}</w:t></w:r></w:p></w:txbxContent></v:textbox>"
    return lambda place: place.paragraphs[0]._p.append(parse_xml(_RUN.format(box)))


def as_watermark(mark: str) -> Any:
    return lambda place: place.paragraphs[0]._p.append(parse_xml(_RUN.format(f'<v:textpath string="{mark}"/>')))


def with_margin(write: Any, where: str = "header") -> bytes:
    """Return the founding plan with something written into a header or footer."""
    document = docx.Document(str(EXAMPLE))
    section = document.sections[0]
    section.different_first_page_header_footer = where.startswith("first")
    write(getattr(section, where))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("where", ["header", "footer", "first_page_header", "first_page_footer"])
@pytest.mark.parametrize("mark", ["MẬT", "TỐI MẬT", "TUYỆT MẬT", "Lưu hành nội bộ"])
def test_a_mark_at_the_edge_of_the_page_is_a_mark(mark, where):
    with pytest.raises(UnreadableFile) as refused:
        read_plan(with_margin(in_paragraph(mark), where))
    assert refused.value.code == "secret"


@pytest.mark.parametrize("write", [beside_a_tab, in_table, in_box, as_watermark])
def test_a_mark_in_whatever_a_header_holds_is_a_mark(write):
    with pytest.raises(UnreadableFile) as refused:
        read_plan(with_margin(write("TỐI MẬT")))
    assert refused.value.code == "secret"


def test_a_watermark_over_the_text_is_a_mark():
    document = docx.Document(str(EXAMPLE))
    as_watermark("MẬT")(document)
    out = io.BytesIO()
    document.save(out)
    with pytest.raises(UnreadableFile) as refused:
        read_plan(out.getvalue())
    assert refused.value.code == "secret"


@needs_font
@pytest.mark.parametrize("mark", ["MẬT", "TỐI MẬT"])
def test_a_mark_over_every_printed_page_is_a_mark(mark):
    def page(canvas: Any) -> None:
        canvas.drawString(72, 805, "UBND huyện Vĩnh Linh")
        canvas.drawString(480, 805, mark)
        canvas.drawString(72, 500, "Tổ chức cuộc thi tìm hiểu cải cách hành chính.")

    with pytest.raises(UnreadableFile) as refused:
        read_plan(drawn(page, page, page, page))
    assert refused.value.code == "secret"


@pytest.mark.parametrize("write", [in_paragraph, beside_a_tab, in_table, in_box, as_watermark])
def test_other_words_at_the_edge_are_no_part_of_the_plan(write):
    assert read_plan(with_margin(write("DỰ THẢO BẢO MẬT")), name=EXAMPLE.name).tasks == read_plan(EXAMPLE).tasks


def test_the_refusal_comes_out_of_the_guarded_process():
    with pytest.raises(UnreadableFile) as refused:
        read_plan_isolated(f"TUYỆT MẬT\n\n{SEED}".encode(), name="ke-hoach.txt")
    assert refused.value.code == "secret"


@pytest.mark.parametrize("name", ["bao-cao.txt", "bao-cao.docx"])
def test_any_document_can_be_asked_for_its_marks_alone(name):
    def written(first):
        if name.endswith(".txt"):
            return f"{first}\nBÁO CÁO\nĐã phát thanh 3 buổi.".encode()
        document = docx.Document()
        for text in (first, "BÁO CÁO", "Đã phát thanh 3 buổi."):
            document.add_paragraph(text)
        kept = io.BytesIO()
        document.save(kept)
        return kept.getvalue()

    with pytest.raises(UnreadableFile) as refused:
        refuse_secret_isolated(written("TỐI MẬT"), name=name)
    assert refused.value.code == "secret"
    refuse_secret_isolated(written("Quy định về bảo mật"), name=name)
