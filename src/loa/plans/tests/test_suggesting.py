"""Whom a name may mean: certain only by name, other spelling, kind or an earlier choice; a likeness is only shown."""

import pytest

from loa.people.choices import UnitClass
from loa.plans.actions.suggesting import Candidate, Suggestion, suggest
from loa.plans.choices import AgencyKind, Target, Why

HOME, JUSTICE, FINANCE, CULTURE, CENTRE, FRONT, ELSEWHERE, TOWN = range(1, 9)
CANDIDATES = [
    Candidate(unit=HOME, names=("Phòng Nội vụ",), aliases=(), distance=0),
    Candidate(unit=JUSTICE, names=("Phòng Tư pháp",), aliases=(), distance=0),
    Candidate(unit=FINANCE, names=("Phòng Tài chính - Kế hoạch",), aliases=("Phòng TC-KH",), distance=0),
    Candidate(unit=CULTURE, names=("Phòng Văn hóa và Thông tin",), aliases=("Phòng VHTT",), distance=0),
    Candidate(
        unit=CENTRE,
        names=("Trung tâm Văn hóa thông tin - Thể dục thể thao",),
        aliases=("Trung tâm VHTT-TDTT",),
        distance=0,
    ),
    Candidate(unit=FRONT, names=("Ủy ban Mặt trận Tổ quốc Việt Nam huyện",), aliases=(), distance=0, outside=True),
    Candidate(unit=ELSEWHERE, names=("Phòng Nội vụ",), aliases=(), distance=2),
    Candidate(unit=TOWN, names=("UBND thị trấn Hồ Xá",), aliases=("Hồ Xá",), distance=0),
]
MEMBERS = {UnitClass.COMMUNES: 18, UnitClass.OFFICES: 12, UnitClass.SERVICES: 3, UnitClass.VILLAGES: 0}


def meant(*spellings, kind="unit", earlier=None, members=MEMBERS, candidates=CANDIDATES):
    return suggest(spellings, AgencyKind(kind), candidates=candidates, members=members, earlier=earlier or {})


@pytest.mark.parametrize(
    ("written", "unit", "why"),
    [
        ("Phòng Tư pháp", JUSTICE, Why.SAME),
        ("PHÒNG TƯ PHÁP", JUSTICE, Why.SAME),
        ("Phòng Tư pháp huyện", JUSTICE, Why.SAME),
        ("Phòng Văn hoá - Thông tin", CULTURE, Why.SAME),
        ("Phòng TC-KH", FINANCE, Why.ALIAS),
        ("Giám đốc Trung tâm Văn hóa thông tin - Thể dục thể thao", CENTRE, Why.SAME),
        ("Hồ Xá", TOWN, Why.ALIAS),
    ],
)
def test_a_name_or_a_known_spelling_is_certain(written, unit, why):
    found = meant(written)
    assert (found.target, found.unit, found.confidence, found.why) == (Target.UNIT, unit, 100, why)


def test_the_unit_nearest_to_the_owner_is_meant():
    assert meant("Phòng Nội vụ").unit == HOME
    twins = [Candidate(unit=n, names=("Trạm Y tế",), aliases=(), distance=1) for n in (1, 2)]
    assert not meant("Trạm Y tế", candidates=twins).is_certain


def test_one_of_several_spellings_is_enough():
    assert meant("Trung tâm VH TT - TĐTT", "Trung tâm VHTT-TDTT").unit == CENTRE


def test_a_likeness_is_shown_but_never_filled_in():
    found = meant("Trung tâm Văn hóa thông tin Thể thao")
    assert (found.unit, found.why) == (CENTRE, Why.NEAR)
    assert not found.is_certain
    assert meant("Phòng Dân tộc") == Suggestion()


@pytest.mark.parametrize(
    ("written", "classes"),
    [
        ("UBND các xã, thị trấn", ["communes"]),
        ("Chủ tịch UBND các xã, thị trấn", ["communes"]),
        ("Các phòng ban chuyên môn, đơn vị sự nghiệp thuộc huyện", ["offices", "services"]),
        ("Các cơ quan chuyên môn; UBND các xã, phường", ["communes", "offices"]),
    ],
)
def test_words_for_many_mean_classes(written, classes):
    found = meant(written, kind="class")
    assert (found.target, list(found.classes)) == (Target.CLASS, classes)
    assert found.is_certain


def test_a_class_without_members_is_never_suggested():
    assert meant("Các thôn, bản", kind="class") == Suggestion()
    assert meant("UBND các xã", kind="class", members={}) == Suggestion()


def test_an_open_set_and_an_outside_body_are_never_a_unit():
    assert meant("Các cơ quan, đơn vị có liên quan", kind="open").target == Target.OPEN
    front = meant("Ủy ban Mặt trận Tổ quốc Việt Nam huyện", kind="outside")
    assert (front.target, front.unit) == (Target.OUTSIDE, None)
    assert meant("Hội Nông dân", kind="outside").target == Target.OUTSIDE
    # Whatever the reader took it for, the unit itself says that it stands outside.
    assert meant("Ủy ban Mặt trận Tổ quốc Việt Nam huyện", kind="unit").target == Target.OUTSIDE


def test_what_the_owner_chose_before_comes_first():
    earlier = {"phong vhtt": Suggestion(target=Target.UNIT, unit=CENTRE, confidence=100, why=Why.EARLIER)}
    found = meant("Phòng VHTT", earlier=earlier)
    assert (found.unit, found.why) == (CENTRE, Why.EARLIER)
