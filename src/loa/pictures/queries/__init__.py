"""What pages show of pictures."""

from loa.pictures.queries.showing import ShownPicture, credit_of, plain_copy, read_copies, shown, with_renditions

__all__ = ["ShownPicture", "credit_of", "plain_copy", "read_copies", "shown", "with_renditions"]
