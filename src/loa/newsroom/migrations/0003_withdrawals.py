"""Say of what was withdrawn before the ledger kept it that it shows no work any more."""

from django.db import migrations


def mark(apps, schema_editor):
    outputs = apps.get_model("newsroom", "Output").objects.filter(activity__isnull=False)
    withdrawn = outputs.filter(story__state="withdrawn", story__expired=False)
    apps.get_model("activities", "Withdrawal").objects.bulk_create(
        apps.get_model("activities", "Withdrawal")(activity_id=activity, at=at, reason=(why or "Đã gỡ")[:300])
        for activity, at, why in withdrawn.values_list("activity", "story__state_at", "story__withdrawn_why")
    )


class Migration(migrations.Migration):

    dependencies = [("newsroom", "0002_fees_and_retention"), ("activities", "0005_withdrawals")]

    operations = [migrations.RunPython(mark, migrations.RunPython.noop)]
