"""The people and things of the tables of roles: stored once for each file of tests, every try taken back."""

import pytest
from django.db import transaction

from tests.roles.cast import assemble


@pytest.fixture(scope="module")
def cast(django_db_setup, django_db_blocker):
    """Return who tries on what, inside one transaction that the whole file of tests shares and that is taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = assemble()
        with django_db_blocker.block():
            yield made
        transaction.set_rollback(True)
