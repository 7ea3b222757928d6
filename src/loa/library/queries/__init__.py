"""What pages read of documents, drafts and dialogues: each function in a fixed number of statements."""

from loa.library.queries.consulting import (
    DraftPage,
    DraftRow,
    Oversight,
    draft_page,
    find_draft,
    open_drafts,
    oversight,
    posted_drafts,
)
from loa.library.queries.dates import newest_days, newest_drafts
from loa.library.queries.documents import (
    DocumentList,
    DocumentPage,
    DocumentRow,
    Shelf,
    Wanted,
    document_list,
    document_page,
    ended_among,
    find_file,
    posted_documents,
    read_wanted,
)

__all__ = [
    "DocumentList",
    "DocumentPage",
    "DocumentRow",
    "DraftPage",
    "DraftRow",
    "Oversight",
    "Shelf",
    "Wanted",
    "document_list",
    "document_page",
    "draft_page",
    "ended_among",
    "find_draft",
    "find_file",
    "newest_days",
    "newest_drafts",
    "open_drafts",
    "oversight",
    "posted_documents",
    "posted_drafts",
    "read_wanted",
]
