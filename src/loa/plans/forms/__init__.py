"""What people put in about plans."""

from loa.plans.forms.documents import DraftForm, UploadForm
from loa.plans.forms.reviewing import AnswerForm, BindingForm, Difference, FrameForm, RevisedForm, TaskForm

__all__ = [
    "AnswerForm",
    "BindingForm",
    "Difference",
    "DraftForm",
    "FrameForm",
    "RevisedForm",
    "TaskForm",
    "UploadForm",
]
