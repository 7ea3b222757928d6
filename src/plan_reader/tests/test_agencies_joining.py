"""Spellings of one document joined: those of the founding plan and of two plans of Hà Nội, and what must stay apart."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan_reader.agencies import Joiner
from plan_reader.text import squeeze

CULTURE = "Phòng Văn hóa và thông tin"
CENTRE = "Trung tâm Văn hóa thông tin - Thể dục thể thao"
OFFICE = "Văn phòng HĐND và UBND huyện"
SCIENCE = "Sở Khoa học và Công nghệ"
FINANCE = "Phòng Tài chính - Kế hoạch"

HEADINGS = ["UBND các xã, thị trấn", "Phòng Nội vụ", CULTURE, CENTRE, OFFICE, "Phòng Tư pháp", FINANCE]
SEED = [
    *HEADINGS,
    "Phòng Nội vụ",
    CULTURE,
    "Trung tâm VH TT - TĐTT",
    "Văn phòng HĐND&UBND",
    "Trung tâm VH TT - TĐTT",
    "UBND các xã, thị trấn",
    "Phòng Văn hóa - Thông tin",
    "Các cơ quan, đơn vị có liên quan",
]

SAME = [
    # One document's other spellings, the joined name, and why.
    ([CULTURE, "Phòng Văn hóa - Thông tin"], CULTURE, "same"),
    ([CULTURE, "Phòng Văn hoá & Thông tin"], CULTURE, "same"),
    ([CENTRE, "Trung tâm VH TT - TĐTT"], CENTRE, "typo"),
    ([CENTRE, "Trung tâm VHTT-TDTT"], CENTRE, "abbreviation"),
    ([CENTRE, "TT VHTT - TDTT huyện"], CENTRE, "abbreviation"),
    ([CENTRE, f"{CENTRE} huyện"], CENTRE, "same"),
    ([OFFICE, "Văn phòng HĐND&UBND"], OFFICE, "same"),
    ([OFFICE, "VP HĐND-UBND"], OFFICE, "abbreviation"),
    ([OFFICE, "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân"], None, "abbreviation"),
    ([FINANCE, "Phòng TC-KH"], FINANCE, "abbreviation"),
    ([FINANCE, "Phòng TCKH"], FINANCE, "abbreviation"),
    ([CULTURE, "Phòng VHTT"], CULTURE, "abbreviation"),
    (["Phòng Nội vụ", "Phòng Nội vụ huyện Vĩnh Linh"], "Phòng Nội vụ", "same"),
    (["Phòng Nội vụ", "PHÒNG NỘI VỤ"], "Phòng Nội vụ", "same"),
    ([SCIENCE, "Sở KH&CN"], SCIENCE, "abbreviation"),
    ([SCIENCE, "Sở KHCN"], SCIENCE, "abbreviation"),
    (["Sở Tài chính", "Sở tài chính"], "Sở Tài chính", "same"),
    (["Sở Tài chính", "Sở TC"], "Sở Tài chính", "abbreviation"),
    (["Sở Quy hoạch - Kiến trúc", "Sở QHKT"], "Sở Quy hoạch - Kiến trúc", "abbreviation"),
    (["Sở Nông nghiệp và Môi trường", "Sở NNMT"], "Sở Nông nghiệp và Môi trường", "abbreviation"),
    (["Sở Văn hóa và Thể thao", "Sở Văn hóa – Thể thao"], "Sở Văn hóa và Thể thao", "same"),
    (["Sở Giáo dục và Đào tạo", "Sở Giáo dục và Đạo tạo"], "Sở Giáo dục và Đào tạo", "same"),
    (["Công an Thành phố", "Công an TPHN"], "Công an Thành phố", "same"),
    (["Thuế thành phố Hà Nội", "Thuế Hà Nội"], None, "same"),
    (["Văn phòng UBND Thành phố", "Văn phòng UBND TP"], "Văn phòng UBND Thành phố", "same"),
    (["UBND các xã, thị trấn", "UBND xã, thị trấn"], "UBND các xã, thị trấn", "same"),
    (["UBND các xã, phường", "UBND xã/phường"], "UBND các xã, phường", "same"),
    (["Các Sở, ban, ngành", "Sở, ban, ngành"], "Các Sở, ban, ngành", "same"),
    (["Các sở, ngành liên quan", "sở, ngành có liên quan"], "Các sở, ngành liên quan", "same"),
    (["Các cơ quan chuyên môn, ĐVSN thuộc huyện", "Các cơ quan chuyên môn, đơn vị sự nghiệp"], None, "abbreviation"),
    ([SCIENCE, f"{SCIENCE} chủ trì tham mưu Kế hoạch"], SCIENCE, "same"),
    ([SCIENCE, f"{SCIENCE} (Văn phòng Sở)"], SCIENCE, "same"),
    ([SCIENCE, f"{SCIENCE} ([đã che tên])"], SCIENCE, "same"),
    (["Trung tâm Văn hóa thông tin và Thể thao", "Trung tâm Văn hóa thông tin Thể thoa"], None, "near"),
]

APART = [
    ("Phòng Tư pháp", "Phòng Nội vụ"),
    ("Sở Văn hóa và Thể thao", "Sở Du lịch"),
    ("UBND huyện", "UBND xã"),
    ("UBND huyện Vĩnh Linh", "UBND xã Vĩnh Linh"),
    ("UBND xã Vĩnh Tú", "UBND xã Vĩnh Thái"),
    ("UBND", "UBND tỉnh"),
    ("Công an huyện", "Công an tỉnh"),
    ("Văn phòng UBND huyện", "Văn phòng HĐND huyện"),
    ("Văn phòng UBND", "Văn phòng HĐND và UBND"),
    ("Văn phòng UBND huyện", "Văn phòng UBND tỉnh"),
    (CENTRE, CULTURE),
    ("Trung tâm Y tế", "Trung tâm Y tế dự phòng"),
    ("Trung tâm Y tế", "Sở Y tế"),
    ("Phòng Tài chính - Kế hoạch", "Phòng Tài chính"),
    ("Trường Tiểu học số 1 Hồ Xá", "Trường Tiểu học số 2 Hồ Xá"),
    ("Thủ trưởng các phòng ban, đơn vị sự nghiệp", "Các phòng ban, đơn vị sự nghiệp"),
    ("Chủ tịch UBND các xã, thị trấn", "UBND các xã, thị trấn"),
    ("Các sở, ban, ngành", "Các sở, ban, ngành liên quan"),
    ("UBND các xã, phường", "UBND các xã, phường, đặc khu"),
    ("Đơn vị liên quan", "Cơ quan, đơn vị có liên quan"),
    ("Phòng TP", "Phòng Tài chính"),
    ("Phòng TD", "Phòng Thanh tra"),
]


@pytest.mark.parametrize(("spellings", "name", "why"), SAME)
def test_spellings_of_one_agency_are_joined(spellings, name, why):
    joiner = Joiner(spellings[:1] if name else (), spellings)
    joined = joiner.joined()
    assert len(joined) == 1
    assert name in (None, joined[0].name)
    assert len({joiner.join(spelling).name for spelling in spellings}) == 1
    assert {spelling.why for spelling in joined[0].spellings} <= {"same", why}
    assert why == "same" or why in {spelling.why for spelling in joined[0].spellings}


@pytest.mark.parametrize(("one", "other"), APART)
def test_different_bodies_stay_apart(one, other):
    joiner = Joiner((), [one, other])
    assert joiner.join(one).name == one
    assert joiner.join(other).name == other
    assert [agency.name for agency in joiner.joined()] == [one, other]


def test_founding_plan():
    joiner = Joiner(HEADINGS, SEED)
    assert [agency.name for agency in joiner.joined()] == [*HEADINGS, "Các cơ quan, đơn vị có liên quan"]
    assert joiner.unknown_abbreviations() == ()
    centre = next(agency for agency in joiner.joined() if agency.name == CENTRE)
    assert [(spelling.text, spelling.why, spelling.count) for spelling in centre.spellings] == [
        (CENTRE, "same", 1),
        ("Trung tâm VH TT - TĐTT", "typo", 2),
    ]


def test_text_is_kept_as_written_beside_the_joined_name():
    agency = Joiner(HEADINGS, SEED).join("Trung tâm VH TT - TĐTT")
    assert (agency.text, agency.name, agency.kind) == ("Trung tâm VH TT - TĐTT", CENTRE, "unit")


def test_a_text_the_document_was_not_said_to_hold_is_joined_with_what_is_known():
    joiner = Joiner(HEADINGS, SEED)
    assert joiner.join("Phòng TC-KH").name == FINANCE
    assert joiner.join("UBND huyện").name == "UBND huyện"
    assert len(joiner.joined()) == len(HEADINGS) + 1


def test_an_abbreviation_of_two_agencies_is_left_alone():
    mentions = ["Phòng Tài chính", "Phòng Thi công", "Phòng TC"]
    joiner = Joiner((), mentions)
    assert joiner.join("Phòng TC").name == "Phòng TC"
    assert joiner.unknown_abbreviations() == (("TC", "Phòng TC"),)


def test_a_name_without_level_is_left_alone_where_two_levels_stand():
    joiner = Joiner((), ["Công an huyện", "Công an tỉnh", "Công an"])
    assert joiner.join("Công an").name == "Công an"


def test_the_most_frequent_full_spelling_names_the_agency_where_no_heading_does():
    mentions = ["Sở tài chính", "Sở Tài chính", "Sở TC", "Sở TC", "Sở TC", "Sở Tài chính"]
    assert Joiner((), mentions).join("Sở TC").name == "Sở Tài chính"


def test_abbreviations_nobody_explains_are_named():
    joiner = Joiner((), ["Quỹ ĐTPT TP", "UBND huyện", "Phòng TC-KH", "Tập đoàn FPT", "TT CUDVC"])
    assert joiner.unknown_abbreviations() == (
        ("ĐTPT", "Quỹ ĐTPT TP"),
        ("TC-KH", "Phòng TC-KH"),
        ("CUDVC", "TT CUDVC"),
    )


PHRASES = st.lists(
    st.sampled_from([*SEED, *(text for group in SAME for text in group[0])]) | st.text(max_size=30), max_size=15
)


@given(PHRASES)
def test_joining_is_deterministic_and_knows_every_mention(mentions):
    one, other = Joiner((), mentions), Joiner((), mentions)
    assert one.joined() == other.joined()
    names = {agency.name for agency in one.joined()}
    assert all(one.join(text) == other.join(text) for text in mentions)
    assert all(one.join(text).name in names for text in mentions if squeeze(text).strip(" ,.:;-–"))


@given(PHRASES)
def test_both_unicode_forms_are_joined_alike(mentions):
    forms = [[unicodedata.normalize(form, text) for text in mentions] for form in ("NFC", "NFD")]
    assert Joiner((), forms[0]).joined() == Joiner((), forms[1]).joined()


def test_a_large_document_keeps_its_agencies_apart():
    names = [f"{head} {topic}" for head in ("Phòng", "Sở", "Trung tâm") for topic in TOPICS]
    joiner = Joiner((), names * 14)
    assert {joiner.join(name).name for name in names * 14} == set(names)


TOPICS = [
    f"{one} {other}"
    for one in ("Văn hóa", "Kinh tế", "Nội vụ", "Y tế")
    for other in ("và Đời sống", "KH", "số", "mới", "xanh")
]


def test_thousands_of_agencies_do_not_stall():
    names = [
        f"Sở {one} {two} {three} {four}"
        for one in SYLLABLES
        for two in SYLLABLES
        for three in SYLLABLES
        for four in "ABC"
    ]
    short = [f"Sở {one[0]}{two[0]}{three[0]}".upper() for one in SYLLABLES for two in SYLLABLES for three in SYLLABLES]
    assert len(Joiner((), [*names, *short]).joined()) > len(names) // 2


SYLLABLES = ["Văn", "hóa", "thông", "tin", "du", "lịch", "kinh", "tế", "nội", "vụ"]
