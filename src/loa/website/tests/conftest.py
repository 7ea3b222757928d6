"""Fixtures for every test of the public site."""

from datetime import date

import pytest

from loa.base import page_cache


@pytest.fixture
def remembering(settings, tmp_path):
    """Keep what pages share and the pages themselves, as a running process does, but nothing of another test."""
    settings.LOA_PAGE_CACHE_SECONDS, settings.LOA_CACHE_IS_SHARED, settings.VAR = 300, False, tmp_path
    (tmp_path / "page-generation").touch()


@pytest.fixture
def on(settings):
    """Return a function that sets the installation's day."""

    def set_day(day: date) -> None:
        settings.LOA_TODAY = day

    return set_day


@pytest.fixture
def remember(settings, tmp_path, django_capture_on_commit_callbacks):
    """Return a function that turns the page cache on, at a generation that no other test has seen."""

    def begin() -> None:
        settings.LOA_PAGE_CACHE_SECONDS, settings.VAR = 300, tmp_path
        with django_capture_on_commit_callbacks(execute=True):
            page_cache.clear()

    return begin
