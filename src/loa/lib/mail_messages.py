"""Read a mail as it came: who wrote it, what they wrote, what they sent along. Plain Python; it never fails.

Mail comes from every program there is, and from people who mean harm. So headers are decoded here rather than by the
standard library's newer policies, which raise on some that are wrong; and a message made to be slow or deep is read
by its head alone, and says so.
"""

import binascii
import hashlib
import mimetypes
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes
from email.errors import HeaderParseError, MessageError
from email.header import decode_header
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import getaddresses

from loa.lib import mail_origin
from loa.lib.mail_origin import Header
from loa.lib.mail_text import from_html, from_plain, is_forward
from loa.lib.text_encodings import decoded
from loa.lib.vietnamese_text import tidy
from loa.lib.written_dates import moment_of

# The mark that a mailbox puts before a mail that it did not fetch whole (loa.lib.mailboxes).
TOO_LARGE = "X-Loa-Too-Large"

_MOST_PARTS = 1_000
# The standard parser asks each line against each boundary around it: more of both take minutes.
_MOST_BOUNDARIES, _MOST_LINES = 100, 700_000
_LARGEST_SIGNATURE = 5_000
_MOST_TEXT = 100_000
_LONGEST_FIELD, _MOST_FIELDS = 10_000, 500
_LONGEST_SUBJECT, _LONGEST_NAME, _LONGEST_FILE_NAME = 300, 150, 150
# What the standard library raises for fields that are wrong in ways it did not think of.
_WRONG = (MessageError, HeaderParseError, ValueError, LookupError, TypeError, AttributeError, RecursionError)

_ADDRESS = re.compile(r"[^\s@<>()\[\]\\,;:\"]{1,64}@[\w-]+(?:\.[\w-]+)+")
_MESSAGE_ID = re.compile(r"<([^<>\s]{1,250})>")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came along, under the name and the type that its sender gave it; neither is to be believed."""

    name: str
    data: bytes = field(repr=False)
    declared_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A mail as it was read; what it does not say is "" or None, `sent_at` is aware.

    `message_id` is that of the mail without brackets, or "sha256:…" of its bytes. `authenticated` is None where our
    server gave no verdict. `is_incomplete` says that not all of it could be read, `is_too_large` that only its head was
    fetched.
    """

    message_id: str
    from_address: str
    from_name: str
    subject: str
    sent_at: datetime | None
    text: str
    attachments: tuple[Attachment, ...]
    is_automatic: bool
    authenticated: bool | None
    is_incomplete: bool
    is_too_large: bool


def read_message(raw: bytes, *, trusted: str | None = None) -> Letter:
    """Return what a mail (RFC 5322, MIME) says; `trusted` is the name under which our mail server signs its verdicts.

    The text is the plain part, else the HTML one as lines, without the mail that is answered; a mail passed on keeps
    what it passes on, and one inside another adds its text and files. Pictures of a signature are no attachments.
    """
    message, is_incomplete = _parsed(raw)
    headers = _headers(message)
    said = dict(reversed(headers))  # the first of a name counts, which our own server wrote last
    from_name, from_address, is_sole = _sender([value for name, value in headers if name == "from"])
    subject = _words(said.get("subject", ""))[:_LONGEST_SUBJECT]
    reading = _Reading(keep_quoted=is_forward(subject), is_incomplete=is_incomplete)
    texts = [] if is_incomplete else reading.visit(message)
    verdict = mail_origin.authenticated(headers, from_address, trusted)
    return Letter(
        message_id=_message_id(said.get("message-id", ""), raw),
        from_address=from_address,
        from_name=from_name,
        subject=subject,
        sent_at=moment_of(said.get("date", "")),
        text="\n\n".join(filter(None, texts))[:_MOST_TEXT],
        attachments=tuple(reading.attachments),
        is_automatic=mail_origin.is_automatic(headers, from_address),
        authenticated=verdict if verdict is None else verdict and is_sole,
        is_incomplete=reading.is_incomplete,
        is_too_large=TOO_LARGE.lower() in said,
    )


def _parsed(raw: bytes) -> tuple[Message, bool]:
    """Return the message, and whether only its head was read."""
    if raw.lower().count(b"boundary") <= _MOST_BOUNDARIES and raw.count(b"\n") <= _MOST_LINES:
        try:
            return message_from_bytes(raw), False
        except _WRONG:
            pass
    return BytesHeaderParser().parsebytes(re.split(rb"\r?\n\r?\n", raw, maxsplit=1)[0]), True


def _headers(message: Message) -> list[Header]:
    """Return the fields on one line each; letters that should have been encoded and were not are read all the same."""
    return [(name.lower(), _on_one_line(value)) for name, value in list(message.raw_items())[:_MOST_FIELDS]]


def _on_one_line(value: object) -> str:
    written = str(value)[:_LONGEST_FIELD].encode("utf-8", "surrogateescape")
    return " ".join(_seen(decoded(written)).split())


def _seen(text: str) -> str:
    """Return text without letters that cannot be seen: controls, and marks that turn the direction around."""
    return "".join(letter if letter in "\t\n\r" or unicodedata.category(letter)[0] != "C" else "" for letter in text)


