"""What the pages of watching show, whole, as workbooks: a plan by task, unit, month and number; whom to telephone."""

from collections.abc import Callable, Iterable, Iterator

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.utils.timezone import localtime
from django.views.decorators.http import require_safe

from loa.base.workbooks import hand_out_list
from loa.lib.vietnamese_text import written_day
from loa.lib.workbooks import Value
from loa.tasks.choices import Watched
from loa.tasks.queries import Overview, numbers_by_task, read_tasks_asked, read_units_asked
from loa.tasks.queries.calls import ToCall, calls_of
from loa.tasks.queries.figures import Counted
from loa.tasks.queries.strips import Cell, MonthHead
from loa.tasks.views.frame import DeskRequest, desk_page
from loa.tasks.views.overview import overview_of

_COUNTED = ("Đã giao", "Đã gửi", "Đã xác nhận", "Trong đó gửi sau hạn", "Đang quá hạn", "Đến hạn trong 14 ngày",
            "Trả lại để bổ sung", "Chưa mở xem", "Chờ công bố")  # fmt: skip
_NUMBER, _MONTH = 11, 9
_STRIP = "Cột tháng: đã gửi trên đã giao, theo tháng của hạn cuối."


@require_safe
@desk_page
def of_plan(request: DeskRequest, slug: str, part: str) -> HttpResponse:
    """Hand out a page of a plan's overview whole; its address narrows it as it does the page."""
    overview = overview_of(request, slug)
    if part not in _PARTS:
        raise Http404
    return _PARTS[part](overview, {name: str(value) for name, value in request.GET.items()})


def _by_task(overview: Overview, address: dict[str, str]) -> HttpResponse:
    asked = read_tasks_asked(address)
    rows: Iterator[list[Value]] = (
        [_place(row.task.number), row.task.title, "; ".join(row.leads), *_counted(row.counted), *_months(row.year)]
        for row in overview.tasks_asked(asked)
    )
    head = ("Số", "Nhiệm vụ", "Chủ trì", *_COUNTED, *_heads(overview.heads))
    limits = [f"tìm “{asked.named}”"] * bool(asked.named) + ["chỉ nhiệm vụ có việc quá hạn"] * asked.only_late
    notes = _notes(overview, limits, _STRIP)
    return _handed_out(overview, "theo-nhiem-vu", "Theo nhiệm vụ", head, rows, (8, 60, 40), notes)


def _by_unit(overview: Overview, address: dict[str, str]) -> HttpResponse:
    asked = read_units_asked(address)
    rows: Iterator[list[Value]] = (
        [row.name, *_counted(row.counted), "im lặng" if row.silent else "", *_months(row.year)]
        for row in overview.all_units(asked)
    )
    head = ("Đơn vị", *_COUNTED, "Im lặng", *_heads(overview.heads))
    limits = [f"tìm “{asked.named}”"] * bool(asked.named) + ["chỉ đơn vị im lặng"] * asked.only_silent
    notes = _notes(overview, limits, _STRIP)
    return _handed_out(overview, "theo-don-vi", "Theo đơn vị", head, rows, (36,), notes)


def _by_month(overview: Overview, _: dict[str, str]) -> HttpResponse:
    rows: Iterator[list[Value]] = (
        [row.head.label, *_counted(row.counted)] for row in overview.months if row.counted.owed
    )
    notes = _notes(overview, [], "Theo tháng của hạn cuối.")
    return _handed_out(overview, "theo-thang", "Theo tháng", ("Tháng", *_COUNTED), rows, (20,), notes)


def _numbers(overview: Overview, _: dict[str, str]) -> HttpResponse:
    rows: Iterator[list[Value]] = (
        [_place(row.task.number), row.task.title, one.indicator.name, one.value, one.indicator.counted_in,
         "có" if one.indicator.cumulative else "", one.indicator.target]
        for row in numbers_by_task(overview.version, None if overview.whole else overview.seen)
        for one in row.numbers
    )  # fmt: skip
    head = ("Số", "Nhiệm vụ", "Số liệu", "Đã báo", "Đơn vị tính", "Lũy kế từ đầu năm", "Chỉ tiêu mỗi kỳ của một đơn vị")
    said = "Cộng từ các kết quả đã gửi, trừ kết quả đang trả lại. Số liệu lũy kế lấy của kỳ gửi sau cùng ở mỗi đơn vị."
    return _handed_out(overview, "so-lieu", "Số liệu", head, rows, (8, 60, 36), _notes(overview, [], said))


