"""Recordings made by code, as small as their kinds allow: silence of a known length, and film of no picture."""

import struct
import wave
from io import BytesIO

# A frame of MPEG 1, layer III: 64 kilobits and 32,000 samples a second, 1,152 of them.
_FRAME = b"\xff\xfb\x58\x00" + bytes(284)


def mp3(seconds: int = 2, *, tag: bytes = b"", tail: bytes = b"") -> bytes:
    """Return silence as MP3, behind a tag that says something and before what does not belong to it."""
    size = bytes(len(tag) >> 7 * place & 127 for place in (3, 2, 1, 0))
    head = b"ID3\x04\x00\x00" + size + tag if tag else b""
    return head + _FRAME * (seconds * 32_000 // 1152) + tail


def wav(seconds: int = 2) -> bytes:
    """Return silence as WAV."""
    made = BytesIO()
    with wave.open(made, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(8_000)
        file.writeframes(b"\x80" * 8_000 * seconds)
    return made.getvalue()


def _page(packet: bytes, *, samples: int) -> bytes:
    head = b"OggS\x00\x00" + struct.pack("<qIII", samples, 1, 0, 0)
    return head + bytes([1, len(packet)]) + packet


def opus(seconds: int = 2) -> bytes:
    """Return the pages of an Opus file that tell its length."""
    head = b"OpusHead\x01\x01" + struct.pack("<HIHB", 312, 48_000, 0, 0)
    return _page(head, samples=0) + _page(b"OpusTags", samples=0) + _page(b"\xf8", samples=312 + 48_000 * seconds)


def vorbis(seconds: int = 2) -> bytes:
    """Return the pages of a Vorbis file that tell its length."""
    head = b"\x01vorbis" + struct.pack("<IBI", 0, 1, 44_100) + bytes(14)
    return _page(head, samples=0) + _page(b"x", samples=44_100 * seconds)


def _box(name: bytes, *held: bytes) -> bytes:
    told = b"".join(held)
    return struct.pack(">I", len(told) + 8) + name + told


def _track(kind: bytes) -> bytes:
    return _box(b"trak", _box(b"mdia", _box(b"hdlr", bytes(8) + kind + bytes(12))))


def mp4(
    seconds: int = 2,
    *,
    kinds: tuple[bytes, ...] = (b"vide", b"soun"),
    place: bytes = b"",
    brand: bytes = b"isom",
    media: bytes = bytes(64),
) -> bytes:
    """Return the boxes of MP4 that tell what it holds and how long it is, and where it was taken."""
    length = _box(b"mvhd", bytes(12) + struct.pack(">II", 1_000, 1_000 * seconds) + bytes(80))
    beside = _box(b"udta", _box(b"\xa9xyz", place)) if place else b""
    moov = _box(b"moov", length, *(_track(kind) for kind in kinds), beside)
    return _box(b"ftyp", brand + bytes(4)) + moov + _box(b"mdat", media)


def _element(name: str, told: bytes) -> bytes:
    return bytes.fromhex(name) + (0x10000000 | len(told)).to_bytes(4, "big") + told


def webm(seconds: float | None = 2, *, kinds: tuple[int, ...] = (1, 2), doctype: bytes = b"webm") -> bytes:
    """Return the elements of WebM that tell what it holds and how long it is."""
    length = _element("4489", struct.pack(">d", seconds * 1_000)) if seconds is not None else b""
    info = _element("1549a966", _element("2ad7b1", (1_000_000).to_bytes(3, "big")) + length)
    tracks = _element("1654ae6b", b"".join(_element("ae", _element("83", bytes([kind]))) for kind in kinds))
    segment = bytes.fromhex("18538067") + b"\x01" + b"\xff" * 7 + info + tracks + _element("1f43b675", bytes(16))
    return _element("1a45dfa3", _element("4282", doctype)) + segment
