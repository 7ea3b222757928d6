"""Scenes in the open: loudspeakers, fields, the sea, a road in the mountains, a market, a school, a notice board."""

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
    between,
    colour,
)
from loa.website.management.demo.drawings.figures import standing, stooping
from loa.website.management.demo.drawings.things import hills, house, palm, sheet, tree


def loudspeaker(b: Brush) -> None:
    """Paint the village's loudspeakers on their pole above the roofs."""
    b.sky(720)
    b.clouds(4, 330)
    hills(b, 680, between(SEA, b.light.low_sky, 0.55), 170)
    hills(b, 760, between(LEAF, b.light.low_sky, 0.35), 90)
    b.box(0, 820, WIDTH, 180, b.light.ground)
    for x in b.chance.sample(range(60, 560, 160), 2):
        house(b, x, 850, b.chance.uniform(190, 240), b.chance.choice([CLAY, colour("9c5a3c")]))
    house(b, b.chance.uniform(1120, 1200), 870, 280)
    palm(b, 70, 860, 360)
    tree(b, 1500, 880, 330)
    pole = b.chance.choice([740, 800, 860])
    b.box(pole - 15, 190, 30, 790, between(SAND, INK, 0.35), round_by=6)
    b.box(pole - 130, 300, 260, 18, between(SAND, INK, 0.5), round_by=6)
    horns = [(-1, 262), (1, 262), *([(-1, 410)] if b.chance.random() < 0.6 else []), (1, 410)]
    for side, y in horns:
        _horn(b, pole + side * 40, y, side)
    for side in {side for side, _ in horns}:
        for ring in range(3):
            begin, end = (-28, 28) if side > 0 else (152, 208)
            b.arc(pole + side * 150, 300, 150 + ring * 62, begin, end, between(OCHRE, WHITE, ring * 0.22), 11)
    b.line([(pole, 205), (WIDTH + 40, b.chance.uniform(150, 260))], between(INK, b.light.sky, 0.4), 4)
    b.line([(pole, 205), (-40, b.chance.uniform(150, 260))], between(INK, b.light.sky, 0.4), 4)
    b.box(pole - 40, 610, 80, 110, TEAL, round_by=8)
    b.box(pole - 26, 628, 52, 10, MIST, round_by=4)
    for x in (pole - 230, pole - 150):
        if b.chance.random() < 0.8:
            standing(b, x, 950, 230, facing=1, hat=b.chance.random() < 0.5)


def _horn(b: Brush, x: float, y: float, side: int) -> None:
    grey = between(MIST, SEA, 0.35)
    b.box(min(x, x + side * 40), y - 24, 40, 48, TEAL, round_by=8)
    b.shape(
        [(x + side * 30, y - 18), (x + side * 150, y - 70), (x + side * 150, y + 70), (x + side * 30, y + 18)], grey
    )
    b.oval(x + side * 150, y, 22, between(grey, WHITE, 0.4), up=70)
    b.oval(x + side * 150, y, 12, DEEP, up=44)


def field(b: Brush) -> None:
    """Paint rice fields with people at work."""
    b.sky(430)
    b.clouds(3, 240)
    hills(b, 400, between(SEA, b.light.low_sky, 0.6), 190)
    hills(b, 450, between(MOSS, b.light.low_sky, 0.45), 90)
    greens = [LEAF, colour("9fb062"), colour("c3b45a"), between(LEAF, MOSS, 0.5), colour("b5bd74")]
    b.chance.shuffle(greens)
    vanish = b.chance.uniform(600, 1000)
    b.box(0, 440, WIDTH, 560, greens[0])
    rows = [440, 520, 630, 780, 1000]
    for row, (top, foot) in enumerate(pairwise(rows)):
        for strip in range(-4, 5):
            near, far = vanish + strip * 340 * foot / 600, vanish + strip * 340 * top / 600
            next_near, next_far = vanish + (strip + 1) * 340 * foot / 600, vanish + (strip + 1) * 340 * top / 600
            fill = greens[(strip + row * 2) % len(greens)]
            b.shape([(far, top), (next_far, top), (next_near, foot), (near, foot)], fill)
            b.line([(far, top), (near, foot)], between(MOSS, SAND, 0.35), 4 + row * 2)
        b.box(0, foot - 5, WIDTH, 6 + row * 2, between(MOSS, SAND, 0.35))
    for row, (y, size) in enumerate(((585, 5), (700, 8), (880, 12))):
        for x in range(30, WIDTH, 64 + row * 20):
            shift = b.chance.uniform(-12, 12)
            for lean in (-0.5, 0, 0.5):
                b.line(
                    [(x + shift, y), (x + shift + lean * size * 2, y - size * 2.4)], between(MOSS, INK, 0.1), size * 0.4
                )
    house(b, b.chance.choice([150, 1250]), 462, 150)
    for x in (90, 1180, 1440):
        palm(b, x, 470, 170)
    places = b.chance.sample([(300, 760), (620, 720), (1000, 770), (1290, 740)], 3)
    for x, ground in places:
        stooping(b, x, ground, 220, facing=b.chance.choice([-1, 1]))
    standing(b, b.chance.choice([470, 850, 1150]), 960, 330, hat=True, facing=b.chance.choice([-1, 1]))