_PARTS: dict[str, Callable[[Overview, dict[str, str]], HttpResponse]] = {
    Watched.TASKS.value: _by_task,
    Watched.UNITS.value: _by_unit,
    "thang": _by_month,
    "so-lieu": _numbers,
}


def _handed_out(
    overview: Overview,
    name: str,
    title: str,
    head: tuple[str, ...],
    rows: Iterable[list[Value]],
    first: tuple[int, ...],
    notes: list[str],
) -> HttpResponse:
    widths = (*first, *[_NUMBER] * (len(head) - len(first)))
    return hand_out_list(f"{name}-{overview.today:%Y-%m-%d}", title, head, rows, widths=widths, notes=notes)


def _notes(overview: Overview, limits: list[str], said: str) -> list[str]:
    where = "" if overview.whole else ", trong phạm vi các đơn vị mà tài khoản này xem được"
    narrowed = f" Lọc: {'; '.join(limits)}." if limits else ""
    stands = f"Tình hình đến ngày {written_day(overview.today)}{where}.{narrowed}"
    return [overview.version.plan.title, stands, said]


def _heads(heads: Iterable[MonthHead]) -> list[str]:
    return [head.label for head in heads]


def _counted(one: Counted) -> list[Value]:
    return [one.owed, one.sent, one.accepted, one.accepted_late, one.late, one.soon, one.returned, one.unopened,
            one.awaiting]  # fmt: skip


def _months(year: Iterable[Cell]) -> list[Value]:
    return [f"{cell.counted.sent}/{cell.counted.owed}" if cell.counted.owed else "" for cell in year]


def _place(number: str) -> Value:
    return int(number) if number.isdecimal() else number


_CALLS_HEAD = ("Đơn vị", "Kế hoạch", "Bị trả lại", "Quá hạn", "Sắp đến hạn, chưa mở xem", "Việc cần hỏi",
               "Người phụ trách", "Vai trò", "Số máy cơ quan", "Cuộc gọi gần nhất", "Người gọi", "Đã gặp",
               "Nội dung")  # fmt: skip
_CALLS_WIDTHS = (32, 40, 10, 10, 14, 60, 24, 24, 20, 18, 24, 10, 40)


@require_safe
@desk_page
def of_calls(request: DeskRequest) -> HttpResponse:
    """Hand out the whole list of units to telephone today, with what came of the last call of each."""
    sitting = request.sitting
    if not sitting.desk.accepts:
        raise PermissionDenied
    rows = calls_of(sitting.desk.accepts, sitting.desk.reports, sitting.at, plan=request.GET.get("ke-hoach", ""))
    notes = [f"Gọi hôm nay, ngày {written_day(sitting.today)}: {len(rows)} đơn vị."]
    cells = (_call(row) for row in rows)
    name = f"goi-hom-nay-{sitting.today:%Y-%m-%d}"
    return hand_out_list(name, "Gọi hôm nay", _CALLS_HEAD, cells, widths=_CALLS_WIDTHS, notes=notes)


def _call(row: ToCall) -> list[Value]:
    person, last = row.contact.user if row.contact else None, row.last
    items = [f"{one.title}, {one.period_label}" if one.period_label else one.title for one in row.items]
    return [
        row.name,
        row.version.plan.title,
        row.returned,
        row.late,
        row.soon,
        "; ".join([*items, f"và {row.more} việc nữa"] if row.more else items),
        (person.get_full_name() or person.get_username()) if person else "chưa có",
        row.contact.role if row.contact else "",
        ", ".join(line.written for line in row.lines),
        localtime(last.at) if last else None,
        (last.by.get_full_name() or last.by.get_username()) if last else "",
        ("có" if last.reached else "không") if last else "",
        last.note if last else "",
    ]
