"""Measure one way of reading a document, in a fresh process: `one_reading.py WAY FILE TIMES`.

Prints as JSON the seconds of the import and of the first reading, the median of TIMES readings after it, and how many
rows were found. The caller learns the peak memory from the kernel when this process ends.
"""

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

Way = Callable[[Path], int]


class Span(NamedTuple):
    """Seconds on the clock and on the processor, those of ended child processes included."""

    wall: float
    cpu: float


def main() -> None:
    """Measure the way named on the command line and print what it took."""
    make_ready, file, times = _WAYS[sys.argv[1]], Path(sys.argv[2]), int(sys.argv[3])
    imported, read = _measured(make_ready)
    first, rows = _measured(lambda: read(file))
    again = [_measured(lambda: read(file))[0] for _ in range(times)] or [first]
    warm = Span(median(span.wall for span in again), median(span.cpu for span in again))
    print(json.dumps({"imported": imported, "first": first, "warm": warm, "rows": rows}))


def _measured(work: Callable[[], Any]) -> tuple[Span, Any]:
    wall, cpu = time.perf_counter(), _processor_seconds()
    result = work()
    return Span(time.perf_counter() - wall, _processor_seconds() - cpu), result


def _processor_seconds() -> float:
    spent = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in spent)


def _ours() -> Way:
    from plan_reader import read_plan

    return lambda file: len(read_plan(file).tasks)


def _ours_loading() -> Way:
    """Take the document apart without understanding it: the part that other readers do too."""
    from plan_reader.document import Table
    from plan_reader.loading import load

    return lambda file: sum(
        len(block.rows) for block in load(file.read_bytes(), file.name).blocks if isinstance(block, Table)
    )


def _ours_in_a_child() -> Way:
    from plan_reader.isolated import read_plan_isolated

    return lambda file: len(read_plan_isolated(file.read_bytes(), name=file.name).tasks)


def _python_docx() -> Way:
    """Open the document and take the text of every cell, as its manual shows."""
    from docx import Document

    return lambda file: sum(
        any(cell.text for cell in row.cells) for table in Document(str(file)).tables for row in table.rows
    )


def _pdfplumber() -> Way:
    """Look for tables on every page, and close each page as it is read (else memory grows by 4 MB a page)."""
    import pdfplumber

    def read(file: Path) -> int:
        found = 0
        with pdfplumber.open(file) as document:
            for page in document.pages:
                found += sum(map(len, page.extract_tables()))
                page.close()
        return found

    return read


_WAYS: dict[str, Callable[[], Way]] = {
    "plan_reader": _ours,
    "plan_reader.loading": _ours_loading,
    "plan_reader.isolated": _ours_in_a_child,
    "python-docx": _python_docx,
    "pdfplumber": _pdfplumber,
}

if __name__ == "__main__":
    main()
