"""A web server for tests on 127.0.0.1 that says byte for byte what it is told, also what no good server says."""

import socket
import ssl
import threading
from contextlib import contextmanager, suppress


def page(body=b"", *, status="200 OK", **headers):
    """Return an answer as bytes; a header's name may be written with underscores."""
    fields = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body))}
    fields |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value is not None)
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body


class Site:
    """What was asked stands in `asked`, whole requests. An answer is bytes, or a function that is given the line."""

    def __init__(self, listening, answers, tls=None):
        self.listening, self.answers, self.tls = listening, answers, tls
        self.host, self.port = "127.0.0.1", listening.getsockname()[1]
        self.allow = {(self.host, self.port)}
        self.asked: list[str] = []
        self._lines: list[threading.Thread] = []

    def url(self, path="/", host=None):
        return f"{'https' if self.tls else 'http'}://{host or self.host}:{self.port}{path}"

    def serve(self):
        while True:
            try:
                line, _ = self.listening.accept()
            except OSError:
                break
            thread = threading.Thread(target=self._answer, args=(line,))
            thread.start()
            self._lines.append(thread)
        for thread in self._lines:
            thread.join()

    def _answer(self, line):
        line.settimeout(5)
        with suppress(OSError):  # an SSLError is one: whoever does not trust us hangs up
            if self.tls:
                line = self.tls.wrap_socket(line, server_side=True)
            with line:
                heard = b""
                while not heard.endswith(b"\r\n\r\n"):
                    part = line.recv(4096)
                    if not part:
                        return
                    heard += part
                self.asked.append(heard.decode("latin-1"))
                answer = self.answers.get(heard.split(b" ")[1].decode(), page(b"?", status="404 Not Found"))
                if callable(answer):
                    answer(line)
                else:
                    line.sendall(answer)
                # Only when the other has gone: closing before would throw away what it has not read.
                line.shutdown(socket.SHUT_WR)
                while line.recv(4096):
                    pass
        line.close()


@contextmanager
def site(answers, tls: ssl.SSLContext | None = None):
    """Run a server while a block lasts; `answers` names an answer for each path and may grow meanwhile."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    listening.listen()
    running = Site(listening, answers, tls)
    thread = threading.Thread(target=running.serve)
    thread.start()
    try:
        yield running
    finally:
        with suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join()
