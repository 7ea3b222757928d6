"""A browser gets the part of a file that it asks for."""

from io import BytesIO

import pytest
from django.core.files import File
from django.test import RequestFactory

from loa.base.ranges import answer_with

# To close an answer is the end of a request, at which Django looks after its connections.
pytestmark = pytest.mark.django_db
DATA = bytes(range(100))


def ask(method="get", **headers):
    file = File(BytesIO(DATA))
    request = getattr(RequestFactory(), method)("/", headers=headers)
    answer = answer_with(request, file, size=len(DATA), etag='"abc"', content_type="audio/mpeg")
    body = b"".join(answer)
    answer.close()
    assert file.closed
    return answer, body


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-1", 0, 1),
        ("bytes=10-19", 10, 19),
        ("bytes=90-", 90, 99),
        ("bytes=90-5000", 90, 99),
        ("bytes=-10", 90, 99),
        ("bytes=-5000", 0, 99),
        ("bytes=0-", 0, 99),
    ],
)
def test_a_part_is_cut_out(asked, first, last):
    answer, body = ask(Range=asked)
    assert answer.status_code == 206
    assert answer["Content-Range"] == f"bytes {first}-{last}/100"
    assert answer["Content-Length"] == str(len(body))
    assert body == DATA[first : last + 1]


@pytest.mark.parametrize("asked", ["", "bytes=", "bytes=-", "bytes=9-3", "bytes=0-1,5-6", "lines=1-2", "bytes=a-b"])
def test_what_cannot_be_understood_is_answered_with_the_whole(asked):
    answer, body = ask(Range=asked)
    assert (answer.status_code, body) == (200, DATA)
    assert answer["Accept-Ranges"] == "bytes"
    assert answer["Content-Length"] == "100"
    assert "Content-Range" not in answer


@pytest.mark.parametrize("asked", ["bytes=100-", "bytes=5000-6000", "bytes=-0"])
def test_a_part_behind_the_end_is_refused(asked):
    answer, body = ask(Range=asked)
    assert (answer.status_code, answer["Content-Range"], body) == (416, "bytes */100", b"")


def test_a_part_of_another_file_is_answered_with_the_whole():
    answer, body = ask(Range="bytes=0-9", **{"If-Range": '"old"'})
    assert (answer.status_code, body) == (200, DATA)
    answer, body = ask(Range="bytes=0-9", **{"If-Range": '"abc"'})
    assert (answer.status_code, body) == (206, DATA[:10])


def test_who_only_asks_about_a_file_gets_no_bytes():
    answer, body = ask("head", Range="bytes=0-9")
    assert (answer.status_code, answer["Content-Length"], body) == (206, "10", b"")
