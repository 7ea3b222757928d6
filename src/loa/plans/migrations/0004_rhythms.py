"""The rhythms every installation begins with; the administrator may change and add."""

from django.db import migrations

CALENDAR = "Theo lịch"
STATUTORY = "Nghị định 09/2019/NĐ-CP, Điều 12"
# code, name, months, first day, basis
RHYTHMS = [
    ("quy", "hằng quý", 3, 1, CALENDAR),
    ("thang", "hằng tháng", 1, 1, CALENDAR),
    ("6-thang", "6 tháng một lần", 6, 1, CALENDAR),
    ("nam", "mỗi năm một lần", 12, 1, CALENDAR),
    ("quy-bao-cao", "hằng quý, chốt ngày 14", 3, 15, STATUTORY),
    ("thang-bao-cao", "hằng tháng, chốt ngày 14", 1, 15, STATUTORY),
    ("6-thang-bao-cao", "6 tháng một lần, chốt ngày 14", 6, 15, STATUTORY),
    ("nam-bao-cao", "mỗi năm một lần, chốt ngày 14/12", 12, 15, STATUTORY),
]


def add(apps, schema_editor):
    rules = apps.get_model("plans", "PeriodRule").objects.using(schema_editor.connection.alias)
    for position, (code, name, months, first_day, basis) in enumerate(RHYTHMS):
        rules.create(code=code, name=name, months=months, first_day=first_day, basis=basis, position=position)


class Migration(migrations.Migration):
    dependencies = [("plans", "0003_review")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
