from django.apps import AppConfig


class PicturesConfig(AppConfig):
    name = "loa.pictures"
    label = "pictures"
    verbose_name = "Ảnh"

    def ready(self) -> None:
        """Give Wagtail's screens of images our policy in place of the one by collections and groups.

        They take it by name when they are first imported, which is after this: this app stands above `wagtail.images`
        in INSTALLED_APPS, and nothing of theirs can be imported before the models are there.
        """
        from wagtail.images import permissions

        from loa.pictures.models import Picture
        from loa.pictures.permissions import PicturePolicy

        permissions.permission_policy = PicturePolicy(Picture)
