"""Drawings for the demonstration: nobody's likeness, no emblem, seal or signature; one seed gives the same bytes."""

from collections.abc import Callable, Mapping
from random import Random

from loa.website.management.demo.drawings import indoors, outdoors
from loa.website.management.demo.drawings.brush import Brush

SCENES: Mapping[str, Callable[[Brush], None]] = {
    "counter": indoors.counter,
    "queue": indoors.queue,
    "village-meeting": indoors.village_meeting,
    "computer-class": indoors.computer_class,
    "phone": indoors.phone,
    "loudspeaker": outdoors.loudspeaker,
    "field": outdoors.field,
    "sea": outdoors.sea,
    "mountain-road": outdoors.mountain_road,
    "market": outdoors.market,
    "school": outdoors.school,
    "office": indoors.office,
    "board": outdoors.board,
    "forms": indoors.forms,
}


def draw(scene: str, seed: str) -> bytes:
    """Return a drawing of a scene among `SCENES` as a JPEG of 1,600 by 1,000 points.

    The seed chooses colours, hour of the day and arrangement.

    Raises:
        KeyError: there is no such scene.
    """
    brush = Brush(Random(f"{scene}:{seed}"))  # noqa: S311  (a drawing keeps no secret)
    SCENES[scene](brush)
    return brush.finished()
