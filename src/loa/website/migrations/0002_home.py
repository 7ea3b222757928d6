"""Put Loa's own front page where Wagtail's first migration left its welcome page."""

from django.db import migrations


def make_home(apps, schema_editor):
    ContentType = apps.get_model("contenttypes.ContentType")
    Page = apps.get_model("wagtailcore.Page")
    Site = apps.get_model("wagtailcore.Site")
    Locale = apps.get_model("wagtailcore.Locale")
    HomePage = apps.get_model("website.HomePage")

    Page.objects.filter(depth=2, slug="home").delete()
    kind, _ = ContentType.objects.get_or_create(app_label="website", model="homepage")
    home = HomePage.objects.create(
        title="Trang chủ",
        draft_title="Trang chủ",
        slug="trang-chu",
        content_type=kind,
        path="00010001",
        depth=2,
        numchild=0,
        url_path="/trang-chu/",
        locale=Locale.objects.first(),
    )
    Site.objects.update_or_create(hostname="localhost", defaults={"root_page": home, "is_default_site": True})


class Migration(migrations.Migration):
    dependencies = [("website", "0001_initial"), ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes")]

    operations = [migrations.RunPython(make_home, migrations.RunPython.noop)]
