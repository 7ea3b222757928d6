"""Scenes under a roof: the counter, the queue, a meeting, a class, an office, a telephone and forms on a table."""

from loa.website.management.demo.drawings.brush import (
    CLAY,
    DARK_WOOD,
    DEEP,
    INK,
    LEAF,
    MIST,
    OCHRE,
    SAND,
    SEA,
    SKINS,
    TEAL,
    WHITE,
    WIDTH,
    WOOD,
    Brush,
    between,
    colour,
)
from loa.website.management.demo.drawings.figures import bust, coat_of, from_behind, sitting, standing
from loa.website.management.demo.drawings.things import (
    desk,
    plant,
    room,
    screen,
    shadow,
    sheet,
    shelf,
    window,
)


def counter(b: Brush) -> None:
    """Paint the one-stop shop: officials behind a long counter, citizens before it."""
    room(b, 780)
    shelf(b, b.chance.choice([90, 140]), 150, 330, 3)
    window(b, b.chance.choice([1080, 1160]), 150, 330, 290)
    b.box(560, 130, 400, 92, TEAL, round_by=8)
    b.box(610, 162, b.chance.uniform(200, 300), 12, WHITE, round_by=6)
    b.box(610, 186, b.chance.uniform(120, 200), 10, MIST, round_by=5)
    places = [330, 800, 1270]
    for place in places:
        if b.chance.random() < 0.85:
            bust(b, place - 60, 590, 250)
        screen(b, place + 95, 590, 150, back=True)
    b.box(0, 590, WIDTH, 30, between(WOOD, WHITE, 0.15))
    b.box(0, 620, WIDTH, 230, TEAL)
    b.box(0, 620, WIDTH, 14, DEEP)
    for place in places:
        b.box(place - 190, 662, 380, 150, between(TEAL, WHITE, 0.08), round_by=6)
        b.box(place - 150, 572, 90, 18, WHITE, round_by=3)
    for edge in (565, 1035):
        b.box(edge - 5, 430, 10, 160, between(MIST, SEA, 0.4))
    b.box(0, 850, WIDTH, 16, between(b.light.floor, INK, 0.18))
    for place in b.chance.sample(places, b.chance.choice([2, 3])):
        at = place + b.chance.uniform(-90, 60)
        shadow(b, at, 962, 90)
        standing(b, at, 962, 540, facing=b.chance.choice([-1, 1]), behind=True)
    plant(b, b.chance.choice([60, 1540]), 930, 200)


def queue(b: Brush) -> None:
    """Paint the waiting room: chairs in a row, a machine that gives numbers, a clock."""
    room(b, 730)
    window(b, b.chance.choice([120, 180]), 150, 420, 300)
    b.oval(810, 220, 74, DARK_WOOD)
    b.oval(810, 220, 62, WHITE)
    hand = b.chance.uniform(-36, 36)
    b.line([(810, 220), (810 + hand * 0.7, 184)], INK, 8)
    b.line([(810, 220), (810 - hand, 238)], INK, 6)
    b.box(1010, 140, 430, 190, DEEP, round_by=10)
    for row in range(3):
        b.box(1040, 166 + row * 50, 120, 30, OCHRE, round_by=5)
        b.box(1190, 174 + row * 50, b.chance.uniform(120, 220), 14, SEA, round_by=5)
    sheet(b, 640, 400, 110, 150)
    sheet(b, 770, 400, 110, 150, head=OCHRE)
    b.box(60, 800, 1130, 16, between(TEAL, INK, 0.2), round_by=5)
    taken = b.chance.sample(range(5), b.chance.choice([3, 4]))
    for number in range(5):
        x = 110 + number * 220
        b.box(x, 570, 170, 160, SEA, round_by=22)
        b.box(x - 6, 735, 182, 30, TEAL, round_by=12)
        b.box(x + 75, 760, 18, 50, between(TEAL, INK, 0.3))
    for foot in (100, 640, 1150):
        b.box(foot, 812, 14, 82, INK)
    for number in taken:
        sitting(b, 180 + number * 220, 900, 470, facing=1)
    shadow(b, 1420, 940, 120)
    b.box(1340, 520, 160, 420, colour("e2ddcf"), round_by=16)
    b.box(1362, 550, 116, 120, TEAL, round_by=8)
    b.box(1380, 580, 80, 12, WHITE, round_by=5)
    b.box(1380, 606, 54, 12, MIST, round_by=5)
    b.box(1384, 700, 72, 12, INK, round_by=4)
    b.box(1394, 706, 52, 62, WHITE)
    standing(b, 1260, 960, 520, facing=1, behind=b.chance.random() < 0.5, reaching=0.4)


