"""What stands in several scenes: trees, roofs, desks, screens, plants, sheets of paper."""

import math
from itertools import pairwise

from loa.website.management.demo.drawings.brush import (
    CLAY,
    DARK_WOOD,
    DEEP,
    INK,
    LEAF,
    MIST,
    MOSS,
    OCHRE,
    SAND,
    SEA,
    TEAL,
    WHITE,
    WIDTH,
    WOOD,
    Brush,
    Colour,
    between,
    colour,
)

_SHADE = (60, 50, 40)


def room(b: Brush, floor: float) -> None:
    """Paint a wall down to a floor, with a skirting board."""
    b.box(0, 0, WIDTH, floor, b.light.wall)
    b.box(0, floor, WIDTH, 1000 - floor, b.light.floor)
    b.box(0, floor - 12, WIDTH, 12, between(b.light.wall, _SHADE, 0.16))


def shadow(b: Brush, x: float, ground: float, wide: float) -> None:
    """Paint the shadow under what stands on the floor of a room."""
    b.oval(x, ground, wide, between(b.light.floor, _SHADE, 0.12), up=wide * 0.13)


def window(b: Brush, x: float, y: float, wide: float, high: float) -> None:
    """Paint a window with hills outside."""
    b.box(x - 10, y - 10, wide + 20, high + 20, between(WOOD, WHITE, 0.35), round_by=4)
    b.box(x, y, wide, high, b.light.sky)
    low = y + high * b.chance.uniform(0.5, 0.7)
    b.shape([(x, low + 20), (x + wide * 0.35, low - 30), (x + wide * 0.7, low + 10), (x + wide, low - 15),
             (x + wide, y + high), (x, y + high)], between(SEA, b.light.sky, 0.4))  # fmt: skip
    b.box(x, y + high * 0.82, wide, high * 0.18, LEAF)
    b.box(x + wide / 2 - 4, y, 8, high, between(WOOD, WHITE, 0.35))
    b.box(x - 22, y + high + 8, wide + 44, 14, between(WOOD, WHITE, 0.2), round_by=4)


def palm(b: Brush, x: float, ground: float, high: float) -> None:
    """Paint an areca palm."""
    lean = b.chance.uniform(-0.06, 0.06) * high
    b.line([(x, ground), (x + lean * 0.4, ground - high * 0.5), (x + lean, ground - high)], DARK_WOOD, high * 0.035)
    top_x, top_y = x + lean, ground - high
    for number, angle in enumerate(range(-175, 6, 20)):
        turn = math.radians(angle + b.chance.uniform(-6, 6))
        reach = high * b.chance.uniform(0.27, 0.34)
        upper, lower = [], []
        for step in range(7):
            part = step / 6
            at_x = top_x + math.cos(turn) * reach * part
            at_y = top_y + math.sin(turn) * reach * part * 0.8 + high * 0.17 * part**2
            thick = high * 0.024 * math.sin(math.pi * (0.15 + 0.85 * part))
            upper.append((at_x, at_y - thick))
            lower.append((at_x, at_y + thick))
        b.shape([*upper, *reversed(lower)], MOSS if number % 2 else LEAF)


def tree(b: Brush, x: float, ground: float, high: float, leaves: Colour = MOSS) -> None:
    """Paint a tree with a round head."""
    b.box(x - high * 0.04, ground - high * 0.5, high * 0.08, high * 0.5, DARK_WOOD)
    across = high * 0.27
    for dx, dy, part in ((-0.6, 0.1, 0.75), (0.6, 0.1, 0.75), (0, -0.35, 1)):
        b.oval(x + dx * across, ground - high * 0.62 + dy * across, across * part, leaves)
    b.oval(x - across * 0.2, ground - high * 0.75, across * 0.5, between(leaves, WHITE, 0.13))


def house(b: Brush, x: float, ground: float, wide: float, roof: Colour = CLAY) -> None:
    """Paint a low house with a tiled roof."""
    high = wide * 0.42
    wall = between(b.light.wall, OCHRE, b.chance.choice([0, 0.15, 0.3]))
    b.box(x, ground - high, wide, high, wall)
    b.shape([(x - wide * 0.1, ground - high), (x + wide * 0.14, ground - high * 1.75),
             (x + wide * 0.86, ground - high * 1.75), (x + wide * 1.1, ground - high)], roof)  # fmt: skip
    b.box(x - wide * 0.1, ground - high - 5, wide * 1.2, 10, between(roof, INK, 0.2))
    b.box(x + wide * 0.42, ground - high * 0.72, wide * 0.17, high * 0.72, DARK_WOOD)
    for side in (0.12, 0.7):
        b.box(x + wide * side, ground - high * 0.7, wide * 0.18, high * 0.36, TEAL)


