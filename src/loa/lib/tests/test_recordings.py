"""What a recording is, by its bytes; what is none; and what a device wrote beside it does not come along."""

import pytest

from loa.lib.recordings import read_recording
from loa.lib.tests.made_recordings import mp3, mp4, opus, vorbis, wav, webm


@pytest.mark.parametrize(
    ("data", "kind", "is_video"),
    [
        (mp3(), "mp3", False),
        (mp3(tag=b"TIT2 ten bai"), "mp3", False),
        (wav(), "wav", False),
        (opus(), "opus", False),
        (vorbis(), "ogg", False),
        (mp4(kinds=(b"soun",), brand=b"M4A "), "m4a", False),
        (mp4(), "mp4", True),
        (webm(), "webm", True),
        (webm(kinds=(2,)), "webm", False),
    ],
    ids=["mp3", "mp3 with tag", "wav", "opus", "vorbis", "m4a", "mp4", "webm", "webm sound"],
)
def test_each_kind_is_told_with_its_length(data, kind, is_video):
    heard = read_recording(data)
    assert heard is not None
    assert (heard.kind, heard.is_video, heard.seconds) == (kind, is_video, 2)
    assert read_recording(heard.data) == heard


def test_a_film_that_tells_no_length_has_none():
    heard = read_recording(webm(None))
    assert heard is not None
    assert heard.seconds is None


PROGRAM = b"MZ\x90\x00\x03" + bytes(200) + b"This program cannot be run in DOS mode." + bytes(range(256)) * 40
PAGE = b"<!doctype html><script>alert(1)</script>" * 200
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        PROGRAM,
        PAGE,
        EICAR,
        b"ID3\x04\x00\x00\x00\x00\x00\x00" + PAGE,
        mp3(1)[: 288 * 5],
        mp3(1, tail=PAGE * 20),
        wav()[:40],
        b"OggS" + bytes(40),
        opus()[:30],
        mp4(brand=b"qt  "),
        mp4(kinds=(b"meta",)),
        mp4()[:60],
        webm(doctype=b"matroska"),
        webm(kinds=()),
        b"\x1a\x45\xdf\xa3" + bytes(9),
        b"\x89PNG\r\n\x1a\n" + bytes(100),
        b"PK\x03\x04" + bytes(100),
    ],
    ids=lambda data: data[:12].hex() or "empty",
)
def test_what_is_no_recording_is_none(data):
    assert read_recording(data) is None


def test_a_page_hidden_in_a_tag_or_behind_the_sound_does_not_come_along():
    heard = read_recording(mp3(5, tag=b"<script>alert(1)</script>", tail=b"<script>alert(2)</script>"))
    assert heard is not None
    assert b"script" not in heard.data
    assert heard.data.startswith(b"\xff\xfb")


def test_where_a_film_was_taken_does_not_come_along_and_nothing_moves():
    whole = mp4(place=b"+17.0100+106.9800/")
    heard = read_recording(whole)
    assert heard is not None
    assert b"106.98" not in heard.data
    assert b"xyz" not in heard.data
    assert len(heard.data) == len(whole)
    assert heard.data.index(b"mdat") == whole.index(b"mdat")
