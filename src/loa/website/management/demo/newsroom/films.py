"""Make a short film by code that stands for one of a reportage: drawings, slowly passed over, without a sound.

WebM is EBML (RFC 8794) with the elements of Matroska (RFC 9559). A lossy WebP holds one key frame of VP8 (RFC 9649,
RFC 6386), so that Pillow, which the house has, makes every frame of the film.
"""

import struct
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO

from PIL import Image

from loa.website.management.demo.drawings import draw

FILM_TITLE = "Phim mẫu bằng hình vẽ thay cho phim quay thật (minh họa)"
_SIZE = (480, 270)
_WINDOW = (1_360, 765)  # what is seen of a drawing of 1,600 by 1,000 points
_A_SECOND, _SECONDS_A_SCENE, _QUALITY = 4, 3, 34
_EBML, _SEGMENT, _INFO, _TRACKS, _TRACK, _VIDEO, _CLUSTER = (
    0x1A45DFA3, 0x18538067, 0x1549A966, 0x1654AE6B, 0xAE, 0xE0, 0x1F43B675,
)  # fmt: skip
_SIMPLE_BLOCK, _KEY_FRAME = 0xA3, 0x80


def film(scenes: Sequence[str], seed: str) -> bytes:
    """Return a WebM that passes over drawings of scenes, three seconds each; the same seed gives the same film."""
    frames = [frame for scene in scenes for frame in _frames(scene, seed)]
    milliseconds = 1_000 // _A_SECOND
    head = _element(
        _EBML,
        *(_element(name, number) for name, number in ((0x4286, 1), (0x42F7, 1), (0x42F2, 4), (0x42F3, 8))),
        _element(0x4282, b"webm"),
        *(_element(name, number) for name, number in ((0x4287, 2), (0x4285, 2))),
    )
    info = _element(
        _INFO,
        _element(0x2AD7B1, 1_000_000),  # a tick is a millisecond
        _element(0x4489, _float(len(frames) * milliseconds)),
        _element(0x4D80, b"loa"),
        _element(0x5741, b"loa"),
    )
    video = _element(_VIDEO, _element(0xB0, _SIZE[0]), _element(0xBA, _SIZE[1]))
    track = _element(_TRACK, _element(0xD7, 1), _element(0x73C5, 1), _element(0x83, 1), _element(0x86, b"V_VP8"), video)
    blocks = (
        _element(_SIMPLE_BLOCK, b"\x81" + (number * milliseconds).to_bytes(2, "big") + bytes([_KEY_FRAME]) + frame)
        for number, frame in enumerate(frames)
    )
    cluster = _element(_CLUSTER, _element(0xE7, 0), *blocks)
    return head + _element(_SEGMENT, info, _element(_TRACKS, track), cluster)


def _frames(scene: str, seed: str) -> Iterator[bytes]:
    with Image.open(BytesIO(draw(scene, seed))) as drawn:
        picture = drawn.convert("RGB")
    many = _A_SECOND * _SECONDS_A_SCENE
    for number in range(many):
        left = (picture.width - _WINDOW[0]) * number // (many - 1)
        top = (picture.height - _WINDOW[1]) // 2
        seen = picture.resize(_SIZE, Image.Resampling.BILINEAR, box=(left, top, left + _WINDOW[0], top + _WINDOW[1]))
        yield _key_frame(seen)


def _key_frame(picture: Image.Image) -> bytes:
    """Return a picture as a key frame of VP8: the one chunk of a simple lossy WebP."""
    made = BytesIO()
    picture.save(made, "WEBP", quality=_QUALITY, method=4)
    data = made.getvalue()
    assert data[12:16] == b"VP8 "  # noqa: S101  (what Pillow writes of a picture without transparency)
    return data[20 : 20 + int.from_bytes(data[16:20], "little")]


def _element(name: int, *content: bytes | int) -> bytes:
    """Return one element of EBML; a number is written in as few bytes as it takes."""
    data = b"".join(_parts(content))
    length = (len(data) | 1 << 56).to_bytes(8, "big")
    return name.to_bytes((name.bit_length() + 7) // 8, "big") + length + data


def _parts(content: Iterable[bytes | int]) -> Iterator[bytes]:
    for one in content:
        yield one.to_bytes(max(1, (one.bit_length() + 7) // 8), "big") if isinstance(one, int) else one


def _float(number: float) -> bytes:
    return struct.pack(">d", number)
