"""Documents read in the process of a test, not in one of its own for each of hundreds."""

import json

import pytest

# Where they are read as in earnest: the reader's own tests, those of importing, and journeys.
_AS_IN_EARNEST = ("src/plan_reader/", "src/loa/plans/tests/test_importing.py", "tests/journeys/")


@pytest.fixture(autouse=True)
def _documents_are_read_here(request, monkeypatch):
    """Let no test start the reader's process but those that are about it."""
    if not request.node.nodeid.startswith(_AS_IN_EARNEST):
        monkeypatch.setattr("plan_reader.isolated._ask_child", _read_here)


def _read_here(wanted, data, name, seconds, memory):
    """Answer as the child does: what it says goes through JSON, and a refusal becomes an error here."""
    from plan_reader.errors import UnreadableFile
    from plan_reader.isolated import _answer

    answer, file = _answer(wanted, data, name)
    if "code" in answer:
        raise UnreadableFile(answer["code"], answer["message"])
    return json.loads(json.dumps(answer)), file
