"""Author's fees: the list of a month or a quarter, freezing it, one story settled by hand, and the rates."""

import logging
from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.http import require_http_methods, require_safe

from loa.base.workbooks import hand_out_list
from loa.lib.vietnamese_numbers import grouped
from loa.lib.vietnamese_text import written_day
from loa.lib.workbooks import Value
from loa.newsroom.actions import FeeRefused, freeze_fees, set_fee_rate, settle_fee, take_fees_along
from loa.newsroom.choices import StoryState
from loa.newsroom.forms.fees import RateForm, SettlementForm
from loa.newsroom.models import FeeRate, Story
from loa.newsroom.permissions import can_keep_fees, owners_paying
from loa.newsroom.queries.fee_dues import author_of, due_by_rate
from loa.newsroom.queries.fees import (
    Fees,
    fees_of,
    is_used,
    periods_to_choose,
    rates_of,
    read_period,
    settlement_of,
)
from loa.people.models import Unit
from loa.people.queries import unit_names
from loa.tasks.views.frame import DeskRequest, desk_page, show

_log = logging.getLogger(__name__)
_POSTED = require_http_methods(["GET", "HEAD", "POST"])
_HEAD = ("Số", "Tác giả", "Tên tin, bài", "Thể loại", "Đơn vị", "Ngày đăng", "Số tiền (đồng)", "Căn cứ", "Ghi chú")
_WIDTHS = (6, 32, 60, 18, 32, 12, 16, 48, 24)
_SIGNERS = ("Người lập bảng", "Phụ trách kế toán", "Thủ trưởng đơn vị")


@require_safe
@desk_page
def fees(request: DeskRequest) -> HttpResponse:
    """Show what an owner pays for a month or a quarter (`chu-quan`, `ky`)."""
    owner = _owner(request)
    if owner is None:
        return show(request, "newsroom/no_fees.html", {}, status=403)
    return _show(request, owner)


@_POSTED
@desk_page
def freeze(request: DeskRequest) -> HttpResponse:
    """Freeze the list of a month, or what differs since."""
    owner, sitting = _owner(request), request.sitting
    if owner is None or not can_keep_fees(sitting.user, owner, sitting.today):
        raise Http404
    month = _day(request.POST.get("thang", ""))
    if request.method != "POST" or month is None:
        return redirect("newsroom:fees")
    try:
        sheet = freeze_fees(
            owner=owner, month=month, token=request.POST.get("thay", ""), by=sitting.user, at=sitting.at
        )
    except FeeRefused as refused:
        return _show(request, owner, refusal=str(refused))
    messages.success(request, f"Đã chốt {_in_a_sentence(str(sheet))}.")
    return redirect(_address(owner, request.POST.get("ky", "")))


@_POSTED
@desk_page
def export(request: DeskRequest) -> HttpResponse:
    """Hand out the list of a period as a workbook, with room for those who sign it; that is written down."""
    owner, sitting = _owner(request), request.sitting
    if owner is None:
        raise Http404
    if request.method != "POST":
        return redirect("newsroom:fees")
    period = read_period(request.POST.get("ky", ""), sitting.today)
    found = fees_of(owner.pk, period, sitting.today)
    take_fees_along(owner=owner, period=period.code, by=sitting.user, at=sitting.at)
    name = unit_names([owner.pk], period.end).get(owner.pk, "")
    notes = [f"{name}: bảng kê nhuận bút {_in_a_sentence(period.label)}", *_frozen_words(found)]
    return hand_out_list(f"nhuan-but-{period.code}", "Nhuận bút", _HEAD, _cells(found), widths=_WIDTHS, notes=notes)


@_POSTED
@desk_page
def settle(request: DeskRequest, pk: int) -> HttpResponse:
    """Say by hand who gets how much for one story."""
    sitting = request.sitting
    story = Story.objects.select_related("section__owner", "contributor", "written_by").filter(pk=pk).first()
    out = story is not None and story.state in (StoryState.PUBLISHED, StoryState.WITHDRAWN)
    if story is None or not out or not can_keep_fees(sitting.user, story.section.owner_id, sitting.today):
        raise Http404
    newest, author = settlement_of(story), author_of(story)
    shares = list(newest.shares.all()) if newest else []
    initial: dict[str, Any] = {"seen": newest.pk if newest else None, "nobody": bool(newest and not shares)}
    for number, share in enumerate(shares, 1):
        initial |= {f"author_{number}": share.author, f"amount_{number}": grouped(share.amount)}
    if newest is None and author is not None:
        initial["author_1"] = author[0]
    form = SettlementForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        told = {"reason": form.cleaned_data["reason"], "seen": form.cleaned_data["seen"], "shares": form.shares()}
        try:
            settle_fee(story=story, **told, by=sitting.user, at=sitting.at)
        except FeeRefused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            messages.success(request, f"Đã ghi nhuận bút của “{story.title}”.")
            return redirect(_address(story.section.owner, request.GET.get("ky", "")))
    context = {
        "story": story,
        "form": form,
        "newest": newest,
        "shares": shares,
        "by_rate": due_by_rate(story),
        "author": author[0] if author else "",
        "unit_name": unit_names([story.unit_id], sitting.today).get(story.unit_id, ""),
        "back": _address(story.section.owner, request.GET.get("ky", "")),
    }
    return show(request, "newsroom/fee_settle.html", context, status=422 if form.is_bound else 200)


