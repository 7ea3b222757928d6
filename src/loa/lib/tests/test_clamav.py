"""Asking the scanner: its verdicts, its refusals, and its absence."""

import socket

import pytest

from loa.lib.clamav import NotScanned, ScannerDown, malware_in
from loa.lib.tests.clamd import EICAR, LIMIT, clamd


def test_a_clean_file_arrives_whole_and_is_clean():
    file = [b"a" * 200_000, b"", b"b" * 10]
    with clamd() as scanner:
        assert malware_in(file, scanner.address) is None
    assert scanner.heard == [b"".join(file)]


def test_malware_is_named():
    with clamd() as scanner:
        assert malware_in([EICAR[:30], EICAR[30:]], scanner.address) == "Win.Test.EICAR_HDB-1"


def test_a_socket_of_the_machine_serves_as_well(tmp_path_factory):
    with clamd(tmp_path_factory.mktemp("s")) as scanner:
        assert malware_in([b"x"], scanner.address) is None


def test_a_file_over_the_scanners_limit_is_told_apart():
    with clamd() as scanner, pytest.raises(NotScanned, match="size limit exceeded"):
        malware_in([bytes(LIMIT), b"x"], scanner.address)


@pytest.mark.parametrize(
    "answer", [b"stream: Can't allocate memory ERROR\0", b"UNKNOWN COMMAND\0", b"\0", b"x" * 9_000]
)
def test_any_other_answer_is_no_verdict(answer):
    with clamd() as scanner:
        scanner.answer = answer
        with pytest.raises(ScannerDown):
            malware_in([b"x"], scanner.address)


def test_one_that_does_not_answer_is_not_waited_for_without_end():
    with clamd() as scanner:
        scanner.silent = True
        with pytest.raises(ScannerDown, match="timed out"):
            malware_in([b"x"], scanner.address, seconds=0.05)


def test_where_nobody_listens_there_is_no_verdict(tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    for address in (f"tcp://127.0.0.1:{port}", f"unix://{tmp_path}/none.ctl", "http://127.0.0.1", "clamav"):
        with pytest.raises(ScannerDown):
            malware_in([b"x"], address)
