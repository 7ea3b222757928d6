"""The log: one line for each event, with the time zone, the address and the account, without what people typed."""

import logging
import re
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest

# The lines of a fault on one line: read them with  sed 's/ ⏎ /\n/g'.
LINE_BREAK = " ⏎ "
# An address that is itself a key: the link to set a password, and a calendar that somebody follows.
_SECRET_IN_ADDRESS = re.compile(r"(/accounts/mat-khau/|(?<!/viec)/lich/)[^/\s?\"']+")
# PostgreSQL repeats the values of the refused row behind its sentence, line breaks and all.
_REFUSED_ROW = re.compile(
    r"^DETAIL: .*?(?=^The above exception|^During handling|^Traceback|\Z)", re.MULTILINE | re.DOTALL
)


class LineFormatter(logging.Formatter):
    """Write an event as `2024-03-15T08:30:00.123+07:00 ERROR django.request [POST /viec/ user=12]: words`."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the event on one line; keys in addresses are masked, values of refused rows left out."""
        at = datetime.fromtimestamp(record.created, ZoneInfo(settings.TIME_ZONE))
        text = record.getMessage()
        if record.exc_info:
            text += "\n" + self.formatException(record.exc_info)
        if record.stack_info:
            text += "\n" + record.stack_info
        text = _SECRET_IN_ADDRESS.sub(r"\1…", _REFUSED_ROW.sub("", text))
        words = LINE_BREAK.join(line for line in text.splitlines() if line.strip())
        start = f"{at.isoformat(timespec='milliseconds')} {record.levelname} {record.name}{_request(record)}"
        return f"{start}: {words}"


class OnlyTrouble(logging.Filter):
    """Let only warnings and worse through, whatever level a library gives its own logger while it starts."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Tell whether an event is written."""
        return record.levelno >= logging.WARNING


def _request(record: logging.LogRecord) -> str:
    """Return method, address without its query, and account of the request an event belongs to."""
    request = getattr(record, "request", None)
    if not isinstance(request, HttpRequest):  # some loggers pass a socket
        return ""
    # Only an account the request has loaded already: writing the log must not ask the database.
    user = getattr(getattr(request, "_cached_user", None), "pk", None)
    # One word: an address as sent may hold spaces and line breaks.
    address = "".join(_SECRET_IN_ADDRESS.sub(r"\1…", request.path).split())
    return f" [{request.method} {address} user={user or '-'}]"
