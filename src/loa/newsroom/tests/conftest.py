"""What most tests of the newsroom begin with."""

import pytest

from loa.newsroom.tests.factories import House, make_house


@pytest.fixture
def house() -> House:
    """Store a newsroom of the district for one commune."""
    return make_house()
