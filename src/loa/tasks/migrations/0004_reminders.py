"""Reminders, and the ladder of those plans that went to work before there was one."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


# As every plan has it from now on: working days before (negative) or after the last day, and who is told.
LADDER = [(-15, "focal"), (-7, "focal"), (-3, "focal"), (0, "focal"), (1, "focal"), (7, "leader")]


def put_up(apps, schema_editor):
    alias = schema_editor.connection.alias
    rules = apps.get_model("tasks", "ReminderRule").objects.using(alias)
    at_work = apps.get_model("plans", "PlanVersion").objects.using(alias).filter(confirmed_at__isnull=False)
    rules.bulk_create(
        rules.model(version_id=pk, rung=rung, told=told)
        for pk in at_work.values_list("pk", flat=True)
        for rung, told in LADDER
    )


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0005_acceptance_and_figures'),
        ("tasks", "0003_figures_that_count"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ReminderRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField(unique=True, verbose_name='ngày')),
                ('at', models.DateTimeField(verbose_name='lúc')),
                ('reminders', models.PositiveIntegerField(default=0, verbose_name='số lượt nhắc')),
                ('untold', models.PositiveIntegerField(default=0, verbose_name='số đầu việc không có người nhận')),
            ],
            options={
                'verbose_name': 'lượt nhắc việc trong ngày',
                'verbose_name_plural': 'lượt nhắc việc trong ngày',
            },
        ),
        migrations.CreateModel(
            name='Reminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rung', models.SmallIntegerField(verbose_name='số ngày làm việc so với hạn')),
                ('told', models.CharField(choices=[('focal', 'cán bộ đầu mối của đơn vị'), ('leader', 'lãnh đạo đơn vị'), ('lead', 'cơ quan chủ trì kế hoạch, thay đơn vị chưa có người')], max_length=10, verbose_name='nhắc với tư cách')),
                ('due_on', models.DateField(verbose_name='hạn cuối khi nhắc')),
                ('on', models.DateField(verbose_name='ngày nhắc')),
                ('obligation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reminders', to='tasks.obligation', verbose_name='đầu việc')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người được nhắc')),
            ],
            options={
                'verbose_name': 'lượt nhắc việc',
                'verbose_name_plural': 'lượt nhắc việc',
                'indexes': [models.Index(fields=['person', '-on'], name='reminders_of_a_person')],
                'constraints': [models.UniqueConstraint(fields=('obligation', 'person', 'rung', 'due_on'), name='nobody_is_reminded_twice_of_a_rung')],
            },
        ),
        migrations.CreateModel(
            name='ReminderMail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField(verbose_name='ngày')),
                ('claimed_until', models.DateTimeField(null=True, verbose_name='đang gửi đến')),
                ('tries', models.PositiveSmallIntegerField(default=0, verbose_name='số lần thử')),
                ('sent_at', models.DateTimeField(null=True, verbose_name='gửi lúc')),
                ('problem', models.TextField(blank=True, verbose_name='vì sao chưa gửi được')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người nhận')),
            ],
            options={
                'verbose_name': 'thư nhắc việc',
                'verbose_name_plural': 'thư nhắc việc',
                'indexes': [models.Index(fields=['on', 'sent_at'], name='mails_to_be_sent')],
                'constraints': [models.UniqueConstraint(fields=('person', 'on'), name='one_mail_a_person_a_day')],
            },
        ),
        migrations.CreateModel(
            name='ReminderRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rung', models.SmallIntegerField(help_text='Âm: trước hạn; 0: đúng hạn; dương: sau hạn.', validators=[django.core.validators.MinValueValidator(-30), django.core.validators.MaxValueValidator(30)], verbose_name='số ngày làm việc so với hạn')),
                ('told', models.CharField(choices=[('focal', 'cán bộ đầu mối của đơn vị'), ('leader', 'lãnh đạo đơn vị'), ('lead', 'cơ quan chủ trì kế hoạch, thay đơn vị chưa có người')], max_length=10, verbose_name='nhắc ai')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='plans.planversion', verbose_name='bản kế hoạch')),
            ],
            options={
                'verbose_name': 'mốc nhắc việc',
                'verbose_name_plural': 'mốc nhắc việc',
                'constraints': [models.UniqueConstraint(fields=('version', 'rung', 'told'), name='one_rung_of_a_kind')],
            },
        ),
        migrations.RunPython(put_up, migrations.RunPython.noop),
    ]
