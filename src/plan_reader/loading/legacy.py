"""Vietnamese text written for fonts older than Unicode, turned into Unicode: TCVN3 (ABC, `.VnTime`) and VNI.

Such a file holds Latin-1 letters that only look Vietnamese in their own font, so the font's name tells the encoding.
TCVN3 is the third set of TCVN 5712:1993; VNI is the two-byte set of VNI-Windows.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from plan_reader.model import Finding

Encoding = Literal["TCVN3", "TCVN3-upper", "VNI"]

# Bytes 0xA1 and up in order; "ư" is 0xAD, which Unicode calls the soft hyphen. A space marks a byte without letter.
_TCVN3_FROM_A1 = "ĂÂÊÔƠƯĐăâêôơưđ      àảãáạ ằẳẵắ       ặầẩẫấậè ẻẽéẹềểễếệìỉ   ĩíịò ỏõóọồổỗốộờởỡớợù ủũúụừửữứựỳỷỹýỵ"
_TCVN3 = {0xA1 + offset: letter for offset, letter in enumerate(_TCVN3_FROM_A1) if letter != " "}

_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT = "\u0301\u0300\u0309\u0303\u0323"
_CIRCUMFLEX, _BREVE = "\u0302\u0306"
# VNI writes a vowel and then one letter that stands for its marks.
_VNI_MARKS = {
    "ù": _ACUTE,
    "ø": _GRAVE,
    "û": _HOOK,
    "õ": _TILDE,
    "ï": _DOT,
    "â": _CIRCUMFLEX,
    "á": _CIRCUMFLEX + _ACUTE,
    "à": _CIRCUMFLEX + _GRAVE,
    "å": _CIRCUMFLEX + _HOOK,
    "ã": _CIRCUMFLEX + _TILDE,
    "ä": _CIRCUMFLEX + _DOT,
    "ê": _BREVE,
    "é": _BREVE + _ACUTE,
    "è": _BREVE + _GRAVE,
    "ú": _BREVE + _HOOK,
    "ü": _BREVE + _TILDE,
    "ë": _BREVE + _DOT,
}
_VNI_SINGLE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_TONE_MARKS, _CIRCUMFLEX_MARKS, _BREVE_MARKS = "ùøûõï", "âáàåãä", "êéèúüë"
_VNI_BASES = {
    "a": _TONE_MARKS + _CIRCUMFLEX_MARKS + _BREVE_MARKS,
    **dict.fromkeys("eo", _TONE_MARKS + _CIRCUMFLEX_MARKS),
    **dict.fromkeys("uôö", _TONE_MARKS),
    "y": "ùøûõ",
}

_PRIVATE_USE = {0xF000 + byte: byte for byte in range(0x20, 0x100)}  # how Word stores letters of a symbol font
_NOT_LETTERS = re.compile("[\\s\x00-\x40\\[-`{-\x7f\u2000-\u206f]+")
_BEYOND_LATIN_1 = re.compile("[\u0100-\u01b0\u1ea0-\u1ef9]")
_TONES = re.compile(f"[{_ACUTE}{_GRAVE}{_HOOK}{_TILDE}{_DOT}]")
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx])?"
    r"(?:i[êe]u|yêu|uyê|uya|uyu|uây|uôi|ươi|ươu|oai|oay|oao|oeo"
    r"|iê|yê|uê|uâ|uô|uơ|uy|ua|ui|oa|oă|oe|oo(?=c|ng)|oi|ôi|ơi|ai|ao|au|ay|âu|ây|eo|êu|ia|iu|ưa|ưi|ươ|ưu"
    r"|[aăâeêioôơuưy])"
    r"(?:ch|ng|nh|[cmnpt])?"
)
_STOPS = ("c", "ch", "p", "t")  # syllables that end so bear an acute or a dot below


def encoding_of_font(name: str | None) -> Encoding | None:
    """Return the encoding that a font's name implies, None for a Unicode font.

    `.VnTimeH` and its like have capitals in the places of small letters, since TCVN3 has no toned capitals.
    """
    if not name:
        return None
    if name[:3].casefold() == ".vn":
        return "TCVN3-upper" if name.endswith("H") else "TCVN3"
    return "VNI" if name[:4].upper() == "VNI-" else None


def from_tcvn3(text: str, *, upper: bool = False) -> str:
    """Return TCVN3 text (one Latin-1 letter per byte) as Unicode; `upper` for the capital fonts (`.VnTimeH`)."""
    decoded = text.translate(_PRIVATE_USE).translate(_TCVN3)
    return decoded.upper() if upper else decoded


def from_vni(text: str) -> str:
    """Return VNI text as Unicode. A vowel and its mark are read together before single letters are."""
    return _VNI_PATTERN.sub(lambda match: _VNI[match[0]], text.translate(_PRIVATE_USE))


def decode(text: str, encoding: Encoding) -> str:
    """Return text of one of the encodings as Unicode."""
    return from_vni(text) if encoding == "VNI" else from_tcvn3(text, upper=encoding == "TCVN3-upper")


def looks_like_tcvn3(text: str) -> bool:
    """Tell whether text without fonts is TCVN3 ("Céng hßa X· héi"): it makes Vietnamese syllables only once decoded."""
    return _only_reads_as(from_tcvn3(text), text)


def looks_like_vni(text: str) -> bool:
    """Tell whether text without fonts is VNI ("Coäng hoøa xaõ hoäi")."""
    return _only_reads_as(from_vni(text), text)


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text in one font; `encoding` is None for Unicode fonts."""

    text: str
    encoding: Encoding | None = None