def _words(value: str) -> str:
    """Return a field with its encoded words (RFC 2047) read; one that is wrong stays as it stands."""
    try:
        pieces = decode_header(value)
    except (*_WRONG, binascii.Error):
        return tidy(_seen(value))
    text = ""
    for piece, encoding in pieces:
        if isinstance(piece, str):
            text += piece
        else:  # what stands between encoded words comes back in this form
            text += decoded(piece, encoding) if encoding else piece.decode("raw-unicode-escape", "replace")
    return tidy(_seen(text.encode("utf-8", "replace").decode("utf-8")))


def _sender(written: list[str]) -> tuple[str, str, bool]:
    """Return (name, address, whether nobody else is named). An address that is none is ""."""
    try:
        named = getaddresses([value[:1_000] for value in written])
    except _WRONG:
        return "", "", False
    name, address = named[0] if named else ("", "")
    found = _ADDRESS.fullmatch(tidy(address))
    is_sole = len(written) == len(named) == 1 and found is not None
    return _words(name)[:_LONGEST_NAME], (found[0].lower() if found else ""), is_sole


def _message_id(written: str, raw: bytes) -> str:
    found = _MESSAGE_ID.search(written)
    return found[1] if found else f"sha256:{hashlib.sha256(raw).hexdigest()}"


@dataclass
class _Reading:
    """Going through the parts of one message."""

    keep_quoted: bool
    is_incomplete: bool
    attachments: list[Attachment] = field(default_factory=list)
    parts: int = 0

    def visit(self, part: Message) -> list[str]:
        """Return the texts of a part and of those inside, and put their files to the others."""
        self.parts += 1
        if self.parts > _MOST_PARTS:
            self.is_incomplete = True
            return []
        kind = _kind(part)
        if kind == "message/rfc822":
            return self._message_inside(part)
        if part.is_multipart():
            if kind.startswith("message/"):  # a report of delivery, whose human part stands before it
                return []
            inside = [self.visit(inner) for inner in _inner(part)]
            if kind == "multipart/alternative":
                return next((texts for texts in inside if any(texts)), [])
            return [text for texts in inside for text in texts]
        return self._leaf(part, kind)

    def _message_inside(self, part: Message) -> list[str]:
        texts: list[str] = []
        for message in _inner(part):
            subject = _words(dict(reversed(_headers(message))).get("subject", ""))[:_LONGEST_SUBJECT]
            texts.append(f"Thư kèm theo: {subject}" if subject else "Thư kèm theo")
            texts += self.visit(message)
        return texts

    def _leaf(self, part: Message, kind: str) -> list[str]:
        disposition = _field(part, "content-disposition").partition(";")[0].strip().lower()
        name = _file_name(part)
        encoding = _parameter(part, "charset")
        is_flowed = _parameter(part, "format").lower() == "flowed"
        data = _content(part, kind)
        if kind in {"text/plain", "text/html"} and disposition != "attachment" and not name:
            text = decoded(data, encoding)[: 10 * _MOST_TEXT]
            if kind == "text/html":
                return [from_html(text, keep_quoted=self.keep_quoted)]
            return [from_plain(text, keep_quoted=self.keep_quoted, is_flowed=is_flowed)]
        is_inside = disposition == "inline" or (bool(part["content-id"]) and disposition != "attachment")
        is_of_signature = kind.startswith("image/") and is_inside and len(data) < _LARGEST_SIGNATURE
        if kind != "text/rfc822-headers" and (data or name) and not is_of_signature:
            self.attachments.append(Attachment(name or self._unnamed(kind), data, kind))
        return []

    def _unnamed(self, kind: str) -> str:
        return f"tep-{len(self.attachments) + 1}{mimetypes.guess_extension(kind) or ''}"


def _inner(part: Message) -> Iterator[Message]:
    payload = part.get_payload()
    if isinstance(payload, list):
        yield from (inner for inner in payload if isinstance(inner, Message))


def _kind(part: Message) -> str:
    try:
        return part.get_content_type()
    except _WRONG:
        return "application/octet-stream"


def _field(part: Message, name: str) -> str:
    return next((value for key, value in _headers(part) if key == name), "")


def _parameter(part: Message, name: str) -> str:
    try:
        found = part.get_param(name)
    except _WRONG:
        return ""
    return str(found[2] if isinstance(found, tuple) else found or "")


def _file_name(part: Message) -> str:
    """Return the name that a part has, in whichever way it was written (RFC 2231, RFC 2047, no encoding)."""
    for name in ("Content-Disposition", "Content-Type"):
        if part[name] is not None:  # the standard library makes "�" of letters that were not encoded
            part.replace_header(name, _field(part, name.lower()))
    try:
        written = part.get_filename() or ""
    except _WRONG:
        written = ""
    name = _words(written).replace("\\", "/").rpartition("/")[2].strip(". ")
    stem, dot, extension = name.rpartition(".")
    return f"{stem[:_LONGEST_FILE_NAME]}{dot}{extension[:10]}" if dot else name[:_LONGEST_FILE_NAME]


def _content(part: Message, kind: str) -> bytes:
    # Without the encoding it names: the standard library would try it on letters that are not ASCII, whatever it is.
    if part["Content-Type"] is not None:
        part.replace_header("Content-Type", kind)
    try:
        data = part.get_payload(decode=True)
    except (*_WRONG, binascii.Error):
        return b""
    return data if isinstance(data, bytes) else b""
