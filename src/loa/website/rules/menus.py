"""Where in a site's menu one is while reading a page, and what may stand in a menu."""

import re
from collections.abc import Sequence

MOST_ENTRIES = 9  # besides the front page: on a telephone nine names are four lines already
LONGEST_WORDS = 40
# A page of the site itself, or a full address; nothing that a browser runs, and no path that is another host's.
_ADDRESS = re.compile(r"(?:/(?!/)|https?://[^\s/]+\.[^\s/]+)[^\s\\]*\Z")


def is_address(text: str) -> bool:
    """Tell whether a menu may lead to a text: a path of the site, or a full address of the web."""
    return bool(_ADDRESS.match(text))


def place_of(places: Sequence[tuple[str, ...]], path: str) -> tuple[int, bool] | None:
    """Return which place of a menu a path belongs to, and whether it is the very page; None where it is none's.

    Each place is its own address and the beginnings of what else stands below it. The page itself goes before what it
    stands below, and of these the longest: never two places at once.
    """
    for number, (address, *_) in enumerate(places):
        if address == path:
            return number, True
    found = [
        (len(beginning), -number)
        for number, place in enumerate(places)
        for beginning in place
        if beginning.startswith("/") and beginning != "/" and path.startswith(beginning)
    ]
    return (-max(found)[1], False) if found else None
