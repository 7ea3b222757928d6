"""Type a unit's result for it, from a paper, a call or a document that came in; the unit is told and may correct it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.utils.timezone import localtime

from loa.lib.vietnamese_text import tidy
from loa.people.models import User
from loa.tasks.actions.evidence import Link, check_files, check_links
from loa.tasks.actions.held import check_held
from loa.tasks.actions.reporting import with_kept_files
from loa.tasks.actions.stepping import StepRefused, Told
from loa.tasks.choices import OnBehalf, State
from loa.tasks.models import Obligation, Step
from loa.tasks.permissions import can_enter_on_behalf

# A source older than this belongs to an earlier year's plan: a slip of the finger.
_OLDEST = timedelta(days=366)


class SourceRefused(StepRefused):
    """Where a result came from is not said well enough; `field` is "symbol" or "day"."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def enter_on_behalf(
    *,
    obligation: Obligation,
    source: OnBehalf,
    symbol: str,
    day: date,
    note: str,
    files: Sequence[File[bytes]] = (),
    links: Sequence[Link] = (),
    held: Sequence[str] = (),
    figures: Mapping[int, int] | None = None,
    revision: int,
    by: User,
    at: datetime,
) -> Step:
    """Hand in a result for a unit below; the day of its source is the day it counts as handed in.

    Raises:
        PermissionDenied: `by` types for no unit there; for the own unit one reports.
        SourceRefused: a document without a symbol, or a day to come or long past.
        StepRefused, FigureRefused, EvidenceRefused, NoRoom, Overtaken: as `hand_in`.
    """
    today = localtime(at).date()
    if not can_enter_on_behalf(by, obligation.unit_id, today):
        raise PermissionDenied("Tài khoản này không nhập thay được cho đơn vị đó.")
    symbol = tidy(symbol)[:100] if source == OnBehalf.DOCUMENT else ""
    if source == OnBehalf.DOCUMENT and not symbol:
        raise SourceRefused("symbol", "Ghi số, ký hiệu của văn bản đến.")
    if day > today:
        raise SourceRefused("day", "Ngày này chưa đến. Ghi ngày của văn bản, bản giấy hoặc cuộc gọi.")
    if day < today - _OLDEST:
        raise SourceRefused("day", "Ngày này đã quá một năm. Kiểm tra lại năm.")
    with_files, with_links = check_files(files), check_links(links)
    told = Told(
        state=State.SUBMITTED,
        note=note.strip(),
        figures=figures or {},
        evidence=[*with_files, *with_links, *check_held(obligation, held, at)],
        on_behalf=source,
        source_symbol=symbol,
        source_on=day,
    )
    if told.is_empty:
        raise StepRefused("Ghi kết quả bằng lời, hoặc kèm ít nhất một số liệu, một tệp hay một đường dẫn.")
    return with_kept_files(
        obligation, told, "tasks.enter_on_behalf", rows=with_files, files=files, revision=revision, by=by, at=at
    )
