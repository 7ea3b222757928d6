"""What a telephone dials for lines as offices write them."""

import pytest

from loa.lib.telephone import dialled


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("0233 3820 000", "02333820000"),
        ("0233.3820.000 (máy lẻ 12)", "02333820000"),
        ("(0233) 3820-000; 3820-001", "02333820000"),
        ("0233 3820 000 - 0233 3820 001", "02333820000"),
        ("+84 233 3820 000", "+842333820000"),
        ("ĐT: 0233 3820 000", "02333820000"),
        ("000 000 0001 (minh họa)", "0000000001"),
        ("1022", "1022"),
        ("", ""),
        ("chưa có", ""),
        ("12", ""),
        ("0233 3820 000 3820 001", ""),
    ],
)
def test_a_line_as_it_is_written(written, number):
    assert dialled(written) == number
