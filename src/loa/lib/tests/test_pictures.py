"""Pictures are made anew: nothing beside the points goes on, and nothing large is decoded."""

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image, PngImagePlugin

from loa.lib.pictures import LONGEST_SIDE, BrokenPicture, TooManyPixels, made_anew

_ORIENTATION, _MODEL, _GPS = 0x0112, 0x0110, 0x8825
_FORMATS = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP", "heic": "HEIF"}


def taken(kind, size=(60, 40), mode="RGB", **also):
    """Return a photograph as a telephone keeps it: lying on its side, with the place and the device beside it."""
    picture = Image.new(mode, size, "blue")
    picture.paste("red", (0, 0, size[0] // 2, size[1]))  # the left half
    exif = Image.Exif()
    exif[_ORIENTATION], exif[_MODEL] = 6, "DIEN-THOAI-CUA-TOI"
    exif.get_ifd(_GPS).update({1: "N", 2: (16.0, 56.0, 12.5), 3: "E", 4: (107.0, 2.0, 9.5)})
    written = BytesIO()
    picture.save(written, _FORMATS[kind], exif=exif, **also)
    return written


@pytest.mark.parametrize("kind", list(_FORMATS))
def test_nothing_of_the_device_and_the_place_goes_on_and_the_picture_stands_upright(kind):
    before = taken(kind)
    assert b"DIEN-THOAI-CUA-TOI" in before.getvalue()
    data, new_kind = made_anew(before, kind)
    assert new_kind == ("jpg" if kind == "heic" else kind)
    assert b"DIEN-THOAI-CUA-TOI" not in data
    after = Image.open(BytesIO(data))
    assert after.format == _FORMATS[new_kind]
    assert dict(after.getexif()) == {}
    # HEIC keeps its turn outside of EXIF, where the decoder sees to it; this one was written without.
    assert after.size == ((60, 40) if kind == "heic" else (40, 60))
    red, _, blue = after.convert("RGB").getpixel((20, 5))
    assert red > 200 > blue, "turned clockwise, the left half stands above"


def test_comments_texts_and_profiles_do_not_go_on():
    with_comment = taken("jpg", comment=b"BI MAT", icc_profile=b"BI MAT" * 30)
    assert b"BI MAT" in with_comment.getvalue()
    assert b"BI MAT" not in made_anew(with_comment, "jpg")[0]
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", "BI MAT")
    assert b"BI MAT" not in made_anew(taken("png", pnginfo=text), "png")[0]


@pytest.mark.parametrize(("size", "after"), [((5120, 100), (50, 2560)), ((100, 2560), (2560, 100))])
def test_no_side_is_longer_than_needed(size, after):
    assert Image.open(BytesIO(made_anew(taken("jpg", size), "jpg")[0])).size == after
    assert max(after) == LONGEST_SIDE


@pytest.mark.parametrize(("mode", "kept"), [("RGBA", "RGBA"), ("L", "L"), ("P", "RGB"), ("1", "RGB"), ("I;16", "RGB")])
def test_every_way_of_keeping_points_is_taken(mode, kept):
    written = BytesIO()
    Image.new(mode, (8, 8)).save(written, "PNG")
    assert Image.open(BytesIO(made_anew(written, "png")[0])).mode == kept


def test_a_print_of_four_colours_becomes_one_for_screens():
    written = BytesIO()
    Image.new("CMYK", (8, 8)).save(written, "JPEG")
    assert Image.open(BytesIO(made_anew(written, "jpg")[0])).mode == "RGB"


def _png(width, height):
    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return BytesIO(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("size", [(10_000, 5_001), (10_000, 10_000), (60_000, 60_000)])
def test_more_points_than_are_decoded_are_told_from_the_head(size):
    with pytest.raises(TooManyPixels):
        made_anew(_png(*size), "png")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (taken("jpg", (600, 400)).getvalue()[:900], "jpg"),
        (taken("png", (600, 400)).getvalue()[:200], "png"),
        (taken("webp", (600, 400)).getvalue()[:60], "webp"),
        (b"\xff\xd8\xff" + bytes(200), "jpg"),
        (b"", "png"),
        (taken("png").getvalue(), "jpg"),
        (bytes(4) + b"ftypheic" + bytes(100), "heic"),
    ],
)
def test_a_broken_picture_is_refused(data, kind):
    with pytest.raises(BrokenPicture):
        made_anew(BytesIO(data), kind)
