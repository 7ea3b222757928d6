"""Written text made comparable, character by character, so that every match can be shown where it was written."""

import re
import unicodedata
from dataclasses import dataclass

_MARKED = re.compile("[^\\W\\d_][\u0300-\u0323\u031b]{1,3}")
_OPEN_TONE = re.compile("(?<!q)(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?!\\w)")
_TONE_FIRST = {
    f"{first}{marked}": f"{toned}{bare}"
    for first, bare, toneds, markeds in (
        ("o", "a", "òóỏõọ", "àáảãạ"),
        ("o", "e", "òóỏõọ", "èéẻẽẹ"),
        ("u", "y", "ùúủũụ", "ỳýỷỹỵ"),
    )
    for toned, marked in zip(toneds, markeds, strict=True)
}


@dataclass(frozen=True, slots=True)
class Comparable:
    """A text in composed letters (`composed`), and the same for comparing (`low`): lower case, "hoà" as "hòa".

    Both have the same length. `offsets` says where each of their characters stands in what was written; None where
    nothing had to be composed.
    """

    composed: str
    low: str
    offsets: list[int] | None

    def written_at(self, place: int) -> int:
        """Return where a place of these texts stands in what was written."""
        return place if self.offsets is None else self.offsets[place]


def comparable(written: str) -> Comparable:
    """Return what somebody wrote in the two forms that words are looked for in."""
    composed, offsets = (written, None) if _MARKED.search(written) is None else _composed(written)
    return Comparable(composed, lowered(composed), offsets)


def lowered(composed: str) -> str:
    """Return composed text in lower case with tone marks where "hòa" has them; its length stays."""
    low = composed.lower()
    if len(low) != len(composed):  # "İ" becomes two characters
        low = "".join(small if len(small := letter.lower()) == 1 else letter for letter in composed)
    return _OPEN_TONE.sub(lambda found: _TONE_FIRST[found[0]], low)


def plain(words: str) -> str:
    """Return words of a table in the form that text is compared in."""
    return lowered(unicodedata.normalize("NFC", words))


def _composed(written: str) -> tuple[str, list[int]]:
    """Compose letters with their marks; what does not become one letter stays as it is."""
    pieces: list[str] = []
    offsets: list[int] = []
    done = 0
    for found in _MARKED.finditer(written):
        letter = unicodedata.normalize("NFC", found[0])
        if len(letter) == 1:
            pieces += [written[done : found.start()], letter]
            offsets += [*range(done, found.start()), found.start()]
            done = found.end()
    pieces.append(written[done:])
    offsets += range(done, len(written) + 1)
    return "".join(pieces), offsets
