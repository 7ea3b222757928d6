"""What import-linter cannot see of the models: keys point down, upper apps leave no door below, statuses stay put."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command

from tests.databases import MADE_OF

# The order of the apps, top to bottom, as in .importlinter; a test below holds the two together. Siblings stand side by
# side and do not know one another.
ORDER = [
    "website",
    "newsroom | library",
    "activities",
    "tasks",
    "plans",
    "pictures",
    "workdays",
    "people",
    "base",
    "lib",
]
LEVELS = {app: level for level, apps_of_level in enumerate(ORDER) for app in apps_of_level.split(" | ")}
SOURCE = Path(__file__).parents[2] / "src" / "loa"


def own_models():
    return [model for model in apps.get_models(include_auto_created=True) if model.__module__.startswith("loa.")]


def keys_between_apps():
    """Return (model, field, target app) of every key from one of our apps into another of them."""
    found = []
    for model in own_models():
        # Only the keys we wrote: those inherited from a page of Wagtail's are Wagtail's.
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many):
            target = field.related_model
            if target and target.__module__.startswith("loa.") and target._meta.app_label != model._meta.app_label:
                found.append((model, field, target._meta.app_label))
    return found


def test_the_order_is_the_one_that_import_linter_holds():
    lines = (SOURCE.parents[1] / ".importlinter").read_text(encoding="utf-8").split("layers =")[1].splitlines()
    layers = [line.strip() for line in lines if line.startswith("    ")]
    assert [layer for layer in layers if layer in ORDER] == ORDER


def test_there_are_keys_between_apps_to_look_at():
    assert {(model.__name__, field.name) for model, field, _ in keys_between_apps()} >= {
        ("PlanVersion", "imported_by"),
    }


@pytest.mark.parametrize(("model", "field", "target"), keys_between_apps(), ids=str)
def test_a_key_points_down_and_leaves_no_door_below(model, field, target):
    assert LEVELS[target] > LEVELS[model._meta.app_label], "a foreign key points up the stack"
    # A name that ends so is hidden; Django puts words of its own before it for a key to many.
    assert field.remote_field.related_name.endswith("+"), "the lower app could reach back through this key"


def _assigned_names(tree):
    """Yield the names of attributes that code assigns to, and of keyword arguments of update()."""
    for node in ast.walk(tree):
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        for target in targets:
            if isinstance(target, ast.Attribute):
                yield target.attr
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "update":
            yield from (keyword.arg for keyword in node.keywords if keyword.arg)


def files_that_write_status(root):
    """Return the files below `root`, outside actions, migrations and tests, that assign a field called status."""
    return [
        str(path.relative_to(root))
        for path in root.rglob("*.py")
        if not {"actions", "migrations", "tests"} & set(path.relative_to(root).with_suffix("").parts)
        and {"status", "state"} & set(_assigned_names(ast.parse(path.read_text(encoding="utf-8"))))
    ]


def test_a_status_is_written_only_in_actions():
    assert files_that_write_status(SOURCE) == []


def test_the_status_check_sees_what_it_should(tmp_path):
    (tmp_path / "views.py").write_text("def view(task):\n    task.status = 'done'\n", encoding="utf-8")
    (tmp_path / "actions.py").write_text("def act(task):\n    task.status = 'done'\n", encoding="utf-8")
    assert files_that_write_status(tmp_path) == ["views.py"]


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_migrations_are_made_of_what_a_kept_test_database_is_known_by():
    """Otherwise a migrated database would be brought back though what a migration calls has changed."""
    known = {file for pattern in MADE_OF for file in SOURCE.glob(pattern)}
    called = {
        name
        for file in SOURCE.glob("*/migrations/0*.py")
        for name in re.findall(r"^\s*(?:from|import) (loa[\w.]*)", file.read_text(), re.MULTILINE)
    }
    assert called, "no migration calls anything of ours: the pattern finds nothing"
    for name in called:
        place = SOURCE.parent.joinpath(*name.split("."))
        assert place.with_suffix(".py") in known or place / "__init__.py" in known, name
