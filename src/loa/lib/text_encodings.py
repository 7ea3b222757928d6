"""Bytes of the outside world as composed text: pages, feeds and mail that say a wrong encoding, or none."""

import codecs
import unicodedata

# Encodings that may be named. Python knows others that are no letters (punycode, unicode_escape) or cost too much.
_ALLOWED = frozenset(
    ["ascii", "utf-8", "utf-16", "utf-16-le", "utf-16-be", "koi8-r", "big5", "gbk", "gb2312", "gb18030", "euc_kr",
     "shift_jis", "euc_jp", "iso2022_jp", "mac-roman"]
    + [f"cp{page}" for page in range(1250, 1259)]
    + [f"iso8859-{part}" for part in range(1, 17)]
)  # fmt: skip
_LONGEST_LABEL = 40
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# What browsers read where these are named: the bytes 0x80 to 0x9f hold letters and quotation marks there.
_WIDER = {"ascii": "cp1252", "iso8859-1": "cp1252"}
_FALLBACK = "cp1258"  # Vietnamese Windows; like 1252 but for the letters that Vietnamese needs


def decoded(data: bytes, label: str | None = None) -> str:
    """Return bytes as text in composed letters (NFC), whatever encoding their sender named; it never fails.

    A byte order mark decides first; bytes that are UTF-8 are read so even where something else was named, since text in
    another encoding hardly ever happens to be UTF-8; then the named encoding, then windows-1258. What is no letter in
    it becomes "�".
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _composed(data[len(mark) :].decode(encoding, "replace"))
    named = _known(label)
    if named.startswith(("utf-16", "iso2022")):
        return _composed(data.decode(named, "replace"))
    try:
        return _composed(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _composed(data.decode(_WIDER.get(named, named) or _FALLBACK, "replace"))


def _known(label: str | None) -> str:
    try:
        name = codecs.lookup((label or "").strip(" \t\r\n\"'")[:_LONGEST_LABEL]).name
    except (LookupError, ValueError):
        return ""
    return name if name in _ALLOWED else ""


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text.replace("\0", ""))
