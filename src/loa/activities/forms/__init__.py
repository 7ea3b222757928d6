"""What is typed about the ledger."""

from loa.activities.forms.entering import EntryForm
from loa.activities.forms.links import CorrectLinkForm, FeedForm, LinkForm, WordForm
from loa.activities.forms.taking_back import TakeBackForm
from loa.activities.forms.targets import BlankForm, RuleForm, TargetForm
from loa.activities.forms.workbook import SealedLinesForm, sealed_lines

__all__ = [
    "BlankForm",
    "CorrectLinkForm",
    "EntryForm",
    "FeedForm",
    "LinkForm",
    "RuleForm",
    "SealedLinesForm",
    "TakeBackForm",
    "TargetForm",
    "WordForm",
    "sealed_lines",
]
