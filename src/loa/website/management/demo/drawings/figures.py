"""People without faces: standing, sitting, from behind; in conical hats where they are outdoors."""

from loa.website.management.demo.drawings.brush import COATS, HAIRS, SKINS, Brush, Colour, between, colour

_TROUSERS = (colour("3b4650"), colour("4a4037"), colour("2f4a4c"))
_HAT, _HAT_EDGE = colour("e8d3a0"), colour("cdb274")


def _head(b: Brush, x: float, y: float, size: float, *, hat: bool, behind: bool, young: bool = False) -> None:
    """Paint a head of a radius about a point: skin and hair, and nothing of a face."""
    skin, hair = b.chance.choice(SKINS), b.chance.choice(HAIRS[:2] if young else HAIRS)
    long_hair = b.chance.random() < 0.45
    if long_hair and behind:
        b.box(x - size * 1.02, y - size * 0.2, size * 2.04, size * 1.75, hair, round_by=size * 0.7)
    elif long_hair:  # no lower than the chin: from before it would be a beard
        b.box(x - size * 1.14, y - size * 0.5, size * 2.28, size * 1.3, hair, round_by=size * 0.5)
    b.box(x - size * 0.32, y + size * 0.5, size * 0.64, size * 0.95, between(skin, (0, 0, 0), 0.1), round_by=size * 0.2)
    if behind:
        b.oval(x, y, size, hair)
    else:
        b.oval(x, y, size, skin)
        b.slice(x, y - size * 0.08, size * 1.06, 178, 362, hair)
    if hat:
        b.shape([(x - size * 2, y - size * 0.1), (x, y - size * 1.75), (x + size * 2, y - size * 0.1)], _HAT)
        b.line([(x - size * 1.95, y - size * 0.1), (x + size * 1.95, y - size * 0.1)], _HAT_EDGE, size * 0.16)


def coat_of(b: Brush) -> Colour:
    """Return the colour of somebody's coat: not that of whoever was painted before."""
    b.coat = b.chance.choice([one for one in COATS if one != b.coat])
    return b.coat


def standing(
    b: Brush,
    x: float,
    ground: float,
    high: float,
    *,
    facing: int = 1,
    hat: bool = False,
    behind: bool = False,
    reaching: float = 0,
    young: bool = False,
) -> None:
    """Paint somebody standing on a line, so many points high; `reaching` lifts the arm that is towards `facing`."""
    coat, trousers = coat_of(b), b.chance.choice(_TROUSERS)
    sleeve = between(coat, (0, 0, 0), 0.14)
    shoulder, hip = ground - high * 0.79, ground - high * 0.44
    half, arm = high * 0.115, high * 0.062
    for side in (-1, 1):
        b.box(
            x + side * half * 0.52 - half * 0.42, hip - 4, half * 0.84, ground - hip - 4, trousers, round_by=half * 0.3
        )
        b.box(
            x + side * half * 0.52 - half * 0.42,
            ground - 12,
            half * 1.05,
            12,
            between(trousers, (0, 0, 0), 0.5),
            round_by=6,
        )
    b.line([(x - facing * half * 0.95, shoulder + arm), (x - facing * half * 1.25, hip + arm * 0.4)], sleeve, arm)
    b.box(x - half, shoulder, half * 2, hip - shoulder + high * 0.05, coat, round_by=half * 0.6)
    _head(b, x, ground - high * 0.905, high * 0.075, hat=hat, behind=behind, young=young)
    hand_x, hand_y = x + facing * half * 1.2, hip + arm * 0.4
    elbow = (x + facing * half * 1.3, (shoulder + hip) / 2)
    if reaching:
        elbow = (x + facing * half * 1.7, shoulder + high * 0.13)
        hand_x, hand_y = x + facing * half * 3.1, shoulder + high * (0.12 - 0.18 * (reaching - 0.5))
    b.line([(x + facing * half * 0.9, shoulder + arm), elbow, (hand_x, hand_y)], sleeve, arm)
    b.oval(hand_x, hand_y, arm * 0.52, SKINS[1])


def bust(b: Brush, x: float, desk: float, high: float, *, behind: bool = False, hat: bool = False) -> None:
    """Paint the upper half of somebody who sits behind an edge."""
    coat = coat_of(b)
    half = high * 0.32
    b.box(x - half, desk - high * 0.58, half * 2, high * 0.75, coat, round_by=half * 0.55)
    if not behind:
        b.shape(
            [(x - half * 0.3, desk - high * 0.58), (x + half * 0.3, desk - high * 0.58), (x, desk - high * 0.4)],
            between(coat, (255, 255, 255), 0.75),
        )
    _head(b, x, desk - high * 0.79, high * 0.19, hat=hat, behind=behind)


def from_behind(b: Brush, x: float, foot: float, high: float) -> None:
    """Paint somebody on a chair, seen from behind."""
    bust(b, x, foot - high * 0.28, high * 0.85, behind=True)
    wood = colour("96693f")
    half = high * 0.26
    b.box(x - half, foot - high * 0.5, half * 2, high * 0.3, wood, round_by=8)
    b.box(x - half, foot - high * 0.22, 10, high * 0.24, wood)
    b.box(x + half - 10, foot - high * 0.22, 10, high * 0.24, wood)


def sitting(b: Brush, x: float, ground: float, high: float, *, facing: int = 1) -> None:
    """Paint somebody on a bench, seen from the side; the bench stands there already."""
    coat, trousers = coat_of(b), b.chance.choice(_TROUSERS)
    seat, leg = ground - high * 0.36, high * 0.13
    knee = x + facing * high * 0.3
    b.line([(x, seat), (knee, seat), (knee, ground - 8)], trousers, leg)
    b.box(
        knee - high * 0.05 + (0 if facing > 0 else -high * 0.05), ground - 12, high * 0.15, 12, (40, 36, 32), round_by=6
    )
    b.box(x - high * 0.13, seat - high * 0.38, high * 0.26, high * 0.44, coat, round_by=high * 0.1)
    _head(b, x + facing * high * 0.02, seat - high * 0.51, high * 0.1, hat=False, behind=False)
    b.line(
        [
            (x, seat - high * 0.3),
            (x + facing * high * 0.08, seat - high * 0.12),
            (x + facing * high * 0.24, seat - high * 0.1),
        ],
        between(coat, (0, 0, 0), 0.14),
        high * 0.075,
    )


def stooping(b: Brush, x: float, ground: float, high: float, *, facing: int = 1) -> None:
    """Paint somebody bent over the ground in a conical hat, as one plants rice."""
    coat, trousers = coat_of(b), b.chance.choice(_TROUSERS)
    hip = (x, ground - high * 0.52)
    b.line([(x - high * 0.05, ground), hip], trousers, high * 0.11)
    b.line([(x + high * 0.06, ground), hip], trousers, high * 0.11)
    shoulder = (x + facing * high * 0.34, ground - high * 0.46)
    b.oval(x, hip[1] + high * 0.02, high * 0.12, trousers)
    b.line([hip, shoulder], coat, high * 0.2)
    b.line(
        [shoulder, (shoulder[0] + facing * high * 0.04, ground - high * 0.16)],
        between(coat, (0, 0, 0), 0.14),
        high * 0.07,
    )
    _head(b, shoulder[0] + facing * high * 0.14, shoulder[1] + high * 0.02, high * 0.075, hat=True, behind=False)
