"""The text of one paragraph as a reader of the accepted document sees it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from plan_reader.document import Paragraph
from plan_reader.loading.docx_numbering import Numbering
from plan_reader.loading.docx_styles import PLAIN, Format, Styles, paragraph_format, run_format
from plan_reader.loading.docx_walk import ALTERNATE, MATH_TEXT, RUNS, W, chosen, expand, text_boxes
from plan_reader.loading.legacy import Conversion, Segment, decode, encoding_of_font
from plan_reader.text import squeeze_lines

if TYPE_CHECKING:
    from lxml.etree import _Element

_SIGNS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}
_TEXT, _SYMBOL, _FIELD, _RUN_PROPERTIES = f"{W}t", f"{W}sym", f"{W}fldChar", f"{W}rPr"
_PARAGRAPH_PROPERTIES = f"{W}pPr"
_PICTURES = frozenset({f"{W}drawing", f"{W}pict", f"{W}object"})
# Letters of the Symbol and Wingdings fonts that Word puts in the private use area.
_DINGBATS = {
    0xF0B7: "•", 0xF0A7: "▪", 0xF0D8: "➢", 0xF076: "❖", 0xF06E: "■", 0xF0FC: "✓", 0xF0FE: "☑", 0xF0FD: "☒",
    0xF0A8: "☐", 0xF06F: "☐", 0xF02D: "-", 0xF02B: "+", 0xF0B3: "≥", 0xF0A3: "≤", 0xF0B1: "±", 0xF0B4: "×",
    0xF0AE: "→", 0xF0E0: "→",
}  # fmt: skip
_PRIVATE_USE = re.compile("[\uf020-\uf0ff]")


@dataclass(frozen=True, slots=True)
class Read:
    """A paragraph with the text boxes anchored in it; `paragraph` may hold a number without text."""

    paragraph: Paragraph
    boxes: tuple[_Element, ...]


@dataclass(slots=True)
class ParagraphReader:
    """Reads paragraphs in document order: numbering and the conversion of legacy text go on between them."""

    styles: Styles
    numbering: Numbering
    conversion: Conversion

    def read(self, parts: Sequence[_Element], format_: Format) -> Read:
        """Return the paragraph made of `parts`: several where the marks between them were deleted.

        `format_` holds the direct properties of the last part, which are those of the whole.
        """
        inherited = self.styles.paragraph(format_.style)
        collected = _Collected()
        for part in parts:
            for run in expand(part, RUNS):
                self._add_run(run, inherited, collected)
        text = self.conversion.join(collected.segments)
        if _PRIVATE_USE.search(text):
            text = text.translate(_DINGBATS)
        centred = inherited.centred if format_.centred is None else format_.centred
        return Read(
            Paragraph(
                text=squeeze_lines(text),
                number=self._number(format_, inherited),
                bold=bool(collected.bold) and all(collected.bold),
                centred=bool(centred),
            ),
            tuple(collected.boxes),
        )

    def _number(self, format_: Format, inherited: Format) -> str:
        num_id = inherited.num_id if format_.num_id is None else format_.num_id
        if not num_id:
            return ""
        level = format_.level
        if level is None:
            level = inherited.level
        if level is None:
            style = format_.style or self.styles.default_paragraph
            level = self.numbering.level_of_style(num_id, self.styles.numbering_style(style, num_id))
        return self.numbering.next_label(num_id, level)

    def _add_run(self, run: _Element, inherited: Format, collected: _Collected) -> None:
        properties = run.find(_RUN_PROPERTIES)
        own = run_format(properties) if properties is not None else PLAIN
        by_style = self.styles.character(own.style) if own.style else PLAIN
        text = collected.visible_text(run)
        if not text or _first(own.hidden, by_style.hidden, inherited.hidden):
            return
        collected.segments.append(Segment(text, encoding_of_font(own.font or by_style.font or inherited.font)))
        if not text.isspace():
            collected.bold.append(bool(_first(own.bold, by_style.bold, inherited.bold)))


@dataclass(slots=True)
class _Collected:
    """What the runs of a paragraph gave so far; `fields` says of each open field whether its instruction still runs."""

    segments: list[Segment] = field(default_factory=list)
    bold: list[bool] = field(default_factory=list)
    boxes: list[_Element] = field(default_factory=list)
    fields: list[bool] = field(default_factory=list)

    def visible_text(self, run: _Element) -> str:
        """Return the text of a run outside field instructions; note marks, instructions and pictures have none."""
        pieces = []
        for child in run:
            piece = self._piece(child)
            if piece and not any(self.fields):
                pieces.append(piece)
        return "".join(pieces)

    def _piece(self, child: _Element) -> str:
        tag = child.tag
        if tag in (_TEXT, MATH_TEXT):
            return child.text or ""
        if tag == _FIELD:
            self._turn_field(child.get(f"{W}fldCharType"))
        elif tag == _SYMBOL:
            return _symbol(child)
        elif tag in _PICTURES:
            self.boxes.extend(text_boxes(child))
        elif tag == ALTERNATE:
            return "".join(map(self._piece, chosen(child)))
        return _SIGNS.get(tag, "")

    def _turn_field(self, turn: str | None) -> None:
        if turn == "begin":
            self.fields.append(True)
        elif self.fields and turn == "separate":
            self.fields[-1] = False
        elif self.fields and turn == "end":
            self.fields.pop()


def read_format(paragraph: _Element) -> Format:
    """Return the direct properties of a paragraph."""
    properties = paragraph.find(_PARAGRAPH_PROPERTIES)
    return paragraph_format(properties) if properties is not None else PLAIN


def _first(*values: bool | None) -> bool:
    return next((value for value in values if value is not None), False)


def _symbol(symbol: _Element) -> str:
    """Return the letter of w:sym: of a legacy font its decoded letter, else the code itself (dingbats come later)."""
    try:
        code = int(symbol.get(f"{W}char", ""), 16)
    except ValueError:
        return ""
    if not 0x20 <= code <= 0xFFFF or 0xD800 <= code <= 0xDFFF:
        return ""
    encoding = encoding_of_font(symbol.get(f"{W}font"))
    return decode(chr(code), encoding) if encoding else chr(code)
