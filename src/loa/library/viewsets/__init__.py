"""The office's screens of the library: documents, drafts, opinions and dialogues, for who keeps the site of a unit."""

from loa.library.viewsets.group import LibraryGroup

__all__ = ["LibraryGroup"]
