"""Official documents, drafts on which people were asked, what was answered, dialogues, and their files."""

from loa.library.models.consulting import Dialogue, Draft, Opinion
from loa.library.models.documents import Document, DocumentLink
from loa.library.models.files import StoredFile
from loa.library.models.kept import Kept

__all__ = ["Dialogue", "Document", "DocumentLink", "Draft", "Kept", "Opinion", "StoredFile"]