def village_meeting(b: Brush) -> None:
    """Paint a meeting in the village's house: rows from behind, somebody speaking beside a board."""
    room(b, 620)
    b.shape([(0, 0), (WIDTH, 0), (WIDTH, 70), (800, 20), (0, 70)], DARK_WOOD)
    for post in (70, 520, 1080, 1530):
        b.box(post - 20, 60, 40, 560, WOOD)
        b.box(post - 30, 590, 60, 30, between(WOOD, INK, 0.3))
    window(b, 170, 170, 270, 260)
    window(b, 1160, 170, 270, 260)
    left = b.chance.random() < 0.5
    board_x, speaker = (640, 1000) if left else (700, 600)
    b.box(board_x - 12, 150, 284, 214, WOOD, round_by=5)
    b.box(board_x, 162, 260, 190, TEAL)
    for row in range(4):
        b.box(board_x + 26, 194 + row * 38, b.chance.uniform(110, 210), 9, MIST, round_by=4)
    b.box(board_x + 20, 364, 12, 240, WOOD)
    b.box(board_x + 228, 364, 12, 240, WOOD)
    standing(b, speaker, 640, 400, facing=-1 if left else 1, reaching=b.chance.choice([0.5, 0.9]))
    for row, (foot, high, many) in enumerate(((790, 220, 7), (930, 280, 6), (1110, 350, 5))):
        step = WIDTH / many
        for number in range(many):
            if b.chance.random() < 0.86:
                from_behind(b, step * (number + 0.5) + b.chance.uniform(-24, 24) + (row % 2) * 22, foot, high)


def computer_class(b: Brush) -> None:
    """Paint a class: somebody shows on the wall, others sit before screens."""
    room(b, 600)
    b.box(470, 90, 660, 380, WHITE, round_by=4)
    b.box(470, 90, 660, 380, MIST, round_by=4)
    b.box(500, 124, 330, 26, TEAL, round_by=6)
    steps = b.chance.choice([3, 4])
    for number in range(steps):
        x = 520 + number * (580 / steps)
        b.box(x, 210, 104, 104, (TEAL, OCHRE, SEA, CLAY)[number], round_by=16)
        b.box(x + 12, 340, 80, 12, SEA, round_by=5)
        b.box(x + 12, 366, 56, 12, SEA, round_by=5)
        if number:
            b.line([(x - 580 / steps + 116, 262), (x - 12, 262)], DEEP, 6)
    window(b, 110, 150, 230, 270)
    window(b, 1260, 150, 230, 270)
    standing(b, b.chance.choice([400, 430]), 650, 420, facing=1, reaching=0.9)
    for top, wide, many in ((720, 200, 4), (900, 240, 3)):
        step = WIDTH / many
        for number in range(many):
            x = step * (number + 0.5)
            screen(b, x + wide * 0.72, top + 20, wide * 0.62)
        b.box(0, top + 20, WIDTH, 26, WOOD)
        b.box(0, top + 46, WIDTH, 150, between(WOOD, INK, 0.16))
        for number in range(many):
            bust(b, step * (number + 0.5), top + 70, wide * 1.15, behind=True)
            b.box(step * (number + 0.5) - wide * 0.26, top + 60, wide * 0.52, 130, DARK_WOOD, round_by=10)


def office(b: Brush) -> None:
    """Paint an office: somebody at a desk, papers, shelves, a window."""
    room(b, 760)
    window(b, b.chance.choice([560, 620]), 130, 420, 320)
    shelf(b, 130, 130, 310, 4)
    turned = b.chance.random() < 0.5
    b.box(1190, 160, 280, 210, WOOD, round_by=5)
    b.box(1202, 172, 256, 186, SAND)
    for row in range(2):
        for column in range(3):
            fill = b.chance.choice([WHITE, MIST, between(OCHRE, WHITE, 0.5)])
            b.box(1222 + column * 80, 190 + row * 82, 58, 66, fill, round_by=2)
    seat = 760 if turned else 980
    shadow(b, 860, 930, 560)
    b.box(seat - 86, 420, 172, 250, DEEP, round_by=36)
    bust(b, seat, 650, 330)
    desk(b, 460, 640, 860, 930)
    screen(b, seat + (240 if turned else -250), 640, 240, back=b.chance.random() < 0.4)
    for pile in range(b.chance.choice([3, 5, 7])):
        b.box(1170 - pile % 2 * 6, 622 - pile * 13, 120, 11, b.chance.choice([WHITE, SAND, MIST]), round_by=2)
    b.box(505, 588, 42, 52, OCHRE, round_by=6)
    b.arc(549, 612, 16, 270, 90, OCHRE, 7)
    plant(b, 1440, 940, 280)


