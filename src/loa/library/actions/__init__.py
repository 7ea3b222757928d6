"""What people do with documents, drafts and dialogues of a unit."""

from loa.library.actions.consulting import keep_dialogue, keep_draft, keep_opinion, publish_answers
from loa.library.actions.documents import keep_document
from loa.library.actions.files import check_stored_files
from loa.library.actions.keeping import LibraryRefused
from loa.library.actions.withdrawing import withdraw

__all__ = [
    "LibraryRefused",
    "check_stored_files",
    "keep_dialogue",
    "keep_document",
    "keep_draft",
    "keep_opinion",
    "publish_answers",
    "withdraw",
]
