"""What is typed about stories."""

from loa.newsroom.forms.deciding import LinkDecisionForm

__all__ = ["LinkDecisionForm"]
