"""The text shown for stored numbers and dates."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan_reader.loading.number_formats import BUILT_IN, shown


def serial(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> float:
    return (date(year, month, day) - date(1899, 12, 30)).days + hour / 24 + minute / 1_440


@pytest.mark.parametrize(
    ("moment", "code", "text"),
    [
        ((2026, 12, 1), '"Tháng "m/yyyy', "Tháng 12/2026"),
        ((2026, 5, 1), '"Tháng "mm/yyyy', "Tháng 05/2026"),
        ((2026, 2, 15), "dd/mm/yyyy", "15/02/2026"),
        ((2026, 2, 5), "dd/mm/yy", "05/02/26"),
        ((2026, 2, 8), "d/m/yy", "8/2/26"),
        ((2026, 12, 31), "d/m/yyyy", "31/12/2026"),
        ((2026, 6, 2), "mm/dd/yyyy", "06/02/2026"),  # day and month swapped stay as the reader sees them
        ((2026, 2, 5), "yyyy\\-mm\\-dd;@", "2026-02-05"),
        ((2026, 2, 5), "[$-42A]dd/mm/yyyy", "05/02/2026"),
        ((2026, 2, 5), "[$-1010000]d/m/yyyy;@", "5/2/2026"),
        ((2026, 2, 5), "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "05/02/2026"),
        ((2024, 11, 20), '"Trước ngày "dd/mm/yyyy', "Trước ngày 20/11/2024"),
        ((2024, 11, 20), '"Ngày "dd" tháng "mm" năm "yyyy', "Ngày 20 tháng 11 năm 2024"),
        ((2024, 1, 1), '"Năm "yyyy', "Năm 2024"),
        ((2024, 12, 1), BUILT_IN[17], "Tháng 12/2024"),  # what Excel makes of "12/2024" typed in
        ((2024, 12, 5), BUILT_IN[16], "05/12"),
        ((2024, 12, 5), BUILT_IN[14], "05/12/2024"),
        ((2024, 12, 5, 16, 5), BUILT_IN[22], "05/12/2024 16:05"),
        ((2024, 12, 5, 16, 5), "h:mm AM/PM", "4:05 CH"),
        ((2024, 12, 5, 0, 30), "hh:mm:ss A/P", "12:30:00 SA"),
        ((2024, 12, 6), "dddd", "Thứ Sáu"),
        ((2024, 12, 6), '"trước "h" giờ "dddd', "trước 0 giờ Thứ Sáu"),
    ],
)
def test_dates(moment: tuple[int, ...], code: str, text: str) -> None:
    assert shown(serial(*moment), code) == text


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (1.0, "General", "1"),
        (1.1, "General", "1.1"),
        (13.1, "General", "13.1"),
        (0.1 + 0.2, "General", "0.3"),
        (1.0, "0.0", "1.0"),
        (13.1, "0.00", "13.10"),
        (8, "00", "08"),
        (8, '0" nhiệm vụ"', "8 nhiệm vụ"),
        (0.985, "0.0%", "98,5%"),
        (0.985, "0%", "99%"),
        (1, "0%", "100%"),
        (0.98, "0.0#%", "98,0%"),
        (12_500_000, "#,##0", "12.500.000"),
        (12_500_000, '#,##0" đồng"', "12.500.000 đồng"),
        (12_500_000, "#,##0\\ [$₫-42A]", "12.500.000 ₫"),
        (12_500_000, "#,##0,,", "13"),
        (1234.5, "#,##0.00", "1.234,50"),
        (-3, "#,##0;-#,##0", "-3"),
        (-3, "#,##0_);[Red]\\(#,##0\\)", "(3)"),
        (-3, "0", "-3"),
        (-0.2, "0", "0"),
        (0, '0;-0;"-"', "-"),
        (0, '0;-0;"không"', "không"),
        (5, "@", "5"),
        (5, ";;;", ""),
        (1, '"Quý I/2026"', "Quý I/2026"),
        (2, '"Quý "0', "Quý 2"),
        (3, '[=1]"một";[=3]"ba";0', "ba"),
        (4, '[<3]"ít";"nhiều"', "nhiều"),
        (1.5, "# ?/?", "1.5"),
        (12345, "0.00E+00", "12345"),
        (1.5, "[h]:mm", "36:00"),
        (-1, "dd/mm/yyyy", "-1"),
        (3e6, "dd/mm/yyyy", "3000000"),
        (1e300, "0.00", "1e+300"),
        (0.5, "#.##", ".5"),
    ],
)
def test_numbers(value: float, code: str, text: str) -> None:
    assert shown(value, code) == text


def test_the_two_calendars() -> None:
    assert shown(serial(2026, 12, 1) - 1_462, "dd/mm/yyyy", from_1904=True) == "01/12/2026"
    assert [shown(n, "d/m/yyyy") for n in (1, 59, 61)] == ["1/1/1900", "28/2/1900", "1/3/1900"]


@given(
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(alphabet='0#?.,%/@;"\\[]$-<>=123dmyhsAP/M EGeneral_* đ', max_size=30) | st.text(max_size=12),
)
def test_any_format_of_any_number_is_text(value: float, code: str) -> None:
    assert isinstance(shown(value, code), str)
