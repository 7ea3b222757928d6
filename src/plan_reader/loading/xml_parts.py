"""Parts of an Office archive as XML trees, and the relations by which one part names another."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from plan_reader.errors import UnreadableFile
from plan_reader.loading.archive import Archive, damaged, refuse_declaration

if TYPE_CHECKING:
    from lxml.etree import _Element

# A tree takes several times the size of its text; this much keeps one part under about 250 MB.
MAX_TREE_BYTES = 20 * 1024 * 1024

RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PACKAGE_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# "Strict Open XML" files use other names for the same elements (ISO/IEC 29500-1, Annex L).
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)

# Nothing declared in the file is followed and nothing outside it is fetched.
SAFE_PARSER: dict[str, Any] = {
    "resolve_entities": False,
    "load_dtd": False,
    "no_network": True,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}


def read_markup(archive: Archive, name: str) -> bytes:
    """Return the bytes of a part with the names of the usual (transitional) vocabulary."""
    markup = archive.read(name)
    if b"purl.oclc.org/ooxml" in markup[:8_192]:
        for strict, usual in _STRICT:
            markup = markup.replace(strict, usual)
    return markup


def parse_part(archive: Archive, name: str) -> _Element:
    """Return the root element of a part.

    Raises:
        UnreadableFile: "damaged" where the part is missing or not well formed, "too-large" over 20 MB, "dangerous"
            for a document type declaration.
    """
    from lxml import etree

    markup = read_markup(archive, name)
    if len(markup) > MAX_TREE_BYTES:
        raise UnreadableFile(
            "too-large", "Tệp quá dài để đọc một lần. Tách phần kế hoạch và phụ lục thành tệp riêng rồi chọn lại."
        )
    try:
        root = etree.fromstring(markup, etree.XMLParser(**SAFE_PARSER))
    except etree.XMLSyntaxError as error:
        raise damaged() from error
    declared: Any = root.getroottree().docinfo
    if declared.doctype:
        refuse_declaration()
    return root


def relations(archive: Archive, part: str) -> Iterator[tuple[str, str, str]]:
    """Yield (id, kind, name of the part) for each part inside the archive that `part` relates to.

    `part` is "" for the package itself; the kind is the last word of the relation's type ("styles", "worksheet").
    """
    folder, base = posixpath.split(part)
    rels = posixpath.join(folder, "_rels", f"{base}.rels")
    if rels not in archive.names:
        return
    for relation in parse_part(archive, rels).iter(_PACKAGE_RELATION):
        if relation.get("TargetMode") == "External":
            continue
        target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
        if target in archive.names:
            yield relation.get("Id", ""), relation.get("Type", "").rpartition("/")[2], target


def related_part(archive: Archive, part: str, kind: str) -> str | None:
    """Return the name of the first part of a kind that `part` relates to, None where there is none."""
    return next((name for _, found, name in relations(archive, part) if found == kind), None)