def sea(b: Brush) -> None:
    """Paint boats before the coast."""
    b.sky(480)
    b.clouds(4, 300)
    hills(b, 470, between(SEA, b.light.low_sky, 0.5), 150)
    near, far = between(TEAL, SEA, 0.45), between(SEA, MIST, 0.45)
    b.box(0, 470, WIDTH, 530, far)
    for row in range(7):
        y = 500 + row * row * 9 + row * 22
        b.wave(y, 3 + row * 1.6, 130 + row * 40, between(far, near, row / 6), shift=b.chance.uniform(0, 300))
        if row in {1, 3, 5}:
            for _ in range(b.chance.choice([1, 2])):
                _boat(b, b.chance.uniform(200, 1400), y + 26 + row * 4, 150 + row * 55)
    sand = between(SAND, OCHRE, 0.12)
    b.wave(930, 16, 900, between(near, WHITE, 0.7), shift=b.chance.uniform(0, 900))
    b.wave(944, 16, 900, sand, shift=b.chance.uniform(0, 900))
    for x in b.chance.sample(range(140, 1480, 150), 2):
        b.oval(x, 962, 66, DARK_WOOD, up=22)
        b.oval(x, 955, 56, between(WOOD, INK, 0.3), up=15)


def _boat(b: Brush, x: float, y: float, wide: float) -> None:
    hull = b.chance.choice([TEAL, CLAY, DEEP, OCHRE])
    b.shape([(x - wide * 0.5, y - wide * 0.17), (x + wide * 0.56, y - wide * 0.22), (x + wide * 0.38, y + wide * 0.06),
             (x - wide * 0.36, y + wide * 0.06)], hull)  # fmt: skip
    b.shape([(x - wide * 0.5, y - wide * 0.17), (x + wide * 0.56, y - wide * 0.22), (x + wide * 0.53, y - wide * 0.17),
             (x - wide * 0.48, y - wide * 0.13)], WHITE)  # fmt: skip
    b.box(x - wide * 0.26, y - wide * 0.4, wide * 0.3, wide * 0.24, WHITE, round_by=4)
    b.box(x - wide * 0.22, y - wide * 0.35, wide * 0.08, wide * 0.09, SEA)
    b.box(x - wide * 0.1, y - wide * 0.35, wide * 0.08, wide * 0.09, SEA)
    b.box(x + wide * 0.16, y - wide * 0.55, wide * 0.025, wide * 0.38, DARK_WOOD)
    b.line([(x + wide * 0.17, y - wide * 0.54), (x + wide * 0.5, y - wide * 0.22)], between(INK, MIST, 0.4), 3)


def mountain_road(b: Brush) -> None:
    """Paint a road that winds down between mountains, and somebody on a motorbike."""
    b.sky(620)
    b.clouds(4, 260)
    for layer in range(4):
        fill = between(between(SEA, b.light.low_sky, 0.7), between(MOSS, TEAL, 0.4), layer / 3)
        hills(b, 400 + layer * 110, fill, 260 - layer * 30)
    b.wave(790, 26, 1500, between(MOSS, LEAF, 0.4), shift=b.chance.uniform(0, 1500))
    side = b.chance.choice([-1, 1])
    left, right = [], []
    for step in range(41):
        part = step / 40
        y = 640 + 380 * part**1.15
        middle = 800 + side * (430 * math.sin(part * 4.6) * (0.35 + 0.65 * part))
        half = 12 + 150 * part**1.6
        left.append((middle - half, y))
        right.append((middle + half, y))
    b.shape([*left, *reversed(right)], between(SAND, INK, 0.2))
    middle_line = [((a[0] + c[0]) / 2, a[1]) for a, c in zip(left, right, strict=True)]
    for step in range(4, 38, 4):
        b.line(middle_line[step : step + 2], WHITE, 2 + step * 0.28)
    for step in range(6, 40, 5):
        x, y = right[step] if side > 0 else left[step]
        out = 1 if side > 0 else -1
        b.box(x + out * (8 + step * 0.5) - 4, y - 12 - step, 8 + step * 0.12, 14 + step, WHITE)
        b.box(x + out * (8 + step * 0.5) - 4, y - 12 - step, 8 + step * 0.12, 6 + step * 0.2, CLAY)
    for x in b.chance.sample(range(60, 1560, 190), 4):
        if abs(x - middle_line[18][0]) > 190:
            tree(b, x, b.chance.uniform(770, 830), b.chance.uniform(150, 230), b.chance.choice([MOSS, LEAF]))
    x, y = middle_line[31]
    _motorbike(b, x, y + 10, 180, facing=side)


