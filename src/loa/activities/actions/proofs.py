"""Let files that prove activities out of quarantine, as those of evidence."""

from datetime import datetime

from loa.activities.models import ActivityProof
from loa.people.actions import record
from loa.tasks.actions.checking import judge_files


def check_waiting_proofs(*, at: datetime) -> int:
    """Ask the scanner about the proofs that wait, and return how many files got a verdict."""
    waiting = ActivityProof.objects.filter(ActivityProof.IN_QUARANTINE).select_related("activity__unit")
    return judge_files(waiting, came_at=lambda given: given.activity.recorded_at, tell=_tell, at=at)


def _tell(given: ActivityProof, malware: str, at: datetime) -> None:
    details = {"unit": given.activity.unit.key, "file": given.name, "malware": malware}
    record("activities.hold_infected_file", of=given.activity, by=None, at=at, details=details)
