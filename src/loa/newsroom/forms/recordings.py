"""What is typed about sound and moving pictures, and about a story in another language."""

from collections.abc import Sequence
from typing import Any

from django import forms

from loa.newsroom.actions import RecordingValues, TranslationValues
from loa.newsroom.choices import RecordingConsent, RecordingLicence
from loa.newsroom.models import Recording, Translation
from loa.pictures.models import Picture
from loa.tasks.forms.fields import day_field

_SOUND = "audio/*,.mp3,.ogg,.opus,.m4a,.wav"
_REQUIRED = {"required": "Cần ghi mục này."}


class RecordingForm(forms.Form):
    """A file with what has to be known of it; without `file` where it was sent before."""

    file = forms.FileField(
        label="Tệp âm thanh hoặc video",
        help_text="MP3, OGG, OPUS, M4A, WAV; MP4, WebM. Nhiều nhất 50 MB. MP3 và MP4 mở được trên mọi điện thoại.",
        widget=forms.FileInput(attrs={"accept": f"{_SOUND},video/mp4,video/webm"}),
        error_messages={"required": "Chọn tệp âm thanh hoặc video."},
        allow_empty_file=True,  # the action says what to do
    )
    title = forms.CharField(
        label="Tên hiện trên trang",
        max_length=200,
        help_text="Ví dụ: Lời kể của một người đi làm khai sinh.",
        error_messages=_REQUIRED,
    )
    is_reading = forms.BooleanField(
        label="Đây là bản đọc cả bài bằng tiếng Việt, do người đọc; đứng ngay dưới tên bài", required=False
    )
    words = forms.CharField(
        label="Lời bằng chữ hoặc mô tả",
        required=False,
        max_length=30_000,
        help_text="Dành cho người không nghe, không xem được. Cần có trước khi đăng; bản đọc cả bài thì không cần.",
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    source = forms.CharField(label="Người ghi, nguồn", max_length=200, error_messages=_REQUIRED)
    consent = forms.ChoiceField(
        label="Người được ghi", choices=RecordingConsent.choices, initial=RecordingConsent.NOT_ASKED
    )
    licence = forms.ChoiceField(label="Quyền sử dụng", choices=RecordingLicence.choices, initial=RecordingLicence.OWN)
    licence_note = forms.CharField(
        label="Giấy phép", required=False, max_length=300, help_text="Tên, số hoặc địa chỉ, khi có giấy phép."
    )
    poster = forms.ChoiceField(
        label="Ảnh hiện trước khi phát video", required=False, help_text="Chọn trong các ảnh của bài."
    )

    def __init__(
        self, *args: Any, pictures: Sequence[Picture], recording: Recording | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.pictures = {str(one.pk): one for one in pictures}
        if recording is not None:
            del self.fields["file"]
        if recording is not None and recording.kind != "audio":
            del self.fields["is_reading"]
        if not pictures or (recording is not None and recording.kind != "video"):
            del self.fields["poster"]
        else:
            choices = [("", "Không có ảnh"), *((key, one.title) for key, one in self.pictures.items())]
            self.fields["poster"].choices = choices  # type: ignore[attr-defined]

    def values(self) -> RecordingValues:
        """Return what was typed, as the actions take it."""
        told = {name: self.cleaned_data[name] for name in self.cleaned_data if name not in ("file", "poster")}
        return RecordingValues(**told, poster=self.pictures.get(self.cleaned_data.get("poster", "")))


def told_of(recording: Recording) -> dict[str, Any]:
    """Return what the form of a recording begins with."""
    names = ("title", "is_reading", "words", "source", "consent", "licence", "licence_note")
    return {name: getattr(recording, name) for name in names} | {"poster": recording.poster_id or ""}


class TranslationForm(forms.Form):
    """A translation; `version` tells whether somebody wrote since the page was shown, empty where there was none."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    translator = forms.CharField(
        label="Người dịch", max_length=120, help_text="Họ tên; người đọc thấy.", error_messages=_REQUIRED
    )
    title = forms.CharField(
        label="Tên bài bằng tiếng Bru - Vân Kiều",
        required=False,
        max_length=200,
        help_text="Để trống thì trang hiện tên bài bằng tiếng Việt.",
    )
    text = forms.CharField(
        label="Lời bằng chữ Bru - Vân Kiều",
        required=False,
        max_length=60_000,
        help_text="Không bắt buộc khi có bản ghi âm.",
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    file = forms.FileField(
        label="Bản ghi âm",
        required=False,
        help_text="Giọng người đọc. MP3, OGG, OPUS, M4A hoặc WAV, nhiều nhất 50 MB.",
        widget=forms.FileInput(attrs={"accept": _SOUND}),
        allow_empty_file=True,
    )
    recording = forms.CharField(label="Tên bản ghi âm", required=False, max_length=200)
    speaker = forms.CharField(label="Người đọc", required=False, max_length=120, help_text="Họ tên; người đọc thấy.")
    is_human = forms.BooleanField(label="Đây là giọng người đọc thật, không phải giọng máy", required=False)
    agreed = forms.BooleanField(label="Người đọc đồng ý đưa giọng đọc lên trang", required=False)

    def values(self) -> TranslationValues:
        """Return what was typed, as the action takes it."""
        return TranslationValues(
            **{name: value for name, value in self.cleaned_data.items() if name not in ("version", "file")}
        )


def first_of(translation: Translation | None) -> dict[str, Any]:
    """Return what the form of a translation begins with."""
    if translation is None:
        return {}
    names = ("version", "translator", "title", "text", "speaker")
    return {name: getattr(translation, name) for name in names}


class ListeningForm(forms.Form):
    """Who heard a translation again, and when."""

    listener = forms.CharField(
        label="Người nghe lại",
        max_length=120,
        help_text="Biết tiếng Bru - Vân Kiều, không phải người dịch, không phải người đọc.",
        error_messages={"required": "Ghi tên người nghe lại."},
    )
    on = day_field("Ngày nghe lại", required=True)
