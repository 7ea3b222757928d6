"""What pages read of the newsroom, in a fixed number of statements."""

from loa.newsroom.queries.published import (
    Published,
    PublishedList,
    PublishedTranslation,
    Reach,
    find_published,
    find_translation,
    out,
    published,
    with_units,
)
from loa.newsroom.queries.sheet import StorySheet, story_sheet

__all__ = [
    "Published",
    "PublishedList",
    "PublishedTranslation",
    "Reach",
    "StorySheet",
    "find_published",
    "find_translation",
    "out",
    "published",
    "story_sheet",
    "with_units",
]
