"""Sound and moving pictures of a story, and the story in another language, spoken by a human being."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from loa.newsroom import choices
from loa.newsroom.models.stories import Story
from loa.newsroom.rules import why_not_aired
from loa.pictures.models import Picture
from loa.tasks.choices import FileCheck
from loa.tasks.models import evidence_storage


class Recording(models.Model):
    """A file of sound or of moving pictures that was made for a story, whose it is, and what is said in it.

    One that `is_reading` is the story itself, read aloud in Vietnamese by a human being: it stands below the title.

    It stands in the story's text as a block, or it is the reading of a translation; anybody else gets it only once that
    is out (`queries.recordings`).
    """

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="recordings", verbose_name="tin, bài")
    kind = models.CharField("loại", max_length=10, choices=choices.RecordingKind)
    title = models.CharField("tên", max_length=200)
    source = models.CharField("người ghi, nguồn", max_length=200)
    licence = models.CharField("quyền sử dụng", max_length=15, choices=choices.RecordingLicence)
    licence_note = models.CharField("ghi chú về quyền sử dụng", max_length=300, blank=True)
    consent = models.CharField(
        "người được ghi", max_length=10, choices=choices.RecordingConsent, default=choices.RecordingConsent.NOT_ASKED
    )
    words = models.TextField("lời bằng chữ", blank=True)
    is_reading = models.BooleanField("bản đọc cả bài bằng tiếng Việt", default=False)
    poster = models.ForeignKey(
        Picture, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="ảnh hiện trước khi phát"
    )
    name = models.CharField("tên tệp", max_length=255)
    format = models.CharField("định dạng", max_length=10)
    seconds = models.PositiveIntegerField("độ dài (giây)", null=True)
    file = models.FileField("tệp", storage=evidence_storage, upload_to="%Y/%m/")
    size = models.PositiveIntegerField("cỡ tệp (byte)", default=0)
    sha256 = models.CharField("mã băm", max_length=64)
    file_check = models.CharField("kiểm tra tệp", max_length=10, choices=FileCheck)
    checked_at = models.DateTimeField("kiểm tra lúc", null=True)
    claimed_until = models.DateTimeField("đang kiểm tra đến", null=True)
    at = models.DateTimeField("tải lên lúc")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="người tải lên"
    )

    # Nobody gets a file before its check.
    IN_QUARANTINE = Q(file_check=FileCheck.WAITING)

    class Meta:
        verbose_name = "bản ghi âm, ghi hình"
        verbose_name_plural = "bản ghi âm, ghi hình"
        constraints = [
            models.CheckConstraint(
                condition=~Q(licence=choices.RecordingLicence.LICENSED) | ~Q(licence_note=""),
                name="a_recording_under_licence_says_which",
            ),
            models.CheckConstraint(condition=~Q(source=""), name="a_recording_has_its_source"),
            models.CheckConstraint(condition=Q(is_reading=False) | Q(kind="audio"), name="a_reading_is_heard"),
        ]
        indexes = [
            models.Index(
                fields=["claimed_until"],
                condition=Q(file_check=FileCheck.WAITING),
                name="recordings_in_quarantine",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def public_name(self) -> str:
        """What its address ends with: another file is another address, and nobody guesses one."""
        return f"{self.sha256[:16]}.{self.format}"

    @property
    def length(self) -> str:
        """How long it is, in words; empty where the file does not tell."""
        if self.seconds is None:
            return ""
        minutes, seconds = divmod(self.seconds, 60)
        return " ".join(words for words, has in ((f"{minutes} phút", minutes), (f"{seconds} giây", seconds)) if has)

    @property
    def is_clean(self) -> bool:
        return self.file_check == FileCheck.CLEAN

    @property
    def why_not_aired(self) -> str:
        """Why it may not stand in public; empty where it may."""
        return why_not_aired(
            check=self.file_check,
            licence=self.licence,
            consent=self.consent,
            words=self.words,
            is_reading=self.is_reading,
        )


class Translation(models.Model):
    """A story in another language: by a named translator, heard by a second person, spoken by a human being."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="translations", verbose_name="tin, bài")
    language = models.CharField("ngôn ngữ", max_length=10, choices=choices.Language)
    title = models.CharField("tên", max_length=200, blank=True)
    text = models.TextField("nội dung", blank=True)
    translator = models.CharField("người dịch", max_length=120)
    speaker = models.CharField("người đọc", max_length=120, blank=True)
    recording = models.OneToOneField(
        Recording, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="bản ghi âm"
    )
    # By whom it was heard again, and when that was written down: what is corrected later it does not know of.
    listener = models.CharField("người nghe lại", max_length=120, blank=True)
    listened_on = models.DateField("ngày nghe lại", null=True, blank=True)
    checked_at = models.DateTimeField("ghi việc nghe lại lúc", null=True)
    at = models.DateTimeField("ghi lúc")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="người ghi"
    )
    released_at = models.DateTimeField("đưa ra lúc", null=True)
    taken_back_at = models.DateTimeField("rút lúc", null=True)
    taken_back_why = models.CharField("lý do rút", max_length=300, blank=True)
    version = models.PositiveIntegerField("lần ghi", default=0)

    class Meta:
        verbose_name = "bản dịch"
        verbose_name_plural = "bản dịch"
        constraints = [
            models.UniqueConstraint(fields=["story", "language"], name="one_translation_per_language"),
            models.CheckConstraint(condition=~Q(language="vi"), name="a_translation_is_in_another_language"),
            models.CheckConstraint(
                condition=Q(released_at__isnull=True)
                | (~Q(listener="") & ~Q(listener=F("translator")) & Q(checked_at__isnull=False)),
                name="a_second_person_listened",
            ),
            models.CheckConstraint(
                condition=Q(released_at__isnull=True) | ~Q(text="") | Q(recording__isnull=False),
                name="a_translation_says_something",
            ),
        ]

    def __str__(self) -> str:
        return self.title or f"{self.story} ({self.get_language_display()})"

    @property
    def ways(self) -> str:
        """What one can do with it: hear it, read it, or both."""
        ways = [word for word, has in (("nghe", self.recording_id), ("đọc", self.text)) if has]
        return ", ".join(ways).capitalize()
