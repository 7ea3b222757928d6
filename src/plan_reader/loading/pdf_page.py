"""One PDF page as facts: glyphs with their baselines, ruling lines, and how much of the page is a picture.

Read through PDFium's plain functions: a page of table text takes about 10 ms and no memory that stays, where a full
layout analysis takes 90 ms. Coordinates are in points, x to the right and y downwards, turned so that the text of
the page runs to the right, whatever way the page or its text was turned; their origin is of no meaning.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

from plan_reader.errors import UnreadableFile
from plan_reader.loading.legacy import encoding_of_font

THIN = 3.0  # points: a drawn shape no thicker than this is a ruling line
_MAX_GLYPHS = 60_000  # on one page; a dense A3 sheet has about 12,000
_MAX_OBJECTS = 100_000
_MAX_FORM_DEPTH = 5
_LINE_END_HYPHENS = ("\x02", "\ufffe")  # what PDFium gives for a hyphen or a soft hyphen at the end of a line
_MEANINGLESS = ("\x00", "\ufffd")
_HYPHENS = (*_LINE_END_HYPHENS, "-", "\xad")
_WIDEST_HYPHEN = 0.42  # of the size; Times has 0.33 for the hyphen and 0.54 for "ư"


class Font(NamedTuple):
    """A font as a run names it, without the subset tag: ".VnTime", "TimesNewRomanPS-BoldMT"."""

    name: str
    bold: bool


class Glyph(NamedTuple):
    """One printed character: its advance box from `x0` to `x1`, its baseline and its nominal size."""

    char: str
    x0: float
    x1: float
    base: float
    size: float
    font: Font


class Ruling(NamedTuple):
    """A straight line along one axis: at `at` on the other axis, from `start` to `end`."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Page:
    """What is printed on one page. `left` to `right` and `top` to `bottom` bound the sheet; `picture` is the share
    of the sheet under images, from 0 to 1; `unknown` counts the glyphs whose font does not say what they mean.
    """

    number: int
    left: float
    top: float
    right: float
    bottom: float
    glyphs: tuple[Glyph, ...]
    across: tuple[Ruling, ...]
    down: tuple[Ruling, ...]
    picture: float
    unknown: int


class _Turn:
    """Turns a point of the page's own space so that text running in `direction` (quarter turns) runs right."""

    def __init__(self, direction: int) -> None:
        self._direction = direction

    def __call__(self, x: float, y: float) -> tuple[float, float]:
        return ((x, -y), (-y, -x), (-x, y), (y, x))[self._direction]

    def box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """Return left, top, right, bottom of a turned box."""
        (xa, ya), (xb, yb) = self(x0, y0), self(x1, y1)
        return min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb)


def read_page(page: Any, number: int) -> Page:
    """Return the facts of an open PDFium page. Raises UnreadableFile("too-large") on a page no reader could use."""
    glyphs, direction, unknown = _glyphs(page)
    turn = _Turn(direction)
    sheet = turn.box(*page.get_bbox())
    shapes = _Shapes(turn)
    shapes.read(page.raw, _page_objects(page.raw))
    area = max((sheet[2] - sheet[0]) * (sheet[3] - sheet[1]), 1.0)
    return Page(
        number=number,
        left=sheet[0],
        top=sheet[1],
        right=sheet[2],
        bottom=sheet[3],
        glyphs=glyphs,
        across=tuple(shapes.across),
        down=tuple(shapes.down),
        picture=min(shapes.image_area / area, 1.0),
        unknown=unknown,
    )


def _glyphs(page: Any) -> tuple[tuple[Glyph, ...], int, int]:
    """Return the glyphs that run the page's main way, that way in quarter turns, and the number without meaning.

    Text that runs another way is a stamp on the margin or a watermark, no part of the document's words.
    """
    textpage = page.get_textpage()
    try:
        raws = list(_raw_glyphs(textpage.raw))
    finally:
        textpage.close()
    ways = Counter(raw[0].way for raw in raws if raw[0].way is not None)
    direction = ways.most_common(1)[0][0] if ways else 0
    placed = _PLACED[direction]
    glyphs = []
    unknown = 0
    for look, char, box, origin in raws:
        if look.way != direction:
            continue
        if char in _MEANINGLESS:
            unknown += 1
            continue
        x0, x1, base = placed(box, origin)
        letter = _hyphen(char, (x1 - x0) / look.size, look.font) if char in _HYPHENS else char
        glyphs.append(Glyph(letter, x0, x1, base, look.size, look.font))
    return tuple(glyphs), direction, unknown


