"""Tasks put to work, what each unit owes for each period, and what it handed in."""

from loa.tasks.models.obligations import Evidence, Obligation, Step, evidence_storage
from loa.tasks.models.tasks import Participant, Task

__all__ = ["Evidence", "Obligation", "Participant", "Step", "Task", "evidence_storage"]
