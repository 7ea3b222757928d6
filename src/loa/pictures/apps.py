from django.apps import AppConfig


class PicturesConfig(AppConfig):
    name = "loa.pictures"
    label = "pictures"
    verbose_name = "Ảnh"
