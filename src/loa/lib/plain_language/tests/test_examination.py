from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loa.lib.plain_language import (
    AIR_RATE,
    CODE_WORDS,
    LEVEL_WORDS,
    PHRASES,
    READING_RATE,
    Code,
    Level,
    Paragraph,
    Source,
    Story,
    examine,
    expanded,
    minutes_in_words,
    pieces,
)

ON = date(2026, 3, 2)
FOUNDING_PLAN = Path(__file__).resolve().parents[5] / "examples" / "vinh-linh-2024" / "ke-hoach.txt"

PLAIN = [
    "Sáng nay, xã Vĩnh Linh mở quầy nhận hồ sơ thứ hai.",
    "Cha hoặc mẹ mang giấy chứng sinh và thẻ căn cước đến trụ sở xã.",
    "Đăng ký khai sinh không mất tiền.",
    "Công chức tư pháp xem giấy tờ, ghi vào sổ rồi trả giấy khai sinh ngay trong buổi.",
    "Ai chưa có điện thoại thông minh thì nhờ tổ công nghệ số cộng đồng của thôn giúp.",
    "Nộp hồ sơ ở nhà: mở Cổng Dịch vụ công, đăng nhập bằng VNeID, chọn việc cần làm.",
    "Quầy mở từ 7 giờ 30 đến 11 giờ 30, thứ Hai đến thứ Sáu.",
    "Bà Hồ Thị Lan (minh họa) nói: “Tôi chỉ phải đi một lần.”",
    "Nếu giấy tờ còn thiếu, công chức ghi rõ thiếu gì vào phiếu hướng dẫn.",
    "Ông làm việc ở xã đã lâu nên quen từng nhà.",
    "Muốn hỏi thêm, bà con gọi đường dây nóng của xã.",
    "Từ tháng 5 năm 2026, xã trả kết quả tại nhà cho người cao tuổi.",
    "Hội thi tìm hiểu cải cách hành chính mở đến hết ngày 30/5/2026.",
    "Người dân góp ý cho xã qua hòm thư trước cổng hoặc qua Zalo.",
    "Mưa lớn, trưởng thôn đi từng nhà báo lịch họp mới.",
    "Xã xin lỗi vì trả kết quả chậm và hẹn lại vào thứ Sáu tuần này.",
]


@pytest.mark.parametrize("sentence", PLAIN)
def test_good_plain_sentences_are_left_alone(sentence: str) -> None:
    assert examine(Story(title=sentence, lead=sentence), on=ON).findings == ()


def founding_plan() -> Story:
    text = FOUNDING_PLAN.read_text(encoding="utf-8").split("Nơi nhận")[0]
    title, lead, *others = (line for line in text.splitlines() if line.strip())
    return Story(title=title, lead=lead, paragraphs=tuple(map(Paragraph, others)))


def test_the_founding_plan_has_the_long_sentences_everybody_stumbles_over() -> None:
    examined = examine(founding_plan(), on=date(2024, 1, 20))
    assert [sentence.syllables for sentence in examined.longest] == [160, 124, 107]
    assert examined.longest[0].excerpt.startswith("Tuyên truyền, phổ biến về chuyển đổi số")
    long = [finding for finding in examined.findings if finding.code == Code.LONG_SENTENCE]
    assert len(long) > 20
    assert "dấu chấm phẩy" in long[0].message
    assert {finding.excerpt for finding in examined.findings if finding.code == Code.ABBREVIATION} == {"UBND", "HĐND"}
    assert not any(finding.code == Code.OUTDATED for finding in examined.findings)


@pytest.mark.parametrize(
    ("syllables", "for_listening", "levels"),
    [
        (40, False, []),
        (41, False, [Level.WARN]),
        (20, True, []),
        (21, True, [Level.NOTE]),
        (30, True, [Level.NOTE]),
        (31, True, [Level.WARN]),
    ],
)
def test_a_listener_needs_shorter_sentences_than_a_reader(syllables: int, for_listening: bool, levels) -> None:
    story = Story(lead="xã " * syllables)
    findings = examine(story, on=ON, for_listening=for_listening).findings
    assert [finding.level for finding in findings] == levels


def test_what_cannot_be_heard_is_found_for_listeners_only() -> None:
    story = Story(lead="Xem vidu.gov.vn, theo 250/KH-UBND: có 1, 2, 3, 4 việc.", sources=(Source("250/KH-UBND"),))
    heard = [
        finding for finding in examine(story, on=ON, for_listening=True).findings if finding.code == Code.HARD_TO_HEAR
    ]
    assert [finding.excerpt for finding in heard] == ["vidu.gov.vn", "250/KH-UBND", "4"]
    assert examine(story, on=ON).findings == ()


def test_a_long_text_needs_a_heading_every_350_words() -> None:
    part = (Paragraph("Xã lo việc chung. " * 60),)  # 240 words
    codes = [finding.code for finding in examine(Story(paragraphs=part * 3), on=ON).findings]
    assert codes == [Code.HEADINGS]
    headed = Story(paragraphs=(*part, Paragraph("Phần hai", is_heading=True), *part))
    assert examine(headed, on=ON).findings == ()
    assert examine(Story(paragraphs=part * 3), on=ON, for_listening=True).findings == ()


