from django.apps import AppConfig


class BaseConfig(AppConfig):
    name = "loa.base"
    label = "base"
    verbose_name = "Nền chung"
