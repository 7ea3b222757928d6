"""The office's screens of the newsroom: stories edited whole, and the sections they stand in."""

from loa.newsroom.viewsets.sections import SectionViewSet
from loa.newsroom.viewsets.stories import StoryViewSet

__all__ = ["SectionViewSet", "StoryViewSet"]
