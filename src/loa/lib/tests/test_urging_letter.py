"""The urging letter read back: its layout, what stays blank, what each unit is late with."""

from datetime import date
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn

from loa.lib.urging_letter import LateItem, LateUnit, UrgingLetter, urging_letter

MARK = "DỮ LIỆU MINH HỌA, KHÔNG PHẢI SỐ LIỆU THẬT"


def late(title="Viết tin, bài", days=8):
    return LateItem(task=title, period="Quý I/2024", due_on=date(2024, 3, 31), days_late=days)


def letter(*units, **more):
    said = {
        "above": "",
        "head": ("Ủy ban nhân dân", "huyện Vĩnh Linh"),
        "body": "Ủy ban nhân dân huyện Vĩnh Linh",
        "signs_for": "TM. Ủy ban nhân dân",
        "place": "Vĩnh Linh",
        "drafter": "Phòng Nội vụ",
        "abbreviations": ("UBND", "NV"),
        "year": 2024,
        "plan": "Kế hoạch số 12/KH-UBND",
        "subject": "đôn đốc thực hiện Kế hoạch",
        "until": date(2024, 4, 8),
        "units": units or [LateUnit(name="UBND xã Mẫu 1", items=[late()])],
    } | more
    return docx.Document(BytesIO(urging_letter(UrgingLetter(**said))))


def texts(document):
    """Return every paragraph in the order of the page, those in tables included."""
    return [
        "".join(piece.text or "" for piece in one.iter(qn("w:t"))).replace("\xa0", " ")
        for one in document.element.body.iter(qn("w:p"))
    ]


def test_the_page_and_its_head_follow_the_decree():
    document = letter()
    page = document.sections[0]
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)
    margins = [round(side.mm) for side in (page.left_margin, page.right_margin, page.top_margin)]
    assert margins == [30, 15, 20]
    assert page.different_first_page_header_footer
    assert "PAGE" in page.header._element.xml
    assert document.styles["Normal"].font.name == "Times New Roman"
    said = texts(document)
    assert said[:3] == ["ỦY BAN NHÂN DÂN", "HUYỆN VĨNH LINH", ""]
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in said
    assert "Độc lập - Tự do - Hạnh phúc" in said
    assert "V/v đôn đốc thực hiện Kế hoạch" in said


def test_number_day_and_signer_stay_blank():
    said = texts(letter())
    assert "Số:      /UBND-NV" in said
    assert "Vĩnh Linh, ngày      tháng      năm 2024" in said
    assert said.count("TM. ỦY BAN NHÂN DÂN") == 1
    assert "[chức vụ của người ký]" in said
    assert "[họ và tên]" in said
    assert said[said.index("Nơi nhận:") :][:3] == ["Nơi nhận:", "- Như trên;", "- Lưu: VT, NV."]


def test_the_list_names_each_unit_with_what_it_is_late_with():
    units = [
        LateUnit(name="UBND xã Mẫu 1", items=[late("Viết tin & bài <b>"), late("Phát thanh\x0b", 12)]),
        LateUnit(name="UBND xã Mẫu 2", items=[late()]),
    ]
    table = letter(*units).tables[-1]
    rows = [[cell.text.replace("\xa0", " ") for cell in row.cells] for row in table.rows]
    assert rows[0] == ["TT", "Nhiệm vụ", "Kỳ", "Hạn cuối", "Quá hạn"]
    assert set(rows[1]) == {"UBND xã Mẫu 1: 2 đầu việc"}
    assert rows[2] == ["1", "Viết tin & bài <b>", "Quý I/2024", "31/03/2024", "8 ngày"]
    assert rows[3][1:] == ["Phát thanh ", "Quý I/2024", "31/03/2024", "12 ngày"]
    assert set(rows[4]) == {"UBND xã Mẫu 2: 1 đầu việc"}
    assert rows[5][0] == "3"
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


@pytest.mark.parametrize(
    ("count", "addressed"),
    [
        (1, ["Kính gửi: UBND xã 1."]),
        (2, ["Kính gửi:", "- UBND xã 1;", "- UBND xã 2."]),
        (7, ["Kính gửi: Các cơ quan, đơn vị, địa phương có tên trong danh sách kèm theo."]),
    ],
)
def test_who_is_addressed(count, addressed):
    said = texts(letter(*(LateUnit(name=f"UBND xã {number}", items=[late()]) for number in range(1, count + 1))))
    begin = next(place for place, text in enumerate(said) if text.startswith("Kính gửi:"))
    assert said[begin : begin + len(addressed)] == addressed


def test_words_tell_how_much_is_late_and_until_when_it_was_counted():
    said = " ".join(texts(letter(*(LateUnit(name=f"Xã {one}", items=[late(), late()]) for one in (1, 2)))))
    assert "Thực hiện Kế hoạch số 12/KH-UBND, đến hết ngày 08/04/2024, 2 cơ quan" in said
    assert "còn 4 đầu việc đã quá hạn" in said
    assert "Giao Phòng Nội vụ theo dõi, tổng hợp, báo cáo Ủy ban nhân dân huyện Vĩnh Linh./." in said


def test_an_office_stands_below_the_body_above_it_and_drafts_for_itself():
    document = letter(
        above="UBND tỉnh Mẫu",
        head=("Sở Nội vụ",),
        body="Sở Nội vụ",
        signs_for="Sở Nội vụ",
        drafter="",
        abbreviations=("SNV", "SNV"),
    )
    said = texts(document)
    assert said[:2] == ["UBND TỈNH MẪU", "SỞ NỘI VỤ"]
    assert not any(text.startswith("Giao") for text in said)


def test_invented_figures_are_marked_on_the_letter_and_on_the_list():
    assert texts(letter(mark=MARK)).count(MARK) == 2
    assert MARK not in texts(letter())


def test_a_list_of_thousands_is_whole():
    units = [LateUnit(name=f"UBND xã {number}", items=[late()] * 4) for number in range(1000)]
    assert len(letter(*units).tables[-1]._tbl.tr_lst) == 5001
