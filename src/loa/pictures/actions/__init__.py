"""What can be done about pictures: add, say their rights anew, take away; and their copies for the site."""

from loa.pictures.actions.cleaning import LARGEST, PictureRefused, made_ready
from loa.pictures.actions.keeping import add_picture, change_rights, note_saved, take_away_picture
from loa.pictures.actions.renditions import make_renditions

__all__ = [
    "LARGEST",
    "PictureRefused",
    "add_picture",
    "change_rights",
    "made_ready",
    "make_renditions",
    "note_saved",
    "take_away_picture",
]
