"""What is typed about the ledger."""

from loa.activities.forms.taking_back import TakeBackForm

__all__ = ["TakeBackForm"]
