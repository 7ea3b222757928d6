"""Let files of evidence out of quarantine: the scanner's verdict on each, held and asked again while it gives none."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet

from loa.lib.clamav import NotScanned, ScannerDown, malware_in
from loa.people.actions import record
from loa.tasks.choices import FileCheck
from loa.tasks.models import Evidence, Obligation, Step, evidence_storage
from loa.tasks.rules import wait_for_scanner

_log = logging.getLogger(__name__)
# Files of one round, so that other timed work gets its turn; and how long nobody else takes one that is being scanned.
MOST_AT_ONCE = 100
LEASE = timedelta(minutes=15)


def check_waiting_files(*, at: datetime) -> int:
    """Ask the scanner about the evidence that waits, and return how many files got a verdict."""
    waiting = Evidence.objects.filter(Evidence.IN_QUARANTINE).select_related("step", "comment")
    return judge_files(waiting, came_at=lambda given: given.came_with.at, tell=_tell_unit, at=at)


def judge_files(
    waiting: QuerySet[Any],
    *,
    came_at: Callable[[Any], datetime],
    tell: Callable[[Any, str, datetime], None],
    at: datetime,
) -> int:
    """Ask the scanner about the files of rows that wait, and return how many got a verdict.

    Without a scanner what was looked at when they came is all there is, and they are clean. A scanner that is down ends
    the round; the file stays, and is asked about again after a while that grows. Only a file with malware leaves an
    audit entry, by `tell`: of a clean one its row says when it was checked.
    """
    if not settings.LOA_CLAMAV:
        return waiting.update(file_check=FileCheck.CLEAN, checked_at=at, claimed_until=None)
    judged = 0
    free = Q(claimed_until__isnull=True) | Q(claimed_until__lte=at)
    for given in waiting.filter(free).order_by("pk")[:MOST_AT_ONCE]:
        if not waiting.filter(free, pk=given.pk).update(claimed_until=at + LEASE):
            continue  # another process has it
        try:
            malware = _malware_in(given)
        except ScannerDown as problem:
            _log.warning("The scanner gave no verdict, files wait for it: %s", problem)
            _hold(waiting, given, came_at(given), at)
            break
        except (NotScanned, OSError) as problem:
            _log.error("%s %s cannot be scanned and stays held: %s", type(given).__name__, given.pk, problem)
            _hold(waiting, given, came_at(given), at)
            continue
        judged += _settle(waiting, given, malware, tell, at)
    return judged


def _malware_in(given: Any) -> str | None:
    with evidence_storage().open(str(given.file.name)) as content:
        return malware_in(content.chunks(), settings.LOA_CLAMAV)


def _hold(waiting: QuerySet[Any], given: Any, came_at: datetime, at: datetime) -> None:
    again = at + wait_for_scanner(at - came_at)
    waiting.filter(pk=given.pk, claimed_until=at + LEASE).update(claimed_until=again)


def _settle(
    waiting: QuerySet[Any],
    given: Any,
    malware: str | None,
    tell: Callable[[Any, str, datetime], None],
    at: datetime,
) -> int:
    """Write a verdict and tell of malware; return 0 where the lease had gone to another."""
    verdict = FileCheck.INFECTED if malware else FileCheck.CLEAN
    with transaction.atomic():
        own = waiting.filter(pk=given.pk, claimed_until=at + LEASE)
        if not own.update(file_check=verdict, checked_at=at, claimed_until=None):
            return 0
        if malware:
            tell(given, malware, at)
    return 1


def _tell_unit(given: Evidence, malware: str, at: datetime) -> None:
    """Tell the unit by a step; its revision stays: being told must not make what somebody types meanwhile too old.

    Of a file that came with a comment its own line tells.
    """
    rows = Obligation.objects.select_for_update(of=("self",)).select_related("unit")
    row = rows.get(pk=given.came_with.obligation_id)
    if given.step_id:
        Step.objects.create(
            obligation=row,
            at=at,
            state=row.state,
            note=f"Tệp “{given.name}” có mã độc, đã giữ lại và không ai tải được. Gửi tệp khác.",
        )
    details = {"unit": row.unit.key, "evidence": given.pk, "file": given.name, "malware": malware}
    record("tasks.hold_infected_file", of=row, by=None, at=at, details=details)
