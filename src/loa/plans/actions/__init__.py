"""What can be done with plans. With `loa.cli` the only user of `plan_reader`."""

from loa.plans.actions.checking import DraftReading, check_draft
from loa.plans.actions.importing import AlreadyImported, NotAPlan, import_plan
from plan_reader import UnreadableFile

__all__ = ["AlreadyImported", "DraftReading", "NotAPlan", "UnreadableFile", "check_draft", "import_plan"]