def _motorbike(b: Brush, x: float, ground: float, size: float, *, facing: int) -> None:
    for at in (-0.42, 0.42):
        b.oval(x + at * size, ground - size * 0.19, size * 0.2, INK)
        b.oval(x + at * size, ground - size * 0.19, size * 0.09, MIST)
    body = b.chance.choice([TEAL, CLAY, OCHRE])
    b.line([(x - facing * size * 0.42, ground - size * 0.3), (x + facing * size * 0.1, ground - size * 0.3),
            (x + facing * size * 0.36, ground - size * 0.62)], body, size * 0.15)  # fmt: skip
    b.box(x - facing * size * 0.5 - size * 0.13, ground - size * 0.72, size * 0.36, size * 0.3, OCHRE, round_by=6)
    coat = b.chance.choice([SEA, DEEP, between(OCHRE, WHITE, 0.3)])
    b.line([(x - facing * size * 0.08, ground - size * 0.48), (x + facing * size * 0.14, ground - size * 0.36),
            (x + facing * size * 0.1, ground - size * 0.12)], colour("3b4650"), size * 0.13)  # fmt: skip
    b.line([(x - facing * size * 0.08, ground - size * 0.52), (x, ground - size * 0.92)], coat, size * 0.26)
    b.line(
        [(x, ground - size * 0.88), (x + facing * size * 0.32, ground - size * 0.66)],
        between(coat, INK, 0.2),
        size * 0.09,
    )
    b.oval(x + facing * size * 0.03, ground - size * 1.17, size * 0.14, colour("d9a877"))
    b.slice(x + facing * size * 0.02, ground - size * 1.19, size * 0.16, 165, 375, OCHRE if body != OCHRE else TEAL)


def market(b: Brush) -> None:
    """Paint stalls under striped awnings and those who buy there."""
    b.sky(520)
    hills(b, 520, between(LEAF, b.light.low_sky, 0.5), 140)
    for x in (40, 1420):
        palm(b, x, 620, 360)
    house(b, b.chance.uniform(560, 800), 600, 300)
    b.box(0, 600, WIDTH, 400, between(b.light.ground, SAND, 0.7))
    colours = [TEAL, OCHRE, CLAY, SEA]
    b.chance.shuffle(colours)
    for number in range(3):
        x = 60 + number * 520
        for post in (x + 14, x + 430):
            b.box(post, 430, 14, 390, DARK_WOOD)
        if b.chance.random() < 0.9:
            standing(b, x + b.chance.uniform(140, 310), 812, 315, hat=b.chance.random() < 0.6)
        b.box(x, 690, 458, 26, WOOD, round_by=4)
        b.box(x + 12, 716, 434, 116, between(WOOD, INK, 0.2))
        for basket in range(4):
            at = x + 62 + basket * 112
            fruit = b.chance.choice([OCHRE, LEAF, CLAY, colour("e0b94f"), MOSS])
            for dot in range(5):
                b.oval(at - 36 + dot * 18, 668 - (dot % 2) * 14, 16, between(fruit, WHITE, 0.08 * (dot % 3)))
            b.shape([(at - 52, 668), (at + 52, 668), (at + 38, 704), (at - 38, 704)], between(SAND, DARK_WOOD, 0.4))
        for stripe in range(8):
            fill = colours[number] if stripe % 2 == 0 else WHITE
            top, low = x + 16 + stripe * 53.5, x - 24 + stripe * 63.5
            b.shape([(top, 350), (top + 53.5, 350), (low + 63.5, 450), (low, 450)], fill)
            b.slice(low + 31.75, 450, 31.75, 0, 180, fill)
    for x in b.chance.sample([220, 480, 760, 1050, 1330], 3):
        standing(b, x, 970, 420, facing=b.chance.choice([-1, 1]), hat=b.chance.random() < 0.5, behind=True)
        b.shape([(x + 58, 792), (x + 112, 792), (x + 104, 852), (x + 66, 852)], between(SAND, DARK_WOOD, 0.4))
        b.arc(x + 85, 792, 22, 180, 360, DARK_WOOD, 6)


