"""What a product cell lists: several products, or one described in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plan_reader.text import fold, squeeze_lines

_BULLET = re.compile(r"(?:[-+•*–]|\d{1,2}[.)]|[a-zđ]\))\s+")
# Things that plans ask to be handed in. A comma parts two products only before one of these: "Tin, bài, phóng sự",
# but never "đúng, đủ, sạch, sống" or "xã, phường".
_NOUNS = (
    "bai|ban tin|bang|bao cao|bien ban|bo tai lieu|chuong trinh|chuyen muc|chuyen trang|cong van|cuoc thi|danh muc"
    "|danh sach|de an|de cuong|du an|du lieu|du thao|giay moi|hoi nghi|hoi thao|hop dong|huong dan|infographic"
    "|ke hoach|ket luan|khau hieu|lop|nghi quyet|pa no|pano|ap phich|bang ron|phong su|phu luc|phuong an"
    "|quy che|quyet dinh|san pham|so tay|tai lieu|tap huan|the le|thong bao|tin|to gap|to roi|to trinh|toa dam"
    "|van ban|video|clip|chuyen de"
)
_SEMICOLON, _COMMA = (re.compile(rf"{mark}(?![^()]*\))") for mark in ";,")  # not inside brackets
_LISTED = re.compile(rf"(?:(?:cac|nhung|bo|ban|cuon|\d+)\s+)*(?:{_NOUNS})\b")


def split_products(cell: str) -> tuple[str, ...]:
    """Return the products of a cell: its lines, the parts between semicolons, or a list of known things by commas."""
    lines = [_BULLET.sub("", line, count=1) for line in squeeze_lines(cell).split("\n")]
    return tuple(part for line in lines for part in _parts(line.strip(" ;-+")) if part)


def _parts(line: str) -> Iterator[str]:
    for piece in _SEMICOLON.split(line):
        commas = [part.strip() for part in _COMMA.split(piece)]
        if len(commas) > 1 and all(_LISTED.match(fold(part)) for part in commas):
            yield from (part.rstrip(".") for part in commas)
        else:
            yield piece.strip()
