"""Where mail waits: a Maildir on this machine, or a folder of an IMAP server. One shape for both; nothing is deleted.

    with open_mailbox(address) as mailbox:
        for key, raw in mailbox.waiting(50):
            ...
            mailbox.done(key)

A mail waits until it is marked as seen, so one that could not be kept comes again; whoever reads must know a mail that
it kept already (`Letter.message_id`), since the mark may fail after the keeping. A person who opens the folder with a
mail program takes what they read out of Loa's sight: the folder should be Loa's alone.
"""

import imaplib
import ipaddress
import os
import re
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from loa.lib.mail_messages import TOO_LARGE

LARGEST_MAIL = 30_000_000
_LARGEST_HEAD = 64 * 1024
_SECONDS = 30.0
_PORTS = {"imaps": 993, "imap": 143}
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")
_Part = bytes | tuple[bytes, bytes] | None  # as imaplib gives a line of an answer, with a literal behind it or not
_HEAD_END = re.compile(rb"\r?\n\r?\n")


class MailboxUnreachable(Exception):  # noqa: N818  (says what is the case)
    """There is no getting at the mailbox; the message is a sentence for whoever runs Loa, without the password."""


class Mailbox(Protocol):
    """Where mail waits. Both methods raise MailboxUnreachable."""

    def waiting(self, most: int) -> Iterator[tuple[str, bytes]]:
        """Yield (key, the mail as it came) of at most so many unseen mails, the oldest first.

        Of one over `LARGEST_MAIL` bytes only the head comes, behind a field that says so (`Letter.is_too_large`).
        """
        ...

    def done(self, key: str) -> None:
        """Mark a mail as seen, so that it waits no more; one that is gone meanwhile is no mistake."""
        ...


@contextmanager
def open_mailbox(address: str) -> Iterator[Mailbox]:
    """Open the mailbox at an address while a block lasts.

    "maildir:/path", or "imaps://user:password@host[:port]/INBOX" with what is special in them percent-encoded; the
    certificate is checked. "imap://", without TLS, is for this very machine only.

    Raises:
        MailboxUnreachable: the address is none of these, or nobody answers there, or not to this name and password.
    """
    if address.startswith("maildir:/"):
        yield _Maildir(Path(address.removeprefix("maildir:")))
        return
    place = _place(address)
    line = _connected(place)
    try:
        yield _ImapFolder(line, place)
    finally:
        with suppress(OSError, imaplib.IMAP4.error):
            line.logout()  # never CLOSE, which takes away for good what others marked as deleted
        with suppress(OSError):
            line.shutdown()


@dataclass(frozen=True, slots=True)
class _Place:
    host: str
    port: int
    is_secure: bool
    name: str
    password: str
    folder: str


