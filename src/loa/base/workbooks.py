"""A list handed out as a workbook to be kept: its first line says where it stands in a demonstration."""

from collections.abc import Iterable, Sequence

from django.conf import settings
from django.http import HttpResponse

from loa.lib.workbooks import Value, workbook

INVENTED = "DỮ LIỆU MINH HỌA, KHÔNG PHẢI SỐ LIỆU THẬT"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def hand_out_list(
    name: str,
    title: str,
    head: Sequence[str],
    rows: Iterable[Sequence[Value]],
    *,
    widths: Sequence[int],
    notes: Sequence[str] = (),
) -> HttpResponse:
    """Return a list as a file of this name (without its ending), with the notes above its head."""
    above = [INVENTED, *notes] if settings.LOA_DEMO else notes
    return hand_out_workbook(name, workbook(title, head, rows, widths=widths, notes=above))


def hand_out_workbook(name: str, content: bytes) -> HttpResponse:
    """Return a workbook that was made elsewhere as a file of this name (without its ending)."""
    answer = HttpResponse(content, content_type=_XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return answer