def _hyphen(char: str, width: float, font: Font) -> str:
    """Undo PDFium's sign for a hyphen at a line's end.

    In a TCVN3 font the place of the soft hyphen holds "ư", which a PDF may call a hyphen too: the width, in sizes,
    tells the letter from the dash.
    """
    if width > _WIDEST_HYPHEN and encoding_of_font(font.name) in ("TCVN3", "TCVN3-upper"):
        return "\xad"
    return "-" if char in _LINE_END_HYPHENS else char


class _Look(NamedTuple):
    """What all glyphs of one text object share; `way` in quarter turns clockwise, None on a slant."""

    font: Font
    size: float
    way: int | None


_Box = tuple[float, float, float, float]  # left, bottom, right, top
_Point = tuple[float, float]
_Raw = tuple[_Look, str, _Box, _Point]  # with the advance box and the origin on the baseline, in the page's own space

# Where a glyph begins and ends and where its baseline is, once turned: what _Turn does, without its price per glyph.
_PLACED: tuple[Callable[[_Box, _Point], tuple[float, float, float]], ...] = (
    lambda box, origin: (box[0], box[2], -origin[1]),
    lambda box, origin: (-box[3], -box[1], -origin[0]),
    lambda box, origin: (-box[2], -box[0], origin[1]),
    lambda box, origin: (box[1], box[3], origin[0]),
)


def _raw_glyphs(text: Any) -> Iterator[_Raw]:
    """Yield the glyphs drawn; the spaces and line ends that PDFium adds belong to no text object."""
    import pypdfium2.raw as pdfium

    count = pdfium.FPDFText_CountChars(text)
    if count > _MAX_GLYPHS:
        raise UnreadableFile("too-large", "Một trang của tệp PDF có quá nhiều chữ. Hãy gửi tệp .docx gốc.")
    object_at, box_of, origin_of = _object_address(), pdfium.FPDFText_GetLooseCharBox, pdfium.FPDFText_GetCharOrigin
    x, y, box = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
    looks: dict[int, _Look] = {}
    for index in range(count):
        address = object_at(text, index)
        if not address:
            continue
        look = looks.get(address)
        if look is None:
            look = looks[address] = _look(text, index)
        box_of(text, index, box)
        origin_of(text, index, x, y)
        corners = (box.left, box.bottom, box.right, box.top)
        origin = (x.value, y.value)
        if math.isfinite(sum(corners) + sum(origin)):
            yield look, _char(pdfium.FPDFText_GetUnicode(text, index)), corners, origin


@cache
def _object_address() -> Callable[[Any, int], int | None]:
    """Return PDFium's function that finds a glyph's text object, made to give the bare address: five times faster."""
    import pypdfium2.raw as pdfium

    entry = ctypes.cast(pdfium.FPDFText_GetTextObject, ctypes.c_void_p).value
    assert entry is not None  # noqa: S101
    return ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)(entry)


def _char(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\x00"


def _look(text: Any, index: int) -> _Look:
    import pypdfium2.raw as pdfium

    turns = pdfium.FPDFText_GetCharAngle(text, index) / (math.pi / 2)
    nearest = round(turns) if math.isfinite(turns) else 0
    way = nearest % 4 if abs(turns - nearest) < 0.1 else None
    return _Look(_font(pdfium.FPDFText_GetTextObject(text, index)), _size(text, index), way)


def _size(text: Any, index: int) -> float:
    """Return the size as printed: the font's, times what the text is stretched upwards."""
    import pypdfium2.raw as pdfium

    matrix = pdfium.FS_MATRIX()
    stretch = math.hypot(matrix.c, matrix.d) if pdfium.FPDFText_GetMatrix(text, index, matrix) else 1.0
    size = pdfium.FPDFText_GetFontSize(text, index) * stretch
    return min(max(size, 1.0), 500.0) if math.isfinite(size) else 1.0


def _font(text_object: Any) -> Font:
    import pypdfium2.raw as pdfium

    handle = pdfium.FPDFTextObj_GetFont(text_object)
    buffer = ctypes.create_string_buffer(256)
    length = pdfium.FPDFFont_GetBaseFontName(handle, buffer, 256) if handle else 0
    name = buffer.value.decode("utf-8", "replace") if 0 < length <= 256 else ""
    if len(name) > 7 and name[6] == "+":
        name = name[7:]
    # the weight PDFium states is a guess from the stems, wrong for sturdy fonts: the name is surer
    return Font(name, bold="bold" in name.lower())


_Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def _times(inner: _Matrix, outer: _Matrix) -> _Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _matrix(item: Any) -> _Matrix:
    import pypdfium2.raw as pdfium

    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, found):
        return _IDENTITY
    return found.a, found.b, found.c, found.d, found.e, found.f


