from django.db import migrations, models

from loa.lib.vietnamese_text import fold


def fold_names(apps, schema_editor):
    """Let the entries that are there be found by a text, too."""
    entries = apps.get_model("people", "AuditEntry").objects
    batch = []
    for entry in entries.only("object_name").iterator():
        entry.folded_name = fold(entry.object_name)[:500]
        batch.append(entry)
        if len(batch) == 500:
            entries.bulk_update(batch, ["folded_name"])
            batch = []
    entries.bulk_update(batch, ["folded_name"])


class Migration(migrations.Migration):

    dependencies = [
        ("people", "0003_accounts_and_contacts"),
    ]

    operations = [
        migrations.AddField(
            model_name="auditentry",
            name="address",
            field=models.CharField(
                blank=True, default="", help_text="Trống khi không qua trang mạng.", max_length=45,
                verbose_name="địa chỉ mạng",
            ),
        ),
        migrations.AddField(
            model_name="auditentry",
            name="folded_name",
            field=models.CharField(default="", max_length=500, verbose_name="tên để tìm"),
        ),
        migrations.RunPython(fold_names, migrations.RunPython.noop, elidable=True),
    ]
