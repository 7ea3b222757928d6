"""Let files of evidence out of quarantine: the scanner's verdict on each, held and asked again while it gives none."""

import logging
from datetime import datetime, timedelta

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
    """Ask the scanner about the files that wait, and return how many got a verdict.

    Without a scanner what was looked at when they came is all there is, and they are clean. A scanner that is down ends
    the round; the file stays, and is asked about again after a while that grows. Only a file with malware leaves an
    audit entry: of a clean one its row says when it was checked.
    """
    if not settings.LOA_CLAMAV:
        return _waiting().update(file_check=FileCheck.CLEAN, checked_at=at, claimed_until=None)
    judged = 0
    free = Q(claimed_until__isnull=True) | Q(claimed_until__lte=at)
    for given in _waiting().filter(free).select_related("step").order_by("pk")[:MOST_AT_ONCE]:
        if not _waiting().filter(free, pk=given.pk).update(claimed_until=at + LEASE):
            continue  # another process has it
        try:
            malware = _malware_in(given)
        except ScannerDown as problem:
            _log.warning("The scanner gave no verdict, files wait for it: %s", problem)
            _hold(given, at)
            break
        except (NotScanned, OSError) as problem:
            _log.error("Evidence %s cannot be scanned and stays held: %s", given.pk, problem)
            _hold(given, at)
            continue
        judged += _settle(given, malware, at)
    return judged


def _waiting() -> QuerySet[Evidence]:
    return Evidence.objects.filter(Evidence.IN_QUARANTINE)


def _malware_in(given: Evidence) -> str | None:
    with evidence_storage().open(str(given.file.name)) as content:
        return malware_in(content.chunks(), settings.LOA_CLAMAV)


def _hold(given: Evidence, at: datetime) -> None:
    again = at + wait_for_scanner(at - given.step.at)
    _waiting().filter(pk=given.pk, claimed_until=at + LEASE).update(claimed_until=again)


def _settle(given: Evidence, malware: str | None, at: datetime) -> int:
    """Write a verdict and, of malware, a step that tells the unit; return 0 where the lease had gone to another."""
    verdict = FileCheck.INFECTED if malware else FileCheck.CLEAN
    with transaction.atomic():
        own = _waiting().filter(pk=given.pk, claimed_until=at + LEASE)
        if not own.update(file_check=verdict, checked_at=at, claimed_until=None):
            return 0
        if malware:
            row = Obligation.objects.select_for_update(of=("self",)).select_related("unit").get(
                pk=given.step.obligation_id
            )  # fmt: skip
            # The revision stays: being told of it must not make what somebody types meanwhile too old to send.
            Step.objects.create(
                obligation=row,
                at=at,
                state=row.state,
                note=f"Tệp “{given.name}” có mã độc, đã giữ lại và không ai tải được. Gửi tệp khác.",
            )
            details = {"unit": row.unit.key, "evidence": given.pk, "file": given.name, "malware": malware}
            record("tasks.hold_infected_file", of=row, by=None, at=at, details=details)
    return 1
