"""Tasks put to work, what each unit owes for each period, and what it handed in."""

from loa.tasks.models.locks import LockException, PeriodLock
from loa.tasks.models.obligations import Comment, CommentsRead, Evidence, Figure, Obligation, Step, evidence_storage
from loa.tasks.models.readings import Acknowledgement, RollCall
from loa.tasks.models.reminders import FARTHEST_RUNG, Reminder, ReminderMail, ReminderRound, ReminderRule
from loa.tasks.models.tallies import NO_DAY, TaskTally, UnitTally
from loa.tasks.models.tasks import Indicator, Participant, Task
from loa.tasks.models.watching import CalendarFeed, Call, SavedView

__all__ = [
    "FARTHEST_RUNG",
    "NO_DAY",
    "Acknowledgement",
    "CalendarFeed",
    "Call",
    "Comment",
    "CommentsRead",
    "Evidence",
    "Figure",
    "Indicator",
    "LockException",
    "Obligation",
    "Participant",
    "PeriodLock",
    "Reminder",
    "ReminderMail",
    "ReminderRound",
    "ReminderRule",
    "RollCall",
    "SavedView",
    "Step",
    "Task",
    "TaskTally",
    "UnitTally",
    "evidence_storage",
]
