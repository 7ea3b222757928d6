"""Answer with a part of a file where a browser asks for one: without that nobody can seek, and an iPhone plays nothing.

RFC 9110, section 14. Of several parts at once none is cut: the whole file answers that too.
"""

import re
from http import HTTPStatus
from io import RawIOBase

from django.core.files import File
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase

_ASKED = re.compile(r"bytes=(?P<first>\d{0,15})-(?P<last>\d{0,15})")


class _Part(RawIOBase):
    """So many bytes of a file from a place on; closing it closes the file."""

    def __init__(self, file: File[bytes], first: int, length: int) -> None:
        super().__init__()
        self._file, self._left = file, length
        file.seek(first)

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        got: bytes = self._file.read(self._left if size < 0 else min(size, self._left))
        self._left -= len(got)
        return got

    def close(self) -> None:
        self._file.close()
        super().close()


def answer_with(
    request: HttpRequest, file: File[bytes], *, size: int, etag: str, content_type: str
) -> HttpResponseBase:
    """Return a file, or the part of it that was asked for; `etag` names its bytes, in quotation marks.

    A part that begins behind the end is refused with 416; what cannot be understood is not asked for.
    """
    asked = _part_asked(request, size, etag)
    if asked is not None and asked[0] >= size:
        file.close()
        refused = HttpResponse(status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
        refused["Content-Range"] = f"bytes */{size}"
        return refused
    first, last = asked or (0, size - 1)
    answer: HttpResponseBase
    if request.method == "HEAD":
        file.close()
        answer = HttpResponse(content_type=content_type)
    else:
        answer = FileResponse(_Part(file, first, last - first + 1), content_type=content_type)
    answer["Accept-Ranges"] = "bytes"
    answer["ETag"] = etag
    answer["Content-Length"] = str(last - first + 1)
    if asked is not None:
        answer.status_code = HTTPStatus.PARTIAL_CONTENT
        answer["Content-Range"] = f"bytes {first}-{last}/{size}"
    return answer


def _part_asked(request: HttpRequest, size: int, etag: str) -> tuple[int, int] | None:
    """Return the first and the last byte that are asked for; None for the whole file."""
    if request.headers.get("If-Range", etag) != etag:
        return None  # it has a part of another file
    found = _ASKED.fullmatch(request.headers.get("Range", "").replace(" ", ""))
    if found is None or (not found["first"] and not found["last"]):
        return None
    if not found["first"]:
        length = int(found["last"])
        return (max(0, size - length), size - 1) if length else (size, size)
    first = int(found["first"])
    last = int(found["last"]) if found["last"] else size - 1
    return (first, min(last, size - 1)) if first <= last or first >= size else None
