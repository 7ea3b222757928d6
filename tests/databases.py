"""One migrated database per run, copied for each worker: migrating once costs eight seconds, a copy a tenth of one."""

import os
import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.test import TransactionTestCase
from pytest_django.plugin import blocking_manager_key
from xdist import is_xdist_controller

# A test with one of these has the database in its hands.
_DATABASE_FIXTURES = {"db", "transactional_db", "django_db_reset_sequences", "live_server", "admin_client"}


def pytest_addoption(parser):
    parser.addoption("--only-database", action="store_true", help="run only the tests that touch the database")
    parser.addoption("--screenshots", metavar="FOLDER", help="keep the pictures that the browser journeys take")


def pytest_configure(config):
    config.addinivalue_line("markers", "one_engine: does not depend on the engine, and is not run on the second")


def pytest_collection_modifyitems(config, items):
    """With --only-database keep the tests that the second engine might answer otherwise, and leave out the rest."""
    if config.getoption("--only-database"):
        kept = [item for item in items if _touches_database(item) and not item.get_closest_marker("one_engine")]
        again = set(kept)
        config.hook.pytest_deselected(items=[item for item in items if item not in again])
        items[:] = kept


def _touches_database(item) -> bool:
    return bool(item.get_closest_marker("django_db")) or bool(_DATABASE_FIXTURES & set(item.fixturenames))


# After a test that really committed Django would empty the tables. Ours come back from the template instead, and the
# audit record refuses to be emptied.
TransactionTestCase._fixture_teardown = lambda self: None


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item):
    """After a test that really committed, put the migrated template back: emptied tables lack the first pages."""
    outcome = yield
    if _commits(item):
        with item.config.stash[blocking_manager_key].unblock():
            _copy(connections["default"])
    return outcome


def _commits(item) -> bool:
    mark = item.get_closest_marker("django_db")
    return bool({"transactional_db", "live_server"} & set(item.fixturenames)) or bool(
        mark and mark.kwargs.get("transaction")
    )


def pytest_sessionstart(session):
    """Make the template in the process that starts the workers, before they start."""
    if is_xdist_controller(session):
        with session.config.stash[blocking_manager_key].unblock():
            _make_template()


def _is_sqlite() -> bool:
    return "sqlite" in settings.DATABASES["default"]["ENGINE"]


def _template() -> Path | str:
    return Path(os.environ["LOA_TEST_ROOM"]) / "template.sqlite3" if _is_sqlite() else "loa_template"


def _make_template() -> None:
    connection = connections["default"]
    if not _is_sqlite():
        connection.close()
        with connection._nodb_cursor() as cursor:
            cursor.execute("DROP DATABASE IF EXISTS loa_template")
            cursor.execute("CREATE DATABASE loa_template")
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = str(_template())
    call_command("migrate", verbosity=0, interactive=False)
    connection.close()


@pytest.fixture(scope="session")
def django_db_setup(request, django_test_environment, django_db_blocker, worker_id):
    """Give this worker its own copy of the migrated template, in place of pytest-django's migrating."""
    connection = connections["default"]
    with django_db_blocker.unblock():
        if worker_id == "master":
            _make_template()
        settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = _own_name()
        _copy(connection)
    yield
    with django_db_blocker.unblock():
        connection.close()


def _own_name() -> str:
    worker = os.environ.get("PYTEST_XDIST_WORKER", "master")
    return str(Path(os.environ["LOA_TEST_ROOM"]) / f"{worker}.sqlite3") if _is_sqlite() else f"loa_{worker}"


def _copy(connection) -> None:
    """Make this worker's database anew from the template."""
    name = _own_name()
    connection.close()
    if _is_sqlite():
        for leftover in ("-wal", "-shm"):
            Path(f"{name}{leftover}").unlink(missing_ok=True)
        shutil.copyfile(_template(), name)
        return
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE loa_template")
