"""A step on one obligation, typed by its unit or for it; and the opening of what waited."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from loa.tasks.actions import Link
from loa.tasks.models import Step


class _Files(forms.ClearableFileInput):
    allow_multiple_selected = True


class _FilesField(forms.FileField):
    """Several files at once; what each must be is the action's word."""

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """Return the chosen files, an empty list for none; an empty file is the action's to refuse."""
        return [file for file in data or [] if file]


class _StepForm(forms.Form):
    """A step on what the page showed: `revision` tells whether somebody wrote since, `overtaken` what they wrote."""

    revision = forms.IntegerField(
        widget=forms.HiddenInput, error_messages={"required": "Trang đã cũ.", "invalid": "Trang đã cũ."}
    )
    overtaken: Step | None = None


class StartForm(_StepForm):
    """Say that work has begun, or how far it has come."""

    note = forms.CharField(
        label="Đang làm đến đâu",
        required=False,
        max_length=5000,
        help_text="Không bắt buộc. Ví dụ: đã có dự thảo, đang lấy ý kiến.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class HandInForm(_StepForm):
    """Hand a result in: words, files, a link, at least one of them."""

    note = forms.CharField(
        label="Kết quả",
        required=False,
        max_length=5000,
        help_text="Đã làm gì, ra văn bản nào, bao nhiêu tin, bài, lượt người dự. Có thể để trống nếu kèm minh chứng.",
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    evidence = _FilesField(
        label="Tệp minh chứng",
        required=False,
        help_text="PDF, Word, Excel, PowerPoint, ảnh, MP3, MP4 hoặc .txt; nhiều nhất 5 tệp, mỗi tệp 20 MB. "
        "Không gửi văn bản mật.",
        widget=_Files,
    )
    link = forms.CharField(
        label="Đường dẫn",
        required=False,
        max_length=1000,
        help_text="Địa chỉ bài đã đăng, bắt đầu bằng http:// hoặc https://.",
        widget=forms.TextInput(attrs={"inputmode": "url", "autocapitalize": "none"}),
    )
    link_title = forms.CharField(label="Tên bài hoặc trang", required=False, max_length=255)

    def links(self) -> list[Link]:
        """Return the link that was typed, none where the field was left empty."""
        url = self.cleaned_data["link"]
        return [Link(url, self.cleaned_data["link_title"])] if url else []


class OpenAwaitedForm(forms.Form):
    """Say that the event a task waits for has happened."""

    event = forms.CharField(
        label="Việc đã công bố",
        max_length=1000,
        help_text="Văn bản nào, của cơ quan nào, ngày nào. Các đơn vị đọc câu này trong đầu việc của mình.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Ghi việc đã được công bố."},
    )
    due_on = forms.DateField(
        label="Hạn cuối",
        help_text="Ngày cuối cùng còn tính là đúng hạn.",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        error_messages={"required": "Chọn hạn cuối.", "invalid": "Ghi ngày theo dạng 30/04/2024."},
    )
