"""Measure `plan_reader`: time and peak memory on the founding plan and on large documents, beside other readers.

Every figure comes from a fresh process. This one imports nothing large: a child's peak memory, as the kernel counts
it, is never below what its parent held when it started the child.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from statistics import median

from accounting import BUSY, machine_seconds
from table import BUDGET_HEADING, judged, show

HERE = Path(__file__).resolve().parent
FOUNDING_PLAN = HERE.parent / "examples" / "vinh-linh-2024" / "ke-hoach.txt"
LOA = Path(sys.executable).with_name("loa")
_WHOLE_PROCESSES = 11
_HEADING = ("", "wall ms", "CPU ms", "first ms", "peak MB", "rows")
_PARTS_OF_THE_LONG_PDF = 10  # pdfplumber reads 20 of the 200 pages; ten times that is what all would take


@dataclass(frozen=True)
class Reading:
    """What one way of reading one document took: milliseconds and megabytes, of the median run."""

    name: str
    wall: float
    cpu: float
    peak: float
    first: float | None = None
    imported: float | None = None
    rows: int | None = None

    def times(self, factor: int, name: str) -> "Reading":
        """Return this reading as it would be for a document `factor` times as long."""
        return Reading(name, self.wall * factor, self.cpu * factor, self.peak, rows=(self.rows or 0) * factor)

    def line(self) -> list[str]:
        """Return the line of the table of figures."""
        first = "" if self.first is None else f"{self.first:,.0f}"
        rows = "" if self.rows is None else f"{self.rows:,}"
        return [self.name, f"{self.wall:,.1f}", f"{self.cpu:,.1f}", first, f"{self.peak:,.0f}", rows]


def main() -> None:
    """Make the documents, measure every way of reading them, and print the figures beside their budgets."""
    with tempfile.TemporaryDirectory() as folder:
        documents = Path(folder)
        subprocess.run([sys.executable, str(HERE / "documents.py"), folder], check=True)
        begin, before = time.perf_counter(), machine_seconds() - _ours()
        start = _whole_process("python -c pass", [sys.executable, "-c", "pass"])
        seed = _founding_plan()
        docx, pdf, xlsx = _docx(documents), _pdf(documents), _xlsx(documents)
        others = (machine_seconds() - _ours() - before) / (time.perf_counter() - begin) / (os.cpu_count() or 1)
    _, inside, isolated = seed
    show("Documents read (median; “first” is the first reading of a process)", _HEADING, [
        reading.line() for reading in (start, *seed, *docx, *pdf, xlsx)
    ])  # fmt: skip
    print(f"Importing plan_reader takes {inside.imported:,.0f} ms of a process, starting Python {start.wall:,.0f} ms.")
    print(f"A process of its own for a stranger's file (isolated) adds {isolated.wall - inside.wall:,.0f} ms.")
    for _, loading, *theirs in filter(None, (docx, pdf)):
        for one in theirs:
            print(f"{one.name} takes {one.cpu / loading.cpu:.2f} × the CPU time of our loading, which does the same.")
    if not pdf:
        print("Left out: the 200-page PDF (needs a Liberation, DejaVu or Noto Serif font to draw it with).")
    elif not find_spec("pdfplumber"):
        print("Left out: pdfplumber beside the 200-page PDF, which is not installed here and which Loa does not need.")
    show("Budgets of the reader", BUDGET_HEADING, _budgets(seed, docx[0], pdf[:1], xlsx))
    if others > BUSY:
        print(f"Others used {others:.0%} of the processors meanwhile: measure again on a quiet machine.")


def _ours() -> float:
    """Return the processor seconds of this process and its ended children."""
    spent = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in spent)


def _founding_plan() -> tuple[Reading, Reading, Reading]:
    return (
        _whole_process("founding plan, `loa read`, whole process", [str(LOA), "read", str(FOUNDING_PLAN)]),
        _inside("founding plan, in process, warm", "plan_reader", FOUNDING_PLAN, 50),
        _inside("founding plan, isolated", "plan_reader.isolated", FOUNDING_PLAN, 5),
    )


def _docx(documents: Path) -> list[Reading]:
    """Return our reading, the loading in it, and python-docx walking the cells."""
    ways = ("plan_reader", "plan_reader.loading", "python-docx")
    return [_inside(f"800-row .docx, {way}", way, documents / "rows-800.docx", 3) for way in ways]


def _pdf(documents: Path) -> list[Reading]:
    """Return our reading, the loading in it, and pdfplumber's tables where installed.

    Nothing where no font could draw the file.
    """
    if not (documents / "pages-200.pdf").exists():
        return []
    ways = ("plan_reader", "plan_reader.loading")
    ours = [_inside(f"200-page .pdf, {way}", way, documents / "pages-200.pdf", 1) for way in ways]
    if not find_spec("pdfplumber"):
        return ours
    part = _inside("", "pdfplumber", documents / "pages-20.pdf", 1)
    return [*ours, part.times(_PARTS_OF_THE_LONG_PDF, "200-page .pdf, pdfplumber (20 pages × 10)")]


def _xlsx(documents: Path) -> Reading:
    return _inside("5,000-row .xlsx, plan_reader", "plan_reader", documents / "rows-5000.xlsx", 1)


def _budgets(
    seed: tuple[Reading, Reading, Reading], docx: Reading, pdf: list[Reading], xlsx: Reading
) -> list[list[str]]:
    whole, inside, _ = seed
    return [
        judged("founding plan, `loa read`, whole process", whole.wall / 1000, 0.30, "s"),
        judged("founding plan, in process, warm", inside.wall, 20, "ms"),
        judged("800-row .docx, in process", docx.wall / 1000, 0.5, "s"),
        judged("800-row .docx, peak", docx.peak, 200, "MB"),
        *(line for reading in pdf for line in _of_a_stranger("200-page .pdf", reading)),
        *_of_a_stranger("5,000-row .xlsx", xlsx),
    ]


def _of_a_stranger(what: str, reading: Reading) -> list[list[str]]:
    """Return the lines for the limits within which any uploaded file must be answered."""
    return [judged(what, reading.wall / 1000, 10, "s"), judged(f"{what}, peak", reading.peak, 300, "MB")]


def _whole_process(name: str, command: list[str]) -> Reading:
    runs = [_run(command)[0] for _ in range(_WHOLE_PROCESSES)]
    return Reading(name, *(median(values) for values in zip(*runs, strict=True)))


def _inside(name: str, way: str, file: Path, times: int) -> Reading:
    (_, _, peak), printed = _run([sys.executable, str(HERE / "one_reading.py"), way, str(file), str(times)])
    said = json.loads(printed)
    wall, cpu = said["warm"]
    return Reading(
        name, wall * 1000, cpu * 1000, peak,
        first=said["first"][0] * 1000, imported=said["imported"][0] * 1000, rows=said["rows"],
    )  # fmt: skip


def _run(command: list[str]) -> tuple[tuple[float, float, float], bytes]:
    """Run a command to its end; return its wall and CPU milliseconds, its peak megabytes, and what it printed."""
    with tempfile.TemporaryFile() as printed:
        begin = time.perf_counter()
        child = subprocess.Popen(command, stdout=printed)
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - begin
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            sys.exit(f"{' '.join(command)} ended with {child.returncode}.")
        printed.seek(0)
        cpu = usage.ru_utime + usage.ru_stime
        return (wall * 1000, cpu * 1000, usage.ru_maxrss / 1024), printed.read()


if __name__ == "__main__":
    main()
