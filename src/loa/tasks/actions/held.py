"""Take as evidence what a unit has in Loa already: entries of the ledger, stories, whatever an app above holds."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.timezone import localtime

from loa.tasks.actions.evidence import EvidenceRefused
from loa.tasks.choices import EvidenceKind
from loa.tasks.models import Evidence, Obligation
from loa.tasks.queries.shelves import named_for

MOST_CHOSEN = 20
_NOTHING = "Chưa có gì được lưu."


def check_held(obligation: Obligation, references: Iterable[str], at: datetime) -> list[Evidence]:
    """Return rows, not yet stored, for things of the unit that an app above holds; one named twice counts once.

    Raises:
        EvidenceRefused: too many; or one that is not of the unit and these days, was taken back or withdrawn.
    """
    references = list(dict.fromkeys(references))
    if not references:
        return []
    if len(references) > MOST_CHOSEN:
        message = f"Mỗi lần gửi chọn nhiều nhất {MOST_CHOSEN} mục; lần này có {len(references)} mục. {_NOTHING}"
        raise EvidenceRefused(EvidenceKind.RECORD, message)
    held = named_for(obligation, references, localtime(at).date())
    fallen = [one.title for one in held.values() if not one.stands]
    if fallen:
        named = ", ".join(f"“{title}”" for title in fallen)
        raise EvidenceRefused(EvidenceKind.RECORD, f"{named} đã được ghi đảo hoặc đã gỡ. Chọn mục khác. {_NOTHING}")
    if len(held) < len(references):
        message = f"Có mục không thuộc đơn vị và kỳ này. Xem lại các mục đã chọn. {_NOTHING}"
        raise EvidenceRefused(EvidenceKind.RECORD, message)
    chosen = (held[one] for one in references)
    return [Evidence(kind=one.kind, name=one.title[:255], url=one.address, reference=one.reference) for one in chosen]
