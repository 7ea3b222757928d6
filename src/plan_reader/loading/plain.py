"""Plain text, with tables written as lines of cells parted by tabs (also what a spreadsheet pastes)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from plan_reader.document import Block, Cell, Document, Paragraph, Row, Table
from plan_reader.errors import UnreadableFile
from plan_reader.text import clean, squeeze, squeeze_lines

MAX_ROWS = 20_000

# A new paragraph begins with a number, a letter with a bracket, a dash or a plus.
_NUMBERED = re.compile(r"(?:[-+•*–]|\(?\d{1,2}(?:\.\d{1,2})*[.)]|\(?[a-zđ]\)|[IVXLC]+\.)\s")
_SENTENCE_END = (".", ":", ";", "!", "?", "/.", "…")
_EMPHASIS = re.compile(r"\*\*|__")


def decode(data: bytes) -> str:
    """Return the text of bytes in UTF-8, UTF-16 with its mark, or the Vietnamese Windows code page.

    Raises:
        UnreadableFile: "empty" where no letter is left.
    """
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            text = data.decode(encoding, errors="replace")
            break
    else:
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            text = data.decode("cp1258", errors="replace")
    if not text.strip("\x00 \t\r\n"):
        raise UnreadableFile("empty", "Tệp không có chữ nào. Chọn lại tệp kế hoạch rồi tải tệp lên lại.")
    return text


def read_plain(data: bytes) -> Document:
    """Return the paragraphs and tab tables of a text file."""
    lines = [_EMPHASIS.sub("", line.rstrip(" ")) for line in clean(decode(data)).split("\n")]
    blocks = tuple(_blocks(_joined_cells(lines)))
    only_tables = all(isinstance(block, Table) for block in blocks)
    return Document(blocks=blocks, format="tsv" if blocks and only_tables else "txt")


def _joined_cells(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines, with the lines of a quoted cell (as spreadsheets paste them) joined by a vertical tab."""
    pending: list[str] = []
    for line in lines:
        pending.append(line)
        opened = _opens_quote("\v".join(pending))
        if not opened or len(pending) > 60:
            yield "\v".join(pending)
            pending = []
    yield from pending  # a quote that never closed is a plain character


def _opens_quote(line: str) -> bool:
    """Tell whether the last cell begins with a quotation mark that is not closed on this line."""
    if "\t" not in line:
        return False
    last = line.rsplit("\t", 1)[1]
    return last.startswith('"') and last.count('"') % 2 == 1


def _blocks(lines: Iterable[str]) -> Iterator[Block]:
    rows: list[list[str]] = []
    paragraph: list[str] = []
    for line in lines:
        if line.count("\t") >= 2:
            if paragraph:
                yield Paragraph(text=squeeze(" ".join(paragraph)))
                paragraph = []
            rows.append(line.split("\t"))
            continue
        text = line.strip()
        if not text:
            continue  # a blank line neither ends a table nor, before a small letter, a paragraph
        if rows:
            yield _table(rows)
            rows = []
        if paragraph and not _continues(paragraph[-1], text):
            yield Paragraph(text=squeeze(" ".join(paragraph)))
            paragraph = []
        paragraph.append(text)
    if paragraph:
        yield Paragraph(text=squeeze(" ".join(paragraph)))
    if rows:
        yield _table(rows)


def _continues(previous: str, text: str) -> bool:
    """Tell whether a line goes on with the sentence before it: no stop there, a small letter here, no number."""
    return text[0].islower() and not _NUMBERED.match(text) and not previous.endswith(_SENTENCE_END)


def _table(rows: list[list[str]]) -> Table:
    if len(rows) > MAX_ROWS:
        raise UnreadableFile("too-large", f"Bảng có hơn {MAX_ROWS} dòng nên không được đọc. Tách tệp rồi thử lại.")
    width = max(map(len, rows))
    return Table(
        rows=tuple(Row(cells=tuple(Cell(text=_cell(text)) for text in row + [""] * (width - len(row)))) for row in rows)
    )


def _cell(text: str) -> str:
    text = text.strip()
    if "\v" in text or (len(text) > 1 and text[0] == text[-1] == '"'):
        text = text.strip('"').replace('""', '"').replace("\v", "\n")
    return squeeze_lines(text)
