"""The matrix of what was communicated where, its holes, and the five measures."""

from collections.abc import Iterator

from django.conf import settings
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from loa.activities.permissions import can_set_coverage
from loa.activities.queries.coverage import Axis, children, matrix, months_to_choose, read_wanted, terms_on
from loa.activities.queries.holes import silences, standings
from loa.activities.queries.measures import measures
from loa.activities.views.scope import scope_of
from loa.lib.vietnamese_text import written_day
from loa.lib.workbooks import Value, workbook
from loa.tasks.views.frame import DeskRequest, desk_page, show

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DEMO = "DỮ LIỆU MINH HỌA, KHÔNG PHẢI SỐ LIỆU THẬT"
_SHOWN = 60


@require_safe
@desk_page
def coverage(request: DeskRequest) -> HttpResponse:
    """Show how much was communicated by two axes, narrowed by the others."""
    today, scope = request.sitting.today, scope_of(request)
    wanted = read_wanted(request.GET, scope.unit, today)
    topics, channels, audiences = terms_on(today)
    context = {
        "scope": scope,
        "wanted": wanted,
        "matrix": matrix(wanted, {Axis.TOPIC: topics, Axis.CHANNEL: channels, Axis.AUDIENCE: audiences}),
        "axes": list(Axis),
        "months": months_to_choose(wanted.first, today),
        "topics": topics,
        "channels": channels,
        "audiences": audiences,
        "ways": _ways(wanted.query),
    }
    return show(request, "activities/coverage.html", context)


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


@require_safe
@desk_page
def coverage_export(request: DeskRequest) -> HttpResponse:
    """Hand out the matrix that is seen as a workbook."""
    today, scope = request.sitting.today, scope_of(request)
    wanted = read_wanted(request.GET, scope.unit, today)
    topics, channels, audiences = terms_on(today)
    found = matrix(wanted, {Axis.TOPIC: topics, Axis.CHANNEL: channels, Axis.AUDIENCE: audiences})
    notes = [_DEMO] if settings.LOA_DEMO else []
    notes.append(f"{scope.name}, {wanted.first:%m/%Y} đến {wanted.last:%m/%Y}, lập ngày {written_day(today)}.")
    notes.append("Mỗi hoạt động tính một lần ở cột và dòng Tổng, nên tổng có thể nhỏ hơn các ô cộng lại.")
    head = (f"{wanted.rows.label} \\ {wanted.columns.label}", *(one.name for one in found.heads), "Tổng")
    rows: Iterator[list[Value]] = (
        [one.name, *(cell.count for cell in cells), total] for one, cells, total, _ in found.rows
    )
    last: list[Value] = ["Tổng", *(total for total, _ in found.column_totals), found.total]
    widths = (40, *([14] * len(found.heads)), 10)
    content = workbook("Bao phủ", head, [*rows, last], widths=widths, notes=notes)
    response = HttpResponse(content, content_type=_XLSX)
    response["Content-Disposition"] = f'attachment; filename="bao-phu-{today:%Y-%m-%d}.xlsx"'
    return response


@require_safe
@desk_page
def holes(request: DeskRequest) -> HttpResponse:
    """Show where targets were missed, window by window, and who has been silent longest."""
    today, scope = request.sitting.today, scope_of(request)
    wanted = read_wanted(request.GET, scope.unit, today)
    found = standings(scope.unit, wanted.first, wanted.last, today)
    below = dict(children(scope.unit, today.replace(day=1), today.replace(day=1)))
    context = {
        "scope": scope,
        "wanted": wanted,
        "standings": [(one, one.holes[:_SHOWN], len(one.holes)) for one in found],
        "total": sum(len(one.holes) for one in found),
        "silences": [one for one in silences(below, today) if one[3] is None or one[3] > 30][:_SHOWN],
        "months": months_to_choose(wanted.first, today),
        "may_set": can_set_coverage(request.user, scope.unit, today),
    }
    return show(request, "activities/holes.html", context)


@require_safe
@desk_page
def measured(request: DeskRequest) -> HttpResponse:
    """Show the five measures with their definitions."""
    today, scope = request.sitting.today, scope_of(request)
    wanted = read_wanted(request.GET, scope.unit, today)
    context = {
        "scope": scope,
        "wanted": wanted,
        "measures": measures(scope.unit, scope.below, wanted.first, wanted.last, today),
    }
    return show(request, "activities/measures.html", context)
