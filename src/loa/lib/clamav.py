"""Ask ClamAV's clamd whether a file carries malware: the INSTREAM command over TCP or a socket of the machine.

The protocol is in clamd(8): "zINSTREAM" and a nought, then chunks each behind its length in four bytes, a length of
nought at the end; the answer is one line ending in a nought, such as "stream: OK" or "stream: Eicar-Signature FOUND".
"""

import socket
import struct
from collections.abc import Iterable
from contextlib import closing, suppress
from urllib.parse import urlsplit

DEFAULT_PORT = 3310
_LONGEST_ANSWER = 4_096
_CHUNK = 64 * 1024


class ScannerDown(Exception):  # noqa: N818  (says what is the case)
    """The scanner gave no verdict: not there, too slow, or in trouble of its own. Ask again later."""


class NotScanned(Exception):  # noqa: N818
    """The scanner is there and will not judge this file, such as one over its own limit of size."""


def malware_in(chunks: Iterable[bytes], address: str, *, seconds: float = 30) -> str | None:
    """Return the name of the malware that the scanner at an address finds in a file, None where it finds none.

    `address` is "tcp://host:3310" or "unix:///run/clamav/clamd.ctl"; `seconds` bounds each wait for the scanner.

    Raises:
        ScannerDown: there is no verdict.
        NotScanned: there will be none for this file.
    """
    try:
        with closing(_connected(address, seconds)) as scanner:
            _send(scanner, chunks)
            return _verdict(_answer(scanner))
    except (OSError, ValueError) as problem:
        raise ScannerDown(str(problem)) from problem


def _connected(address: str, seconds: float) -> socket.socket:
    parts = urlsplit(address)
    if parts.scheme == "unix":
        scanner = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        scanner.settimeout(seconds)
        try:
            scanner.connect(parts.path)
        except OSError:
            scanner.close()
            raise
        return scanner
    if parts.scheme != "tcp" or not parts.hostname:
        raise ValueError(f"not an address of a scanner: {address}")
    return socket.create_connection((parts.hostname, parts.port or DEFAULT_PORT), timeout=seconds)


def _send(scanner: socket.socket, chunks: Iterable[bytes]) -> None:
    # One that has heard enough, over its limit, answers and closes while we still speak: the answer tells why.
    with suppress(BrokenPipeError, ConnectionResetError):
        scanner.sendall(b"zINSTREAM\0")
        for chunk in chunks:
            for start in range(0, len(chunk), _CHUNK):
                part = chunk[start : start + _CHUNK]
                scanner.sendall(struct.pack("!I", len(part)) + part)
        scanner.sendall(struct.pack("!I", 0))


def _answer(scanner: socket.socket) -> str:
    heard = b""
    while not heard.endswith(b"\0"):
        part = scanner.recv(_LONGEST_ANSWER)
        if not part or len(heard) > _LONGEST_ANSWER:
            break
        heard += part
    return heard.rstrip(b"\0\n").decode("utf-8", "replace")


def _verdict(answer: str) -> str | None:
    if answer == "stream: OK":
        return None
    if answer.startswith("stream: ") and answer.endswith(" FOUND"):
        return answer.removeprefix("stream: ").removesuffix(" FOUND")
    if "size limit exceeded" in answer:
        raise NotScanned(answer)
    raise ScannerDown(answer or "no answer")
