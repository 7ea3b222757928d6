"""The matrix of what was communicated where, with the holes in it, on a page and as a workbook."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from loa.activities.permissions import owners_watched
from loa.activities.queries.coverage import Axis, matrix, months_to_choose, read_wanted, terms_between
from loa.activities.queries.marks import Marks, Place, marks_of
from loa.activities.views.scope import scope_of
from loa.activities.views.ways import ways_to_fill
from loa.base.workbooks import hand_out_list
from loa.lib.vietnamese_text import written_day
from loa.lib.workbooks import Value
from loa.tasks.views.frame import DeskRequest, desk_page, show


@require_safe
@desk_page
def coverage(request: DeskRequest) -> HttpResponse:
    """Show how much was communicated by two axes, narrowed by the others, and where targets were missed."""
    today, scope = request.sitting.today, scope_of(request)
    wanted = read_wanted(request.GET, scope.unit, today)
    terms = terms_between(wanted.first, wanted.last)
    found = matrix(wanted, terms)
    marks = marks_of(found, today)
    may_set = scope.unit in owners_watched(request.user, today)
    said = partial(_marked, marks, scope.unit, may_set=may_set)
    context = {
        "scope": scope,
        "wanted": wanted,
        "matrix": found,
        "rows": [
            (
                head,
                [(cell, said((cell.row.key, cell.column.key))) for cell in cells],
                total,
                query,
                said((head.key, None)),
            )
            for head, cells, total, query in found.rows
        ],
        "column_totals": [
            (total, query, said((None, head.key)))
            for head, (total, query) in zip(found.heads, found.column_totals, strict=True)
        ],
        "total_mark": said((None, None)),
        "marks": marks,
        "may_set": may_set,
        "pages": [(number, wanted.query(trang=number)) for number in range(1, found.pages + 1)],
        "axes": list(Axis),
        "months": months_to_choose(wanted.first, today),
        "topics": terms[Axis.TOPIC],
        "channels": terms[Axis.CHANNEL],
        "audiences": terms[Axis.AUDIENCE],
        "ways": _ways(wanted.query),
    }
    return show(request, "activities/coverage.html", context)


def _marked(marks: Marks, owner: int, place: Place, *, may_set: bool) -> dict[str, Any] | None:
    """Return what is said of a number, with the first way to fill it where it is a hole."""
    mark = marks.of.get(place)
    if mark is None:
        return None
    ways = ways_to_fill(owner, mark.unit, mark.target) if mark.hole and may_set else []
    return {"hole": mark.hole, "note": mark.note, "window": mark.window, "way": ways[0] if ways else None}


def _ways(query: object) -> list[tuple[str, str]]:
    """Return the pairs of axes that people ask for most, with the address of each."""
    pairs = (
        ("Nội dung × kênh", Axis.TOPIC, Axis.CHANNEL),
        ("Đơn vị × tháng", Axis.UNIT, Axis.MONTH),
        ("Nội dung × tháng", Axis.TOPIC, Axis.MONTH),
        ("Đơn vị × nội dung", Axis.UNIT, Axis.TOPIC),
        ("Đối tượng × kênh", Axis.AUDIENCE, Axis.CHANNEL),
    )
    return [(words, query(hang=rows.value, cot=columns.value)) for words, rows, columns in pairs]  # type: ignore[operator]


def _said(marks: Marks, place: Place, count: int) -> Value:
    """Return a number as a workbook says it, with a word where it is a hole or blank on purpose."""
    mark = marks.of.get(place)
    if mark is None:
        return count
    return f"{count} (thiếu, {mark.window})" if mark.hole else f"{count or '–'} ({mark.note})"


@require_safe
@desk_page
def coverage_export(request: DeskRequest) -> HttpResponse:
    """Hand out the matrix that is seen as a workbook."""
    today, scope = request.sitting.today, scope_of(request)
    wanted = replace(read_wanted(request.GET, scope.unit, today), page=0)
    found = matrix(wanted, terms_between(wanted.first, wanted.last))
    marks = marks_of(found, today)
    notes = [f"{scope.name}, {wanted.first:%m/%Y} đến {wanted.last:%m/%Y}, lập ngày {written_day(today)}."]
    notes.append("Mỗi hoạt động tính một lần ở cột và dòng Tổng, nên tổng có thể nhỏ hơn các ô cộng lại.")
    notes += [f"({number}) Không thực hiện, vì: {one.reason}" for number, one in enumerate(marks.notes, 1)]
    head = (f"{wanted.rows.label} \\ {wanted.columns.label}", *(one.name for one in found.heads), "Tổng")
    rows: Iterator[list[Value]] = (
        [
            one.name,
            *(_said(marks, (cell.row.key, cell.column.key), cell.count) for cell in cells),
            _said(marks, (one.key, None), total),
        ]
        for one, cells, total, _ in found.rows
    )
    totals = zip(found.heads, found.column_totals, strict=True)
    below = (_said(marks, (None, one.key), total) for one, (total, _) in totals)
    last: list[Value] = ["Tổng", *below, _said(marks, (None, None), found.total)]
    widths = (40, *([14] * len(found.heads)), 10)
    name = f"bao-phu-{today:%Y-%m-%d}"
    return hand_out_list(name, "Bao phủ", head, [*rows, last], widths=widths, notes=notes)
