"""Checks on the paper itself: blanks, counts, numbers, and whether it is a plan at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from plan_reader.agencies import looks_like_person
from plan_reader.checks.facts import Facts, named, place_of, quoted
from plan_reader.columns import column_of
from plan_reader.model import Finding, Place, Task
from plan_reader.text import fold

_MOST_NAMED = 5
_NUMBER = re.compile(r"(?P<whole>\d{1,6})(?:\.\d+)*")


def symbol_blank(facts: Facts) -> Iterator[Finding]:
    """Find a document number left blank ("số /KH-UBND"); officers fill it in when the document is issued."""
    if facts.plan.symbol is None and facts.symbol_stated_blank:
        yield Finding(
            code="symbol-blank",
            severity="warning",
            message="Số, ký hiệu văn bản còn để trống. Nếu kế hoạch đã ban hành, cần bổ sung số và ký hiệu.",
            places=_caption(facts),
        )


def date_blank(facts: Facts) -> Iterator[Finding]:
    """Find a day of issue left blank ("ngày tháng 01 năm 2024")."""
    if facts.plan.issued_on is None and facts.date_stated_blank:
        yield Finding(
            code="date-blank",
            severity="warning",
            message="Ngày ban hành còn để trống. Hạn tính từ ngày ban hành chưa xác định được khi chưa có ngày này.",
            places=_caption(facts),
        )


def _caption(facts: Facts) -> tuple[Place, ...]:
    line = next((line for line in facts.lines if "kem theo" in line.folded[:12] or line.folded.startswith("so:")), None)
    return (Place(label="Dòng ghi số, ngày của văn bản", block=line.block),) if line else ()


def task_count_differs(facts: Facts) -> Iterator[Finding]:
    """Compare the stated total with the rows read; a stated total is a check, not a truth."""
    declared, read = facts.plan.declared_task_count, len(facts.plan.tasks)
    if declared is not None and declared != read:
        yield Finding(
            code="task-count-differs",
            severity="error",
            message=f"Văn bản ghi tổng số {declared} nhiệm vụ nhưng đọc được {read}. "
            "Đối chiếu lại các dòng của phụ lục.",
        )


def numbers_in_order(facts: Facts) -> Iterator[Finding]:
    """Find whole task numbers that are skipped or stand twice; numbering may begin again in each group or table."""
    skipped: list[tuple[Task, Task]] = []
    repeated: list[tuple[Task, Task]] = []
    for before, task in pairwise(facts.plan.tasks):
        first, second = _NUMBER.fullmatch(before.number), _NUMBER.fullmatch(task.number)
        if not first or not second:
            continue
        step = int(second["whole"]) - int(first["whole"])
        restarts = int(second["whole"]) == 1 and (task.group, task.place.block) != (before.group, before.place.block)
        if step == 1 or restarts or (step == 0 and before.number != task.number):
            continue
        (skipped if step > 0 else repeated).append((before, task))
    yield from _out_of_order("nhảy số", "Kiểm tra xem có thiếu dòng nào không.", skipped)
    yield from _out_of_order("lặp lại hoặc lùi lại", "Kiểm tra lại cách đánh số.", repeated)
    yield from _numbers_missing(facts)


def _out_of_order(what: str, advice: str, pairs: Sequence[tuple[Task, Task]]) -> Iterator[Finding]:
    if not pairs:
        return
    steps = ", ".join(f"sau {before.number} là {task.number}" for before, task in pairs[:_MOST_NAMED])
    more = f" và {len(pairs) - _MOST_NAMED} chỗ khác" if len(pairs) > _MOST_NAMED else ""
    yield Finding(
        code="number-missing-or-repeated",
        severity="warning",
        message=f"Số thứ tự nhiệm vụ {what}: {steps}{more}. {advice}",
        places=tuple(task.place for pair in pairs for task in pair),
    )


def _numbers_missing(facts: Facts) -> Iterator[Finding]:
    numbered = {task.place.block for task in facts.plan.tasks if task.number}
    without = [task for task in facts.plan.tasks if not task.number and task.place.block in numbered]
    if without:
        yield Finding(
            code="number-missing-or-repeated",
            severity="warning",
            message=f"Có {len(without)} nhiệm vụ không có số thứ tự.",
            places=tuple(task.place for task in without),
        )


def lead_missing(facts: Facts) -> Iterator[Finding]:
    """Find tasks whose lead is empty: an open question for the author, never filled in by guess."""
    if not any(task.leads for task in facts.plan.tasks):
        return
    for task in facts.plan.tasks:
        if not task.leads:
            yield Finding(
                code="lead-missing",
                severity="error",
                message=f"{named(task)} chưa ghi cơ quan chủ trì.",
                places=place_of(task),
            )


def rows_joined(facts: Facts) -> Iterator[Finding]:
    """Tell which rows were broken over two and put together again."""
    for place in facts.joined_rows:
        yield Finding(
            code="table-row-joined",
            severity="note",
            message=f"{place.label}: dòng bị ngắt đã được ghép lại. Đối chiếu với bản gốc.",
            places=(place,),
        )


def not_a_plan(facts: Facts) -> Iterator[Finding]:
    """Tell a document that is no plan of tasks for agencies: no tasks, or persons where agencies should lead."""
    plan = facts.plan
    reason = _why_no_plan(facts)
    if reason:
        name = quoted(plan.title) if plan.title else "này"
        yield Finding(
            code="not-a-plan",
            severity="error",
            message=f"Tài liệu {name} không giống một kế hoạch giao nhiệm vụ cho cơ quan, đơn vị: {reason} "
            "Chọn đúng tệp kế hoạch, hoặc nhờ người phụ trách xem trước khi dùng.",
        )


def _why_no_plan(facts: Facts) -> str | None:
    plan = facts.plan
    if not plan.tasks and not plan.duties:
        return "không thấy bảng nhiệm vụ và không thấy phần tổ chức thực hiện."
    leads = Counter(looks_like_person(agency.text) for task in plan.tasks for agency in task.leads)
    only_persons = facts.headings and all(map(_names_persons_only, facts.headings))
    if only_persons or (leads[True] and leads[True] * 3 >= sum(leads.values())):
        return "người chủ trì là cá nhân, không phải cơ quan, đơn vị."
    if plan.kind not in _ISSUED and facts.headings and all(map(_is_tracker, facts.headings)):
        return "các cột của bảng là của sổ theo dõi công việc, không phải của phụ lục kế hoạch."
    hours = sum(bool(_HOUR.search(fold(task.timing.text))) for task in plan.tasks)
    if hours and hours * 2 >= len(plan.tasks):
        return "thời gian là giờ trong ngày, như chương trình của một cuộc họp."
    return None


_ISSUED = ("Kế hoạch", "Quyết định", "Đề án", "Phương án")
_HOUR = re.compile(r"^(?:tu )?\d{1,2}\s?(?:h|g|gio|:)\s?\d{0,2}\b(?!.*\bngay \d)")
_TRACKER = ("nguoi thuc hien", "thoi gian nhan", "lanh dao", "can bo", "tuan 1", "chuyen vien")


def _names_persons_only(heading: tuple[str, ...]) -> bool:
    columns = set(map(column_of, heading))
    return "person" in columns and "lead" not in columns


def _is_tracker(heading: tuple[str, ...]) -> bool:
    return any(column.startswith(_TRACKER) for column in heading)


def personal_data(facts: Facts) -> Iterator[Finding]:
    """Tell where names or telephone numbers of staff stood in cells; they were masked before anything is kept."""
    if facts.masked:
        yield Finding(
            code="personal-data",
            severity="warning",
            message=f"Có tên hoặc số điện thoại cá nhân trong {len(facts.masked)} dòng của bảng; "
            "đã che trong kết quả đọc. Nên bỏ thông tin này khỏi văn bản trước khi công khai.",
            places=facts.masked,
        )
