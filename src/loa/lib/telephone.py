"""Telephone lines as offices write them. Plain Python."""

import re

# Where a second line or an extension begins.
_NEXT_LINE = re.compile(r"[;,/|]| - | – |\b(?:hoặc|máy lẻ|ext)\b", re.IGNORECASE)
_LINE = re.compile(r"\(?\+?\d[\d\s().-]*")
_SHORTEST, _LONGEST = 3, 15


def dialled(written: str) -> str:
    """Return what a telephone dials for the first line that was written, "" where none can be told.

    "0233 3820 000 (máy lẻ 12)" gives "02333820000".
    """
    found = _LINE.search(_NEXT_LINE.split(written)[0])
    digits = re.sub(r"\D", "", found[0]) if found else ""
    if found is None or not _SHORTEST <= len(digits) <= _LONGEST:
        return ""
    return f"+{digits}" if "+" in found[0] else digits
