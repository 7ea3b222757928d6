"""Keep files that prove activities, and let them out of quarantine, as those of evidence."""

from collections.abc import Sequence
from datetime import datetime

from django.core.files import File

from loa.activities.models import Activity, ActivityProof
from loa.people.actions import record
from loa.tasks.actions.checking import judge_files
from loa.tasks.actions.evidence import check_files, drop_files, keep_files


def keep_proofs(activity: Activity, files: Sequence[File[bytes]], at: datetime) -> None:
    """Keep files that prove what an app above has just told the ledger; part of its action, in its transaction.

    Raises:
        EvidenceRefused: a file cannot prove anything.
        NoRoom: the files cannot be written.
    """
    proofs = check_files(files, ActivityProof)
    keep_files(proofs, files, at)
    try:
        for proof in proofs:
            proof.activity = activity
        ActivityProof.objects.bulk_create(proofs)
    except BaseException:
        drop_files(proofs)
        raise


def check_waiting_proofs(*, at: datetime) -> int:
    """Ask the scanner about the proofs that wait, and return how many files got a verdict."""
    waiting = ActivityProof.objects.filter(ActivityProof.IN_QUARANTINE).select_related("activity__unit")
    return judge_files(waiting, came_at=lambda given: given.activity.recorded_at, tell=_tell, at=at)


def _tell(given: ActivityProof, malware: str, at: datetime) -> None:
    details = {"unit": given.activity.unit.key, "file": given.name, "malware": malware}
    record("activities.hold_infected_file", of=given.activity, by=None, at=at, details=details)