def test_reading_and_air_time_follow_their_rates() -> None:
    examined = examine(Story(lead="xã " * AIR_RATE), on=ON)
    assert (examined.syllables, examined.sentences, examined.air_seconds) == (AIR_RATE, 1, 60)
    assert examined.reading_seconds == -(-AIR_RATE * 60 // READING_RATE)
    assert examine(Story(lead="xã " * 100), on=ON, air_rate=200).air_seconds == 30


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "0 giây"), (45, "45 giây"), (180, "3 phút"), (200, "3 phút 20 giây"), (-1, "0 giây")]
)
def test_minutes_are_told_in_words(seconds: int, words: str) -> None:
    assert minutes_in_words(seconds) == words


def test_a_story_in_another_language_is_only_measured_and_asked_for_sources() -> None:
    story = Story(lead="nhằm " * 50 + "UBND 5 xã", language="bru", is_procedure=True)
    examined = examine(story, on=ON)
    assert [finding.code for finding in examined.findings] == [Code.FIGURE]
    assert examined.syllables > 50


def test_what_was_dismissed_stays_dismissed_while_the_sentence_stays() -> None:
    def key(text: str) -> str:
        (finding,) = examine(Story(paragraphs=(Paragraph(text),)), on=ON).findings
        return finding.key

    assert key("Làm nhằm vui.") == key("Chào bà con. Làm  nhằm vui. Hẹn gặp lại.")
    assert key("Làm nhằm vui.") == key("La\u0300m nhằm vui.")
    assert key("Làm nhằm vui.") != key("Học nhằm vui.")
    assert key("Hỏi ĐKKD.") == key("Hãy hỏi ĐKKD xã.")


def test_every_code_and_level_has_words() -> None:
    assert set(CODE_WORDS) == set(Code)
    assert set(LEVEL_WORDS) == set(Level)


ODD = st.text() | st.sampled_from(
    ["\0", "", "😀" * 50, "a" * 10_000, "UBND " * 500, "." * 5_000, "nhằm " * 2_000, "((((" * 2_000, "a.a" * 3_000]
)
WORDY = st.lists(
    st.sampled_from([
        *(phrase.words for phrase in PHRASES[::7]), "UBND", "CCHC (cải cách hành chính)", "250/KH-UBND", "98,5 %",
        "ngày 22/12/2023", "hoa\u0300 bi\u0300nh", "12.500", "và", "hoặc", "được làm bởi", "v.v.", ".", ";",
        "\n- ", "😀", "İ", "\0", "vidu.gov.vn", "không", "nếu", "huyện", "CÔNG LÝ", "(", ")", "“", "”", "\u0301",
    ])
).map(" ".join)  # fmt: skip
TEXTS = ODD | WORDY
STORIES = st.builds(
    Story,
    title=TEXTS,
    lead=TEXTS,
    paragraphs=st.lists(st.builds(Paragraph, TEXTS, st.booleans()), max_size=4).map(tuple),
    is_procedure=st.booleans(),
    sources=st.lists(st.builds(Source, st.text() | st.just("250/KH-UBND"), st.none() | st.dates()), max_size=2).map(
        tuple
    ),
    language=st.sampled_from(["vi", "bru"]),
)


@given(STORIES, st.dates(), st.booleans())
def test_every_finding_shows_where_it_stands(story: Story, on: date, for_listening: bool) -> None:
    examined = examine(story, on=on, for_listening=for_listening)
    for finding in examined.findings:
        place = finding.place
        if place is None:
            assert finding.excerpt == ""
            continue
        assert 0 <= place.start < place.end
        assert story.blocks[place.block][place.start : place.end] == finding.excerpt
        assert len(finding.key) == 16
        assert finding.message.endswith(".")
        if finding.is_mendable:
            mended = expanded(story.blocks[place.block], finding)
            assert (
                mended
                == f"{story.blocks[place.block][: place.start]}{finding.suggestion}"
                + (story.blocks[place.block][place.end :])
            )
    for sentence in examined.longest:
        assert story.blocks[sentence.place.block][sentence.place.start : sentence.place.end] == sentence.excerpt
    assert examined == examine(story, on=on, for_listening=for_listening)


@given(STORIES)
def test_pieces_joined_are_the_text_and_hold_their_findings(story: Story) -> None:
    findings = examine(story, on=ON).findings
    for number, text in enumerate(story.blocks):
        here = [finding for finding in findings if finding.place and finding.place.block == number]
        cut = pieces(text, here)
        assert "".join(piece.text for piece in cut) == text
        assert all(piece.text for piece in cut)
        shown: dict[int, str] = {}
        for piece in cut:
            for finding in piece.findings:
                shown[id(finding)] = shown.get(id(finding), "") + piece.text
        assert [shown[id(finding)] for finding in here] == [finding.excerpt for finding in here]
