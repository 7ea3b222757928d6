"""A scanner for tests that speaks clamd's protocol on 127.0.0.1 or a socket of the machine."""

import socket
import struct
import threading
from contextlib import contextmanager, suppress

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
LIMIT = 1024 * 1024  # clamd's StreamMaxLength, smaller than the usual 100 MB


class Clamd:
    """What it was sent stands in `heard`; with `silent` it never answers, with `answer` always the same."""

    def __init__(self, listening, address):
        self.listening, self.address = listening, address
        self.heard: list[bytes] = []
        self.silent = False
        self.answer = b""

    def serve(self):
        while True:
            try:
                line, _ = self.listening.accept()
            except OSError:
                return
            with line, suppress(OSError):
                self._talk(line)

    def _talk(self, line):
        command = self._exactly(line, len(b"zINSTREAM\0"))
        if command != b"zINSTREAM\0":
            line.sendall(b"UNKNOWN COMMAND\0")
            return
        file = b""
        while length := struct.unpack("!I", self._exactly(line, 4))[0]:
            if len(file) + length > LIMIT:
                line.sendall(b"INSTREAM size limit exceeded. ERROR\0")
                return  # and closes, as clamd does, while the other still speaks
            file += self._exactly(line, length)
        self.heard.append(file)
        if self.silent:
            line.recv(1)  # until the other gives up
            return
        line.sendall(self.answer or (b"stream: Win.Test.EICAR_HDB-1 FOUND\0" if EICAR in file else b"stream: OK\0"))

    def _exactly(self, line, length):
        data = b""
        while len(data) < length:
            part = line.recv(length - len(data))
            if not part:
                raise ConnectionError
            data += part
        return data


@contextmanager
def clamd(folder=None):
    """Run a scanner while a block lasts: on a free port of 127.0.0.1, or on a socket in a folder."""
    listening = socket.socket(socket.AF_UNIX if folder else socket.AF_INET, socket.SOCK_STREAM)
    listening.bind(str(folder / "clamd.ctl") if folder else ("127.0.0.1", 0))
    listening.listen()
    address = f"unix://{folder}/clamd.ctl" if folder else f"tcp://127.0.0.1:{listening.getsockname()[1]}"
    scanner = Clamd(listening, address)
    thread = threading.Thread(target=scanner.serve)
    thread.start()
    try:
        yield scanner
    finally:
        with suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join()
