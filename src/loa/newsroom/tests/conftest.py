"""What most tests of the newsroom begin with."""

import pytest

from loa.newsroom.tests.factories import House, make_house


@pytest.fixture
def house() -> House:
    """Store a newsroom of the district for one commune."""
    return make_house()


@pytest.fixture
def box(tmp_path, settings):
    """Return how mails are put into the newsroom's mailbox."""
    for folder in ("new", "cur", "tmp"):
        (tmp_path / folder).mkdir()
    settings.LOA_NEWS_MAILBOX = f"maildir:{tmp_path}"

    def put(*raws):
        for raw in raws:
            (tmp_path / "new" / f"{len(list(tmp_path.rglob('*.mail*'))):03}.mail").write_bytes(raw)

    return put
