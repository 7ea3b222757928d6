"""Let people of a village send news without an account: by a link of their own, of which only the digest is kept."""

from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localtime

from loa.lib.vietnamese_text import tidy
from loa.newsroom.actions.tips import TipRefused
from loa.newsroom.models import Contributor
from loa.newsroom.permissions import can_write
from loa.people.actions import record
from loa.people.models import Unit, User
from loa.people.rules import digest_of, make_secret

USUAL = timedelta(days=90)
LONGEST = timedelta(days=366)
_NOTHING = "Chưa có gì được lưu."


def invite_contributor(
    *, unit: Unit, name: str, village: str = "", phone: str = "", until: date | None = None, by: User, at: datetime
) -> tuple[Contributor, str]:
    """Return a new contributor of a unit with the secret of their link, which is shown this once.

    Raises:
        PermissionDenied: `by` does not write for the unit.
        TipRefused: no name, or a last day gone by or more than a year off.
    """
    today = localtime(at).date()
    if not can_write(by, unit, today):
        raise PermissionDenied("Tài khoản này không cấp liên kết cộng tác viên của đơn vị đó.")
    until = until or today + USUAL
    if not tidy(name):
        raise TipRefused(f"Ghi họ tên cộng tác viên. {_NOTHING}", "name")
    _refuse_day(until, today)
    secret, digest = make_secret()
    with transaction.atomic():
        row = Contributor.objects.create(
            unit=unit,
            name=tidy(name)[:120],
            village=tidy(village)[:120],
            phone=tidy(phone)[:40],
            digest=digest,
            made_at=at,
            made_by=by,
            until=until,
        )
        details = {"unit": unit.key, "until": until.isoformat()}
        record("newsroom.invite_contributor", of=row, by=by, at=at, details=details)
    return row, secret


def renew_contributor(
    *, contributor: Contributor, until: date | None = None, by: User, at: datetime
) -> tuple[Contributor, str]:
    """Return a contributor with the secret of a new link, shown this once; the one before opens nothing any more.

    A link that was ended comes to life again so: whoever renews it says that the person may send news.

    Raises:
        PermissionDenied: `by` does not write for its unit.
        TipRefused: a last day gone by or more than a year off.
    """
    today = localtime(at).date()
    if not can_write(by, contributor.unit_id, today):
        raise PermissionDenied("Tài khoản này không cấp lại liên kết của đơn vị đó.")
    until = until or today + USUAL
    _refuse_day(until, today)
    secret, digest = make_secret()
    with transaction.atomic():
        row = Contributor.objects.select_for_update(of=("self",)).select_related("unit").get(pk=contributor.pk)
        row.digest, row.until, row.ended_at, row.made_at, row.made_by = digest, until, None, at, by
        row.save(update_fields=["digest", "until", "ended_at", "made_at", "made_by"])
        details = {"unit": row.unit.key, "until": until.isoformat()}
        record("newsroom.renew_contributor", of=row, by=by, at=at, details=details)
    return row, secret


def end_contributor(*, contributor: Contributor, by: User, at: datetime) -> None:
    """Let a contributor's link work no more; one that has ended already stays so.

    Raises:
        PermissionDenied: `by` does not write for its unit.
    """
    if not can_write(by, contributor.unit_id, localtime(at).date()):
        raise PermissionDenied("Tài khoản này không thu hồi liên kết của đơn vị đó.")
    with transaction.atomic():
        if Contributor.objects.filter(pk=contributor.pk, ended_at__isnull=True).update(ended_at=at):
            details = {"unit": contributor.unit.key}
            record("newsroom.end_contributor", of=contributor, by=by, at=at, details=details)


def find_contributor(secret: str) -> Contributor | None:
    """Return whose link a secret opens; None where it opens none."""
    return Contributor.objects.select_related("unit").filter(digest=digest_of(secret)).first()


def note_used(*, contributor: Contributor, at: datetime) -> None:
    """Note when a contributor last sent something."""
    Contributor.objects.filter(pk=contributor.pk).update(used_at=at)


def _refuse_day(until: date, today: date) -> None:
    if not today <= until <= today + LONGEST:
        raise TipRefused(f"Ngày hết hạn phải từ hôm nay đến trong một năm. {_NOTHING}", "until")
