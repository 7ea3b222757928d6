"""What an action notes in the record is read by people: every key of its details has a Vietnamese word."""

import ast
from collections.abc import Iterator
from pathlib import Path

import loa
from loa.people.queries.audit import _DETAIL_WORDS

ROOT = Path(loa.__file__).parent


def noted(source: str) -> Iterator[str]:
    """Yield the keys of every dictionary that is, or becomes, the details of an entry."""
    for node in ast.walk(ast.parse(source)):
        given: list[ast.expr | None] = []
        if isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(isinstance(one, ast.Name) and one.id in {"details", "counts"} for one in targets):
                given = [node.value]
        elif isinstance(node, ast.keyword) and node.arg == "details":
            given = [node.value]
        for value in given:
            for inner in ast.walk(value) if value else ():
                if isinstance(inner, ast.Dict):
                    yield from (key.value for key in inner.keys if isinstance(key, ast.Constant))


def test_a_dictionary_that_becomes_details_is_found() -> None:
    assert list(noted('details = {"a": 1} | ({"b": 2} if c else {})\nrecord(x, details={"d": 3, **e})')) == [
        "a",
        "b",
        "d",
    ]


def test_every_detail_of_the_record_has_a_word() -> None:
    sources = [path for path in ROOT.glob("*/actions/*.py") if path.name != "__init__.py"]
    keys = {key for path in sources for key in noted(path.read_text())}
    assert {"unit", "reached", "proposed"} <= keys
    assert sorted(keys - _DETAIL_WORDS.keys()) == []
