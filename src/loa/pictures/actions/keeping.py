"""Add a picture, say its rights anew, take it away."""

import hashlib
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.timezone import localtime
from wagtail.models import ReferenceIndex

from loa.base import page_cache
from loa.lib.vietnamese_text import tidy
from loa.people.actions import record
from loa.people.models import Unit, User
from loa.pictures.actions.cleaning import PictureRefused, made_ready, without_extension
from loa.pictures.choices import Consent, Licence
from loa.pictures.models import Picture
from loa.pictures.permissions import can_keep_picture
from loa.pictures.rules import what_is_missing

_NO_RIGHT = "Tài khoản này không được giữ ảnh của đơn vị này."
_NAMED_PLACES = 3
# What `change_rights` may set, in the order in which the record names it.
_RIGHTS = (
    "source",
    "licence",
    "licence_note",
    "consent",
    "consent_note",
    "expires_on",
    "taken_on",
    "description",
    "is_decorative",
)


def add_picture(
    *,
    data: bytes | File[bytes],
    name: str,
    unit: Unit | None,
    source: str,
    licence: Licence | str,
    licence_note: str = "",
    consent: Consent | str = Consent.NOT_ASKED,
    consent_note: str = "",
    expires_on: date | None = None,
    taken_on: date | None = None,
    alt: str = "",
    decorative: bool = False,
    by: User | None,
    at: datetime,
) -> Picture:
    """Keep a picture of a unit, or of nobody, made anew from its points; `by` is None where the system draws one.

    `name` is what the office calls it (the name of a file will do), `alt` the words for whoever does not see it.

    Raises:
        PermissionDenied: `by` does not keep pictures of this unit.
        PictureRefused: the file is no picture that can be taken, or its rights are not told.
    """
    _refuse_others(by, unit, at)
    name = tidy(name)
    ready = made_ready(data, name)
    picture = Picture(
        title=without_extension(name)[:255],
        unit=unit,
        source=tidy(source),
        licence=licence,
        licence_note=tidy(licence_note),
        consent=consent,
        consent_note=tidy(consent_note),
        expires_on=expires_on,
        taken_on=taken_on,
        description="" if decorative else tidy(alt),
        is_decorative=decorative,
        uploaded_by_user=by,
    )
    _refuse_untold(picture)
    contents = ready.read()
    picture.sha256 = hashlib.sha256(contents).hexdigest()
    picture.file_size, picture.file_hash = len(contents), hashlib.sha1(contents, usedforsecurity=False).hexdigest()
    picture.file = ready
    try:
        with transaction.atomic():
            picture.save()
            Picture.objects.filter(pk=picture.pk).update(created_at=at)
            record("pictures.add_picture", of=picture, by=by, at=at, details=_about(picture))
    except OSError as problem:
        _drop_file(picture)
        raise PictureRefused(
            "Máy chủ không còn chỗ để giữ ảnh nên chưa có gì được lưu. Báo người vận hành hệ thống."
        ) from problem
    except BaseException:
        _drop_file(picture)
        raise
    return picture


def change_rights(
    picture: Picture,
    *,
    source: str,
    licence: Licence | str,
    licence_note: str = "",
    consent: Consent | str,
    consent_note: str = "",
    expires_on: date | None = None,
    taken_on: date | None = None,
    alt: str = "",
    decorative: bool = False,
    by: User | None,
    at: datetime,
) -> None:
    """Say anew whose a picture is, what the people in it said, until when it may be shown, and what is to be seen.

    Raises:
        PermissionDenied: `by` does not keep pictures of this unit.
        PictureRefused: the rights are not told.
    """
    _refuse_others(by, picture.unit, at)
    new = {
        "source": tidy(source),
        "licence": str(licence),
        "licence_note": tidy(licence_note),
        "consent": str(consent),
        "consent_note": tidy(consent_note),
        "expires_on": expires_on,
        "taken_on": taken_on,
        "description": "" if decorative else tidy(alt),
        "is_decorative": decorative,
    }
    with transaction.atomic():
        now = Picture.objects.select_for_update(of=("self",)).get(pk=picture.pk)
        changed = {field: [_plain(getattr(now, field)), _plain(new[field])] for field in _RIGHTS}
        changed = {field: pair for field, pair in changed.items() if pair[0] != pair[1]}
        if not changed:
            return
        for field, value in new.items():
            setattr(now, field, value)
        _refuse_untold(now)
        now.save(update_fields=[*new])
        record("pictures.change_rights", of=now, by=by, at=at, details={**_unit(now), "changed": changed})
        page_cache.clear()
    for field, value in new.items():
        setattr(picture, field, value)


