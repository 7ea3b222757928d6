"""What is typed about the ledger."""

from loa.activities.forms.entering import EntryForm
from loa.activities.forms.taking_back import TakeBackForm
from loa.activities.forms.targets import BlankForm, RuleForm, TargetForm

__all__ = ["BlankForm", "EntryForm", "RuleForm", "TakeBackForm", "TargetForm"]
