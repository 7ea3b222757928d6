"""Tasks put to work, what each unit owes for each period, and what it handed in."""

from loa.tasks.models.obligations import Comment, Evidence, Figure, Obligation, Step, evidence_storage
from loa.tasks.models.tasks import Indicator, Participant, Task

__all__ = [
    "Comment",
    "Evidence",
    "Figure",
    "Indicator",
    "Obligation",
    "Participant",
    "Step",
    "Task",
    "evidence_storage",
]
