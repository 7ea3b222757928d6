"""The audit entry: written once by its writer, never changed, never removed."""

from datetime import UTC, datetime

import pytest
from django.core.management.color import no_style
from django.db import IntegrityError, connection, transaction

from loa.people.actions import acting_from, record
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


@pytest.mark.parametrize(
    "deed",
    [
        lambda entries: entries.update(by=None),
        lambda entries: entries.delete(),
        lambda entries: entries.filter(action="people.add_user")._raw_delete("default"),
        lambda entries: connection.cursor().execute("UPDATE people_auditentry SET object_name = 'khac'"),
        lambda entries: connection.cursor().execute("DELETE FROM people_auditentry"),
    ],
)
def test_the_database_refuses_to_change_or_remove_entries(officer, deed):
    record("people.add_user", of=officer, by=officer, at=AT)
    before = list(AuditEntry.objects.values())
    with pytest.raises(IntegrityError, match="never changed or removed"), transaction.atomic():
        deed(AuditEntry.objects.all())
    assert list(AuditEntry.objects.values()) == before


def test_emptying_the_database_does_not_empty_the_record(officer):
    record("people.add_user", of=officer, by=officer, at=AT)
    connection.check_constraints()  # PostgreSQL truncates no table with checks still to come
    statements = connection.ops.sql_flush(no_style(), ["people_auditentry"])
    with pytest.raises(IntegrityError, match="never changed or removed"), transaction.atomic():
        connection.ops.execute_sql_flush(statements)
    assert AuditEntry.objects.count() == 1


def test_an_entry_says_from_where_and_only_within_the_request(officer):
    with acting_from("203.0.113.7"):
        inside = record("people.add_user", of=officer, by=officer, at=AT)
    assert inside.address == "203.0.113.7"
    assert record("people.add_user", of=officer, by=None, at=AT).address == ""


def test_a_request_tells_its_address_and_a_forged_header_does_not(client, officer, settings):
    client.force_login(User.objects.create_superuser("quan-tri"))
    address = f"/admin/nguoi-dung/{officer.pk}/dong/"
    client.post(address, REMOTE_ADDR="198.51.100.4", headers={"X-Forwarded-For": "203.0.113.9"})
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    client.post(
        f"/admin/nguoi-dung/{officer.pk}/mo-lai/",
        REMOTE_ADDR="127.0.0.1",
        headers={"X-Forwarded-For": "203.0.113.9, 192.0.2.8"},
    )
    found = dict(AuditEntry.objects.values_list("action", "address"))
    assert found == {"people.close_account": "198.51.100.4", "people.reopen_account": "192.0.2.8"}
