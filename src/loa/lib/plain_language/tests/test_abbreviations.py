from datetime import date

import pytest

from loa.lib.plain_language import ABBREVIATIONS, TITLE, Code, Level, Paragraph, Story, examine, expanded

ON = date(2024, 5, 6)


def found(*, for_listening=False, glossary=ABBREVIATIONS, title="", lead="", text=""):
    story = Story(title=title, lead=lead, paragraphs=(Paragraph(text),))
    findings = examine(story, on=ON, glossary=glossary, for_listening=for_listening).findings
    return [finding for finding in findings if finding.code == Code.ABBREVIATION]


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("Hồ sơ nộp tại UBND xã.", {"UBND": "Ủy ban nhân dân (UBND)"}),
        ("CCHC là việc chung.", {"CCHC": "Cải cách hành chính (CCHC)"}),
        ("Dùng DVCTT ở nhà, DVCTT rất nhanh.", {"DVCTT": "dịch vụ công trực tuyến (DVCTT)"}),
        ("Văn phòng HĐND&UBND xã", {"HĐND&UBND": "Hội đồng nhân dân và Ủy ban nhân dân (HĐND&UBND)"}),
        ("Chỉ số PAR INDEX của xã", {"PAR INDEX": "chỉ số cải cách hành chính (PAR INDEX)"}),
        ("Phát triển KT-XH của xã", {"KT-XH": "kinh tế - xã hội (KT-XH)"}),
        ("Nhà có GCNQSDĐ, cần thêm ĐKKD", {"GCNQSDĐ": "giấy chứng nhận quyền sử dụng đất (GCNQSDĐ)", "ĐKKD": ""}),
    ],
)
def test_an_abbreviation_is_found_once_with_its_meaning(text: str, offered: dict[str, str]) -> None:
    assert {finding.excerpt: finding.suggestion for finding in found(text=text)} == offered
    assert len(found(text=text)) == len(offered)


@pytest.mark.parametrize(
    "text",
    [
        "Ủy ban nhân dân (UBND) xã họp. UBND xã đã báo.",
        "UBND (Ủy ban nhân dân) xã họp. UBND xã đã báo.",
        "cải cách hành chính (sau đây gọi tắt là CCHC) được bàn. CCHC tốt hơn.",
        "chỉ số năng lực cạnh tranh cấp tỉnh (PCI) tăng",
        "Quý II và quý III năm nay, Đại hội XIII, thế kỷ XXI, Chương IV, khóa XL",
        "Kế hoạch số 250/KH-UBND, Nghị định 30/2020/NĐ-CP, Quyết định 135/QĐ-TTg, Luật 63/2010/QH12, số /KH-UBND",
        "Mở VNeID, Zalo hoặc quét mã QR trên TV. Nhà mạng VNPT có mặt.",
        "NHIỆM VỤ CỦA UBND TỈNH",
        "Tổ 5G, phòng A4, ông A, bà B, mẫu TK1-TS",
        "Xem tại https://VIDU.GOV.VN/UBND",
    ],
)
def test_what_is_explained_or_no_abbreviation_is_left_alone(text: str) -> None:
    assert found(text=text) == []


def test_a_title_in_capitals_is_left_alone_and_another_is_written_out_without_brackets() -> None:
    assert found(title="KET QUA CCHC NAM 2024") == []
    assert [finding.suggestion for finding in found(title="Kết quả CCHC")] == ["cải cách hành chính"]


def test_title_and_text_stand_alone() -> None:
    findings = found(title="Kết quả CCHC", text="Xã làm CCHC.")
    assert [finding.place.block for finding in findings] == [TITLE, 2]
    assert len({finding.key for finding in findings}) == 2


def test_the_first_use_is_the_first_in_reading_order() -> None:
    assert [finding.place.block for finding in found(lead="Xã nhận TTHC.", text="Các TTHC mới.")] == [1]


def test_a_listener_cannot_look_back() -> None:
    findings = found(for_listening=True, text="Ủy ban nhân dân (UBND) xã họp. UBND xã báo. UBND xã nhận.")
    assert [(finding.excerpt, finding.suggestion) for finding in findings] == [("UBND", "Ủy ban nhân dân")] * 2
    assert {finding.level for finding in findings} == {Level.MUST}


def test_one_click_writes_one_abbreviation_out() -> None:
    text = "Người dân xã hỏi UBND xã. UBND xã trả lời."
    (finding,) = found(text=text)
    assert expanded(text, finding) == "Người dân xã hỏi Ủy ban nhân dân (UBND) xã. UBND xã trả lời."
    assert found(text=expanded(text, finding)) == []


def test_marks_written_apart_are_counted_as_written() -> None:
    text = "Ngu\u031bo\u031b\u0300i da\u0302n hoi\u0309 UBND xa\u0303."
    (finding,) = found(text=text)
    assert expanded(text, finding) == text.replace("UBND", "Ủy ban nhân dân (UBND)")


def test_a_click_on_changed_text_or_on_what_has_no_meaning_is_refused() -> None:
    (finding,) = found(text="Hỏi UBND xã.")
    with pytest.raises(ValueError, match="đã được sửa"):
        expanded("Hỏi ai ở xã.", finding)
    (unknown,) = found(text="Hỏi ĐKKD xã.")
    with pytest.raises(ValueError, match="Chưa có gì thay đổi"):
        expanded("Hỏi ĐKKD xã.", unknown)


def test_the_glossary_is_the_callers() -> None:
    (finding,) = found(text="Tổ ABC làm.", glossary={"ABC": "an bình chung"})
    assert finding.suggestion == "an bình chung (ABC)"
