"""A picture made anew from its pixels: without what a telephone writes beside them, and no larger than it need be."""

from io import BytesIO
from typing import BinaryIO

from PIL import Image, ImageOps
from pillow_heif import HeifImagePlugin  # noqa: F401  (lets Pillow open what iPhones take)

LONGEST_SIDE = 2_560
# Decoded, a picture takes four bytes for each of its points, however small the file is.
MOST_PIXELS = 50_000_000
# How each kind is read and written again; HEIC becomes what every browser shows.
_READ = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP", "heic": "HEIF"}
_WRITTEN = {"jpg": ("jpg", "JPEG"), "png": ("png", "PNG"), "webp": ("webp", "WEBP"), "heic": ("jpg", "JPEG")}
PICTURES = frozenset(_READ)
_QUALITY = 85
_WITH_ALPHA, _PLAIN = ("RGBA", "LA"), ("RGB", "L")


class BrokenPicture(Exception):  # noqa: N818  (says what was found)
    """The file cannot be read as the picture it begins like."""


class TooManyPixels(Exception):  # noqa: N818
    """The picture has more points than are decoded."""


def made_anew(stream: BinaryIO, kind: str) -> tuple[bytes, str]:
    """Return a picture of a kind among `PICTURES` as new bytes and their kind, upright, no side over `LONGEST_SIDE`.

    Only its points are taken over: no EXIF, place, comment, thumbnail or second picture.

    Raises:
        BrokenPicture: it cannot be decoded.
        TooManyPixels: it has more than `MOST_PIXELS`; told from its head, before anything is decoded.
    """
    stream.seek(0)
    try:
        with Image.open(stream, formats=[_READ[kind]]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise TooManyPixels
            return _written(picture, *_WRITTEN[kind])
    except (TooManyPixels, Image.DecompressionBombError, Image.DecompressionBombWarning) as problem:
        raise TooManyPixels from problem
    except Exception as problem:  # decoders fail in many ways of their own
        raise BrokenPicture from problem


def _written(picture: Image.Image, kind: str, how: str) -> tuple[bytes, str]:
    picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG is decoded no larger than needed
    upright = ImageOps.exif_transpose(picture)
    kept = upright.convert(_mode(upright, how))
    kept.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    # What was read beside the points would be written again.
    kept.info.clear()
    written = BytesIO()
    kept.save(written, how, quality=_QUALITY, optimize=True)
    return written.getvalue(), kind


def _mode(picture: Image.Image, how: str) -> str:
    if picture.mode in _PLAIN:
        return picture.mode
    if how == "JPEG" or not (picture.mode in _WITH_ALPHA or picture.has_transparency_data):
        return "RGB"
    return "RGBA"
