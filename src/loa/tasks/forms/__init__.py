"""What is typed at the desk about work."""

from loa.tasks.forms.steps import HandInForm, OpenAwaitedForm, StartForm

__all__ = ["HandInForm", "OpenAwaitedForm", "StartForm"]