def hills(b: Brush, low: float, fill: Colour, rise: float) -> None:
    """Paint a line of hills down to the foot of the sheet."""
    x, points = -100.0, [(-100.0, low)]
    while x < WIDTH + 100:
        x += b.chance.uniform(90, 210)
        points.append((x, low - b.chance.uniform(0.15, 1) * rise))
    b.shape([*_softened(points), (WIDTH + 300, 1000), (-100, 1000)], fill)


def _softened(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return a line with its corners cut twice (Chaikin), so that hills are round."""
    for _ in range(3):
        cut = [points[0]]
        for (ax, ay), (bx, by) in pairwise(points):
            cut += [(ax * 0.75 + bx * 0.25, ay * 0.75 + by * 0.25), (ax * 0.25 + bx * 0.75, ay * 0.25 + by * 0.75)]
        points = [*cut, points[-1]]
    return points


def plant(b: Brush, x: float, ground: float, high: float) -> None:
    """Paint a plant in a pot."""
    for turn in (-60, -30, 0, 28, 58):
        lean = math.radians(turn + b.chance.uniform(-5, 5))
        tip = (x + math.sin(lean) * high * 0.7, ground - high * 0.3 - math.cos(lean) * high * 0.7)
        b.line([(x, ground - high * 0.3), tip], LEAF if turn % 4 else MOSS, high * 0.09)
    b.shape([(x - high * 0.2, ground - high * 0.36), (x + high * 0.2, ground - high * 0.36),
             (x + high * 0.14, ground), (x - high * 0.14, ground)], CLAY)  # fmt: skip


def shelf(b: Brush, x: float, y: float, wide: float, rows: int) -> None:
    """Paint shelves with the backs of folders."""
    fills = (TEAL, OCHRE, SEA, CLAY, between(SAND, OCHRE, 0.4), DEEP)
    b.box(x - 12, y - 12, wide + 24, rows * 124 + 18, DARK_WOOD, round_by=4)
    for row in range(rows):
        top = y + row * 124
        b.box(x, top, wide, 112, between(WOOD, INK, 0.35))
        at = x + 6
        while at < x + wide - 30:
            thick, high = b.chance.uniform(16, 32), b.chance.uniform(78, 100)
            if b.chance.random() < 0.86:
                fill = b.chance.choice(fills)
                b.box(at, top + 112 - high, min(thick, x + wide - at - 4), high, fill, round_by=2)
                b.box(at + 5, top + 112 - high + 16, max(thick - 10, 4), 18, between(fill, WHITE, 0.75))
            at += thick + 4


def screen(b: Brush, x: float, desk: float, wide: float, *, back: bool = False) -> None:
    """Paint a monitor that stands on a desk."""
    high = wide * 0.62
    b.box(x - wide * 0.06, desk - wide * 0.2, wide * 0.12, wide * 0.2, INK)
    b.box(x - wide * 0.22, desk - 8, wide * 0.44, 8, INK, round_by=3)
    b.box(x - wide / 2, desk - high - wide * 0.14, wide, high, colour("3a3d3f"), round_by=8)
    if back:
        b.oval(x, desk - high * 0.5 - wide * 0.14, wide * 0.05, colour("565a5c"))
        return
    left, top = x - wide / 2 + 10, desk - high - wide * 0.14 + 10
    b.box(left, top, wide - 20, high - 20, MIST)
    b.box(left, top, wide - 20, high * 0.14, TEAL)
    for line in range(3):
        across = (wide - 60) * b.chance.uniform(0.45, 0.95)
        b.box(left + 14, top + high * (0.26 + line * 0.17), across, high * 0.07, WHITE if line % 2 else SEA, round_by=3)


def desk(b: Brush, x: float, top: float, wide: float, ground: float, fill: Colour = WOOD) -> None:
    """Paint a desk from the front."""
    b.box(x + 16, top, wide - 32, ground - top, between(fill, INK, 0.14))
    b.box(x, top, wide, 22, fill, round_by=5)
    b.box(x + 16, top + 22, wide - 32, 8, between(fill, INK, 0.28))


def sheet(b: Brush, x: float, y: float, wide: float, high: float, *, lines: int = 6, head: Colour = TEAL) -> None:
    """Paint a sheet of paper with a head and lines that nobody can read."""
    b.box(x + 4, y + 6, wide, high, between(SAND, _SHADE, 0.3), round_by=3)
    b.box(x, y, wide, high, WHITE, round_by=3)
    b.box(x + wide * 0.12, y + high * 0.09, wide * b.chance.uniform(0.4, 0.7), high * 0.05, head, round_by=2)
    for line in range(lines):
        at = y + high * (0.23 + 0.68 * line / lines)
        b.box(
            x + wide * 0.12, at, wide * b.chance.uniform(0.5, 0.76), max(high * 0.022, 3), between(SAND, _SHADE, 0.22)
        )
