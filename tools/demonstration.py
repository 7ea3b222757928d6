"""A demonstration of its own on a port of this machine, for tools that look at pages: filled once and used again."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

BIN = Path(sys.executable).parent


@contextmanager
def demonstration(var: Path, port: int) -> Iterator[str]:
    """Serve a demonstration that keeps its files in a folder; yield its address.

    It has no timed work and none of the page cache's memory of another run.
    """
    environment = {
        **os.environ,
        "LOA_DEMO": "1",
        "LOA_TODAY": "2024-11-05",
        "LOA_VAR": str(var),
        "LOA_SECRET_KEY": "demonstration-on-this-machine-only-never-in-earnest",
        "LOA_SITE_NAME": "Tuyên truyền cải cách hành chính",
        "LOA_BASE_URL": f"http://localhost:{port}",
    }

    def loa(*words: str) -> None:
        subprocess.run([BIN / "loa", *words], env=environment, check=True, stdout=subprocess.DEVNULL)

    with socket.socket() as tried:
        if tried.connect_ex(("127.0.0.1", port)) == 0:  # a second server there would share the visitors with ours
            sys.exit(f"Something else is served on port {port}: end it, or choose another with --port.")
    filled = var / f"filled-for-{port}"
    if not filled.exists():
        shutil.rmtree(var, ignore_errors=True)
        var.mkdir(parents=True)
        loa("migrate", "--verbosity", "0")
        loa("fill_demo", "--example", "vinh-linh-2024", "--port", str(port))
        filled.touch()
    loa("collectstatic", "--no-input", "--clear", "--verbosity", "0")
    server = subprocess.Popen(
        [BIN / "granian", "--interface", "wsgi", "loa.wsgi:application", "--port", str(port)],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(f"http://localhost:{port}/suc-khoe/", server)
        yield f"http://localhost:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)


def read(address: str) -> str:
    """Return the text at an address of the demonstration."""
    with urlopen(address, timeout=30) as answer:  # noqa: S310  (our own server on this machine)
        text: str = answer.read().decode()
    return text


def _wait_for(address: str, server: "subprocess.Popen[bytes]") -> None:
    for _ in range(120):
        if server.poll() is not None:
            sys.exit(f"The server did not start: is something else at {address}?")
        try:
            read(address)
        except URLError as error:
            if hasattr(error, "code"):  # it answers, though it may not be well without its timed work
                return
            time.sleep(0.5)
        else:
            return
    sys.exit(f"Nothing answers at {address}.")
