"""What can be done about work handed out."""

from loa.tasks.actions.accepting import (
    Acceptance,
    accept,
    approve_as_head,
    return_for_more,
    set_applicable,
    set_not_applicable,
)
from loa.tasks.actions.adjusting import Adjusted, move_due, set_many_applicable, set_many_not_applicable
from loa.tasks.actions.awaiting import open_awaited
from loa.tasks.actions.calling import CallRefused, note_call
from loa.tasks.actions.commenting import comment
from loa.tasks.actions.evidence import EvidenceRefused, Link, NoRoom
from loa.tasks.actions.following import FeedRefused, end_feed, make_feed, note_feed_read
from loa.tasks.actions.from_ledger import Finding, Shown, reopen_from_ledger, report_from_ledger
from loa.tasks.actions.handing_out import NotPutToWork, NotReady, ReviewChanged, put_to_work
from loa.tasks.actions.ladder import LadderRefused, set_ladder
from loa.tasks.actions.letters import LetterRefused, draft_urging_letter
from loa.tasks.actions.locking import LockRefused, allow_after_lock, lock_period, unlock_period
from loa.tasks.actions.on_behalf import SourceRefused, enter_on_behalf
from loa.tasks.actions.period_report import Entry, PeriodRefused, hand_in_period, hand_in_workbook
from loa.tasks.actions.reading import ReadingRefused, RollCallOvertaken, acknowledge, call_roll
from loa.tasks.actions.receiving import say_received
from loa.tasks.actions.reporting import hand_in, note_opened, report_nil, start_work
from loa.tasks.actions.saved_views import drop_view, save_view
from loa.tasks.actions.settings import set_head_approval
from loa.tasks.actions.stepping import FigureRefused, Overtaken, StepRefused
from loa.tasks.actions.taking_back import take_back_acceptance
from loa.tasks.actions.workbook_files import WorkbookRefused
from loa.tasks.actions.workbooks import WorkbookRead, check_workbook

__all__ = [
    "Acceptance",
    "Adjusted",
    "CallRefused",
    "Entry",
    "EvidenceRefused",
    "FeedRefused",
    "FigureRefused",
    "Finding",
    "LadderRefused",
    "LetterRefused",
    "Link",
    "LockRefused",
    "NoRoom",
    "NotPutToWork",
    "NotReady",
    "Overtaken",
    "PeriodRefused",
    "ReadingRefused",
    "ReviewChanged",
    "RollCallOvertaken",
    "Shown",
    "SourceRefused",
    "StepRefused",
    "WorkbookRead",
    "WorkbookRefused",
    "accept",
    "acknowledge",
    "allow_after_lock",
    "approve_as_head",
    "call_roll",
    "check_workbook",
    "comment",
    "draft_urging_letter",
    "drop_view",
    "end_feed",
    "enter_on_behalf",
    "hand_in",
    "hand_in_period",
    "hand_in_workbook",
    "lock_period",
    "make_feed",
    "move_due",
    "note_call",
    "note_feed_read",
    "note_opened",
    "open_awaited",
    "put_to_work",
    "reopen_from_ledger",
    "report_from_ledger",
    "report_nil",
    "return_for_more",
    "save_view",
    "say_received",
    "set_applicable",
    "set_head_approval",
    "set_ladder",
    "set_many_applicable",
    "set_many_not_applicable",
    "set_not_applicable",
    "start_work",
    "take_back_acceptance",
    "unlock_period",
]
