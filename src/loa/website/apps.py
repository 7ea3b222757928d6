from django.apps import AppConfig


class WebsiteConfig(AppConfig):
    name = "loa.website"
    label = "website"
    verbose_name = "Trang công khai"
