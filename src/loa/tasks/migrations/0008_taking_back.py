from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("tasks", "0007_receivers"),
    ]

    operations = [
        migrations.AddField(
            model_name="step",
            name="undoes",
            field=models.BooleanField(default=False, verbose_name="hủy xác nhận"),
        ),
    ]
