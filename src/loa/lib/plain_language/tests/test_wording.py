from datetime import date

import pytest

from loa.lib.plain_language import PHRASES, Code, Paragraph, Phrase, Story, examine


def found(text: str, code: Code, **options) -> list[str]:
    story = Story(paragraphs=(Paragraph(text),))
    return [
        finding.excerpt for finding in examine(story, on=date(2024, 5, 6), **options).findings if finding.code == code
    ]


def test_the_table_is_large_without_doubles_and_says_why() -> None:
    assert len(PHRASES) >= 60
    assert len({phrase.words for phrase in PHRASES}) == len(PHRASES)
    for phrase in PHRASES:
        assert phrase.reason[0].islower()
        assert not phrase.reason.endswith(".")


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("Xã triển khai thực hiện kế hoạch.", ["triển khai thực hiện"]),
        ("Trên cơ sở kế hoạch, xã tiến hành kiểm tra.", ["Trên cơ sở", "tiến hành"]),
        ("TRÊN CƠ SỞ dữ liệu mới", []),
        ("Cập nhật trên cơ sở dữ liệu quốc gia", []),
        ("nhằm  nâng cao hiệu quả công tác tuyên truyền", ["nhằm", "nâng cao hiệu quả", "công tác"]),
        ("Đoàn công tác của tỉnh đi công tác", []),
        ("Việc này nhằm\nmục đích chung", ["nhằm\nmục đích"]),
        ("Thực hiện việc góp phần.", ["Thực hiện việc", "góp phần"]),
        ("Làm đồng bộ, toàn diện", ["đồng bộ, toàn diện"]),
        ("Làm đồng bộ toàn diện", []),
        ("thực hiện. Việc này", []),
        ("quán\u00a0triệt", ["quán\u00a0triệt"]),
        ("nhằmđể, đối, với", []),
    ],
)
def test_phrases_are_found_as_whole_words(text: str, phrases: list[str]) -> None:
    assert found(text, Code.PHRASE) == phrases


@pytest.mark.parametrize(("written", "listed"), [("hoà giải", "hòa giải"), ("Hòa giải", "hoà giải")])
def test_tone_marks_match_wherever_they_are_put(written: str, listed: str) -> None:
    own = (Phrase(listed, "dàn xếp", "từ ít gặp"),)
    assert found(f"{written} ở cơ sở.", Code.PHRASE, phrases=own) == [written]


def test_a_heading_in_capitals_is_no_running_text() -> None:
    assert found("III. TỔ CHỨC THỰC HIỆN", Code.PHRASE) == []


def test_a_units_own_phrase_counts_over_the_tables() -> None:
    own = Phrase("nhằm", "cho", "xã muốn viết “cho”")
    story = Story(lead="Làm nhằm vui.")
    (finding,) = examine(story, on=date(2024, 5, 6), phrases=(*PHRASES, own)).findings
    assert finding.suggestion == "cho"
    assert finding.message == "“nhằm”: xã muốn viết “cho”. Có thể viết: cho."


@pytest.mark.parametrize(
    ("text", "stacks"),
    [
        ("Xã lo việc thực hiện công tác kiểm tra.", ["việc thực hiện công tác"]),
        ("công tác chỉ đạo việc nâng cao sự hài lòng", ["công tác chỉ đạo việc nâng cao sự"]),
        ("Công việc xong trong ngày làm việc.", []),
        ("Việc đăng ký mất ít phút. Sự thật là vậy.", []),
        ("Việc nào ký việc ấy.", []),
        ("quá trình xem xét, việc này dừng", []),
    ],
)
def test_office_nouns_that_pile_up_are_found(text: str, stacks: list[str]) -> None:
    assert found(text, Code.NOUN_STACK) == stacks


@pytest.mark.parametrize(
    ("text", "negatives"),
    [
        ("Việc này không thể không làm.", ["không thể không"]),
        ("Không ít người hỏi.", ["Không ít"]),
        ("Xã không nhận hồ sơ nếu chưa có tờ khai.", ["không nhận hồ sơ nếu chưa"]),
        ("Xã không thu tiền. Không ai phải chờ.", []),
        ("Nộp được không, nếu không có ảnh?", []),
        ("Không mang giấy tờ, không mất phí.", []),
    ],
)
def test_two_negatives_are_found(text: str, negatives: list[str]) -> None:
    assert found(text, Code.DOUBLE_NEGATIVE) == negatives


def test_the_third_joining_word_is_shown() -> None:
    assert found("Cha và mẹ và con hoặc cháu.", Code.CHAIN) == ["hoặc"]
    assert found("Cha và mẹ hoặc con.", Code.CHAIN) == []


@pytest.mark.parametrize(
    ("text", "passives"),
    [
        ("Hồ sơ được giải quyết bởi công chức xã.", ["được giải quyết bởi"]),
        ("Đường bị hỏng bởi vì mưa.", []),
        ("Được giải quyết, bởi xã đã nhận.", []),
        ("Bởi vậy, hồ sơ được trả.", []),
    ],
)
def test_a_passive_with_its_doer_behind_is_found(text: str, passives: list[str]) -> None:
    assert found(text, Code.PASSIVE) == passives


@pytest.mark.parametrize(
    ("on", "text", "names"),
    [
        (date(2025, 7, 1), "Huyện Vĩnh Linh họp. Huyện báo.", ["Huyện"]),
        (date(2025, 6, 30), "Huyện Vĩnh Linh họp tại Bộ phận Một cửa.", []),
        (date(2025, 7, 1), "Nộp tại Bộ phận một cửa.", ["Bộ phận một cửa"]),
        (date(2026, 1, 1), "Ở huyện Vĩnh Linh cũ và tỉnh Quảng Bình trước đây", []),
        (
            date(2026, 1, 1),
            "Tỉnh Quảng Bình và Sở Tài nguyên và Môi trường",
            ["Tỉnh Quảng Bình", "Sở Tài nguyên và Môi trường"],
        ),
        (date(2026, 1, 1), "Mang sổ hộ khẩu.", ["sổ hộ khẩu"]),
        (date(2026, 1, 1), "Không cần mang sổ hộ khẩu.", []),
        (date(2024, 1, 1), "Mang chứng minh nhân dân.", []),
        (date(2026, 1, 1), "tỉnh Hoà Bình", ["tỉnh Hoà Bình"]),
    ],
)
def test_names_that_have_changed_are_found_by_the_day(on: date, text: str, names: list[str]) -> None:
    findings = examine(Story(lead=text), on=on).findings
    assert [finding.excerpt for finding in findings if finding.code == Code.OUTDATED] == names
