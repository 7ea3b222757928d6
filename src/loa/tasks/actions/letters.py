"""Draft the letter that urges units which are late: one letter for all that were chosen, told in the record.

The only door to the letter: whatever writes official documents later takes its place here.
"""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import cast

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.utils.timezone import localtime

from loa.base.workbooks import INVENTED
from loa.lib.urging_letter import LateItem, LateUnit, UrgingLetter, urging_letter
from loa.people.actions import record
from loa.people.models import Unit, User
from loa.plans.models import PlanVersion
from loa.tasks.permissions import can_urge
from loa.tasks.queries.letters import (
    DRAFTED,
    chosen_among,
    items_for_letter,
    late_for_letter,
    letterhead,
    plan_in_words,
)
from loa.tasks.queries.urged import UrgedItem, by_name

# A letter of more than this is no letter any more, and would keep its reader waiting.
MOST_ITEMS = 5000


class LetterRefused(Exception):  # noqa: N818  (says what was decided)
    """The letter was not drafted; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A letter that was drafted: the file, and of how many units and obligations it speaks."""

    name: str
    content: bytes
    units: int
    items: int


def draft_urging_letter(*, version: PlanVersion, units: Collection[int] | None, by: User, at: datetime) -> Draft:
    """Draft one letter to the chosen units that are late today, or to all of them for None.

    Raises:
        PermissionDenied: `by` does not follow up the work of the plan's owner.
        LetterRefused: none of them is late any more, or there is more than a letter can say.
    """
    today = localtime(at).date()
    if not can_urge(by, version.plan.owner_id, today):
        raise PermissionDenied("Tài khoản này không đôn đốc việc của kế hoạch đó.")
    owed = chosen_among(late_for_letter(version, today), units)
    if owed.count() > MOST_ITEMS:
        raise LetterRefused("Có hơn 5.000 đầu việc quá hạn. Chọn ít đơn vị hơn cho một công văn.")
    late = items_for_letter(owed, today)
    if not late:
        raise LetterRefused("Không còn đơn vị nào trong số đã chọn có đầu việc quá hạn. Chưa soạn công văn.")
    named = by_name(late, today)
    title = version.plan.title
    content = urging_letter(
        UrgingLetter(
            **asdict(letterhead(version, today)),
            year=today.year,
            plan=plan_in_words(version),
            subject=f"đôn đốc thực hiện {title[:1].upper()}{title[1:]}",
            until=today,
            units=[LateUnit(name=name, items=[_said(one) for one in late[unit]]) for unit, name in named],
            mark=INVENTED if settings.LOA_DEMO else "",
        )
    )
    items = sum(map(len, late.values()))
    keys = list(Unit.objects.filter(pk__in=late).order_by("key").values_list("key", flat=True))
    details = {"units": len(late), "items": items, "keys": keys} | ({"unit": keys[0]} if len(keys) == 1 else {})
    record(DRAFTED, of=version, by=by, at=at, details=details)
    return Draft(name=f"cong-van-don-doc-{today:%Y%m%d}.docx", content=content, units=len(late), items=items)


def _said(one: UrgedItem) -> LateItem:
    return LateItem(
        task=f"{one.number}. {one.title}" if one.number else one.title,
        period=one.period_label,
        due_on=cast("date", one.due_on),  # late with it
        days_late=one.days_late,
    )
