"""Pay authors: set rates, settle one story by hand, freeze the list of a month; who took it along is written down."""

from collections.abc import Sequence
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localtime

from loa.lib.vietnamese_numbers import grouped
from loa.lib.vietnamese_text import tidy, written_day
from loa.newsroom.actions.writing import locked
from loa.newsroom.choices import StoryKind, StoryState
from loa.newsroom.models import FeeLine, FeeRate, FeeSettlement, FeeShare, FeeSheet, Story
from loa.newsroom.permissions import can_keep_fees, can_see_fees
from loa.newsroom.queries.fees import is_used, month_of, settlement_of
from loa.people.actions import record
from loa.people.models import Unit, User

# Far more than anybody pays for a story: beyond it a nought was typed too often.
MOST = 100_000_000
MOST_AUTHORS = 5
_NOTHING = "Chưa có gì được lưu."
_PAID_FOR = (StoryState.PUBLISHED, StoryState.WITHDRAWN)


class FeeRefused(Exception):  # noqa: N818  (says what was decided)
    """Something cannot be done about fees; the message says why, `field` what it is about ("" where all)."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


def set_fee_rate(
    *,
    owner: Unit,
    kind: StoryKind | str,
    amount: int,
    valid_from: date,
    basis: str,
    rate: FeeRate | None = None,
    by: User,
    at: datetime,
) -> FeeRate:
    """Say what an owner pays for a kind of story from a day on, or mend a `rate` by which nothing was paid yet.

    Raises:
        PermissionDenied: `by` does not keep the fees of the owner.
        FeeRefused: no amount or too much, no basis, a rate of that kind and day is there, or was paid by already.
    """
    if not can_keep_fees(by, owner, localtime(at).date()):
        raise PermissionDenied("Tài khoản này không đặt mức nhuận bút của đơn vị đó.")
    _refuse_amount(amount, "amount")
    if not tidy(basis):
        raise FeeRefused(f"Ghi căn cứ: số, ký hiệu, ngày của quyết định hoặc quy chế chi trả. {_NOTHING}", "basis")
    with transaction.atomic():
        _hold(owner)
        row = FeeRate.objects.get(pk=rate.pk, owner=owner) if rate else FeeRate(owner=owner)
        before = [row.kind, row.amount, row.valid_from.isoformat()] if rate else []
        if rate and is_used(row):
            raise FeeRefused(f"Đã chốt bảng kê theo mức này nên không sửa. Đặt mức mới từ một ngày sau. {_NOTHING}")
        row.kind, row.amount, row.valid_from, row.basis = StoryKind(kind), amount, valid_from, tidy(basis)[:300]
        there = FeeRate.objects.filter(owner=owner, kind=row.kind, valid_from=valid_from).exclude(pk=row.pk).first()
        if there is not None:
            said = f"Thể loại này đã có mức {grouped(there.amount)} đồng từ ngày {written_day(valid_from)}."
            raise FeeRefused(f"{said} Chọn ngày khác, hoặc sửa mức đó nếu chưa dùng. {_NOTHING}", "valid_from")
        row.save()
        details = {"unit": owner.key, "kind": str(row.kind), "amount": amount, "day": valid_from.isoformat()}
        details |= {"basis": row.basis} | ({"before": before} if before else {})
        record("newsroom.set_fee_rate", of=row, by=by, at=at, details=details)
    return row


def settle_fee(
    *, story: Story, shares: Sequence[tuple[str, int]], reason: str, seen: int | None, by: User, at: datetime
) -> FeeSettlement:
    """Say by hand who gets how much for a story that went out; no shares: nobody is paid.

    `seen` is the settlement that was shown beside the form, None for none.

    Raises:
        PermissionDenied: `by` does not keep the fees of the section's owner.
        FeeRefused: no reason, not out, a share without name or amount, one name twice, or settled meanwhile.
    """
    if not can_keep_fees(by, story.section.owner_id, localtime(at).date()):
        raise PermissionDenied("Tài khoản này không ghi nhuận bút của đơn vị đó.")
    if not tidy(reason):
        raise FeeRefused(f"Ghi lý do, ví dụ: hai người cùng viết; cán bộ viết theo nhiệm vụ. {_NOTHING}", "reason")
    given = _checked_shares(shares)
    with transaction.atomic():
        row = locked(story)
        if row.state not in _PAID_FOR:
            raise FeeRefused(f"Tin, bài này {row.get_state_display()}, chưa đăng nên chưa có nhuận bút. {_NOTHING}")
        newest = settlement_of(row)
        if (newest.pk if newest else None) != seen:
            who = newest.by.get_full_name() or newest.by.get_username() if newest else "người khác"
            raise FeeRefused(f"Nhuận bút của tin, bài này vừa được {who} ghi riêng. Xem lại rồi ghi. {_NOTHING}")
        made = FeeSettlement.objects.create(story=row, reason=tidy(reason)[:300], at=at, by=by)
        FeeShare.objects.bulk_create(FeeShare(settlement=made, author=name, amount=sum_) for name, sum_ in given)
        details = {"unit": row.section.owner.key, "reason": made.reason, "people_paid": len(given)}
        details |= {"amount": sum(amount for _, amount in given)}
        record("newsroom.settle_fee", of=row, by=by, at=at, details=details)
    return made


def freeze_fees(*, owner: Unit, month: date, token: str, by: User, at: datetime) -> FeeSheet:
    """Freeze the list of a month that has ended, or what differs since it was frozen; nothing in it changes any more.

    `token` tells what was shown: of two who freeze at once the second is told, and nothing is paid twice.

    Raises:
        PermissionDenied: `by` does not keep the fees of the owner.
        FeeRefused: the month has not ended, there is nothing to freeze, or it is no longer what was shown.
    """
    today, first = localtime(at).date(), month.replace(day=1)
    if not can_keep_fees(by, owner, today):
        raise PermissionDenied("Tài khoản này không chốt bảng kê nhuận bút của đơn vị đó.")
    with transaction.atomic():
        _hold(owner)
        found = month_of(owner.pk, first, today)
        if not found.has_ended:
            raise FeeRefused(f"Tháng {first.month}/{first.year} chưa hết. Chốt từ ngày đầu của tháng sau. {_NOTHING}")
        if found.token != token:
            raise FeeRefused(f"Bảng kê vừa có thay đổi hoặc vừa được chốt. Xem lại bảng rồi chốt. {_NOTHING}")
        if not found.left:
            raise FeeRefused(f"Tháng {first.month}/{first.year} không có khoản nào để chốt. {_NOTHING}")
        sheet = FeeSheet.objects.create(
            owner=owner, month=first, number=len(found.sheets) + 1, frozen_at=at, frozen_by=by
        )
        FeeLine.objects.bulk_create(
            FeeLine(
                sheet=sheet,
                story_id=one.story,
                published_on=one.on,
                title=one.title,
                kind=one.kind,
                unit_id=one.unit,
                author=one.author,
                author_key=one.key,
                amount=one.amount,
                basis=one.basis[:400],
            )
            for one in found.left
        )
        details = {"unit": owner.key, "month": f"{first:%Y-%m}", "number": sheet.number}
        details |= {"amount": found.left_total, "lines": len(found.left)}
        record("newsroom.freeze_fees", of=sheet, by=by, at=at, details=details)
    return sheet


def take_fees_along(*, owner: Unit, period: str, by: User, at: datetime) -> None:
    """Write down that somebody took the list of a period, with names and money, out of the house.

    Raises:
        PermissionDenied: `by` does not see the fees of the owner.
    """
    if not can_see_fees(by, owner, localtime(at).date()):
        raise PermissionDenied("Tài khoản này không xem nhuận bút của đơn vị đó.")
    record("newsroom.take_fees_along", of=owner, by=by, at=at, details={"unit": owner.key, "period": period})


def _hold(owner: Unit) -> None:
    """Let one person at a time change what an owner pays; it belongs in the caller's transaction."""
    Unit.objects.select_for_update(no_key=True).get(pk=owner.pk)


def _refuse_amount(amount: int, field: str) -> None:
    if not 1 <= amount <= MOST:
        raise FeeRefused(f"Ghi số tiền từ 1 đến {grouped(MOST)} đồng. {_NOTHING}", field)


def _checked_shares(shares: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    if len(shares) > MOST_AUTHORS:
        raise FeeRefused(f"Mỗi tin, bài chia cho nhiều nhất {MOST_AUTHORS} tác giả. {_NOTHING}")
    given: list[tuple[str, int]] = []
    for number, (name, amount) in enumerate(shares, 1):
        author = tidy(name)[:200]
        if not author:
            raise FeeRefused(f"Ghi tên tác giả. {_NOTHING}", f"author_{number}")
        _refuse_amount(amount, f"amount_{number}")
        if any(author.casefold() == known.casefold() for known, _ in given):
            raise FeeRefused(f"Tác giả này đã ghi ở trên. {_NOTHING}", f"author_{number}")
        given.append((author, amount))
    return given