@_POSTED
@desk_page
def rates(request: DeskRequest) -> HttpResponse:
    """Show what an owner pays for each kind of story since when, and take a new rate."""
    owner, sitting = _owner(request), request.sitting
    if owner is None:
        return show(request, "newsroom/no_fees.html", {}, status=403)
    keeps = can_keep_fees(sitting.user, owner, sitting.today)
    if request.method == "POST" and not keeps:
        raise Http404
    form = RateForm(request.POST if request.method == "POST" else None)
    if form.is_bound and _set(request, owner, form, None):
        return redirect(f"{reverse('newsroom:fee_rates')}?chu-quan={owner.pk}")
    context = {
        "owner": owner,
        "owner_name": unit_names([owner.pk], sitting.today).get(owner.pk, ""),
        "rates": rates_of(owner.pk),
        "form": form,
        "keeps": keeps,
    }
    return show(request, "newsroom/fee_rates.html", context, status=422 if form.is_bound else 200)


@_POSTED
@desk_page
def rate(request: DeskRequest, pk: int) -> HttpResponse:
    """Mend a rate by which nothing was paid yet."""
    sitting = request.sitting
    found = FeeRate.objects.select_related("owner").filter(pk=pk).first()
    if found is None or not can_keep_fees(sitting.user, found.owner_id, sitting.today):
        raise Http404
    back = f"{reverse('newsroom:fee_rates')}?chu-quan={found.owner_id}"
    kept = {name: getattr(found, name) for name in ("kind", "valid_from", "basis")} | {"amount": grouped(found.amount)}
    form = RateForm(request.POST if request.method == "POST" else None, initial=kept)
    if form.is_bound and _set(request, found.owner, form, found):
        return redirect(back)
    context = {"rate": found, "form": form, "back": back, "is_used": is_used(found)}
    return show(request, "newsroom/fee_rate.html", context, status=422 if form.is_bound else 200)


def _set(request: DeskRequest, owner: Unit, form: RateForm, kept: FeeRate | None) -> bool:
    """Set what was typed; False with the reason at its field where that cannot be."""
    if not form.is_valid():
        return False
    try:
        made = set_fee_rate(owner=owner, rate=kept, **form.cleaned_data, by=request.sitting.user, at=request.sitting.at)
    except FeeRefused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        return False
    said = f"{made.get_kind_display()!s}: {grouped(made.amount)} đồng từ ngày {written_day(made.valid_from)}"
    messages.success(request, f"Đã đặt mức {said}.")
    return True


def _show(request: DeskRequest, owner: Unit, refusal: str = "") -> HttpResponse:
    sitting = request.sitting
    asked = request.POST.get("ky", "") if request.method == "POST" else request.GET.get("ky", "")
    period = read_period(asked, sitting.today)
    found = fees_of(owner.pk, period, sitting.today)
    # Looking changes nothing, so it stands in the log of the program, by number and not by name.
    _log.info("Fees of unit %s were looked at: %s", owner.pk, period.code, extra={"request": request})
    months, quarters = periods_to_choose(period, sitting.today)
    owners = owners_paying(sitting.user, sitting.today)
    names = unit_names(owners | {owner.pk}, period.end)
    context = {
        "owner": owner,
        "owner_name": names.get(owner.pk, ""),
        "owners": sorted(names.items(), key=lambda one: one[1]) if len(owners) > 1 else [],
        "period": period,
        "period_words": _in_a_sentence(period.label),
        "months": months,
        "quarters": quarters,
        "fees": found,
        "keeps": can_keep_fees(sitting.user, owner, sitting.today),
        "signers": _SIGNERS,
        "refusal": refusal,
    }
    return show(request, "newsroom/fees.html", context, status=422 if refusal else 200)


def _owner(request: DeskRequest) -> Unit | None:
    """Return the owner that is asked for, or the first whose fees the reader sees; None where there is none."""
    owners = owners_paying(request.user, request.sitting.today)
    asked = request.POST.get("chu-quan", "") or request.GET.get("chu-quan", "")
    if asked.isascii() and asked.isdecimal() and len(asked) < 10:
        return Unit.objects.filter(pk=int(asked), pk__in=owners).first()
    return Unit.objects.filter(pk__in=owners).order_by("pk").first() if owners else None


def _address(owner: Unit, period: str) -> str:
    return f"{reverse('newsroom:fees')}?{urlencode({'chu-quan': owner.pk, 'ky': period[:8]})}"


def _in_a_sentence(words: str) -> str:
    return words[:1].lower() + words[1:]


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(f"{typed}-01")
    except ValueError:
        return None


def _frozen_words(found: Fees) -> Iterator[str]:
    for month in found.months:
        for sheet in month.sheets:
            yield f"{sheet}, chốt ngày {written_day(localtime(sheet.frozen_at).date())}."


def _cells(found: Fees) -> Iterator[list[Value]]:
    number = 0
    for author in found.authors:
        for line in author.lines:
            number += 1
            marks = [*line.marks, *([f"chốt lần {line.number}"] if line.number > 1 else [])]
            yield [number, line.author, line.title, line.kind_words, line.unit_name, line.on, line.amount, line.basis,
                   "; ".join(marks)]  # fmt: skip
        yield [None, f"Cộng: {author.name}", None, None, None, None, author.total, None, None]
    yield [None, "Tổng cộng", None, None, None, None, found.total, None, None]
    for words, rows in (("Chưa tính được", found.apart), ("Không trả nhuận bút", found.unpaid)):
        for one in rows:
            yield [None, words, one.title, one.kind_words, one.unit_name, one.on, None, one.why, None]
    for line in (line for month in found.months if month.differs for line in month.left):
        yield [None, f"Chênh lệch: {line.author}", line.title, line.kind_words, line.unit_name, line.on, line.amount,
               line.basis, "; ".join(line.marks)]  # fmt: skip
    yield []
    yield [None, _SIGNERS[0], _SIGNERS[1], None, _SIGNERS[2]]
