"""Fixtures for every test of the public site."""

from datetime import date

import pytest


@pytest.fixture
def on(settings):
    """Return a function that sets the installation's day."""

    def set_day(day: date) -> None:
        settings.LOA_TODAY = day

    return set_day