@dataclass(slots=True)
class Conversion:
    """Decodes the legacy stretches of one document and remembers what the paragraphs so far were.

    Unicode typed while a legacy font was chosen stays as it is, told by its syllables. A paragraph that reads as well
    both ways follows its font, unless `trust_fonts` is off because the document's fonts mislead.
    """

    trust_fonts: bool = True
    counts: Counter[str] = field(default_factory=Counter)
    _unicode_after_all: int = 0
    _surely_legacy: int = 0

    def join(self, segments: Iterable[Segment]) -> str:
        """Return the text of one paragraph as Unicode."""
        segments = _merge_neighbours(segments)
        legacy = [segment for segment in segments if segment.encoding and not segment.text.isspace()]
        if legacy and self._is_legacy(legacy):
            self.counts.update(segment.encoding.partition("-")[0] for segment in legacy if segment.encoding)
            return "".join(map(_decoded, segments))
        return "".join(segment.text for segment in segments)

    @property
    def fonts_mislead(self) -> bool:
        """Tell whether more paragraphs in legacy fonts turned out to be Unicode than not."""
        return self._unicode_after_all > self._surely_legacy

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return the finding that tells how many stretches were converted, or nothing where none was."""
        if not self.counts:
            return ()
        counts = ", ".join(f"{count} chỗ từ bảng mã {encoding}" for encoding, count in sorted(self.counts.items()))
        message = f"Tệp dùng phông chữ đời cũ. Đã chuyển {counts} sang Unicode. Đối chiếu chữ đã chuyển với bản gốc."
        return (Finding(code="legacy-encoding-converted", severity="note", message=message),)

    def _is_legacy(self, segments: list[Segment]) -> bool:
        raw = "".join(segment.text for segment in segments)
        as_unicode, as_legacy = _syllables(raw)[0], _syllables("".join(map(_decoded, segments)))[0]
        if _BEYOND_LATIN_1.search(raw) or as_unicode > as_legacy:
            self._unicode_after_all += 1
            return False
        if as_legacy > as_unicode:
            self._surely_legacy += 1
            return True
        return self.trust_fonts


def _merge_neighbours(segments: Iterable[Segment]) -> list[Segment]:
    """Join neighbours of one encoding: a run may end between a VNI vowel and its mark."""
    merged: list[Segment] = []
    for segment in segments:
        if merged and merged[-1].encoding == segment.encoding:
            merged[-1] = Segment(merged[-1].text + segment.text, segment.encoding)
        else:
            merged.append(segment)
    return merged


def _decoded(segment: Segment) -> str:
    return decode(segment.text, segment.encoding) if segment.encoding else segment.text


def _only_reads_as(decoded: str, raw: str) -> bool:
    good_raw, marked_raw = _syllables(raw)
    good, marked = _syllables(decoded)
    return marked >= 2 and good >= 0.8 * marked and good_raw <= 0.5 * marked_raw


def _syllables(text: str) -> tuple[int, int]:
    """Count the words with letters beyond ASCII that are Vietnamese syllables, and all such words."""
    words = [word for word in _NOT_LETTERS.split(text) if word and not word.isascii()]
    return sum(map(_is_syllable, words)), len(words)


def _is_syllable(word: str) -> bool:
    letters = unicodedata.normalize("NFD", word.lower())
    tones = _TONES.findall(letters)
    bare = unicodedata.normalize("NFC", _TONES.sub("", letters))
    if len(tones) > 1 or not _SYLLABLE.fullmatch(bare):
        return False
    return not bare.endswith(_STOPS) or tones in ([_ACUTE], [_DOT])


def _vni_table() -> dict[str, str]:
    table = dict(_VNI_SINGLE)
    for base, marks in _VNI_BASES.items():
        plain = _VNI_SINGLE.get(base, base)
        table |= {base + mark: unicodedata.normalize("NFC", plain + _VNI_MARKS[mark]) for mark in marks}
    capitals = {raw.upper(): letter.upper() for raw, letter in table.items()}
    # Some keyboards leave the mark of a capital small ("Aù").
    mixed = {raw[0].upper() + raw[1:]: letter.upper() for raw, letter in table.items() if len(raw) == 2}
    return table | mixed | capitals


_VNI = _vni_table()
_VNI_PATTERN = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))
