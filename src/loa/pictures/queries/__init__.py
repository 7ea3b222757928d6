"""What pages show of pictures."""

from loa.pictures.queries.showing import ShownPicture, shown, with_renditions

__all__ = ["ShownPicture", "shown", "with_renditions"]
