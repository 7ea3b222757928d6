"""Builds a .docx from pieces of markup, so that a test shows exactly what stands in the file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape

W_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMESPACES = (
    f'xmlns:w="{W_NS}" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CONTENT_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)


def docx(
    body: str, *, styles: str = "", numbering: str = "", extra: Mapping[str, bytes] | None = None, strict: bool = False
) -> bytes:
    """Return a .docx with this markup inside w:body, w:styles and w:numbering."""
    parts = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _relations({"officeDocument": "word/document.xml"}),
        "word/document.xml": f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations({"styles": "styles.xml", "numbering": "numbering.xml"}),
        "word/styles.xml": f"<w:styles {_NAMESPACES}>{styles}</w:styles>",
        "word/numbering.xml": f"<w:numbering {_NAMESPACES}>{numbering}</w:numbering>",
    }
    if strict:
        parts = {
            name: part.replace(W_NS, "http://purl.oclc.org/ooxml/wordprocessingml/main").replace(
                _OFFICE, "http://purl.oclc.org/ooxml/officeDocument/relationships"
            )
            for name, part in parts.items()
        }
    return zipped({**{name: part.encode() for name, part in parts.items()}, **(extra or {})})


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """Return a zip of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return buffer.getvalue()


def run(text: str, *, font: str = "", props: str = "") -> str:
    """Return a run; a font is set for all letters."""
    fonts = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>' if font else ""
    return f'<w:r><w:rPr>{fonts}{props}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def par(*pieces: str, props: str = "") -> str:
    """Return a paragraph; a piece that is no markup becomes a run."""
    return f"<w:p><w:pPr>{props}</w:pPr>{''.join(p if p.startswith('<') else run(p) for p in pieces)}</w:p>"


def numbered(text: str, num_id: int = 1, level: int = 0) -> str:
    """Return a paragraph of a list."""
    return par(text, props=in_list(num_id, level)) if text else par(props=in_list(num_id, level))


def in_list(num_id: int, level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num_id}"/></w:numPr>'


def cell(content: str = "", *, props: str = "") -> str:
    """Return a cell; content that is no markup becomes one paragraph for each line."""
    inner = (
        content if content.startswith("<") else "".join(par(line) if line else par() for line in content.split("\n"))
    )
    return f"<w:tc><w:tcPr>{props}</w:tcPr>{inner}</w:tc>"


def row(*cells: str, props: str = "") -> str:
    """Return a row; what holds no w:tc is made one."""
    made = "".join(c if "<w:tc>" in c.partition("<w:tbl>")[0] else cell(c) for c in cells)
    return f"<w:tr><w:trPr>{props}</w:trPr>{made}</w:tr>"


def table(*rows: str | Iterable[str]) -> str:
    """Return a table of rows, each as markup or as cells."""
    return f"<w:tbl>{''.join(r if isinstance(r, str) else row(*r) for r in rows)}</w:tbl>"


def span(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


MERGE_START = '<w:vMerge w:val="restart"/>'
MERGE_ON = "<w:vMerge/>"
HEADER = "<w:tblHeader/>"


def inserted(content: str) -> str:
    return f'<w:ins w:id="1" w:author="VT">{content}</w:ins>'


def deleted(text: str) -> str:
    return f'<w:del w:id="2" w:author="VT"><w:r><w:delText>{escape(text)}</w:delText></w:r></w:del>'


def control(content: str, *, placeholder: bool = False) -> str:
    """Return a content control."""
    shown = "<w:showingPlcHdr/>" if placeholder else ""
    return f"<w:sdt><w:sdtPr>{shown}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def abstract_list(key: int, *levels: tuple[str, str] | tuple[str, str, str], head: str = "") -> str:
    """Return a w:abstractNum with levels (kind, text[, further markup])."""
    made = "".join(
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{level[0]}"/><w:lvlText w:val="{level[1]}"/>'
        f"{level[2] if len(level) == 3 else ''}</w:lvl>"
        for index, level in enumerate(levels)
    )
    return f'<w:abstractNum w:abstractNumId="{key}">{head}{made}</w:abstractNum>'


def used_list(num_id: int, key: int, *, overrides: str = "") -> str:
    return f'<w:num w:numId="{num_id}"><w:abstractNumId w:val="{key}"/>{overrides}</w:num>'


def _relations(targets: Mapping[str, str]) -> str:
    made = "".join(
        f'<Relationship Id="rId{index}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for index, (kind, target) in enumerate(targets.items(), 1)
    )
    return f'<Relationships xmlns="{_RELATIONS}">{made}</Relationships>'
