"""Automatic numbering counted again: kinds, levels, restarts, styles."""

from __future__ import annotations

import pytest

from plan_reader.document import Paragraph
from plan_reader.loading.docx import read_docx
from plan_reader.tests.builders.build_docx import abstract_list, docx, in_list, numbered, par, used_list


def labels(body: str, numbering: str, styles: str = "") -> list[str]:
    blocks = read_docx(docx(body, numbering=numbering, styles=styles)).blocks
    return [block.number for block in blocks if isinstance(block, Paragraph)]


PLAN = abstract_list(
    0, ("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"), ("bullet", "-"), ("bullet", "+")
) + used_list(1, 0)


def test_clauses_of_a_plan() -> None:
    levels = [0, 1, 3, 4, 1, 2, 2, 0, 1, 2]
    body = "".join(numbered(f"đoạn {n}", level=level) for n, level in enumerate(levels))
    assert labels(body, PLAN) == ["I.", "1.", "-", "+", "2.", "a)", "b)", "II.", "1.", "a)"]


def test_number_is_not_repeated_in_the_text() -> None:
    (block,) = read_docx(docx(numbered("MỤC ĐÍCH"), numbering=PLAN)).blocks
    assert isinstance(block, Paragraph)
    assert (block.number, block.text, block.full) == ("I.", "MỤC ĐÍCH", "I. MỤC ĐÍCH")


@pytest.mark.parametrize(
    ("kind", "times", "last"),
    [
        ("decimal", 12, "12"),
        ("decimalZero", 3, "03"),
        ("upperRoman", 49, "XLIX"),
        ("lowerRoman", 4, "iv"),
        ("upperLetter", 28, "BB"),
        ("lowerLetter", 5, "e"),
        ("none", 2, ""),
        ("chicago", 2, "2"),
    ],
)
def test_kinds(kind: str, times: int, last: str) -> None:
    body = "".join(numbered(f"đoạn {n}") for n in range(times))
    assert labels(body, abstract_list(0, (kind, "%1")) + used_list(1, 0))[-1] == last


@pytest.mark.parametrize(
    ("glyph", "shown"), [("\uf0b7", "-"), ("•", "-"), ("-", "-"), ("–", "-"), ("+", "+"), ("*", "*"), ("", "-")]
)
def test_bullets(glyph: str, shown: str) -> None:
    assert labels(numbered("gạch"), abstract_list(0, ("bullet", glyph)) + used_list(1, 0)) == [shown]


def test_levels_in_one_label() -> None:
    many = abstract_list(0, ("decimal", "%1."), ("decimal", "%1.%2."), ("decimal", "%1.%2.%3")) + used_list(1, 0)
    body = "".join(numbered("x", level=level) for level in (0, 1, 2, 2, 1, 2, 0, 1))
    assert labels(body, many) == ["1.", "1.1.", "1.1.1", "1.1.2", "1.2.", "1.2.1", "2.", "2.1."]


def test_roman_above_is_written_in_digits_where_the_level_says_so() -> None:
    legal = abstract_list(0, ("upperRoman", "%1."), ("decimal", "%1.%2", "<w:isLgl/>")) + used_list(1, 0)
    assert labels(numbered("x") + numbered("y", level=1), legal) == ["I.", "1.1"]


def test_lower_level_first_starts_the_upper_one() -> None:
    many = abstract_list(0, ("decimal", "%1."), ("decimal", "%1.%2.")) + used_list(1, 0)
    assert labels(numbered("x", level=1) + numbered("y"), many) == ["1.1.", "2."]


def test_level_that_never_restarts() -> None:
    running = abstract_list(0, ("upperRoman", "%1."), ("decimal", "%2", '<w:lvlRestart w:val="0"/>')) + used_list(1, 0)
    body = "".join(numbered("x", level=level) for level in (0, 1, 1, 0, 1))
    assert labels(body, running) == ["I.", "1", "2", "II.", "3"]


def test_lists_of_one_definition_go_on_and_an_override_starts_anew() -> None:
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    shared = abstract_list(0, ("decimal", "%1.")) + used_list(1, 0) + used_list(2, 0) + used_list(3, 0, overrides=start)
    body = "".join(numbered("x", num_id=key) for key in (1, 1, 2, 3, 3))
    assert labels(body, shared) == ["1.", "2.", "3.", "5.", "6."]


def test_override_of_a_whole_level() -> None:
    level = '<w:lvl w:ilvl="0"><w:numFmt w:val="upperLetter"/><w:lvlText w:val="%1/"/></w:lvl>'
    override = f'<w:lvlOverride w:ilvl="0">{level}</w:lvlOverride>'
    assert labels(numbered("x"), abstract_list(0, ("decimal", "%1.")) + used_list(1, 0, overrides=override)) == ["A/"]


def test_numbering_from_styles() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Muc1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Muc2"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Muc2b"><w:basedOn w:val="Muc2"/></w:style>'
    )
    numbering = abstract_list(
        0, ("upperRoman", "%1.", '<w:pStyle w:val="Muc1"/>'), ("decimal", "%2.", '<w:pStyle w:val="Muc2"/>')
    ) + used_list(1, 0)
    body = "".join(par("x", props=f'<w:pStyle w:val="{style}"/>') for style in ("Muc1", "Muc2", "Muc2b"))
    none = par("x", props='<w:pStyle w:val="Muc1"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert labels(body + none, numbering, styles) == ["I.", "1.", "2.", ""]


def test_list_linked_to_another_by_style() -> None:
    linked = (
        abstract_list(0, ("decimal", "%1)"), head='<w:styleLink w:val="Ds"/>')
        + abstract_list(1, head='<w:numStyleLink w:val="Ds"/>')
        + used_list(1, 1)
    )
    assert labels(numbered("x"), linked) == ["1)"]


def test_empty_numbered_paragraph_counts_without_being_shown() -> None:
    assert labels(
        numbered("x") + numbered("") + numbered("y"), abstract_list(0, ("decimal", "%1.")) + used_list(1, 0)
    ) == [
        "1.",
        "3.",
    ]


def test_label_in_a_legacy_font_is_decoded() -> None:
    font = '<w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr>'
    assert labels(numbered("x"), abstract_list(0, ("decimal", "§iÒu %1.", font)) + used_list(1, 0)) == ["Điều 1."]


@pytest.mark.parametrize("text", ["%1", "%9.%1", "%", "%0"])
@pytest.mark.parametrize("start", ["1", "99999", "x", "999999999999999999"])
def test_odd_definitions_are_survived(text: str, start: str) -> None:
    odd = (
        f'<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="{start}"/>'
        '<w:numFmt w:val="lowerLetter"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl><w:lvl w:ilvl="77"/></w:abstractNum>'
    )
    assert len(labels(numbered("x"), odd + used_list(1, 0) + used_list(2, 44))[0]) < 40


def test_unknown_list_numbers_nothing() -> None:
    assert labels(par("x", props=in_list(7, 0)), PLAN) == [""]