def school(b: Brush) -> None:
    """Paint a school with its yard, a large tree and children going in."""
    b.sky(560)
    b.clouds(3, 180)
    hills(b, 560, between(SEA, b.light.low_sky, 0.6), 120)
    b.box(0, 700, WIDTH, 300, between(b.light.ground, SAND, 0.75))
    wall = between(b.light.wall, OCHRE, b.chance.choice([0.2, 0.35, 0.5]))
    b.box(230, 330, 1140, 380, wall)
    b.shape([(190, 336), (270, 230), (1330, 230), (1410, 336)], CLAY)
    b.box(190, 328, 1220, 14, between(CLAY, INK, 0.25))
    b.box(230, 512, 1140, 16, between(wall, INK, 0.12))
    for storey, y in enumerate((366, 550)):
        for number in range(7):
            x = 268 + number * 158
            if storey and number == 3:
                b.box(x - 16, y - 8, 130, 168, DARK_WOOD)
                b.box(x - 6, y + 2, 52, 158, TEAL)
                b.box(x + 54, y + 2, 52, 158, TEAL)
                continue
            b.box(x - 6, y - 6, 112, 112, WHITE)
            b.box(x, y, 100, 100, between(SEA, MIST, 0.3))
            b.box(x + 46, y, 8, 100, WHITE)
    b.box(200, 704, 1200, 18, between(SAND, INK, 0.18))
    b.shape([(690, 722), (910, 722), (1060, 1000), (540, 1000)], between(SAND, WHITE, 0.3))
    side = b.chance.choice([170, 1430])
    tree(b, side, 860, 560, b.chance.choice([MOSS, LEAF, colour("5d7f4a")]))
    for x in range(60, WIDTH, 220):
        if abs(x - 800) > 260 and abs(x - side) > 120:
            b.oval(x, 742, 60, LEAF, up=34)
    for x in b.chance.sample([600, 690, 790, 880, 990, 1090], b.chance.choice([3, 4])):
        ground = b.chance.uniform(880, 965)
        standing(b, x, ground, 220, behind=True, young=True, facing=b.chance.choice([-1, 1]))
        b.box(x - 24, ground - 170, 48, 62, b.chance.choice([OCHRE, CLAY, TEAL]), round_by=12)


def board(b: Brush) -> None:
    """Paint a notice board in the open and those who read it."""
    b.sky(640)
    b.clouds(3, 200)
    hills(b, 620, between(SEA, b.light.low_sky, 0.55), 160)
    hills(b, 690, between(LEAF, b.light.low_sky, 0.25), 90)
    b.box(0, 760, WIDTH, 240, b.light.ground)
    b.shape([(560, 800), (1040, 800), (1260, 1000), (340, 1000)], between(SAND, WHITE, 0.15))
    tree(b, 150, 820, 460)
    palm(b, 1480, 820, 520)
    for post in (372, 1196):
        b.box(post, 250, 32, 590, DARK_WOOD)
    b.box(340, 260, 920, 440, WOOD, round_by=6)
    b.box(364, 284, 872, 392, TEAL)
    b.shape([(280, 262), (420, 150), (1180, 150), (1320, 262)], CLAY)
    b.box(280, 256, 1040, 16, between(CLAY, INK, 0.25))
    x = 396.0
    while x < 1130:
        wide = b.chance.choice([120.0, 150.0, 170.0])
        if x + wide > 1220:
            break
        high = b.chance.choice([150.0, 180.0, 330.0])
        sheet(b, x, 306, wide, high, lines=6 if high < 200 else 11, head=b.chance.choice([TEAL, OCHRE, CLAY]))
        if high < 200:
            sheet(b, x, 306 + high + 18, wide, 330 - high, lines=4, head=SEA)
        b.oval(x + wide / 2, 314, 7, CLAY)
        x += wide + 24
    for number, at in enumerate(sorted(b.chance.sample([520, 700, 900, 1080], b.chance.choice([2, 3])))):
        b.oval(at, 962, 84, between(between(SAND, WHITE, 0.15), INK, 0.12), up=12)
        standing(b, at, 960, 500, behind=True, facing=-1, reaching=0 if number else b.chance.choice([0, 0.9]))
