"""The library's part of the table of roles and screens, in the letters and columns of `test_screens`."""

from collections.abc import Callable

from loa.library.tests.factories import pdf
from tests.roles.cast import Things


def _lists() -> str:
    """Return the rows that the four lists of the office have alike."""
    rows = []
    for name in ("documents", "drafts", "opinions", "dialogues"):
        rows += [
            f"GET | {name}:index | | FDE | FDE | FDE | -",
            f"GET | {name}:index_results | | FDE | FDE | FDE | -",
            f"GET | {name}:add | | FDE | FDE | FDE | -",
            f"POST | {name}:add | district | FDE | - | - | -",
            f"POST | {name}:add | commune | - | FDE | - | -",
        ]
        for page in ("edit",) if name == "opinions" else ("edit", "withdraw"):
            rows += [
                f"GET | {name}:{page} | district | FDE | - | - | -",
                f"POST | {name}:{page} | district | FDE | - | - | -",
                f"POST | {name}:{page} | commune | - | FDE | - | -",
            ]
    return "\n".join(rows)


TABLE = f"""
{_lists()}
GET    | drafts:publish              | commune  | -         | FDE       | -         | -
POST   | drafts:publish              | district | FDE       | -         | -         | -
POST   | drafts:publish              | commune  | -         | FDE       | -         | -
GET    | website:documents           |          | *         | *         | *         | *
GET    | website:document            | district | *         | *         | *         | *
GET    | website:library_file        | district | *         | *         | *         | *
GET    | website:oversight           |          | *         | *         | *         | *
GET    | website:draft               | district | *         | *         | *         | *
GET    | website:answers             | district | -         | -         | -         | -
GET    | website:checklist           |          | *         | *         | *         | SN
GET    | website:checklist_export    |          | *         | *         | *         | SN
GET    | website:checklist_site      | district | *         | -         | -         | S
GET    | website:checklist_site      | commune  | *         | *         | -         | S
POST   | website:checklist_site      | district | FDE       | -         | -         | -
POST   | website:checklist_site      | commune  | FDE       | FDE       | -         | -
GET    | website:checklist_sections  |          | -         | -         | -         | S
GET    | website:checklist_new       |          | -         | -         | -         | S
POST   | website:checklist_new       |          | -         | -         | -         | S
GET    | website:checklist_section   |          | -         | -         | -         | S
POST   | website:checklist_section   |          | -         | -         | -         | S
"""

BLANKS: dict[str, Callable[[Things], list[object]]] = {
    "documents:edit": lambda own: [own.shelves.document.pk],
    "documents:withdraw": lambda own: [own.shelves.document.pk],
    "drafts:edit": lambda own: [own.shelves.draft.pk],
    "drafts:withdraw": lambda own: [own.shelves.draft.pk],
    "drafts:publish": lambda own: [own.shelves.over.pk],
    "opinions:edit": lambda own: [own.shelves.opinion.pk],
    "dialogues:edit": lambda own: [own.shelves.dialogue.pk],
    "dialogues:withdraw": lambda own: [own.shelves.dialogue.pk],
    "website:document": lambda own: [own.shelves.document.slug],
    "website:library_file": lambda own: [own.shelves.file.pk],
    "website:draft": lambda own: [own.shelves.draft.slug],
    "website:answers": lambda own: [own.shelves.draft.slug],
    "website:checklist_site": lambda own: [own.unit.pk],
    "website:checklist_section": lambda own: [own.shelves.section.pk],
}


def _document(own: Things) -> dict[str, object]:
    told = {"kind": "plan", "abstract": "Văn bản khác", "issuer_name": "UBND", "signed_on": "05/03/2024"}
    return told | {"owner": own.unit.pk, "read": 0}


def _draft(own: Things) -> dict[str, object]:
    days = {"opened_on": "01/03/2024", "closes_on": "20/03/2024"}
    said = {"kind": "plan", "title": "Dự thảo khác", "why": "Cần góp ý.", "receiver": "Văn phòng"}
    return days | said | {"owner": own.unit.pk, "read": 0, "files": [pdf()], "seen_personal": "on"}


def _opinion(own: Things) -> dict[str, object]:
    said = {"received_on": "10/03/2024", "way": "letter", "from_kind": "person", "content": "Nên 7 ngày."}
    return said | {"draft": own.shelves.draft.pk, "read": 0}


def _dialogue(own: Things) -> dict[str, object]:
    told = {"title": "Đối thoại", "held_on": "01/03/2024", "place": "Hội trường", "took_part": "60 người"}
    return told | {"owner": own.unit.pk, "read": 0}


def _section(own: Things) -> dict[str, object]:
    return {"name": "Mục khác", "source": "Văn bản thử", "filled_by": "hand", "position": 9, "in_use": "on"}


_WHY = {"withdrawn_why": "Đăng nhầm.", "read": 0}
TYPED: dict[str, Callable[[Things], dict[str, object]]] = {
    "documents:add": _document,
    "documents:edit": _document,
    "documents:withdraw": lambda own: _WHY,
    "drafts:add": _draft,
    "drafts:edit": _draft,
    "drafts:withdraw": lambda own: _WHY,
    "drafts:publish": lambda own: {"summary": "Không có ý kiến.", "read": 0},
    "opinions:add": _opinion,
    "opinions:edit": _opinion,
    "dialogues:add": _dialogue,
    "dialogues:edit": _dialogue,
    "dialogues:withdraw": lambda own: _WHY,
    "website:checklist_site": lambda own: {"section": own.shelves.section.pk, "found": "empty"},
    "website:checklist_new": _section,
    "website:checklist_section": _section,
}
OF_NO_UNIT = {"website:checklist_new", "website:checklist_section"}
