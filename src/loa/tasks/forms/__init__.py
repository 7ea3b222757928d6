"""What is typed at the desk about work."""

from loa.tasks.forms.accepting import ChosenForm, CommentForm, ReasonForm, ReceivedForm, WordForm
from loa.tasks.forms.adjusting import MoveDueForm, WhyForm
from loa.tasks.forms.period import PeriodForm
from loa.tasks.forms.reading import RollCallForm
from loa.tasks.forms.steps import HandInForm, NilForm, OnBehalfForm, OpenAwaitedForm, StartForm, StepForm

__all__ = [
    "ChosenForm",
    "CommentForm",
    "HandInForm",
    "MoveDueForm",
    "NilForm",
    "OnBehalfForm",
    "OpenAwaitedForm",
    "PeriodForm",
    "ReasonForm",
    "ReceivedForm",
    "RollCallForm",
    "StartForm",
    "StepForm",
    "WhyForm",
    "WordForm",
]
