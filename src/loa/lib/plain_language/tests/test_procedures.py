from datetime import date

import pytest

from loa.lib.plain_language import Code, Paragraph, Story, examine

ASKED = (Code.WHO, Code.PAPERS, Code.WHEN, Code.WHERE, Code.COST, Code.DURATION, Code.HOW)
TELLING = {
    Code.WHO: "Cha hoặc mẹ đi đăng ký khai sinh.",
    Code.PAPERS: "Cần mang theo giấy chứng sinh.",
    Code.WHEN: "Quầy mở từ 7 giờ 30, thứ Hai đến thứ Sáu.",
    Code.WHERE: "Quầy ở trụ sở xã.",
    Code.COST: "Việc này miễn phí.",
    Code.DURATION: "Có kết quả trong 3 ngày làm việc.",
    Code.HOW: "Cần hỏi thì gọi số 0233 000 0000.",
}


def missing(*texts: str) -> list[Code]:
    story = Story(paragraphs=tuple(map(Paragraph, texts)), is_procedure=True)
    return [finding.code for finding in examine(story, on=date(2024, 5, 6)).findings if finding.code in ASKED]


def test_a_procedure_that_tells_everything_lacks_nothing() -> None:
    assert missing(*TELLING.values()) == []


@pytest.mark.parametrize("left_out", ASKED)
def test_each_thing_left_out_is_one_finding(left_out: Code) -> None:
    assert missing(*(text for code, text in TELLING.items() if code != left_out)) == [left_out]


def test_what_stands_in_fields_of_its_own_is_told() -> None:
    story = Story(lead="Thủ tục mới.", is_procedure=True, told=frozenset(ASKED))
    assert examine(story, on=date(2024, 5, 6)).findings == ()


def test_a_story_that_is_no_procedure_is_not_asked() -> None:
    assert examine(Story(lead="Thủ tục mới."), on=date(2024, 5, 6)).findings == ()


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (Code.COST, "Xã bố trí kinh phí và chi phí, lo học phí."),
        (Code.DURATION, "Quầy mở từ 7 giờ đến 11 giờ."),
        (Code.WHEN, "Có kết quả sau 3 ngày làm việc."),
        (Code.PAPERS, "Xã giải quyết hồ sơ nhanh."),
        (Code.WHERE, "Hồ sơ được nhận."),
    ],
)
def test_words_that_only_look_like_it_do_not_tell_it(code: Code, text: str) -> None:
    assert code in missing(text)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (Code.COST, "Lệ phí 8.000 đồng một bản."),
        (Code.COST, "Không thu tiền."),
        (Code.DURATION, "Lấy ngay trong buổi."),
        (Code.DURATION, "Thời hạn giải quyết ghi ở giấy hẹn."),
        (Code.WHERE, "Vào dichvucong.gov.vn."),
        (Code.HOW, "Đường dây nóng có người trực."),
        (Code.WHEN, "Nộp bất cứ lúc nào."),
        (Code.WHEN, "Nhận trong giờ hành chính."),
        (Code.PAPERS, "Mang căn cước."),
    ],
)
def test_there_are_many_ways_to_tell_it(code: Code, text: str) -> None:
    assert code not in missing(text)
