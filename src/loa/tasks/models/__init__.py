"""Tasks put to work, what each unit owes for each period, and what it handed in."""

from loa.tasks.models.obligations import Comment, Evidence, Figure, Obligation, Step, evidence_storage
from loa.tasks.models.reminders import FARTHEST_RUNG, Reminder, ReminderMail, ReminderRound, ReminderRule
from loa.tasks.models.tasks import Indicator, Participant, Task

__all__ = [
    "FARTHEST_RUNG",
    "Comment",
    "Evidence",
    "Figure",
    "Indicator",
    "Obligation",
    "Participant",
    "Reminder",
    "ReminderMail",
    "ReminderRound",
    "ReminderRule",
    "Step",
    "Task",
    "evidence_storage",
]
