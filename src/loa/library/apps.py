from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "loa.library"
    label = "library"
    verbose_name = "Văn bản, lấy ý kiến"
