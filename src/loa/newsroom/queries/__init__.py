"""What pages read of the newsroom, in a fixed number of statements."""

from loa.newsroom.queries.published import Published, PublishedList, find_published, published
from loa.newsroom.queries.sheet import StorySheet, story_sheet

__all__ = [
    "Published",
    "PublishedList",
    "StorySheet",
    "find_published",
    "published",
    "story_sheet",
]
