"""The colours of the stylesheet, held to the contrast they promise (WCAG 2.2, 1.4.3 and 1.4.11)."""

import re
from itertools import product
from pathlib import Path

import pytest

import loa.base

STYLES = Path(loa.base.__file__).parent / "static/base"
CSS, SITE_CSS = (STYLES.joinpath(name).read_text() for name in ("loa.css", "site.css"))


def tokens(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+):\s*(#[0-9a-f]{6})", block))


LIGHT = tokens(re.search(r"\n:root \{(.*?)\n\}", CSS, re.DOTALL)[1])
HIGH = LIGHT | tokens(re.search(r"prefers-contrast: more\) \{(.*?)\n\}", CSS, re.DOTALL)[1])

TEXT = ["ink", "muted", "accent", "accent-deep", "late", "soon", "done"]


def luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_formula_knows_black_and_white() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize(("ink", "ground"), list(product(TEXT, ["paper", "wash"])))
def test_text_stands_out_from_its_ground(ink: str, ground: str) -> None:
    assert contrast(LIGHT[ink], LIGHT[ground]) >= 4.5
    assert contrast(HIGH[ink], HIGH[ground]) >= 7


@pytest.mark.parametrize("ground", ["accent", "accent-deep"])
def test_words_on_a_button_stand_out(ground: str) -> None:
    assert contrast(LIGHT["on-accent"], LIGHT[ground]) >= 4.5
    assert contrast(HIGH["on-accent"], HIGH[ground]) >= 7


def test_borders_of_fields_can_be_seen() -> None:
    assert contrast(LIGHT["edge"], LIGHT["paper"]) >= 3


def test_the_contrast_chosen_on_the_page_is_that_of_the_device() -> None:
    assert LIGHT | tokens(re.search(r"\[data-contrast=\"high\"\] \{(.*?)\n\}", SITE_CSS, re.DOTALL)[1]) == HIGH


def test_no_colour_is_used_but_a_token() -> None:
    screen = CSS.split("/* --- paper")[0]
    rules = screen[screen.index("/* --- page") :]
    assert re.findall(r"#[0-9a-f]{3,8}\b(?![-\w])", rules) == []


def test_the_stylesheet_asks_no_other_host() -> None:
    assert re.findall(r"@import|https?:|url\((?!\"loa\.svg\")", CSS) == []
