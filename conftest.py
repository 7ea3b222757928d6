"""Fixtures for every test of the project."""

# Named here because a conftest wins over pytest-django's own fixture of this name, and a plugin would not.
from tests.databases import django_db_setup  # noqa: F401
