"""Fixtures for every test of the project."""

from collections.abc import Iterator

import pytest

# Named here because a conftest wins over pytest-django's own fixture of this name, and a plugin would not.
from tests.databases import django_db_setup  # noqa: F401


@pytest.fixture(autouse=True)
def _no_reading_outlives_its_test() -> Iterator[None]:
    """Forget the plans kept in memory: the next test's version may have the same key and hash."""
    yield
    from loa.website.queries import forget_readings

    forget_readings()
