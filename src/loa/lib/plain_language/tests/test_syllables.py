import pytest
from hypothesis import given
from hypothesis import strategies as st

from loa.lib.plain_language.matching import comparable
from loa.lib.plain_language.tokens import spoken_number, tokens_of


def syllables(text: str) -> int:
    return sum(token.syllables for token in tokens_of(comparable(text), {"UBND": "Ủy ban nhân dân"}))


@pytest.mark.parametrize(
    ("digits", "spoken"),
    [
        ("0", "không"),
        ("7", "bảy"),
        ("10", "mười"),
        ("15", "mười lăm"),
        ("20", "hai mươi"),
        ("24", "hai mươi tư"),
        ("100", "một trăm"),
        ("105", "một trăm linh năm"),
        ("250", "hai trăm năm mươi"),
        ("2024", "hai nghìn không trăm hai mươi tư"),
        ("12500", "mười hai nghìn năm trăm"),
        ("1000000", "một triệu"),
        ("3000000000", "ba tỷ"),
        ("2000000000000", "hai nghìn tỷ"),
    ],
)
def test_numbers_count_as_they_are_spoken(digits: str, spoken: str) -> None:
    assert spoken_number(digits) == len(spoken.split())


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("Người dân đến xã", "người dân đến xã"),
        ("Quyền giám sát, nghiêng nước", "quyền giám sát nghiêng nước"),
        ("98,5%", "chín mươi tám phẩy năm phần trăm"),
        ("ngày 20/11/2024", "ngày hai mươi tháng mười một năm hai nghìn không trăm hai mươi tư"),
        ("12.500 hồ sơ", "mười hai nghìn năm trăm hồ sơ"),
        ("7h30", "bảy giờ ba mươi"),
        ("3/9 huyện", "ba trên chín huyện"),
        ("UBND xã", "Ủy ban nhân dân xã"),
        ("gọi 0912 345 678", "gọi không chín một hai ba bốn năm sáu bảy tám"),
        ("250/KH-UBND", "hai trăm năm mươi kế hoạch ủy ban nhân dân"),
        ("5 km", "năm ki lô mét"),
        ("xem https://dichvucong.gov.vn/thu-tuc?a=1 nhé", "xem nhé"),
        ("thư vidu@example.vn", "thư"),
        ("Zalo", "da lô"),
        ("😀 … — “”", ""),
        ("CÔNG KHAI THỦ TỤC", "công khai thủ tục"),
    ],
)
def test_a_text_counts_as_it_is_spoken(written: str, spoken: str) -> None:
    assert syllables(written) == len(spoken.split())


@given(st.text(alphabet="0123456789", max_size=40))
def test_every_number_has_a_length(digits: str) -> None:
    assert spoken_number(digits) >= 1


@given(st.text())
def test_text_with_its_marks_apart_is_as_long(text: str) -> None:
    assert syllables(f"hoa\u0300 binh\u0300 {text}") >= syllables(text)
    assert syllables("hoa\u0300 bi\u0300nh") == syllables("hòa bình") == 2
