"""Whole plans kept as JSON and compared field by field. `GOLDEN=write` writes them anew; read the change by eye."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

from plan_reader import Plan, plan_to_json

FOLDER = Path(__file__).resolve().parents[1] / "goldens"


def paths() -> list[Path]:
    """Return the files of all goldens."""
    return sorted(FOLDER.glob("*.json"))


def assert_golden(plan: Plan, name: str) -> None:
    """Compare a plan with its golden; the fingerprint of the file is left out, since built files change with it."""
    found = plan_to_json(replace(plan, source=replace(plan.source, sha256="0" * 64)))
    path = FOLDER / f"{name}.json"
    if os.environ.get("GOLDEN") == "write":
        path.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    expected = json.loads(path.read_text(encoding="utf-8"))
    for part, value in expected.items():
        assert found[part] == value, part
    assert found.keys() == expected.keys()
