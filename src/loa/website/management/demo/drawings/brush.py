"""A brush for flat drawings: shapes in the points of the finished picture, drawn twice as large and made smaller."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from random import Random

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1600, 1000
_TWICE = 2  # smooths the edges, which Pillow draws in steps
_QUALITY = 88

Colour = tuple[int, int, int]
Point = tuple[float, float]


def colour(code: str) -> Colour:
    """Return a colour written as six hexadecimal figures."""
    return int(code[:2], 16), int(code[2:4], 16), int(code[4:], 16)


def between(one: Colour, other: Colour, part: float) -> Colour:
    """Return a colour some part of the way (0 to 1) from one to another."""
    red, green, blue = (round(a + (b - a) * part) for a, b in zip(one, other, strict=True))
    return red, green, blue


PAPER, SAND, OCHRE, CLAY = colour("f7f1e3"), colour("e9dcc0"), colour("d09b3c"), colour("b5673f")
TEAL, DEEP, SEA, MIST = colour("0b5560"), colour("083f48"), colour("4f8f90"), colour("c5d9d3")
LEAF, MOSS, INK, WHITE = colour("6f8f5a"), colour("46683f"), colour("2d2a26"), colour("fffdf8")
WOOD, DARK_WOOD = colour("a9794b"), colour("7b5433")
SKINS = (colour("d9a877"), colour("cc9766"), colour("bf8a5c"))
COATS = (TEAL, OCHRE, SEA, CLAY, colour("8a9a5b"), colour("dfc48a"), colour("5b6f8a"))
HAIRS = (colour("2d2a26"), colour("3d342c"), colour("8d8a84"))


@dataclass(frozen=True)
class Light:
    """The colours of a time of day: what is behind, what is on the ground, and the walls of a room."""

    sky: Colour
    low_sky: Colour
    ground: Colour
    wall: Colour
    floor: Colour
    sun: Colour


LIGHTS = (
    Light(colour("cfe3df"), colour("f3ecd9"), colour("c9cf9b"), colour("efe6d0"), colour("d9c6a0"), colour("f2c66b")),
    Light(colour("f3dcae"), colour("f8efdb"), colour("cdbf85"), colour("f4ead6"), colour("cdb894"), colour("e9a94a")),
    Light(colour("b9d3d2"), colour("e8efe6"), colour("a9bf97"), colour("dfe7de"), colour("c8cdb6"), colour("f5dfa6")),
    Light(colour("e8d6bb"), colour("f6eddc"), colour("bdb487"), colour("e8ddc8"), colour("bfae8c"), colour("dd9350")),
)


class Brush:
    """A sheet of 1,600 by 1,000 points, and what is painted on it."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.light = chance.choice(LIGHTS)
        self.coat = PAPER  # of whoever was painted last
        self._image = Image.new("RGB", (WIDTH * _TWICE, HEIGHT * _TWICE), PAPER)
        self._draw = ImageDraw.Draw(self._image)

    def box(self, x: float, y: float, wide: float, high: float, fill: Colour, *, round_by: float = 0) -> None:
        """Paint a rectangle, its corners rounded by a radius."""
        corners = [value * _TWICE for value in (x, y, x + wide, y + high)]
        if round_by:
            self._draw.rounded_rectangle(corners, round_by * _TWICE, fill)
        else:
            self._draw.rectangle(corners, fill)

    def oval(self, x: float, y: float, across: float, fill: Colour, *, up: float | None = None) -> None:
        """Paint a circle about a point, or an oval of another radius upwards."""
        up = across if up is None else up
        self._draw.ellipse([value * _TWICE for value in (x - across, y - up, x + across, y + up)], fill)

    def slice(self, x: float, y: float, across: float, begin: float, end: float, fill: Colour) -> None:
        """Paint a slice of a circle between two angles, in degrees clockwise from the right."""
        box = [value * _TWICE for value in (x - across, y - across, x + across, y + across)]
        self._draw.pieslice(box, begin, end, fill)

    def shape(self, points: Iterable[Point], fill: Colour) -> None:
        """Paint what a line through points closes in."""
        self._draw.polygon([(x * _TWICE, y * _TWICE) for x, y in points], fill)

    def line(self, points: Sequence[Point], fill: Colour, wide: float) -> None:
        """Paint a line through points, with round ends and bends."""
        self._draw.line([(x * _TWICE, y * _TWICE) for x, y in points], fill, round(wide * _TWICE), "curve")
        for x, y in (points[0], points[-1]):
            self.oval(x, y, wide / 2, fill)

    def arc(self, x: float, y: float, across: float, begin: float, end: float, fill: Colour, wide: float) -> None:
        """Paint part of a ring."""
        box = [value * _TWICE for value in (x - across, y - across, x + across, y + across)]
        self._draw.arc(box, begin, end, fill, round(wide * _TWICE))

    def wave(
        self, y: float, high: float, length: float, fill: Colour, *, shift: float = 0, foot: float = HEIGHT
    ) -> None:
        """Paint everything below a wave, down to a foot."""
        top = [(x, y + high * math.sin((x + shift) / length * math.tau)) for x in range(-20, WIDTH + 40, 20)]
        self.shape([*top, (WIDTH + 20, foot), (-20, foot)], fill)

    def sky(self, horizon: float) -> None:
        """Paint the sky in bands down to a horizon, with the sun."""
        bands = 5
        for band in range(bands):
            part = between(self.light.sky, self.light.low_sky, band / (bands - 1))
            self.box(0, horizon * band / bands, WIDTH, horizon / bands + 1, part)
        self.oval(self.chance.uniform(180, 1420), self.chance.uniform(110, 240), 70, self.light.sun)

    def clouds(self, many: int, lowest: float) -> None:
        """Paint flat clouds."""
        for _ in range(many):
            x, y = self.chance.uniform(60, 1500), self.chance.uniform(70, lowest)
            wide = self.chance.uniform(110, 210)
            fill = between(self.light.low_sky, WHITE, 0.65)
            self.box(x, y, wide, 26, fill, round_by=13)
            self.box(x + wide * 0.25, y - 22, wide * 0.5, 40, fill, round_by=20)

    def finished(self) -> bytes:
        """Return what was painted as a JPEG."""
        written = BytesIO()
        self._image.reduce(_TWICE).save(written, "JPEG", quality=_QUALITY)
        return written.getvalue()
