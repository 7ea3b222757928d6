"""Make the smaller copies that public pages show, before a visitor asks for them."""

from loa.pictures.models import Picture
from loa.pictures.rules import copies_of


def make_renditions(picture: Picture) -> int:
    """Make the copies of a picture in every width and format that are not there yet, and return how many were made.

    One that is there is left as it is, so it may be called as often as one likes.
    """
    specs = copies_of(picture.width)
    before = picture.renditions.filter(filter_spec__in=specs).count()
    picture.get_renditions(*specs)
    return picture.renditions.filter(filter_spec__in=specs).count() - before
