"""Documents, drafts and dialogues of a district, put there by the real actions."""

from datetime import UTC, date, datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from loa.library.actions import keep_dialogue, keep_document, keep_draft, keep_opinion
from loa.library.choices import DocumentKind, FromKind, OpinionWay
from loa.library.models import Dialogue, Document, Draft, Opinion
from loa.people.actions import assign_role
from loa.people.choices import Role
from loa.people.models import Unit, User
from loa.plans.tests.factories import district

AT = datetime(2024, 3, 15, 2, 0, tzinfo=UTC)
TODAY = date(2024, 3, 15)
# A PDF that says nothing: what no machine can read shows no mark either.
PDF = b"%PDF-1.4\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n"


def pdf(name: str = "van-ban.pdf", more: bytes = b"") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, PDF + more)


def keeper(unit: Unit | None = None, name: str = "giu-trang") -> User:
    """Return somebody who keeps the site of a unit, the district by default."""
    unit = unit or district()
    user, new = User.objects.get_or_create(username=name, defaults={"home_unit": unit, "first_name": name})
    if new:
        assign_role(user=user, unit=unit, role=Role.EDITOR, by=None, at=AT)
    return user


def document(**fields: Any) -> Document:
    """Return a document that lacks nothing, not stored."""
    told = {
        "owner": district(),
        "kind": DocumentKind.PLAN,
        "symbol": "250/KH-UBND",
        "abstract": "Cải cách hành chính năm 2024",
        "issuer_name": "UBND tỉnh Mẫu",
        "signed_on": date(2024, 1, 8),
    }
    return Document(**told | fields)


def make_document(
    *, by: User | None = None, at: datetime = AT, keep: dict[str, Any] | None = None, **fields: Any
) -> Document:
    """Store a document."""
    one = document(**fields)
    return keep_document(one, by=by or keeper(), at=at, **(keep or {}))


def draft(**fields: Any) -> Draft:
    """Return a draft that lacks nothing but its file, not stored."""
    told = {
        "owner": district(),
        "kind": DocumentKind.REGULATION,
        "title": "Quy chế tiếp nhận, xử lý phản ánh, kiến nghị",
        "why": "Cần biết thời hạn trả lời nào là vừa.",
        "opened_on": date(2024, 3, 1),
        "closes_on": date(2024, 3, 20),
        "receiver": "Văn phòng, 1 đường Mẫu",
    }
    return Draft(**told | fields)


def make_draft(*, by: User | None = None, at: datetime = AT, **fields: Any) -> Draft:
    """Store a draft with its file."""
    return keep_draft(draft(**fields), files=[pdf("du-thao.pdf")], seen_personal=True, by=by or keeper(), at=at)


def opinion(on: Draft, **fields: Any) -> Opinion:
    """Return an opinion without its answer, not stored."""
    told = {
        "received_on": date(2024, 3, 10),
        "way": OpinionWay.LETTER,
        "from_kind": FromKind.PERSON,
        "about": "Điều 5",
        "content": "Nên trả lời trong 5 ngày.",
    }
    return Opinion(draft=on, **told | fields)


def make_opinion(on: Draft, *, by: User | None = None, **fields: Any) -> Opinion:
    """Store an opinion."""
    return keep_opinion(opinion(on, **fields), by=by or keeper(), at=AT)


def dialogue(**fields: Any) -> Dialogue:
    """Return a dialogue that lacks nothing, not stored."""
    told = {
        "owner": district(),
        "held_on": date(2024, 2, 20),
        "place": "Hội trường huyện",
        "title": "Đối thoại với thanh niên về chuyển đổi số",
        "took_part": "Chủ tịch UBND huyện, 60 đoàn viên",
    }
    return Dialogue(**told | fields)


def make_dialogue(*, by: User | None = None, **fields: Any) -> Dialogue:
    """Store a dialogue."""
    return keep_dialogue(dialogue(**fields), by=by or keeper(), at=AT)
