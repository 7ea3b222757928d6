"""Give Vietnamese names to the few rows that Wagtail's migrations write in English and the office shows."""

from django.db import migrations

NAMES = (
    # app and model, field, from, to
    ("auth.Group", "name", "Moderators", "Người duyệt"),
    ("auth.Group", "name", "Editors", "Biên tập viên"),
    ("wagtailcore.Workflow", "name", "Moderators approval", "Duyệt trước khi đăng"),
    ("wagtailcore.Task", "name", "Moderators approval", "Người duyệt xem và duyệt"),
    ("wagtailcore.Page", "title", "Root", "Gốc"),
    ("wagtailcore.Page", "draft_title", "Root", "Gốc"),
    ("wagtailcore.Collection", "name", "Root", "Chung"),
)


def rename(apps, schema_editor):
    for model, field, english, vietnamese in NAMES:
        apps.get_model(model).objects.filter(**{field: english}).update(**{field: vietnamese})


class Migration(migrations.Migration):
    dependencies = [("website", "0002_home"), ("auth", "0012_alter_user_first_name_max_length")]

    operations = [migrations.RunPython(rename, migrations.RunPython.noop)]