def phone(b: Brush) -> None:
    """Paint a telephone on a table, showing a form that was sent."""
    table = between(WOOD, WHITE, b.chance.uniform(0.25, 0.5))
    b.box(0, 0, WIDTH, 1000, table)
    for line in range(6):
        b.box(0, 90 + line * 170 + b.chance.uniform(-20, 20), WIDTH, 5, between(table, INK, 0.08))
    side = b.chance.choice([-1, 1])
    sheet(b, 800 + side * 470 - 190, 150 + b.chance.uniform(-40, 40), 400, 560, lines=9)
    cup = 800 - side * 480
    b.oval(cup, 290, 150, between(table, INK, 0.12))
    b.oval(cup, 280, 146, WHITE)
    b.oval(cup, 280, 92, between(SAND, OCHRE, 0.2))
    b.oval(cup, 280, 78, b.chance.choice([colour("a8762f"), colour("7f8b3a")]))
    x, y, wide, high = 600, 70, 400, 800
    b.box(x + 14, y + 20, wide, high, between(table, INK, 0.2), round_by=54)
    b.box(x, y, wide, high, INK, round_by=54)
    b.box(x + 20, y + 24, wide - 40, high - 48, WHITE, round_by=36)
    b.box(x + 20, y + 70, wide - 40, 84, TEAL)
    b.box(x + 52, y + 102, b.chance.uniform(150, 230), 20, WHITE, round_by=8)
    for row in range(3):
        at = y + 196 + row * 104
        b.box(x + 52, at, b.chance.uniform(110, 190), 14, SEA, round_by=6)
        b.box(x + 52, at + 26, wide - 104, 50, between(MIST, WHITE, 0.35), round_by=10)
    b.oval(800, y + 600, 66, LEAF)
    b.line([(770, y + 602), (794, y + 626), (834, y + 576)], WHITE, 15)
    b.box(x + 52, y + 692, wide - 104, 46, OCHRE, round_by=22)
    skin = b.chance.choice(SKINS)
    _hand(b, side, skin)


def _hand(b: Brush, side: int, skin: tuple[int, int, int]) -> None:
    """Paint a hand that reaches in from below and points at the telephone."""
    wrist, tip = (800 + side * 440, 1040), (800 + side * 96, 806)
    sleeve = coat_of(b)
    b.line([(800 + side * 620, 1130), wrist], sleeve, 190)
    b.line([(800 + side * 470, 1050), (800 + side * 330, 950)], skin, 150)
    b.line([(800 + side * 300, 930), tip], skin, 52)
    for number in range(3):
        shade = between(skin, (0, 0, 0), 0.07 * (number + 1))
        start = (800 + side * (330 + number * 34), 950 + number * 26)
        b.line([start, (start[0] - side * 86, start[1] + 4)], shade, 48)
    b.line([(800 + side * 380, 900), (800 + side * 282, 838)], between(skin, WHITE, 0.08), 46)


def forms(b: Brush) -> None:
    """Paint forms on a table with a pen, a folder and spectacles."""
    table = b.chance.choice([between(WOOD, WHITE, 0.3), TEAL, between(SEA, WHITE, 0.35), between(OCHRE, WHITE, 0.45)])
    b.box(0, 0, WIDTH, 1000, table)
    b.box(90, 110, 560, 800, between(table, INK, 0.18), round_by=14)
    folder = b.chance.choice([CLAY, OCHRE, DEEP])
    b.box(70, 90, 560, 800, folder, round_by=14)
    b.box(70, 60, 220, 60, folder, round_by=12)
    sheet(b, 120, 150, 470, 680, lines=12, head=OCHRE)
    x, y = 720, 70 + b.chance.uniform(-20, 30)
    b.box(x + 10, y + 14, 620, 850, between(table, INK, 0.18), round_by=4)
    b.box(x, y, 620, 850, WHITE, round_by=4)
    b.box(x + 170, y + 60, 280, 24, TEAL, round_by=6)
    b.box(x + 220, y + 98, 180, 14, SEA, round_by=5)
    done = b.chance.randint(2, 5)
    for row in range(6):
        at = y + 170 + row * 92
        b.box(x + 60, at, 36, 36, DEEP, round_by=6)
        b.box(x + 65, at + 5, 26, 26, WHITE, round_by=4)
        if row < done:
            b.line([(x + 67, at + 17), (x + 76, at + 27), (x + 98, at - 2)], CLAY, 9)
        b.box(x + 124, at + 2, b.chance.uniform(190, 340), 12, between(SAND, INK, 0.25), round_by=5)
        b.box(x + 124, at + 30, 430, 4, between(SAND, INK, 0.12))
    b.box(x + 330, y + 752, 230, 4, INK)
    b.line([(1500, 250), (x + 520, y + 700)], DEEP, 30)
    b.line([(1500, 250), (1462, 328)], OCHRE, 30)
    tip_x, tip_y = x + 520, y + 700
    b.shape([(tip_x - 6, tip_y - 18), (tip_x + 20, tip_y - 4), (tip_x - 14, tip_y + 30)], INK)
    for lens in (1390, 1500):
        b.arc(lens, 880, 50, 0, 360, INK, 9)
    b.arc(1445, 876, 12, 180, 360, INK, 8)
