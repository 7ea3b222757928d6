"""The word of those who accept, return or approve what units hand in, and what is written about it."""

from typing import Any, ClassVar

from django import forms

from loa.tasks.choices import Received
from loa.tasks.forms.fields import FilesField, FilesInput, LinkField, links_of
from loa.tasks.forms.steps import StepForm


class WordForm(StepForm):
    """A word that is one button."""

    place = "xac-nhan"


class ReasonForm(StepForm):
    """A word that says why."""

    place = "xac-nhan"
    reason = forms.CharField(
        label="Lý do",
        max_length=5000,
        help_text="Đơn vị đọc câu này.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Ghi rõ lý do."},
    )


class CommentForm(StepForm):
    """Something written about an obligation; whatever was written meanwhile, it can stand below."""

    place = "trao-doi"
    revision = None  # type: ignore[assignment]
    text = forms.CharField(
        label="Nội dung trao đổi",
        max_length=5000,
        required=False,
        help_text="Đơn vị, nơi phối hợp và cơ quan chủ trì kế hoạch đều đọc được.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    evidence = FilesField(
        label="Tệp kèm theo",
        required=False,
        help_text="Tài liệu góp cho việc này; nhiều nhất 5 tệp, mỗi tệp 20 MB. Không gửi văn bản mật.",
        widget=FilesInput,
    )
    link = LinkField()
    link_title = forms.CharField(label="Tên bài hoặc trang", required=False, max_length=255)

    def clean(self) -> dict[str, Any]:
        """Say beside the words that something has to be written or given."""
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not (typed["text"] or typed["evidence"] or typed["link"]):
            self.add_error("text", "Ghi nội dung trao đổi, hoặc kèm một tệp hay một đường dẫn.")
        return typed

    def told(self) -> dict[str, Any]:
        """Return the words with the files and the link there are."""
        typed = self.cleaned_data
        links = links_of(typed["link"], typed["link_title"])
        return {"text": typed["text"], "files": typed["evidence"], "links": links}


class ReceivedForm(StepForm):
    """The word of a unit that something was supplied to; which word it is, the button says."""

    place = "noi-nhan"
    back_to = "desk:receiving"
    revision = None  # type: ignore[assignment]
    text = forms.CharField(
        label="Nội dung",
        max_length=5000,
        required=False,
        help_text="Để trống nếu đã nhận đủ. Chưa đúng thì ghi cần bổ sung gì; đơn vị và cơ quan chủ trì đọc được.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    back = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def told(self) -> dict[str, Any]:
        """Return the word of the button that was pressed, and what was typed."""
        return {"word": Received(self.data["word"]), "text": self.cleaned_data["text"]}


class ChosenForm(forms.Form):
    """Results chosen from a list, each as its id and the revision that was shown."""

    MOST: ClassVar = 200

    def __init__(self, chosen: list[str]) -> None:
        super().__init__()
        pairs = (one.partition("-")[::2] for one in chosen[: self.MOST])
        self.seen = {int(pk): int(revision) for pk, revision in pairs if _is_number(pk) and _is_number(revision)}


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 10
