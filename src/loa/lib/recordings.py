"""What a recording is, told from its bytes and never from its name, and its bytes without what a device writes beside.

Known are MP3, Ogg (Opus, Vorbis), M4A, WAV, MP4 and WebM. Layouts: ISO/IEC 11172-3 (MPEG sound), RFC 3533 and 7845
(Ogg, Opus), ISO/IEC 14496-12 (MP4), RIFF, RFC 8794 (EBML, on which WebM stands).
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

# kilobits a second and samples a second of MPEG layer III, by version and the numbers in a frame's head.
_BITS = {
    1: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_RATES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}
# Frames that must follow one another: text or a program that looks like one frame by chance is no sound.
_FEWEST_FRAMES = 8
# Where sound begins after a tag, at most; some programs leave a gap there.
_LONGEST_GAP = 4_096
_OPUS_RATE = 48_000
# Boxes of MP4 that hold others, and those in which a device writes its place, its name and its owner.
_HOLDERS = (b"moov", b"trak", b"mdia")
_TOLD_BESIDE = (b"udta", b"meta")
# Elements of WebM.
_EBML, _DOCTYPE, _SEGMENT, _INFO, _TRACKS, _TRACK = 0x1A45DFA3, 0x4282, 0x18538067, 0x1549A966, 0x1654AE6B, 0xAE
_SCALE, _DURATION, _TRACK_TYPE, _CLUSTER = 0x2AD7B1, 0x4489, 0x83, 0x1F43B675
_FILM, _SOUND = 1, 2


@dataclass(frozen=True, slots=True)
class Heard:
    """A recording: its kind as the usual extension, its bytes as they are kept, how long it is (None: not told)."""

    kind: str
    data: bytes
    seconds: int | None
    is_video: bool = False


def read_recording(data: bytes) -> Heard | None:
    """Return what a recording is and its bytes without tags and places; None for whatever is none known here."""
    try:
        if data[:4] == b"OggS":
            return _ogg(data)
        if data[:4] == b"RIFF" and data[8:12] == b"WAVE":
            return _wav(data)
        if data[4:8] == b"ftyp":
            return _mp4(data)
        if data[:4] == _EBML.to_bytes(4, "big"):
            return _webm(data)
        return _mp3(data)
    except (struct.error, IndexError, ValueError, RecursionError):  # it breaks off, or its numbers lead nowhere
        return None


def _mp3(data: bytes) -> Heard | None:
    """Walk the frames; a tag before or after them, where programs and people write, does not come along."""
    start = 0
    while data[start : start + 3] == b"ID3":
        size = sum(byte << 7 * place for place, byte in zip((3, 2, 1, 0), data[start + 6 : start + 10], strict=True))
        start += 10 + size + (10 if data[start + 5] & 0x10 else 0)
    first = next((at for at in range(start, min(start + _LONGEST_GAP, len(data) - 4)) if _frame(data, at)), None)
    if first is None:
        return None
    at, frames, seconds = first, 0, 0.0
    while (frame := _frame(data, at)) is not None:
        length, lasts = frame
        at, frames, seconds = at + length, frames + 1, seconds + lasts
    # What breaks off in the middle is another thing behind a few frames.
    if frames < _FEWEST_FRAMES or (at - first) * 2 < len(data) - first:
        return None
    return Heard("mp3", data[first : min(at, len(data))], seconds=round(seconds))


def _frame(data: bytes, at: int) -> tuple[int, float] | None:
    """Return the length in bytes and in seconds of the frame of layer III that begins here."""
    if at + 4 > len(data):
        return None
    head = int.from_bytes(data[at : at + 4], "big")
    version, layer, bits, rate = head >> 19 & 3, head >> 17 & 3, head >> 12 & 15, head >> 10 & 3
    if head >> 21 != 0x7FF or version == 1 or layer != 1 or bits in (0, 15) or rate == 3:
        return None
    samples = 1152 if version == 3 else 576
    kilobits, hertz = _BITS[1 if version == 3 else 2][bits], _RATES[version][rate]
    return samples // 8 * kilobits * 1000 // hertz + (head >> 9 & 1), samples / hertz


def _ogg(data: bytes) -> Heard | None:
    packet = data[27 + data[26] :]
    if packet.startswith(b"OpusHead"):
        kind, rate, skipped = "opus", _OPUS_RATE, struct.unpack_from("<H", packet, 10)[0]
    elif packet.startswith(b"\x01vorbis"):
        kind, rate, skipped = "ogg", struct.unpack_from("<I", packet, 12)[0], 0
    else:
        return None
    last = data.rfind(b"OggS")
    (samples,) = struct.unpack_from("<q", data, last + 6)
    if last == 0 or not rate:
        return None
    return Heard(kind, data, seconds=max(0, round((samples - skipped) / rate)))


def _wav(data: bytes) -> Heard | None:
    at, per_second = 12, 0
    kept = [b""]
    while at + 8 <= len(data):
        name, size = data[at : at + 4], struct.unpack_from("<I", data, at + 4)[0]
        if name == b"fmt ":
            (per_second,) = struct.unpack_from("<I", data, at + 16)
            kept.append(data[at : at + 8 + size])
        elif name == b"data":
            if not per_second:
                return None
            size = min(size, len(data) - at - 8)
            kept.append(b"data" + struct.pack("<I", size) + data[at + 8 : at + 8 + size])
            told = b"".join(kept)
            whole = b"RIFF" + struct.pack("<I", len(told) + 4) + b"WAVE" + told
            return Heard("wav", whole, seconds=round(size / per_second))
        at += 8 + size + size % 2
    return None


def _mp4(data: bytes) -> Heard | None:
    """Read the boxes; those in which a device writes its place are emptied where they stand, so that nothing moves."""
    if data[8:12] == b"qt  ":  # a film of a telephone that other telephones cannot play
        return None
    made, tracks, seconds, has_media = bytearray(data), set(), None, False
    for at, name, begin, end in _boxes(data, 0, len(data)):
        if name == b"mdat":
            has_media = True
        elif name == b"mvhd":
            seconds = _length_of_film(data, begin)
        elif name == b"hdlr":
            tracks.add(data[begin + 8 : begin + 12])
        elif name in _TOLD_BESIDE:
            made[at + 4 : at + 8], made[begin:end] = b"free", bytes(end - begin)
    if not has_media or not tracks & {b"vide", b"soun"}:
        return None
    is_video = b"vide" in tracks
    return Heard("mp4" if is_video else "m4a", bytes(made), seconds=seconds, is_video=is_video)


def _boxes(data: bytes, at: int, end: int) -> Iterator[tuple[int, bytes, int, int]]:
    """Yield where each box begins, its name, where what it holds begins and ends; those that hold others before."""
    while at + 8 <= end:
        size, name = struct.unpack_from(">I4s", data, at)
        begin = at + 8
        if size == 1:
            (size,), begin = struct.unpack_from(">Q", data, at + 8), at + 16
        stop = end if size == 0 else at + size
        if stop > end or stop < begin:
            raise ValueError("a box is larger than what holds it")
        yield at, name, begin, stop
        if name in _HOLDERS:
            yield from _boxes(data, begin, stop)
        at = stop


def _length_of_film(data: bytes, begin: int) -> int | None:
    if data[begin] == 1:
        scale, length = struct.unpack_from(">IQ", data, begin + 20)
    else:
        scale, length = struct.unpack_from(">II", data, begin + 12)
    return round(length / scale) if scale and length else None


def _webm(data: bytes) -> Heard | None:
    doctype, tracks, scale, length = b"", set(), 1_000_000, 0.0
    for name, begin, end in _elements(data, 0, len(data)):
        told = data[begin:end]
        if name == _DOCTYPE:
            doctype = told.rstrip(b"\0")
        elif name == _SCALE:
            scale = int.from_bytes(told, "big")
        elif name == _DURATION:
            (length,) = struct.unpack(">f" if len(told) == 4 else ">d", told)
        elif name == _TRACK_TYPE:
            tracks.add(int.from_bytes(told, "big"))
        elif name == _CLUSTER:
            break
    if doctype != b"webm" or not tracks & {_FILM, _SOUND}:
        return None
    return Heard("webm", data, seconds=round(length * scale / 1e9) or None, is_video=_FILM in tracks)


def _elements(data: bytes, at: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Yield the number of each element, and where what it holds begins and ends; a size not told reaches to the end."""
    while at < end:
        name, at = _number(data, at)
        marked, begin = _number(data, at)
        bits = 7 * (begin - at)
        size, at = marked & ((1 << bits) - 1), begin
        stop = end if size == (1 << bits) - 1 else min(at + size, end)
        yield name, at, stop
        if name in (_EBML, _SEGMENT, _INFO, _TRACKS, _TRACK):
            yield from _elements(data, at, stop)
        at = stop


def _number(data: bytes, at: int) -> tuple[int, int]:
    """Return a number with the mark that tells its length, and where the next thing begins."""
    length = 9 - data[at].bit_length()
    if length > 8 or at + length > len(data):
        raise ValueError("no number of EBML")
    return int.from_bytes(data[at : at + length], "big"), at + length
