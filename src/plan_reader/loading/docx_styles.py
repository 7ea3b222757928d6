"""What a run or paragraph looks like, as far as reading needs it: font, bold, hidden, centred, numbering."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING

from plan_reader.loading.docx_walk import VAL, W, is_on, number_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_MAX_ANCESTORS = 32  # a chain of styles that points back at itself must end


@dataclass(frozen=True, slots=True)
class Format:
    """Properties set at one level; None means "as the level below says". `num_id` 0 takes numbering away."""

    font: str | None = None
    bold: bool | None = None
    hidden: bool | None = None
    centred: bool | None = None
    num_id: int | None = None
    level: int | None = None
    style: str | None = None
    mark_deleted: bool = False

    def over(self, below: Format) -> Format:
        """Return this format with its gaps filled from the one below."""
        values = {
            part.name: own if (own := getattr(self, part.name)) is not None else getattr(below, part.name)
            for part in fields(self)
        }
        return Format(**values)


PLAIN = Format()


def run_format(properties: _Element) -> Format:
    """Read w:rPr. Of a run's fonts the one for letters beyond ASCII counts; theme fonts are never legacy ones."""
    font: str | None = None
    style: str | None = None
    bold: bool | None = None
    hidden: bool | None = None
    for child in properties:
        tag = child.tag
        if tag == _FONTS:
            font = child.get(_HIGH_ANSI) or child.get(_ASCII)
        elif tag == _BOLD:
            bold = is_on(child)
        elif tag == _VANISH:
            hidden = is_on(child)
        elif tag == _RUN_STYLE:
            style = child.get(VAL)
    return Format(font=font, bold=bold, hidden=hidden, style=style)


def paragraph_format(properties: _Element) -> Format:
    """Read w:pPr; the former properties kept by change tracking lie deeper and are not read."""
    centred: bool | None = None
    num_id: int | None = None
    level: int | None = None
    style: str | None = None
    mark_deleted = False
    for child in properties:
        tag = child.tag
        if tag == _PARAGRAPH_STYLE:
            style = child.get(VAL)
        elif tag == _ALIGNMENT:
            centred = child.get(VAL) == "center"
        elif tag == _NUMBERING:
            num_id, level = _numbering(child)
        elif tag == _RUN_PROPERTIES:
            mark_deleted = any(part.tag in _GONE for part in child)
    return Format(centred=centred, num_id=num_id, level=level, style=style, mark_deleted=mark_deleted)


@dataclass(slots=True)
class Styles:
    """The styles of a document, each with what it inherits."""

    defaults: Format = PLAIN
    default_paragraph: str | None = None
    own: dict[str, Format] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    _resolved: dict[str, Format] = field(default_factory=dict)
    _of_paragraph: dict[str | None, Format] = field(default_factory=dict)

    def character(self, style: str) -> Format:
        """Return what a style and its ancestors set; an unknown style sets nothing."""
        if style not in self._resolved:
            self._resolved[style] = self._with_ancestors(style)
        return self._resolved[style]

    def paragraph(self, style: str | None) -> Format:
        """Return what a paragraph style sets over the document's defaults; None means the default style."""
        if style not in self._of_paragraph:
            name = style if style in self.own else self.default_paragraph
            self._of_paragraph[style] = self.character(name).over(self.defaults) if name else self.defaults
        return self._of_paragraph[style]

    def numbering_style(self, style: str | None, num_id: int) -> str | None:
        """Return the style in the chain of ancestors that sets this numbering: levels are bound to that one."""
        for _ in range(_MAX_ANCESTORS):
            if style is None or self.own.get(style, PLAIN).num_id == num_id:
                break
            style = self.parents.get(style)
        return style

    def _with_ancestors(self, style: str) -> Format:
        found = PLAIN
        name: str | None = style
        for _ in range(_MAX_ANCESTORS):
            if name is None:
                break
            found = found.over(self.own.get(name, PLAIN))
            name = self.parents.get(name)
        return found


def read_styles(root: _Element | None) -> Styles:
    """Read styles.xml; a document without it has no styles."""
    if root is None:
        return Styles()
    defaults = PLAIN
    properties = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    if properties is not None:
        defaults = run_format(properties)
    styles = Styles(defaults=defaults)
    for style in root.iterchildren(f"{W}style"):
        _add_style(styles, style)
    return styles


def _add_style(styles: Styles, style: _Element) -> None:
    name = style.get(f"{W}styleId")
    if not name:
        return
    run, paragraph, parent = style.find(_RUN_PROPERTIES), style.find(f"{W}pPr"), style.find(f"{W}basedOn")
    of_run = run_format(run) if run is not None else PLAIN
    of_paragraph = paragraph_format(paragraph) if paragraph is not None else PLAIN
    styles.own[name] = of_run.over(of_paragraph)
    if parent is not None and parent.get(VAL):
        styles.parents[name] = parent.get(VAL, "")
    if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true", "on"):
        styles.default_paragraph = name


def _numbering(properties: _Element) -> tuple[int | None, int | None]:
    num_id, level = properties.find(f"{W}numId"), properties.find(f"{W}ilvl")
    return (
        number_of(num_id) if num_id is not None else None,
        number_of(level, most=8) if level is not None else None,
    )


_FONTS, _BOLD, _VANISH = f"{W}rFonts", f"{W}b", f"{W}vanish"
_HIGH_ANSI, _ASCII = f"{W}hAnsi", f"{W}ascii"
_RUN_STYLE, _PARAGRAPH_STYLE = f"{W}rStyle", f"{W}pStyle"
_ALIGNMENT, _NUMBERING, _RUN_PROPERTIES = f"{W}jc", f"{W}numPr", f"{W}rPr"
_GONE = frozenset({f"{W}del", f"{W}moveFrom"})
