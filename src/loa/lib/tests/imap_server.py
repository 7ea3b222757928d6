"""An IMAP server for tests on 127.0.0.1: the part of RFC 3501 that reads a folder, with literals, UIDs and flags.

It also does what servers may do and clients forget: it tells of other mails in between, and lets a mail vanish.
"""

import base64
import re
import socket
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field


@dataclass
class Mail:
    uid: int
    raw: bytes
    flags: set[str] = field(default_factory=set)
    size: int = 0  # what the server says of it, if not the truth


class ImapServer:
    """`mails` is the folder, `commands` what was asked without passwords; with `chatty` it tells of other mails too."""

    name, password, folder, validity = "loa", "mật khẩu", "INBOX", 17

    def __init__(self, listening, tls=None):
        self.listening, self.tls = listening, tls
        self.port = listening.getsockname()[1]
        self.mails: list[Mail] = []
        self.commands: list[str] = []
        self.chatty = False
        self.capabilities = "IMAP4rev1 AUTH=PLAIN"
        self.greeting = b"* OK ready\r\n"
        self.refuses: set[str] = set()
        self.hangs_up_at = ""
        self.vanishing: set[int] = set()

    def add(self, *raws):
        for raw in raws:
            self.mails.append(Mail(len(self.mails) + 101, raw))

    def serve(self):
        while True:
            try:
                line, _ = self.listening.accept()
            except OSError:
                return
            line.settimeout(5)
            with suppress(OSError):
                if self.tls:
                    line = self.tls.wrap_socket(line, server_side=True)
                with line, line.makefile("rwb") as stream:
                    self._talk(stream)
            line.close()

    def _talk(self, stream):
        self._say(stream, self.greeting)
        while heard := stream.readline():
            tag, command, *rest = heard.decode().split(" ", 2)
            command, rest = command.strip().upper(), (rest[0].strip() if rest else "")
            if command == "UID":
                command, _, rest = rest.partition(" ")
                command = f"UID {command}"
            self.commands.append(command if command in {"LOGIN", "AUTHENTICATE"} else f"{command} {rest}".strip())
            if command == self.hangs_up_at:
                return
            answer = "NO refused" if command in self.refuses else self._do(stream, command, rest)
            self._say(stream, f"{tag} {answer}\r\n".encode())
            if command == "LOGOUT":
                return

    def _say(self, stream, data):
        stream.write(data)
        stream.flush()

    def _do(self, stream, command, rest):
        doing = {
            "CAPABILITY": self._capability, "AUTHENTICATE": self._authenticate, "LOGIN": self._login,
            "SELECT": self._select, "UID SEARCH": self._search, "UID FETCH": self._fetch, "UID STORE": self._store,
            "LOGOUT": self._logout,
        }  # fmt: skip
        return doing[command](stream, rest) if command in doing else "BAD unknown command"

    def _capability(self, stream, _):
        self._say(stream, f"* CAPABILITY {self.capabilities}\r\n".encode())
        return "OK done"

    def _authenticate(self, stream, _):
        self._say(stream, b"+ \r\n")
        given = base64.b64decode(stream.readline()).decode()
        return "OK in" if given == f"\0{self.name}\0{self.password}" else "NO [AUTHENTICATIONFAILED] wrong"

    def _login(self, _, rest):
        return "OK in" if rest == f'"{self.name}" "{self.password}"' else "NO [AUTHENTICATIONFAILED] wrong"

    def _select(self, stream, rest):
        if rest != f'"{self.folder}"':
            return "NO [NONEXISTENT] no such folder"
        self._say(
            stream,
            f"* {len(self.mails)} EXISTS\r\n* 0 RECENT\r\n* FLAGS (\\Seen \\Deleted)\r\n"
            f"* OK [UIDVALIDITY {self.validity}] ids\r\n* OK [UIDNEXT 999] next\r\n".encode(),
        )
        return "OK [READ-WRITE] selected"

    def _search(self, stream, rest):
        assert rest == "UNSEEN UNDELETED"
        found = [str(mail.uid) for mail in reversed(self.mails) if not mail.flags & {"\\Seen", "\\Deleted"}]
        self._say(stream, f"* SEARCH{''.join(f' {uid}' for uid in found)}\r\n".encode())
        return "OK searched"

    def _fetch(self, stream, rest):
        uid, _, items = rest.partition(" ")
        if self.chatty:
            self._say(stream, b"* 9 FETCH (UID 999 FLAGS (\\Answered) RFC822.SIZE 5)\r\n* 12 EXISTS\r\n")
            self._say(stream, b"* 9 FETCH (UID 1 BODY[]<0> {5}\r\nother)\r\n")
        for number, mail in enumerate(self.mails, 1):
            if mail.uid == int(uid) and mail.uid not in self.vanishing:
                self._say(stream, f"* {number} FETCH (UID {uid} ".encode() + self._item(mail, items) + b")\r\n")
        return "OK fetched"

    def _item(self, mail, items):
        if items == "(RFC822.SIZE)":
            return f"RFC822.SIZE {mail.size or len(mail.raw)}".encode()
        asked = re.fullmatch(r"\(UID BODY\.PEEK\[(HEADER)?\]<0\.(\d+)>\)", items)
        data = mail.raw if not asked[1] else mail.raw.partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
        part = data[: int(asked[2])]
        return f"BODY[{asked[1] or ''}]<0> {{{len(part)}}}\r\n".encode() + part

    def _store(self, _, rest):
        uid, action, flags = rest.split(" ", 2)
        assert (action, flags) == ("+FLAGS.SILENT", "(\\Seen)")
        for mail in self.mails:
            if mail.uid == int(uid):
                mail.flags.add("\\Seen")
        return "OK stored"

    def _logout(self, stream, _):
        self._say(stream, b"* BYE\r\n")
        return "OK out"


@contextmanager
def imap_server(tls=None):
    """Run a server while a block lasts, on a free port of 127.0.0.1."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    listening.listen()
    server = ImapServer(listening, tls)
    thread = threading.Thread(target=server.serve)
    thread.start()
    try:
        yield server
    finally:
        with suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join()
