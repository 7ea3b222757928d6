"""A file that somebody puts in: a draft to look at, a plan to bring in."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

_LARGEST = 50 * 1024 * 1024


class DraftForm(forms.Form):
    """One plan document to look at. Whether it can be read is the reader's word; here only size is looked at."""

    file = forms.FileField(
        label="Tệp dự thảo",
        help_text="Nhận .docx, .pdf có chữ, .xlsx, .txt; tệp .doc, .odt, .rtf khi máy chủ có LibreOffice. "
        "Không quá 50 MB.",
        error_messages={
            "required": "Chọn tệp dự thảo kế hoạch.",
            "empty": "Tệp không có nội dung. Chọn lại tệp rồi tải tệp lên lại.",
            "missing": "Chọn tệp dự thảo kế hoạch.",
        },
        max_length=255,
        widget=forms.FileInput(attrs={"accept": ".docx,.pdf,.xlsx,.txt,.doc,.odt,.rtf"}),
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if file.size and file.size > _LARGEST:
            raise forms.ValidationError("Tệp lớn hơn 50 MB. Bỏ bớt hình ảnh trong tệp rồi tải tệp lên lại.")
        return file


class UploadForm(DraftForm):
    """An issued plan to bring in, and the unit that carries it out."""

    owner = forms.TypedChoiceField(
        label="Kế hoạch của",
        help_text="Cơ quan, đơn vị tổ chức thực hiện kế hoạch này.",
        coerce=int,
        error_messages={
            "required": "Chọn cơ quan, đơn vị thực hiện kế hoạch.",
            "invalid_choice": "Chọn cơ quan, đơn vị thực hiện kế hoạch trong danh sách.",
        },
    )

    def __init__(self, *args: Any, owners: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner = self.fields["owner"]
        assert isinstance(owner, forms.TypedChoiceField)  # noqa: S101  (declared above)
        one = len(owners) == 1
        owner.choices = [*owners] if one else [("", "Chọn cơ quan, đơn vị"), *owners]
        self.fields["file"].label = "Tệp kế hoạch đã ban hành"
        self.fields["file"].error_messages |= {
            "required": "Chọn tệp kế hoạch.",
            "missing": "Chọn tệp kế hoạch.",
        }
        self.order_fields(["owner", "file"])
