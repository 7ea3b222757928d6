from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("tasks", "0008_taking_back"),
    ]

    operations = [
        migrations.AddField(
            model_name="step",
            name="due_on",
            field=models.DateField(null=True, verbose_name="hạn cuối mới"),
        ),
    ]
