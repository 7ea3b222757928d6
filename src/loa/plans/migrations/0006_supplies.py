from django.db import migrations, models


def one_to_many(apps, schema_editor):
    rows = apps.get_model("plans", "ReviewedTask").objects.using(schema_editor.connection.alias)
    for pk, receiver in rows.exclude(receiver="").values_list("pk", "receiver"):
        rows.filter(pk=pk).update(receivers=[receiver])


def many_to_one(apps, schema_editor):
    rows = apps.get_model("plans", "ReviewedTask").objects.using(schema_editor.connection.alias)
    for pk, receivers in rows.values_list("pk", "receivers"):
        rows.filter(pk=pk).update(receiver=receivers[0] if receivers else "")


class Migration(migrations.Migration):

    dependencies = [
        ("plans", "0005_acceptance_and_figures"),
    ]

    operations = [
        migrations.AddField(
            model_name="duty",
            name="supply",
            field=models.JSONField(blank=True, default=dict, verbose_name="cung cấp"),
        ),
        migrations.AddField(
            model_name="reviewedtask",
            name="receivers",
            field=models.JSONField(blank=True, default=list, verbose_name="nơi nhận"),
        ),
        migrations.RunPython(one_to_many, many_to_one),
        migrations.RemoveField(model_name="reviewedtask", name="receiver"),
    ]
