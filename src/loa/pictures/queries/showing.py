"""The copies of a picture that a page offers to a browser."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from wagtail.images.models import SourceImageIOError

from loa.pictures.choices import Licence
from loa.pictures.models import Picture, Rendition
from loa.pictures.rules import FORMATS, WIDTHS, copies_of, widths_of

_log = logging.getLogger(__name__)
_MIME = {"avif": "image/avif", "webp": "image/webp", "jpeg": "image/jpeg"}


@dataclass(frozen=True, slots=True)
class Source:
    """The copies of one format, as the attributes of a `source`."""

    mime: str
    srcset: str


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """What an `img` and its sources need; the size is that of the largest copy, in points, and keeps its place."""

    sources: tuple[Source, ...]
    srcset: str
    src: str
    width: int
    height: int
    credit: str


def with_renditions() -> "QuerySet[Picture]":
    """Return pictures with their copies read along: one statement more, however many are shown."""
    found: QuerySet[Picture] = Picture.objects.prefetch_renditions(*copies_of(max(WIDTHS)))
    return found


def read_copies(pictures: Iterable[Picture]) -> None:
    """Read the copies of pictures that are at hand already, in one statement, so that showing them asks for no more."""
    copies = Rendition.objects.filter(filter_spec__in=copies_of(max(WIDTHS)))
    prefetch_related_objects(list(pictures), Prefetch("renditions", queryset=copies, to_attr="prefetched_renditions"))


def plain_copy(picture: Picture) -> Rendition | None:
    """Return the largest copy in the format that every program shows, or None where its file is gone from the disk."""
    spec = f"width-{widths_of(picture.width)[-1]}|format-{FORMATS[-1]}"
    try:
        found: Rendition = picture.get_renditions(spec)[spec]
    except (SourceImageIOError, OSError):
        _log.exception("picture %s cannot be shown", picture.pk)
        return None
    return found


def shown(picture: Picture) -> ShownPicture | None:
    """Return the copies of a picture, or None where its file is gone from the disk.

    Copies are made when a picture is published (`make_renditions`); one that is missing is made here.
    """
    try:
        copies = picture.get_renditions(*copies_of(picture.width))
    except (SourceImageIOError, OSError):
        _log.exception("picture %s cannot be shown", picture.pk)
        return None
    widths = widths_of(picture.width)
    of_format = {kind: [copies[f"width-{width}|format-{kind}"] for width in widths] for kind in FORMATS}
    plain = of_format[FORMATS[-1]]
    middle, largest = plain[len(plain) // 2], plain[-1]
    return ShownPicture(
        sources=tuple(Source(_MIME[kind], _srcset(of_format[kind])) for kind in FORMATS[:-1]),
        srcset=_srcset(plain),
        src=middle.url,
        width=largest.width,
        height=largest.height,
        credit=credit_of(picture),
    )


def credit_of(picture: Picture) -> str:
    """Return whose a picture is, as stands below it."""
    return f"{'Hình vẽ' if picture.licence == Licence.DRAWN else 'Ảnh'}: {picture.source}"


def _srcset(copies: Iterable[Rendition]) -> str:
    return ", ".join(f"{copy.url} {copy.width}w" for copy in copies)
