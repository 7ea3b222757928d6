"""Units over time: who belonged to whom on a day, what became of them, and lists that are refused whole."""

from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from loa.people import queries
from loa.people.actions import UnitsRefused, load_units
from loa.people.actions.units import ChangeLine, UnitLine
from loa.people.choices import UnitClass
from loa.people.models import AuditEntry, ChangeEvent, Unit, UnitVersion, User, ids_below
from loa.people.rules import Span, overlapping

EXAMPLES = Path(__file__).parents[4] / "examples" / "vinh-linh-2024"
IN_2024, IN_2026 = date(2024, 3, 15), date(2026, 3, 15)
AT = datetime(2024, 3, 15, 2, 0, tzinfo=UTC)


@pytest.fixture
def vinh_linh(db):
    call_command("load_units", EXAMPLES)


def unit(key):
    return Unit.objects.get(key=key)


def line(key="a", **changes):
    values = {
        "key": key,
        "kind": "committee",
        "tier": "commune",
        "function": "",
        "name": f"UBND xã {key}",
        "official_code": "",
        "parent": "",
        "valid_from": date(2020, 1, 1),
        "valid_until": None,
        "source": "phép thử",
    }
    return UnitLine(**values | changes)


def test_the_district_of_2024_has_its_eighteen_communes_and_towns(vinh_linh):
    names = [version.name for version in queries.members(UnitClass.COMMUNES, unit("huyen-vinh-linh"), IN_2024)]
    assert len(names) == 18
    assert sum(name.startswith("UBND thị trấn") for name in names) == 3
    assert {"UBND thị trấn Hồ Xá", "UBND xã Vĩnh Ô", "UBND xã Vĩnh Hòa"} <= set(names)


def test_a_class_has_the_members_that_the_plan_does_not_name(vinh_linh):
    offices = {version.name for version in queries.members(UnitClass.OFFICES, unit("huyen-vinh-linh"), IN_2024)}
    assert {"Thanh tra huyện", "Phòng Y tế", "Phòng Tư pháp"} <= offices
    assert "Huyện đoàn Vĩnh Linh" not in offices
    assert len(queries.members(UnitClass.SERVICES, unit("huyen-vinh-linh"), IN_2024)) == 3


def test_after_the_first_of_july_2025_the_district_has_no_one(vinh_linh):
    assert queries.members(UnitClass.COMMUNES, unit("huyen-vinh-linh"), IN_2026) == []
    assert len(queries.members(UnitClass.COMMUNES, unit("tinh-quang-tri"), IN_2026)) == 5
    assert len(queries.members(UnitClass.VILLAGES, unit("xa-vinh-linh"), IN_2026)) == 5


def test_a_code_is_no_identity(vinh_linh):
    """19405 was Vĩnh Lâm and is Vĩnh Thủy, while the old Vĩnh Thủy was 19402."""
    of_code = {version.valid_from.year: version.name for version in UnitVersion.objects.filter(official_code="19405")}
    assert of_code == {2020: "UBND xã Vĩnh Lâm", 2025: "UBND xã Vĩnh Thủy"}
    assert UnitVersion.objects.on(IN_2024).get(name="UBND xã Vĩnh Thủy").official_code == "19402"


def test_the_last_day_belongs_to_the_old_and_the_first_to_the_new(vinh_linh):
    old, new = unit("ho-xa-cu"), unit("xa-vinh-linh")
    in_force = set(UnitVersion.objects.on(date(2025, 6, 30)).values_list("unit", flat=True))
    assert old.pk in in_force
    assert new.pk not in in_force
    in_force = set(UnitVersion.objects.on(date(2025, 7, 1)).values_list("unit", flat=True))
    assert old.pk not in in_force
    assert new.pk in in_force


def test_a_life_tells_what_came_of_whom(vinh_linh):
    life = queries.unit_life(unit("xa-vinh-linh"), IN_2026)
    assert sorted(life.names[link.from_unit_id] for link in life.came_from) == [
        "UBND thị trấn Hồ Xá",
        "UBND xã Vĩnh Chấp",
        "UBND xã Vĩnh Long",
    ]
    gone = queries.unit_life(unit("huyen-vinh-linh"), IN_2024)
    assert [(link.to_unit_id, str(link)) for link in gone.became] == [(None, "huyen-vinh-linh → chấm dứt")]


