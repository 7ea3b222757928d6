from django.db import migrations, models


def one_to_many(apps, schema_editor):
    Task = apps.get_model("tasks", "Task")
    alias = schema_editor.connection.alias
    received = Task.objects.using(alias).filter(receiver__isnull=False).values_list("pk", "receiver")
    through = Task.receivers.through
    through.objects.using(alias).bulk_create(through(task_id=task, unit_id=unit) for task, unit in received)


def many_to_one(apps, schema_editor):
    Task = apps.get_model("tasks", "Task")
    alias = schema_editor.connection.alias
    for task, unit in Task.receivers.through.objects.using(alias).order_by("-pk").values_list("task", "unit"):
        Task.objects.using(alias).filter(pk=task).update(receiver=unit)


class Migration(migrations.Migration):

    dependencies = [
        ("people", "0005_audit_append_only"),
        ("plans", "0006_supplies"),
        ("tasks", "0006_watching"),
    ]

    operations = [
        migrations.AddField(
            model_name="task",
            name="receivers",
            field=models.ManyToManyField(related_name="+", to="people.unit", verbose_name="nơi nhận"),
        ),
        migrations.RunPython(one_to_many, many_to_one),
        migrations.RemoveField(model_name="task", name="receiver"),
        migrations.AddField(
            model_name="task",
            name="head_approves_since",
            field=models.DateTimeField(null=True, verbose_name="lãnh đạo đơn vị duyệt từ lúc"),
        ),
        migrations.AddField(
            model_name="comment",
            name="word",
            field=models.CharField(
                blank=True,
                choices=[("received", "đã nhận"), ("lacking", "chưa đúng, đề nghị bổ sung")],
                max_length=12,
                verbose_name="lời của nơi nhận",
            ),
        ),
        migrations.AlterField(
            model_name="comment",
            name="text",
            field=models.TextField(blank=True, verbose_name="nội dung"),
        ),
    ]
