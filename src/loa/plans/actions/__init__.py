"""What can be done with plans. With `loa.cli` the only user of `plan_reader`."""

from loa.plans.actions.binding import bind_agency
from loa.plans.actions.checking import DraftReading, check_draft, comment_draft
from loa.plans.actions.importing import AlreadyImported, NotAPlan, import_plan
from loa.plans.actions.reviewing import (
    FrameValues,
    TaskValues,
    acknowledge_notes,
    answer_finding,
    discard_version,
    include_task,
    save_frame,
    save_task,
)
from loa.plans.actions.revising import AlreadyConfirmed, EditedMeanwhile, ReviewRefused
from loa.plans.actions.rhythms import save_rhythm
from plan_reader import UnreadableFile

__all__ = [
    "AlreadyConfirmed",
    "AlreadyImported",
    "DraftReading",
    "EditedMeanwhile",
    "FrameValues",
    "NotAPlan",
    "ReviewRefused",
    "TaskValues",
    "UnreadableFile",
    "acknowledge_notes",
    "answer_finding",
    "bind_agency",
    "check_draft",
    "comment_draft",
    "discard_version",
    "import_plan",
    "include_task",
    "save_frame",
    "save_rhythm",
    "save_task",
]
