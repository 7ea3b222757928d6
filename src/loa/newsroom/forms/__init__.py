"""What is typed about stories."""

from loa.newsroom.forms.deciding import (
    LinkDecisionForm,
    LinkForm,
    MoveForm,
    NoteForm,
    OutputForm,
    PaperForm,
    ReturnForm,
    TextForm,
)
from loa.newsroom.forms.writing import PicturesForm, StoryForm, initial_of

__all__ = [
    "LinkDecisionForm",
    "LinkForm",
    "MoveForm",
    "NoteForm",
    "OutputForm",
    "PaperForm",
    "PicturesForm",
    "ReturnForm",
    "StoryForm",
    "TextForm",
    "initial_of",
]
