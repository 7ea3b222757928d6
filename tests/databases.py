"""One migrated database for each engine, kept until something it is made of changes, and copied for each worker."""

import hashlib
import importlib.metadata
import os
import shutil
import sys
import threading
import time
import traceback
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections, transaction
from django.test import TransactionTestCase
from pytest_django.plugin import blocking_manager_key
from xdist import is_xdist_controller

SOURCE = Path(__file__).parents[1] / "src" / "loa"
# What a migrated database is made of beside packages: the migrations, what they import, and the models and settings by
# which Django names permissions. `test_models` holds the migrations to it.
MADE_OF = ("settings.py", "*/apps.py", "*/migrations/*.py", "*/models.py", "*/models/*.py", "lib/*.py")
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
    """Make the template in the process that starts the workers, while they start and collect."""
    if is_xdist_controller(session):
        threading.Thread(target=_make_template_for_workers, args=(session.config,), daemon=True).start()


def _make_template_for_workers(config) -> None:
    """Make the template and say that it is there, or what went wrong, in a file that the workers wait for."""
    said = ""
    try:
        with config.stash[blocking_manager_key].unblock():
            _make_template(config)
    except BaseException:  # noqa: BLE001  (whatever it is, the workers must hear of it)
        said = traceback.format_exc()
    unfinished = _said().with_suffix(".unfinished")
    unfinished.write_text(said)
    unfinished.rename(_said())


def _wait_for_template() -> None:
    while not _said().exists():
        time.sleep(0.05)
    if said := _said().read_text():
        pytest.exit(f"No database to test with:\n{said}", returncode=3)


def _said() -> Path:
    return Path(os.environ["LOA_TEST_ROOM"]) / "template.said"


def _is_sqlite() -> bool:
    return "sqlite" in settings.DATABASES["default"]["ENGINE"]


def _template() -> Path | str:
    return Path(os.environ["LOA_TEST_ROOM"]) / "template.sqlite3" if _is_sqlite() else "loa_template"


def _make_template(config) -> None:
    """Bring the migrated database back from an earlier run where nothing changed that it is made of, else migrate."""
    connection = connections["default"]
    if not _is_sqlite():
        connection.close()
        with connection._nodb_cursor() as cursor:
            cursor.execute("DROP DATABASE IF EXISTS loa_template")
            cursor.execute("CREATE DATABASE loa_template")
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = str(_template())
    kept = _kept(config)
    if kept.exists():
        _bring_back(kept)
    else:
        call_command("migrate", verbosity=0, interactive=False)
        if _kept(config) == kept:  # else a file was saved meanwhile, and nobody knows which of the two was read
            _keep(kept)
    connection.close()


def _kept(config) -> Path:
    """Return where a migrated database made of just these migrations, packages and engine is kept between runs."""
    connection = connections["default"]
    made_of = hashlib.sha256(f"{sys.version}|{connection.vendor}|{connection.get_database_version()}".encode())
    for one in sorted(f"{package.name}=={package.version}" for package in importlib.metadata.distributions()):
        made_of.update(one.encode())
    for file in sorted(file for pattern in MADE_OF for file in SOURCE.glob(pattern)):
        made_of.update(str(file.relative_to(SOURCE)).encode())
        made_of.update(file.read_bytes())
    return config.cache.mkdir("loa-databases") / f"{connection.vendor}-{made_of.hexdigest()[:32]}"


def _bring_back(kept: Path) -> None:
    from loa.base.backup import postgresql

    if _is_sqlite():
        shutil.copyfile(kept, _template())
    else:
        postgresql.restore(kept)


def _keep(kept: Path) -> None:
    """Keep the migrated database, alone of its engine; where PostgreSQL's own programs are missing, keep nothing."""
    from loa.base.backup import BackupProblem, postgresql

    unfinished = kept.with_suffix(f".{os.getpid()}")
    if _is_sqlite():
        connections["default"].close()  # which writes into the file what still stands beside it
        shutil.copyfile(_template(), unfinished)
    else:
        try:
            with postgresql.copied(unfinished):
                pass
        except BackupProblem:
            return
    unfinished.rename(kept)
    for other in kept.parent.glob(f"{kept.name.split('-')[0]}-*"):
        if other != kept:
            other.unlink(missing_ok=True)


@pytest.fixture(scope="session")
def django_db_setup(request, django_test_environment, django_db_blocker, worker_id):
    """Give this worker its own copy of the migrated template, in place of pytest-django's migrating."""
    connection = connections["default"]
    with django_db_blocker.unblock():
        if worker_id == "master":
            _make_template(request.config)
        else:
            _wait_for_template()
        settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = _own_name()
        _copy(connection)
    yield
    with django_db_blocker.unblock():
        connection.close()


@pytest.fixture(scope="module")
def once_for_the_file(django_db_setup, django_db_blocker):
    """Return what stores something for all tests of a file; each test's changes are taken back, in the end all is.

    A file in which a test really commits cannot use it.
    """
    with django_db_blocker.unblock(), transaction.atomic():

        def store(make):
            with django_db_blocker.unblock():
                return make()

        with django_db_blocker.block():
            yield store
        transaction.set_rollback(True)


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
