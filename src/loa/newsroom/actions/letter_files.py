"""Let files that came by mail out of quarantine: the scanner's verdict on each; of one with malware the name stays."""

import logging
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from loa.lib.clamav import NotScanned, ScannerDown, malware_in
from loa.newsroom.choices import HeldFileState
from loa.newsroom.models import HeldFile
from loa.people.actions import record
from loa.tasks.actions.checking import LEASE, MOST_AT_ONCE
from loa.tasks.models import evidence_storage
from loa.tasks.rules import wait_for_scanner

_log = logging.getLogger(__name__)


def check_letter_files(*, at: datetime) -> int:
    """Ask the scanner about the files of letters that wait, and return how many got a verdict.

    As with evidence: without a scanner they are clean, one that is down ends the round, and a file that got no verdict
    is asked about again after a wait that grows.
    """
    waiting = HeldFile.objects.filter(state=HeldFileState.WAITING)
    if not settings.LOA_CLAMAV:
        return waiting.update(state=HeldFileState.CLEAN, checked_at=at, claimed_until=None)
    free = Q(claimed_until__isnull=True) | Q(claimed_until__lte=at)
    judged = 0
    for given in waiting.filter(free).select_related("letter__unit").order_by("pk")[:MOST_AT_ONCE]:
        if not waiting.filter(free, pk=given.pk).update(claimed_until=at + LEASE):
            continue  # another process has it
        try:
            with evidence_storage().open(str(given.file.name)) as content:
                malware = malware_in(content.chunks(), settings.LOA_CLAMAV)
        except (ScannerDown, NotScanned, OSError) as problem:
            _log.warning("File %s of a letter got no verdict and stays held: %s", given.pk, problem)
            again = at + wait_for_scanner(at - given.letter.received_at)
            waiting.filter(pk=given.pk, claimed_until=at + LEASE).update(claimed_until=again)
            if isinstance(problem, ScannerDown):
                break
            continue
        judged += _settle(given, malware, at)
    return judged


def _settle(given: HeldFile, malware: str | None, at: datetime) -> int:
    """Write a verdict; return 0 where the lease had gone to another."""
    told: dict[str, Any] = {"checked_at": at, "claimed_until": None, "state": HeldFileState.CLEAN}
    if malware:
        told |= {"state": HeldFileState.INFECTED, "file": "", "size": 0, "problem": f"Có mã độc {malware}."[:300]}
    with transaction.atomic():
        own = HeldFile.objects.filter(pk=given.pk, state=HeldFileState.WAITING, claimed_until=at + LEASE)
        if not own.update(**told):
            return 0
        if malware:
            unit = given.letter.unit
            details = {"file": given.name, "malware": malware} | ({"unit": unit.key} if unit else {})
            record("newsroom.hold_infected_file", of=given.letter, by=None, at=at, details=details)
            name = str(given.file.name)
            transaction.on_commit(lambda: evidence_storage().delete(name))
    return 1