def _page_objects(page: Any) -> Iterator[Any]:
    import pypdfium2.raw as pdfium

    for index in range(min(pdfium.FPDFPage_CountObjects(page), _MAX_OBJECTS)):
        yield pdfium.FPDFPage_GetObject(page, index)


def _form_objects(form: Any) -> Iterator[Any]:
    import pypdfium2.raw as pdfium

    for index in range(min(pdfium.FPDFFormObj_CountObjects(form), _MAX_OBJECTS)):
        yield pdfium.FPDFFormObj_GetObject(form, index)


class _Shapes:
    """Gathers ruling lines and image area from drawn objects, forms inside forms included."""

    def __init__(self, turn: _Turn) -> None:
        self._turn = turn
        self._left = _MAX_OBJECTS
        self.across: list[Ruling] = []
        self.down: list[Ruling] = []
        self.image_area = 0.0

    def read(self, page: Any, items: Iterator[Any], matrix: _Matrix = _IDENTITY, depth: int = 0) -> None:
        """Take each object in, walking into forms with their matrix."""
        import pypdfium2.raw as pdfium

        for item in items:
            self._left -= 1
            if self._left < 0:
                return
            kind = pdfium.FPDFPageObj_GetType(item)
            if kind == pdfium.FPDF_PAGEOBJ_PATH:
                self._path(item, _times(_matrix(item), matrix))
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                self._image(_times(_matrix(item), matrix))
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _MAX_FORM_DEPTH:
                self.read(page, _form_objects(item), _times(_matrix(item), matrix), depth + 1)

    def _image(self, matrix: _Matrix) -> None:
        """An image is drawn on the unit square; a thin one is a ruling line drawn as a picture."""
        a, b, c, d, e, f = matrix
        x0, y0, x1, y1 = self._turn.box(e, f, a + c + e, b + d + f)
        self.image_area += (x1 - x0) * (y1 - y0)
        self._thin_box(x0, y0, x1, y1)

    def _path(self, item: Any, matrix: _Matrix) -> None:
        import pypdfium2.raw as pdfium

        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(item, fill, stroke)
        for points in _strokes(item):
            turned = [self._turn(*_apply(matrix, x, y)) for x, y in points]
            if stroke.value:
                for (xa, ya), (xb, yb) in pairwise(turned):
                    self._thin_box(min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb))
            elif fill.value:
                xs, ys = [x for x, _ in turned], [y for _, y in turned]
                self._thin_box(min(xs), min(ys), max(xs), max(ys))

    def _thin_box(self, x0: float, y0: float, x1: float, y1: float) -> None:
        if not all(map(math.isfinite, (x0, y0, x1, y1))):
            return
        if y1 - y0 <= THIN < x1 - x0:
            self.across.append(Ruling((y0 + y1) / 2, x0, x1))
        elif x1 - x0 <= THIN < y1 - y0:
            self.down.append(Ruling((x0 + x1) / 2, y0, y1))


def _apply(matrix: _Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _strokes(path: Any) -> Iterator[list[tuple[float, float]]]:
    """Yield the points of each unbroken stroke of a path; a closed one ends where it began."""
    import pypdfium2.raw as pdfium

    points: list[tuple[float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(pdfium.FPDFPath_CountSegments(path), _MAX_OBJECTS)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        points.append((x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if points:
        yield points
