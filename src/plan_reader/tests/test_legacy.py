"""Both letter tables there and back, the traps of each encoding, and telling them from Unicode."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan_reader.loading import legacy
from plan_reader.loading.docx import read_docx
from plan_reader.tests.builders.build_docx import cell, docx, par, run, table
from plan_reader.text import clean

# The 67 letters with marks in the order of the alphabet, and the same once more as capitals.
SMALL = "áàảãạăắằẳẵặâấầẩẫậđéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵ"
LETTERS = SMALL + SMALL.upper()

# Bytes of the third set of TCVN 5712:1993, in the order of SMALL.
TCVN3_BYTES = bytes.fromhex(
    "b8b5b6b7b9 a8bebbbcbdc6 a9cac7c8c9cb ae d0cccecfd1 aad5d2d3d4d6 ddd7d8dcde"
    "e3dfe1e2e4 abe8e5e6e7e9 acedeaebecee f3eff1f2f4 adf8f5f6f7f9 fdfafbfcfe"
)
TCVN3_CAPITALS = {"Ă": "\xa1", "Â": "\xa2", "Ê": "\xa3", "Ô": "\xa4", "Ơ": "\xa5", "Ư": "\xa6", "Đ": "\xa7"}
# VNI-Windows, in the order of SMALL.
VNI = (  # noqa: SIM905  (readable so)
    "aù aø aû aõ aï aê aé aè aú aü aë aâ aá aà aå aã aä ñ eù eø eû eõ eï eâ eá eà eå eã eä í ì æ ó ò "
    "où oø oû oõ oï oâ oá oà oå oã oä ô ôù ôø ôû ôõ ôï uù uø uû uõ uï ö öù öø öû öõ öï yù yø yû yõ î"
).split()

TO_TCVN3 = dict(zip(SMALL, TCVN3_BYTES.decode("latin-1"), strict=True)) | TCVN3_CAPITALS
TO_VNI = dict(zip(SMALL, VNI, strict=True)) | {
    letter.upper(): raw.upper() for letter, raw in zip(SMALL, VNI, strict=True)
}


def tcvn3(text: str) -> str:
    """Write text in TCVN3, whose capitals with tone marks look small outside the capital fonts."""
    return "".join(TO_TCVN3.get(letter, TO_TCVN3.get(letter.lower(), letter)) for letter in text)


def vni(text: str) -> str:
    return "".join(TO_VNI.get(letter, letter) for letter in text)


def test_tables_hold_every_letter() -> None:
    assert len(set(LETTERS)) == 134
    assert len(set(TO_TCVN3.values())) == 74
    assert len(set(TO_VNI.values())) == 134


@pytest.mark.parametrize("letter", LETTERS)
def test_every_letter_there_and_back(letter: str) -> None:
    assert legacy.from_vni(vni(letter)) == letter
    assert legacy.from_tcvn3(tcvn3(letter), upper=letter.isupper()) == letter
    if letter.islower() or letter in TCVN3_CAPITALS:
        assert legacy.from_tcvn3(tcvn3(letter)) == letter


@given(st.text(alphabet=LETTERS + string.ascii_letters + string.digits + " .,;:-/()\n", max_size=60))
def test_any_vietnamese_text_in_vni(text: str) -> None:
    assert legacy.from_vni(vni(text)) == text


@given(st.text(alphabet=SMALL + string.ascii_lowercase + string.digits + " .,;:-/()\n", max_size=60))
def test_any_vietnamese_text_in_tcvn3(text: str) -> None:
    assert legacy.from_tcvn3(tcvn3(text)) == text
    assert legacy.from_tcvn3(tcvn3(text), upper=True) == text.upper()


@given(st.text(max_size=80))
def test_no_text_breaks_the_readers_of_bytes(text: str) -> None:
    assert isinstance(legacy.from_tcvn3(text) + legacy.from_vni(text), str)
    assert isinstance(legacy.looks_like_tcvn3(text), bool)
    assert isinstance(legacy.looks_like_vni(text), bool)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Céng hßa X· héi", "Cộng hòa Xã hội"),
        ("®\u00ada c«ng v¨n", "đưa công văn"),  # the soft hyphen is "ư"
        ("TR\u00ad\u00adêng", "TRưường"),
        ("\uf0a7\uf0b8", "Đá"),  # stored as letters of a symbol font
    ],
)
def test_tcvn3(raw: str, text: str) -> None:
    assert legacy.from_tcvn3(raw) == text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Coäng hoøa xaõ hoäi", "Cộng hòa xã hội"),
        ("ÑOÄC LAÄP - TÖÏ DO", "ĐỘC LẬP - TỰ DO"),
        ("öôùc", "ước"),  # "ô" is "ơ" here, and its mark goes with it and not with "ö"
        ("Aùp", "Áp"),  # a capital with a small mark
        ("quyù", "quý"),
        ("kyõ thuaät", "kỹ thuật"),
    ],
)
def test_vni(raw: str, text: str) -> None:
    assert legacy.from_vni(raw) == text


@pytest.mark.parametrize(
    ("font", "encoding"),
    [
        (".VnTime", "TCVN3"),
        (".VnTimeH", "TCVN3-upper"),
        (".vnarial", "TCVN3"),
        (".VnArial NarrowH", "TCVN3-upper"),
        ("VNI-Times", "VNI"),
        ("vni-helve", "VNI"),
        ("Times New Roman", None),
        ("SVN-Arial", None),
        ("VNI", None),
        ("", None),
        (None, None),
    ],
)
def test_encoding_of_font(font: str | None, encoding: str | None) -> None:
    assert legacy.encoding_of_font(font) == encoding


SENTENCES = [
    "Xây dựng Kế hoạch tuyên truyền cải cách hành chính năm 2024",
    "Phòng Văn hóa và thông tin; UBND các xã, thị trấn",
    "Báo cáo, đánh giá kết quả thực hiện",
    "đường dây nóng tiếp nhận phản ánh, kiến nghị",
]


@pytest.mark.parametrize("text", SENTENCES)
def test_text_without_fonts_is_told_by_its_syllables(text: str) -> None:
    assert legacy.looks_like_tcvn3(tcvn3(text))
    assert not legacy.looks_like_vni(tcvn3(text))
    assert legacy.looks_like_vni(vni(text))
    assert not legacy.looks_like_tcvn3(vni(text))


@pytest.mark.parametrize(
    "text",
    [
        *SENTENCES,
        "",
        "Plan 2024",
        "Báo cáo tháng",
        "déjà vu, été à la plage",
        "© 2024 «Nghị quyết» – 50 % · 2×3",
        "°C ±5",
    ],
)
def test_unicode_is_left_alone(text: str) -> None:
    assert not legacy.looks_like_tcvn3(text)
    assert not legacy.looks_like_vni(text)


def test_runs_are_decoded_by_their_fonts_before_cleaning() -> None:
    text = "đưa tin về người tốt"
    body = par(
        run(tcvn3("Kế hoạch ".lower()), font=".VnTime"), run("số 250 của Ủy ban "), run(vni(text), font="VNI-Times")
    )
    document = read_docx(docx(body))
    (block,) = document.blocks
    assert block.text == f"kế hoạch số 250 của Ủy ban {text}"  # type: ignore[union-attr]
    assert clean(tcvn3(text)) != tcvn3(text)  # cleaning first would lose "ư"
    (finding,) = document.findings
    assert (finding.code, finding.severity) == ("legacy-encoding-converted", "note")
    assert "1 chỗ từ bảng mã TCVN3, 1 chỗ từ bảng mã VNI" in finding.message


def test_capital_font_makes_capitals() -> None:
    body = par(run(tcvn3("Kế hoạch tuyên truyền"), font=".VnTimeH"))
    assert read_docx(docx(body)).blocks[0].text == "KẾ HOẠCH TUYÊN TRUYỀN"  # type: ignore[union-attr]


def test_run_ending_between_a_vowel_and_its_mark() -> None:
    raw = vni("hội")
    assert raw == "hoäi"
    body = par(run(raw[:2], font="VNI-Times"), run(raw[2:], font="VNI-Times"))
    assert read_docx(docx(body)).blocks[0].text == "hội"  # type: ignore[union-attr]


def test_unicode_in_a_legacy_font_settles_short_cells_of_the_same_file() -> None:
    either_way = "Tháng 12/2024"
    body = table([run_par("Kế hoạch tuyên truyền"), run_par("Báo cáo năm"), run_par(either_way)])
    (block,) = read_docx(docx(body)).blocks
    assert block.rows[0].texts == ("Kế hoạch tuyên truyền", "Báo cáo năm", either_way)  # type: ignore[union-attr]


def run_par(text: str) -> str:
    return cell(par(run(text, font=".VnTime")))


@pytest.mark.parametrize("text", ["Báo cáo", "Kế hoạch, tin, bài", "UBND các xã"])
def test_unicode_typed_in_a_legacy_font_stays(text: str) -> None:
    document = read_docx(docx(par(run(text, font=".VnTime"))))
    assert document.blocks[0].text == text  # type: ignore[union-attr]
    assert document.findings == ()


def test_font_from_styles_and_defaults() -> None:
    fonts = '<w:rFonts w:ascii="{0}" w:hAnsi="{0}"/>'
    styles = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts.format('.VnTime')}</w:rPr></w:rPrDefault></w:docDefaults>"
        f'<w:style w:type="paragraph" w:styleId="V"><w:rPr>{fonts.format("VNI-Times")}</w:rPr></w:style>'
        f'<w:style w:type="character" w:styleId="U"><w:rPr>{fonts.format("Arial")}</w:rPr></w:style>'
    )
    body = (
        par(tcvn3("nhiệm vụ"))
        + par(vni("nhiệm vụ"), props='<w:pStyle w:val="V"/>')
        + par(run("nhiệm vụ", props='<w:rStyle w:val="U"/>'))
        + table([tcvn3("đơn vị chủ trì")])
    )
    *texts, grid = read_docx(docx(body, styles=styles)).blocks
    assert [block.text for block in texts] == ["nhiệm vụ"] * 3  # type: ignore[union-attr]
    assert grid.rows[0].texts == ("đơn vị chủ trì",)  # type: ignore[union-attr]


def test_symbol_of_a_legacy_font() -> None:
    symbol = '<w:r><w:sym w:font=".VnTime" w:char="F0AE"/></w:r>'
    assert read_docx(docx(par(symbol + run("i")))).blocks[0].text == "đi"  # type: ignore[union-attr]