def _place(address: str) -> _Place:
    """Take the address of a folder on a server apart; what is wrong with it is said without the password."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port or _PORTS.get(parts.scheme, 0)
    except ValueError:  # a port that is no number, a bracket left open
        host, port = "", 0
    if not host or not port or not parts.username:
        raise MailboxUnreachable(
            "Địa chỉ hộp thư không đúng dạng. Hãy ghi maildir:/thư-mục hoặc imaps://tên:mật-khẩu@máy-chủ/INBOX."
        )
    if parts.scheme not in _PORTS or (parts.scheme == "imap" and not _is_this_machine(host)):
        raise MailboxUnreachable(
            "Hộp thư ở máy khác phải mở bằng imaps:// để mật khẩu không đi qua mạng dưới dạng đọc được."
        )
    return _Place(
        host,
        port,
        parts.scheme == "imaps",
        unquote(parts.username),
        unquote(parts.password or ""),
        unquote(parts.path.strip("/")) or "INBOX",
    )


class _Maildir:
    """Files in `new` and `cur`, a mail each, the mark S behind the name of those seen, as D. J. Bernstein laid it down.

    The standard library's `mailbox.Maildir` would write a mail anew to mark it; here it is renamed, as others do.
    """

    def __init__(self, folder: Path) -> None:
        self._new, self._cur = folder / "new", folder / "cur"
        if not self._new.is_dir() or not self._cur.is_dir():
            raise MailboxUnreachable(
                f"{folder} không phải là một hộp thư Maildir. Xem lại đường dẫn và quyền đọc của Loa."
            )

    def waiting(self, most: int) -> Iterator[tuple[str, bytes]]:
        for file in self._unseen()[:most]:
            raw = None
            with suppress(FileNotFoundError), _said("thư mục hộp thư"):
                raw = _whole_or_head(file)
            if raw is not None:
                yield _key(file), raw

    def done(self, key: str) -> None:
        with _said("thư mục hộp thư"):
            for file in self._files():
                if _key(file) == key:
                    flags = "".join(sorted({*_flags(file), "S"}))
                    with suppress(FileNotFoundError):
                        file.rename(self._cur / f"{key}:2,{flags}")

    def _unseen(self) -> list[Path]:
        with _said("thư mục hộp thư"):
            unseen = [file for file in self._files() if "S" not in _flags(file)]
            return sorted(unseen, key=lambda file: file.name)

    def _files(self) -> list[Path]:
        return [
            Path(entry.path)
            for folder in (self._new, self._cur)
            for entry in os.scandir(folder)
            if not entry.name.startswith(".") and entry.is_file(follow_symlinks=False)
        ]


def _key(file: Path) -> str:
    return file.name.partition(":")[0]


def _flags(file: Path) -> str:
    return file.name.partition(":2,")[2]


def _whole_or_head(file: Path) -> bytes:
    with file.open("rb") as stream:
        size = os.fstat(stream.fileno()).st_size
        return stream.read() if size <= LARGEST_MAIL else _too_large(size, stream.read(_LARGEST_HEAD))


class _ImapFolder:
    """A folder of an IMAP server (RFC 3501), each mail known by the folder's UIDVALIDITY and its own UID there."""

    def __init__(self, line: imaplib.IMAP4, place: _Place) -> None:
        self._line, self._host = line, place.host
        with _said(self._host):
            _ok(line.select(_quoted(place.folder)))
            self._validity = (line.response("UIDVALIDITY")[1][0] or b"0").decode("ascii", "replace")

    def waiting(self, most: int) -> Iterator[tuple[str, bytes]]:
        with _said(self._host):
            found = _ok(self._line.uid("SEARCH", "UNSEEN", "UNDELETED"))
            numbers = sorted(int(number) for part in found if isinstance(part, bytes) for number in part.split())
        for number in numbers[:most]:
            with _said(self._host):
                raw = self._fetched(number)
            if raw is not None:
                yield f"{self._validity}-{number}", raw

    def done(self, key: str) -> None:
        validity, _, number = key.partition("-")
        # Where the server has numbered its mails anew, an old number may be another mail's.
        if validity == self._validity and number.isdecimal():
            with _said(self._host):
                _ok(self._line.uid("STORE", number, "+FLAGS.SILENT", r"(\Seen)"))

    def _fetched(self, number: int) -> bytes | None:
        """Return a mail without marking it, its head where it is too large, None where it is gone meanwhile."""
        size = None
        for part in _ok(self._line.uid("FETCH", str(number), "(RFC822.SIZE)")):
            head = part[0] if isinstance(part, tuple) else part or b""
            if _is_of(head, number) and (found := _SIZE.search(head)):
                size = int(found[1])
        if size is None:
            return None
        if size <= LARGEST_MAIL:
            whole = self._part(number, "", LARGEST_MAIL + 1)
            if whole is None or len(whole) <= LARGEST_MAIL:
                return whole
        return _too_large(size, self._part(number, "HEADER", _LARGEST_HEAD) or b"")

    def _part(self, number: int, section: str, most: int) -> bytes | None:
        answer = _ok(self._line.uid("FETCH", str(number), f"(UID BODY.PEEK[{section}]<0.{most}>)"))
        # A server may tell of other mails in between (RFC 3501, 7.4.2), so ours is looked for.
        return next((part[1] for part in answer if isinstance(part, tuple) and _is_of(part[0], number)), None)


def _is_of(head: bytes, number: int) -> bool:
    return re.search(rb"\bUID %d\b" % number, head) is not None


def _too_large(size: int, beginning: bytes) -> bytes:
    head = _HEAD_END.split(beginning, maxsplit=1)[0].rstrip(b"\r\n")
    return f"{TOO_LARGE}: {size}\r\n".encode() + head + b"\r\n\r\n"


def _connected(place: _Place) -> imaplib.IMAP4:
    line: imaplib.IMAP4
    with _said(place.host):
        if place.is_secure:
            trust = ssl.create_default_context()
            line = imaplib.IMAP4_SSL(place.host, place.port, ssl_context=trust, timeout=_SECONDS)
        else:
            line = imaplib.IMAP4(place.host, place.port, timeout=_SECONDS)
    try:
        _sign_in(line, place)
    except (OSError, UnicodeError, imaplib.IMAP4.error) as problem:
        with suppress(OSError):
            line.shutdown()
        if isinstance(problem, OSError | imaplib.IMAP4.abort):
            raise _unreachable(place.host) from problem
        raise MailboxUnreachable(
            f"{place.host} không nhận tên đăng nhập hoặc mật khẩu của hộp thư. "
            "Xem lại hai điều đó, và hộp thư có cho dùng IMAP không."
        ) from None
    return line


def _sign_in(line: imaplib.IMAP4, place: _Place) -> None:
    """Sign in by PLAIN (RFC 4616), which takes letters of any kind, else by LOGIN."""
    if "AUTH=PLAIN" in line.capabilities:
        line.authenticate("PLAIN", lambda _: f"\0{place.name}\0{place.password}".encode())
    else:
        line.login(_quoted(place.name), place.password)  # imaplib puts marks around the password alone


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _is_this_machine(host: str) -> bool:
    with suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return host == "localhost"


def _ok(answer: tuple[str, Sequence[_Part]]) -> Sequence[_Part]:
    kind, data = answer
    if kind != "OK":
        raise imaplib.IMAP4.error(kind)
    return data


@contextmanager
def _said(host: str) -> Iterator[None]:
    """Turn what goes wrong on the way into one sentence."""
    try:
        yield
    except FileNotFoundError:
        raise
    except (OSError, imaplib.IMAP4.error, ValueError) as problem:
        raise _unreachable(host) from problem


def _unreachable(host: str) -> MailboxUnreachable:
    return MailboxUnreachable(
        f"Không lấy được thư từ {host}. Thư vẫn ở nguyên trong hộp thư; Loa sẽ thử lại. "
        "Xem lại máy chủ thư và đường mạng."
    )
