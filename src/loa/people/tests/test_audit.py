"""The audit entry: written once by its writer, never changed, never removed."""

from datetime import UTC, datetime

import pytest

from loa.people.actions import record
from loa.people.models import AuditEntry, User

pytestmark = pytest.mark.django_db
AT = datetime(2024, 3, 15, 2, 0, tzinfo=UTC)


@pytest.fixture
def officer():
    return User.objects.create_user("can-bo", password="mot-mat-khau-dai")


def test_the_writer_keeps_who_what_when_and_on_what(officer):
    entry = record("people.add_user", of=officer, by=officer, at=AT, details={"note": "thử"})
    kept = AuditEntry.objects.get()
    assert kept == entry
    assert (kept.action, kept.by, kept.at) == ("people.add_user", officer, AT)
    assert (kept.object_kind, kept.object_key, kept.object_name) == ("people.user", str(officer.pk), "can-bo")
    assert kept.details == {"note": "thử"}


def test_an_entry_is_never_changed(officer):
    entry = record("people.add_user", of=officer, by=None, at=AT)
    entry.action = "people.something_else"
    with pytest.raises(TypeError, match="never changed"):
        entry.save()
    assert AuditEntry.objects.get().action == "people.add_user"


def test_an_entry_is_never_removed(officer):
    entry = record("people.add_user", of=officer, by=None, at=AT)
    with pytest.raises(TypeError, match="never removed"):
        entry.delete()
    assert AuditEntry.objects.count() == 1
