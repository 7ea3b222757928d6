"""Let the database itself refuse to change or remove what stands in the ledger: a mistake is taken back by a row.

A later migration that alters one of these tables loses the triggers on SQLite, which makes the table anew; it calls
`refuse` again at its end. `activities/tests/test_ledger.py` fails where that was forgotten.
"""

from django.db import migrations

_TABLES = ("activities_activity", "activities_activity_topics", "activities_activity_audiences")
_SQLITE = """
CREATE TRIGGER {table}_{deed} BEFORE {event} ON {table}
BEGIN SELECT RAISE(ABORT, 'an entry of the ledger is never changed or removed'); END
"""
_POSTGRESQL = """
CREATE FUNCTION activities_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'an entry of the ledger is never changed or removed' USING ERRCODE = 'restrict_violation';
END $$;
"""
_ON_POSTGRESQL = """
CREATE TRIGGER {table}_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION activities_refuse_change();
"""
_DEEDS = {"changed": "UPDATE", "removed": "DELETE"}


def refuse(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(_POSTGRESQL, params=None)
        for table in _TABLES:
            schema_editor.execute(_ON_POSTGRESQL.format(table=table), params=None)
        return
    for table in _TABLES:
        for deed, event in _DEEDS.items():
            schema_editor.execute(_SQLITE.format(table=table, deed=deed, event=event))


def allow(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for table in _TABLES:
            schema_editor.execute(f"DROP TRIGGER {table}_refuse ON {table}")
        schema_editor.execute("DROP FUNCTION activities_refuse_change()")
        return
    for table in _TABLES:
        for deed in _DEEDS:
            schema_editor.execute(f"DROP TRIGGER {table}_{deed}")


class Migration(migrations.Migration):

    dependencies = [("activities", "0002_terms")]

    operations = [migrations.RunPython(refuse, allow)]
