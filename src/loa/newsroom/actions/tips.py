"""Offer news and take it up: a tip from an officer or from a contributor without an account, and the desk's answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import transaction
from django.utils.timezone import localtime

from loa.activities.models import Topic
from loa.lib.vietnamese_text import tidy
from loa.newsroom.choices import TipState, TipWay
from loa.newsroom.models import Contributor, Tip, TipPicture
from loa.newsroom.permissions import can_take_tip, can_write
from loa.people.actions import record
from loa.people.models import Unit, User
from loa.pictures.actions import PictureRefused, add_picture
from loa.pictures.choices import Consent, Licence
from loa.pictures.models import Picture

MOST_PICTURES = 5
_NOTHING = "Chưa có gì được lưu."


class TipRefused(Exception):  # noqa: N818  (says what was decided)
    """A tip cannot be sent or taken so; the message says why, `field` what it is about ("" where all)."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, slots=True, kw_only=True)
class TipValues:
    """What is offered, as it is typed.

    `caption` says what is in the pictures: a line for each in their order, or one line for all. Whose they are and who
    agreed is said of all of them; who has others sends another tip.
    """

    title: str
    text: str = ""
    happened_on: date | None = None
    place: str = ""
    topic: Topic | None = None
    pictures: Sequence[File[bytes]] = ()
    caption: str = ""
    source: str = ""
    licence: Licence | str = Licence.OWN
    consent: Consent | str = Consent.NOT_ASKED


def send_tip(*, unit: Unit, values: TipValues, by: User, at: datetime) -> Tip:
    """Offer news in the name of a unit.

    Raises:
        PermissionDenied: `by` does not write for the unit.
        TipRefused: nothing is told, a day to come, or a picture that is none.
    """
    if not can_write(by, unit, localtime(at).date()):
        raise PermissionDenied("Tài khoản này không cung cấp tin của đơn vị đó.")
    return _keep(unit, values, way=TipWay.DESK, by=by, contributor=None, at=at)


def send_tip_by_link(*, contributor: Contributor, values: TipValues, at: datetime) -> Tip:
    """Offer news by a contributor's own link; raises TipRefused as `send_tip`.

    That the link still works was asked by whoever opened it.
    """
    return _keep(contributor.unit, values, way=TipWay.LINK, by=None, contributor=contributor, at=at)


def take_tip(*, tip: Tip, by: User, at: datetime) -> Tip:
    """Take a tip up for the desk; of two who do at once the second is told who has it.

    Raises:
        PermissionDenied: `by` edits no section that the tip's unit may write for.
        TipRefused: somebody has it, or it was answered.
    """
    with transaction.atomic():
        row = _new(tip, by, at)
        row.state, row.taken_at, row.taken_by = TipState.TAKEN, at, by
        row.save(update_fields=["state", "taken_at", "taken_by"])
        record("newsroom.take_tip", of=row, by=by, at=at, details={"unit": row.unit.key})
    return row


def decline_tip(*, tip: Tip, reason: str, by: User, at: datetime) -> Tip:
    """Say why a tip is not used; whoever sent it reads that. Raises as `take_tip`; or no reason is given."""
    reason = tidy(reason)
    if not reason:
        raise TipRefused(f"Ghi vì sao không dùng; người gửi đọc câu này. {_NOTHING}", "reason")
    with transaction.atomic():
        row = _new(tip, by, at, taken_too=True)
        row.state, row.reason = TipState.DECLINED, reason[:300]
        row.taken_at, row.taken_by = row.taken_at or at, row.taken_by or by
        row.save(update_fields=["state", "reason", "taken_at", "taken_by"])
        record("newsroom.decline_tip", of=row, by=by, at=at, details={"unit": row.unit.key, "reason": reason})
    return row


def _new(tip: Tip, by: User, at: datetime, *, taken_too: bool = False) -> Tip:
    if not can_take_tip(by, tip, localtime(at).date()):
        raise PermissionDenied("Tài khoản này không nhận tin cơ sở của đơn vị đó.")
    # Who has it is not asked for along with the row: PostgreSQL would answer as of before the wait for it.
    row = Tip.objects.select_for_update(of=("self",)).select_related("unit").get(pk=tip.pk)
    if row.state == TipState.NEW or (taken_too and row.state == TipState.TAKEN):
        return row
    who = row.taken_by.get_full_name() or row.taken_by.get_username() if row.taken_by else "người khác"
    raise TipRefused(f"Tin này {row.get_state_display()}, do {who} xử lý. {_NOTHING}")


def _keep(
    unit: Unit, values: TipValues, *, way: TipWay, by: User | None, contributor: Contributor | None, at: datetime
) -> Tip:
    title, today = tidy(values.title)[:200], localtime(at).date()
    if not title:
        raise TipRefused(f"Ghi việc gì xảy ra. {_NOTHING}", "title")
    if values.happened_on is not None and values.happened_on > today:
        raise TipRefused(f"Ngày diễn ra chưa đến. {_NOTHING}", "happened_on")
    if len(values.pictures) > MOST_PICTURES:
        raise TipRefused(f"Mỗi tin gửi nhiều nhất {MOST_PICTURES} ảnh. {_NOTHING}", "pictures")
    with transaction.atomic():
        tip = Tip.objects.create(
            unit=unit,
            way=way,
            by=by,
            contributor=contributor,
            title=title,
            text=values.text.replace("\x00", "").strip(),
            happened_on=values.happened_on,
            place=tidy(values.place)[:200],
            topic=values.topic,
            received_at=at,
        )
        try:
            said = captions_of(values.caption, len(values.pictures))
            files = zip(values.pictures, said, strict=True)
            kept = [_picture(unit, one, words, values, contributor, by, at) for one, words in files]
        except PictureRefused as refused:
            raise TipRefused(str(refused), "pictures") from refused
        TipPicture.objects.bulk_create(
            TipPicture(tip=tip, picture=picture, caption=words[:300], position=place)
            for place, (picture, words) in enumerate(zip(kept, said, strict=True))
        )
        record("newsroom.send_tip", of=tip, by=by, at=at, details={"unit": unit.key, "way": str(way)})
    return tip


def captions_of(text: str, pictures: int) -> list[str]:
    """Return what is said of each of some pictures: its own line, or the one there is.

    Raises:
        TipRefused: there are several lines, and not as many as pictures.
    """
    lines = [tidy(line) for line in text.splitlines() if line.strip()] or [""]
    if len(lines) == 1:
        return lines * pictures
    if len(lines) != pictures:
        raise TipRefused(
            f"Có {pictures} ảnh mà ghi {len(lines)} dòng. Ghi mỗi ảnh một dòng theo thứ tự đã chọn, hoặc một dòng cho "
            f"mọi ảnh. {_NOTHING}",
            "caption",
        )
    return lines


def _picture(
    unit: Unit,
    file: File[bytes],
    caption: str,
    values: TipValues,
    contributor: Contributor | None,
    by: User | None,
    at: datetime,
) -> Picture:
    sender = contributor.name if contributor else (by.get_full_name() or by.get_username() if by else "")
    return add_picture(
        data=file,
        name=file.name or "ảnh",
        unit=unit,
        source=tidy(values.source) or sender,
        licence=values.licence,
        consent=values.consent,
        alt=caption or tidy(values.title),
        by=by,
        at=at,
    )