def test_below_follows_the_tree_of_the_day(vinh_linh):
    district = unit("huyen-vinh-linh")
    assert len(ids_below([district.pk], IN_2024)) == 1 + 18 + 12 + 3 + 2
    assert ids_below([district.pk], IN_2026) == {district.pk}
    assert unit("xa-vinh-linh-thon-1").pk in ids_below([unit("tinh-quang-tri").pk], IN_2026)


@pytest.mark.parametrize("units", [1, 3])
def test_the_tree_costs_the_same_for_one_unit_and_three(db, units, django_assert_num_queries):
    load_units([line(f"u{number}") for number in range(units)], [], by=None, at=AT)
    visible = frozenset(Unit.objects.values_list("pk", flat=True))
    with django_assert_num_queries(2):
        rows = queries.unit_tree(IN_2024, visible)
    assert len(rows) == units
    assert rows[0].vacant == ("cán bộ đầu mối", "cán bộ đầu mối dự phòng")


def test_a_list_is_brought_in_once_and_leaves_one_entry(vinh_linh):
    before = (Unit.objects.count(), UnitVersion.objects.count(), ChangeEvent.objects.count())
    call_command("load_units", EXAMPLES)
    assert (Unit.objects.count(), UnitVersion.objects.count(), ChangeEvent.objects.count()) == before
    entry = AuditEntry.objects.get(action="people.load_units")
    assert entry.details == {"units": 56, "events": 4}


@pytest.mark.parametrize(
    ("lines", "changes", "said"),
    [
        ([line(kind="ward")], [], "không có loại “ward”"),
        ([line(function="magic")], [], "không có loại “magic”"),
        ([line(parent="nowhere")], [], "không thấy đơn vị cấp trên “nowhere”"),
        ([line(), line(valid_from=date(2021, 1, 1))], [], "hai giai đoạn trùng ngày 01/01/2021"),
        (
            [line()],
            [ChangeLine(on=IN_2026, legal_act="Nghị quyết 1", from_unit="a", to_unit="b", extent="whole")],
            "không thấy đơn vị “b”",
        ),
        (
            [line()],
            [ChangeLine(on=IN_2026, legal_act="Nghị quyết 1", from_unit="a", to_unit="", extent="all")],
            "không có mức độ “all”",
        ),
    ],
)
def test_a_wrong_list_is_refused_whole_and_says_why(db, lines, changes, said):
    with pytest.raises(UnitsRefused) as refused:
        load_units([line("good"), *lines], changes, by=None, at=AT)
    assert said in str(refused.value)
    assert not Unit.objects.exists()
    assert not AuditEntry.objects.exists()


def test_only_the_administrator_brings_units_in(db):
    somebody = User.objects.create_user("can-bo", password="mot-mat-khau-dai")
    with pytest.raises(PermissionDenied):
        load_units([line()], [], by=somebody, at=AT)
    assert not Unit.objects.exists()


def test_the_command_says_what_is_wrong_with_a_file(db, tmp_path):
    with pytest.raises(CommandError, match="Không mở được"):
        call_command("load_units", tmp_path)
    (tmp_path / "don-vi.tsv").write_text("khoa\tloai\na\tcommittee\n", encoding="utf-8")
    with pytest.raises(CommandError, match="cột hoặc ngày không đúng"):
        call_command("load_units", tmp_path)


DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2030, 1, 1))


@given(st.lists(DAYS, min_size=2, max_size=8, unique=True))
def test_spans_end_to_end_share_no_day(days):
    ordered = sorted(days)
    spans = [Span(one, two) for one, two in pairwise(ordered)]
    assert overlapping(spans) is None
    assert all(sum(span.holds(day) for span in spans) <= 1 for day in days)


@given(DAYS, DAYS)
def test_an_open_span_shares_days_with_all_that_begin_later(first, second):
    assert (overlapping([Span(min(first, second)), Span(max(first, second))]) is not None) or first == second
