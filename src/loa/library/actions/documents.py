"""Put an official document into the library and change what is said of it."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from django.core.files import File
from django.db import transaction
from django.utils.timezone import localtime

from loa.activities.models import Topic
from loa.base import page_cache
from loa.lib.secrecy import is_named_secret
from loa.lib.vietnamese_text import fold, tidy
from loa.library.actions.files import checked_files, drop_stored_files, keep_stored_files, told_of_files
from loa.library.actions.keeping import LibraryRefused, prepare, refuse_others, store_under_free_address
from loa.library.choices import LinkKind
from loa.library.models import Document, DocumentLink
from loa.library.rules import begins
from loa.people.actions import record
from loa.people.models import User


def keep_document(
    document: Document,
    *,
    topics: Iterable[Topic] = (),
    replaces: Iterable[Document] = (),
    amends: Iterable[Document] = (),
    files: Sequence[File[bytes]] = (),
    dropped: Collection[int] = (),
    seen_personal: bool = False,
    version: int = 0,
    by: User,
    at: datetime,
) -> Document:
    """Store a new or changed document with its files and with what it does to older ones.

    Raises:
        PermissionDenied: `by` does not keep the site of its owner.
        LibraryRefused: something lacks or contradicts itself, a file is refused, somebody wrote in between.
    """
    today = localtime(at).date()
    refuse_others(document, by, today)
    links = _links(document, replaces, amends)
    _refuse_wrong(document)
    if document.signed_on and document.signed_on > today:
        raise LibraryRefused(
            "Ngày ban hành còn ở phía trước; văn bản chưa ban hành thì đưa vào mục lấy ý kiến.", "signed_on"
        )
    rows = checked_files(files, seen=seen_personal)
    with transaction.atomic():
        held = prepare(document, version=version, at=at)
        document.folded = fold(
            f"{document.symbol} {document.get_kind_display()} {document.abstract} {document.issuer_name}"
        )
        if held is None:
            store_under_free_address(document, f"{document.get_kind_display()} {document.symbol} {document.abstract}")
        else:
            document.save()
        document.topics.set(topics)
        _keep_links(document, links)
        gone = drop_stored_files(document, dropped)
        keep_stored_files(document, rows, files, at)
        values = {"symbol": document.symbol, "abstract": document.abstract, "issuer_name": document.issuer_name}
        details = {"unit": document.owner.key, "kind": document.kind, "values": values} | told_of_files(rows, gone)
        record("library.keep_document", of=document, by=by, at=at, details=details)
        page_cache.clear()
    return document


def _refuse_wrong(document: Document) -> None:
    """Tidy what was typed and refuse what cannot be."""
    document.symbol, document.abstract = tidy(document.symbol).replace(" /", "/"), tidy(document.abstract)
    document.issuer_name = tidy(document.issuer_name)
    if not document.abstract:
        raise LibraryRefused("Ghi trích yếu như trong văn bản.", "abstract")
    if not document.issuer_name:
        raise LibraryRefused("Ghi tên cơ quan ban hành như trong văn bản.", "issuer_name")
    if is_named_secret(f"{document.symbol} {document.abstract}"):
        raise LibraryRefused(
            "Trích yếu có dấu chỉ độ mật hoặc lưu hành nội bộ; văn bản như vậy không đưa vào hệ thống.", "abstract"
        )
    first = begins(document.signed_on, document.effective_from)
    if document.signed_on and document.effective_from and document.effective_from < document.signed_on:
        raise LibraryRefused("Ngày có hiệu lực đứng trước ngày ban hành.", "effective_from")
    if first and document.effective_until and document.effective_until < first:
        raise LibraryRefused("Ngày hết hiệu lực đứng trước ngày có hiệu lực.", "effective_until")


def _links(document: Document, replaces: Iterable[Document], amends: Iterable[Document]) -> dict[int, LinkKind]:
    """Return what the document does to others, by their ids.

    Raises:
        LibraryRefused: one is the document itself, newer than it, or both replaced and amended.
    """
    links: dict[int, LinkKind] = {}
    for kind, others in ((LinkKind.REPLACES, replaces), (LinkKind.AMENDS, amends)):
        for other in others:
            if other.pk == document.pk:
                raise LibraryRefused("Văn bản không thay thế, sửa đổi chính nó.", str(kind))
            if document.signed_on and other.signed_on and other.signed_on > document.signed_on:
                raise LibraryRefused(f"“{other}” ban hành sau văn bản này.", str(kind))
            if other.pk in links:
                raise LibraryRefused(f"“{other}” được chọn ở cả hai ô; chọn ở một ô thôi.", str(kind))
            links[other.pk] = kind
    if links and DocumentLink.objects.filter(newer__in=links, older=document.pk or 0).exists():
        raise LibraryRefused("Văn bản được chọn đã thay thế, sửa đổi văn bản này.", str(next(iter(links.values()))))
    return links


def _keep_links(document: Document, links: dict[int, LinkKind]) -> None:
    before = {one.older_id: one for one in document.older_links.all()}
    DocumentLink.objects.filter(pk__in=[one.pk for key, one in before.items() if links.get(key) != one.kind]).delete()
    new = {key: kind for key, kind in links.items() if key not in before or before[key].kind != kind}
    DocumentLink.objects.bulk_create(DocumentLink(newer=document, older_id=key, kind=kind) for key, kind in new.items())
