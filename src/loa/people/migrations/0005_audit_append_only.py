"""Let the database itself refuse to change or remove an audit entry (docs/decisions/0016-audit-record.md).

A later migration that alters the table loses the triggers on SQLite, which makes the table anew; it calls `refuse`
again at its end. `people/tests/test_audit.py` fails where that was forgotten.
"""

from django.db import migrations

_SQLITE = """
CREATE TRIGGER audit_entry_{deed} BEFORE {event} ON people_auditentry
BEGIN SELECT RAISE(ABORT, 'an audit entry is never changed or removed'); END
"""
_POSTGRESQL = """
CREATE FUNCTION people_refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'an audit entry is never changed or removed' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER audit_entry_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON people_auditentry
FOR EACH STATEMENT EXECUTE FUNCTION people_refuse_audit_change();
"""
_DEEDS = {"changed": "UPDATE", "removed": "DELETE"}


def refuse(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(_POSTGRESQL, params=None)
        return
    for deed, event in _DEEDS.items():
        schema_editor.execute(_SQLITE.format(deed=deed, event=event))


def allow(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER audit_entry_refuse ON people_auditentry")
        schema_editor.execute("DROP FUNCTION people_refuse_audit_change()")
        return
    for deed in _DEEDS:
        schema_editor.execute(f"DROP TRIGGER audit_entry_{deed}")


class Migration(migrations.Migration):

    dependencies = [
        ("people", "0004_audit_address"),
    ]

    operations = [migrations.RunPython(refuse, allow)]
