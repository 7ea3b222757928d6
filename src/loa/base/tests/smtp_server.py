"""A small SMTP server on the loopback, as faithful as the tests need: greeting, sign-in, refusals, a mailbox."""

import socketserver
import threading
from contextlib import contextmanager


class _Conversation(socketserver.StreamRequestHandler):
    def handle(self):
        self._say(*self.server.greeting)
        while line := self.rfile.readline().decode().strip():
            word = line.split(":")[0].split()[0].upper()
            if word == "EHLO":
                self._say("250-loopback", *(f"250-{offer}" for offer in self.server.offers), "250 OK")
            elif word == "AUTH":
                self._say(self.server.answers.get("AUTH", "235 welcome"))
            elif word == "DATA":
                self._say("354 go on")
                self._take_message()
            elif word == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say(self.server.answers.get(word, "250 OK"))

    def _take_message(self):
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
        self.server.mailbox.append(b"".join(lines))
        self._say("250 taken")

    def _say(self, *lines):
        self.wfile.write("".join(f"{line}\r\n" for line in lines).encode())


@contextmanager
def smtp_server(*, greeting=("220 loopback",), offers=(), answers=None):
    """Serve on a free port; `answers` replaces the answer to a command, `mailbox` holds what was taken."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Conversation) as server:
        server.daemon_threads = True
        server.greeting, server.offers, server.answers, server.mailbox = greeting, offers, answers or {}, []
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
