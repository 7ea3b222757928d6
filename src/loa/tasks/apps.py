from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "loa.tasks"
    label = "tasks"
    verbose_name = "Nhiệm vụ"
