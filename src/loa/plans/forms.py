"""What people put in about plans."""

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
