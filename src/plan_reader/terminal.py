"""`loa read FILE [--json]`: a plan as a readable table in the terminal, or as JSON."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path

from plan_reader.errors import UnreadableFile
from plan_reader.json_form import plan_to_json
from plan_reader.model import Agency, Plan, Task, Timing
from plan_reader.reading import read_plan

_SEVERITIES = {"error": "Cần xử lý", "warning": "Cần xem lại", "note": "Ghi chú"}
# Share of the line's width for: number, task, lead, partner, product, timing.
_SHARES = (0.04, 0.30, 0.22, 0.15, 0.15, 0.14)
_HEADINGS = ("STT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Sản phẩm", "Thời gian")
_NARROWEST_TABLE = 72
_NARROWEST = 30


def main(arguments: Sequence[str]) -> int:
    """Read the file named in the arguments and print it; return 0, or 2 where it cannot be read."""
    parser = argparse.ArgumentParser(prog="loa read", description="Đọc một văn bản kế hoạch và in những gì hiểu được.")
    parser.add_argument(
        "file", type=Path, nargs="?", help="tệp kế hoạch: .docx, .pdf, .xlsx, .txt, .doc, .odt hoặc .rtf"
    )
    parser.add_argument("--json", action="store_true", help="in kết quả ở dạng JSON")
    chosen = parser.parse_args(arguments)
    if chosen.file is None:
        print("Thiếu tên tệp. Ghi tên tệp kế hoạch sau lệnh, ví dụ: loa read ke-hoach.docx", file=sys.stderr)
        return 2
    try:
        plan = read_plan(chosen.file)
    except UnreadableFile as problem:
        print(problem.message, file=sys.stderr)
        return 2
    except OSError:
        print(f"Không mở được tệp {chosen.file}. Kiểm tra lại đường dẫn và quyền đọc tệp.", file=sys.stderr)
        return 2
    width = max(shutil.get_terminal_size((120, 40)).columns, _NARROWEST)
    return _printed(_json(plan) if chosen.json else "\n".join(_lines(plan, width)))


def _json(plan: Plan) -> str:
    return json.dumps(plan_to_json(plan), ensure_ascii=False, indent=2)


def _printed(text: str) -> int:
    """Print a text and return the exit code; a reader such as `head` may close the pipe before the end."""
    try:
        print(text, flush=True)
    except BrokenPipeError:
        # The interpreter flushes again as it ends, and would complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as problem:
        print(f"Không ghi được kết quả: {problem.strerror}.", file=sys.stderr)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 2
    return 0


def _lines(plan: Plan, width: int) -> Iterator[str]:
    yield from textwrap.wrap(" ".join(filter(None, (plan.kind, plan.title))) or "Không thấy tên kế hoạch", width)
    issuer = plan.issuer or "Chưa rõ cơ quan ban hành"
    yield from _wrapped(f"{issuer} · năm {plan.year or 'chưa rõ'} · {_number_and_day(plan)}", width)
    yield ""
    yield from _table(plan.tasks, width) if width >= _NARROWEST_TABLE else _list(plan.tasks, width)
    for duty in plan.report_duties:
        receiver = duty.to.name if duty.to else "chưa rõ nơi nhận"
        yield from _wrapped(f"Báo cáo gửi {receiver}: {duty.timing.text}", width)
    yield from _counts(plan, width)
    yield from _findings(plan, width)


def _number_and_day(plan: Plan) -> str:
    symbol = f"số {plan.symbol}" if plan.symbol else "số chưa ghi"
    return f"{symbol}, ngày {plan.issued_on:%d/%m/%Y}" if plan.issued_on else f"{symbol}, ngày chưa ghi"


def _table(tasks: Sequence[Task], width: int) -> Iterator[str]:
    if not tasks:
        yield "Không thấy nhiệm vụ nào."
        return
    widths = [max(4, int((width - 2 * len(_SHARES)) * share)) for share in _SHARES]
    yield from _row(_HEADINGS, widths)
    yield "  ".join("─" * column for column in widths)
    group = None
    for task in tasks:
        if task.group and task.group != group:
            yield from _wrapped(task.group, width)
        group = task.group
        yield from _row(_cells(task), widths)
    yield ""


def _list(tasks: Sequence[Task], width: int) -> Iterator[str]:
    """Yield the tasks as labelled lines, for a terminal too narrow for the table."""
    if not tasks:
        yield "Không thấy nhiệm vụ nào."
    for task in tasks:
        number, title, *values = _cells(task)
        yield from _wrapped(f"{number}. {title}" if number else title, width)
        for heading, value in zip(_HEADINGS[2:], values, strict=True):
            yield from _wrapped(f"  {heading}: {value or '(trống)'}", width)
    yield ""


def _cells(task: Task) -> tuple[str, ...]:
    return (
        task.number,
        task.title,
        _names(task.leads),
        _names(task.partners),
        "; ".join(task.products),
        _timing(task.timing),
    )


def _names(agencies: Sequence[Agency]) -> str:
    return "; ".join(agency.name for agency in agencies)


def _timing(timing: Timing) -> str:
    """Return the phrase as written, with the day it comes to where the phrase does not name it."""
    text = timing.text or "(trống)"
    if timing.due and f"{timing.due:%d/%m/%Y}" not in text:
        text += f" → {timing.due:%d/%m/%Y}"
    return text + (" (năm suy ra)" if timing.year_inferred else "")


def _row(cells: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    wrapped = [textwrap.wrap(cell, width) or [""] for cell, width in zip(cells, widths, strict=True)]
    for index in range(max(map(len, wrapped))):
        parts = (lines[index] if index < len(lines) else "" for lines in wrapped)
        yield "  ".join(part.ljust(width) for part, width in zip(parts, widths, strict=True)).rstrip()


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, subsequent_indent="  ")


def _counts(plan: Plan, width: int) -> Iterator[str]:
    declared = f" (văn bản ghi {plan.declared_task_count})" if plan.declared_task_count is not None else ""
    yield from _wrapped(
        f"{len(plan.tasks)} nhiệm vụ{declared}, {len(plan.duties)} trách nhiệm, {len(plan.topics)} nội dung, "
        f"{len(plan.forms)} hình thức tuyên truyền.",
        width,
    )
    yield ""


def _findings(plan: Plan, width: int) -> Iterator[str]:
    if not plan.findings:
        yield "Không có điểm nào cần xem lại."
    for severity, label in _SEVERITIES.items():
        found = [finding for finding in plan.findings if finding.severity == severity]
        if found:
            yield f"{label} ({len(found)})"
        for finding in found:
            yield from _wrapped(f"- {finding.message} [{finding.code}]", width)
