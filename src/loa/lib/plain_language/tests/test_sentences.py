import pytest
from hypothesis import given
from hypothesis import strategies as st

from loa.lib.plain_language.sentences import sentence_spans


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    "written",
    [
        "Xã mở lớp học. | Lớp có 40 người.",
        "TP. Đông Hà có 9 phường. | Mỗi phường một tổ.",
        "Th.S Nguyễn Văn A nói về việc này. | Mọi người nghe.",
        "Bà con mang giấy tờ, ảnh, v.v. đến trụ sở xã.",
        "Có sách, báo, v.v. | Ai cũng mượn được.",
        "Hết 12.500 đồng. | Trả tiền tại quầy.",
        "Nộp trước ngày 20/11/2024. | Nộp ở xã.",
        "Ông nói: “Làm xong rồi.” | Bà gật đầu.",
        "Việc này có làm được không? | Làm được.",
        "Nhận hồ sơ; xem hồ sơ; trả kết quả.",
        "Chờ một chút… rồi nhận kết quả.",
        "Chờ một chút... | Kết quả có ngay.",
        "báo cáo Ủy ban nhân dân huyện./.",
        "Ông P. Nam ở thôn 2.",
        "(Điều này đã làm.) | Nay làm tiếp.",
        "không có dấu chấm",
    ],
)
def test_a_stop_ends_a_sentence_only_where_one_ends(written: str) -> None:
    assert sentences(written.replace(" | ", " ")) == written.split(" | ")


def test_each_item_of_a_list_is_a_sentence_without_its_mark() -> None:
    text = "Cần mang:\n- tờ khai;\n– giấy chứng sinh;\n1. thẻ căn cước\na) ảnh\n2.1. đơn"
    assert sentences(text) == ["Cần mang:", "tờ khai;", "giấy chứng sinh;", "thẻ căn cước", "ảnh", "đơn"]


def test_a_line_broken_by_a_program_is_no_end() -> None:
    assert sentences("Xã mở lớp\nhọc nghề.\n\nAi cũng học") == ["Xã mở lớp\nhọc nghề.", "Ai cũng học"]


@given(st.text(alphabet='aĐ .!?…;\n-1)"”v') | st.text())
def test_sentences_stand_in_order_and_hold_every_letter(text: str) -> None:
    end = 0
    for start, stop in sentence_spans(text):
        assert end <= start < stop <= len(text)
        assert text[start:stop] == text[start:stop].strip()
        assert not any(letter.isalpha() and letter not in "abcdđIVX" for letter in text[end:start].lower())
        end = stop
