"""What pages show of pictures."""

from loa.pictures.queries.showing import ShownPicture, plain_copy, read_copies, shown, with_renditions

__all__ = ["ShownPicture", "plain_copy", "read_copies", "shown", "with_renditions"]
