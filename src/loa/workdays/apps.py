from django.apps import AppConfig


class WorkdaysConfig(AppConfig):
    name = "loa.workdays"
    label = "workdays"
    verbose_name = "Lịch làm việc"
