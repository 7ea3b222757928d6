"""The library's screens in the office."""

from wagtail import hooks

from loa.library.viewsets import LibraryGroup


@hooks.register("register_admin_viewset")
def library_group() -> LibraryGroup:
    return LibraryGroup()
