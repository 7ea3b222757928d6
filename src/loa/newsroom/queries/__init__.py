"""What pages read of the newsroom, in a fixed number of statements."""

from loa.newsroom.queries.published import (
    Published,
    PublishedList,
    PublishedTranslation,
    find_published,
    find_translation,
    published,
)
from loa.newsroom.queries.sheet import StorySheet, story_sheet

__all__ = [
    "Published",
    "PublishedList",
    "PublishedTranslation",
    "StorySheet",
    "find_published",
    "find_translation",
    "published",
    "story_sheet",
]