def take_away_picture(picture: Picture, *, by: User | None, at: datetime) -> None:
    """Take a picture away with its copies, where nothing shows it.

    Raises:
        PermissionDenied: `by` does not keep pictures of this unit.
        PictureRefused: it stands somewhere; the message says where.
    """
    _refuse_others(by, picture.unit, at)
    with transaction.atomic():
        now = Picture.objects.select_for_update(of=("self",)).get(pk=picture.pk)
        _refuse_used(now)
        record("pictures.take_away_picture", of=now, by=by, at=at, details=_about(now))
        try:
            now.delete()
        except ProtectedError as problem:
            places = sorted({str(one) for one in problem.protected_objects})
            raise _used(now, places) from problem


def note_saved(picture: Picture, *, new: bool, changed: list[str], by: User | None, at: datetime) -> None:
    """Judge and record, inside its transaction, what Wagtail's own form of the office has saved.

    Raises:
        PermissionDenied: `by` does not keep pictures of the unit it now has.
        PictureRefused: its rights are not told.
    """
    _refuse_others(by, picture.unit, at)
    _refuse_untold(picture)
    if new:
        record("pictures.add_picture", of=picture, by=by, at=at, details=_about(picture))
    elif changed:
        record("pictures.change_rights", of=picture, by=by, at=at, details={**_unit(picture), "changed": changed})
        page_cache.clear()


def _refuse_others(by: User | None, unit: Unit | None, at: datetime) -> None:
    if by is not None and not can_keep_picture(by, unit, localtime(at).date()):
        raise PermissionDenied(_NO_RIGHT)


def _refuse_untold(picture: Picture) -> None:
    missing = what_is_missing(
        title=picture.title,
        source=picture.source,
        licence=picture.licence,
        licence_note=picture.licence_note,
        decorative=picture.is_decorative,
        alt=picture.description,
    )
    if missing:
        raise PictureRefused(" ".join(sentence for _, sentence in missing))


def _refuse_used(picture: Picture) -> None:
    places = [str(place) for place, _ in ReferenceIndex.get_grouped_references_to(picture)]
    if places:
        raise _used(picture, places)


def _used(picture: Picture, places: list[str]) -> PictureRefused:
    named = ", ".join(f"“{place}”" for place in places[:_NAMED_PLACES])
    more = f" và {len(places) - _NAMED_PLACES} nơi khác" if len(places) > _NAMED_PLACES else ""
    return PictureRefused(
        f"Ảnh “{picture.title}” đang dùng ở {named}{more} nên chưa bỏ được. Thay ảnh khác ở đó trước, rồi bỏ ảnh này."
    )


def _unit(picture: Picture) -> dict[str, Any]:
    return {"unit": picture.unit.key} if picture.unit else {}


def _about(picture: Picture) -> dict[str, Any]:
    return {**_unit(picture), "sha256": picture.sha256, "licence": picture.licence, "consent": picture.consent}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _drop_file(picture: Picture) -> None:
    # A name that was only proposed belongs to nothing of ours.
    if picture.file.name and picture.file._committed:
        picture.file.storage.delete(picture.file.name)
