"""Files of documents, drafts and dialogues: handed out by a view, after their check."""

from django.db import models
from django.db.models import Q

from loa.library.models.consulting import Dialogue, Draft
from loa.library.models.documents import Document
from loa.library.models.kept import Kept
from loa.library.rules import written_size
from loa.tasks.choices import FileCheck
from loa.tasks.models import evidence_storage

_KINDS = {"pdf": "PDF", "doc": "Word", "docx": "Word", "xls": "Excel", "xlsx": "Excel"}


class StoredFile(models.Model):
    """A file of one document, draft or dialogue; given to nobody before its check."""

    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, related_name="files", verbose_name="văn bản"
    )
    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, null=True, related_name="files", verbose_name="dự thảo")
    dialogue = models.ForeignKey(
        Dialogue, on_delete=models.PROTECT, null=True, related_name="files", verbose_name="đối thoại"
    )
    name = models.CharField("tên tệp", max_length=255)
    file = models.FileField("tệp", storage=evidence_storage, upload_to="%Y/%m/")
    size = models.PositiveIntegerField("cỡ tệp (byte)", default=0)
    sha256 = models.CharField("mã băm", max_length=64)
    came_at = models.DateTimeField("đưa lên lúc")
    file_check = models.CharField("kiểm tra tệp", max_length=10, choices=FileCheck)
    checked_at = models.DateTimeField("kiểm tra lúc", null=True)
    claimed_until = models.DateTimeField("đang kiểm tra đến", null=True)

    IN_QUARANTINE = Q(file_check=FileCheck.WAITING)

    class Meta:
        verbose_name = "tệp văn bản"
        verbose_name_plural = "tệp văn bản"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(document__isnull=False, draft__isnull=True, dialogue__isnull=True)
                | Q(document__isnull=True, draft__isnull=False, dialogue__isnull=True)
                | Q(document__isnull=True, draft__isnull=True, dialogue__isnull=False),
                name="a_stored_file_is_of_one_thing",
            ),
        ]
        indexes = [
            models.Index(
                fields=["claimed_until"], condition=Q(file_check=FileCheck.WAITING), name="stored_files_in_quarantine"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def of(self) -> Kept:
        """What the file belongs to."""
        found = self.document or self.draft or self.dialogue
        assert found is not None  # noqa: S101  (the database holds it to one)
        return found

    @property
    def is_clean(self) -> bool:
        return self.file_check == FileCheck.CLEAN

    @property
    def described(self) -> str:
        """What kind of file it is and how large: "PDF, 38 KB"."""
        return f"{_KINDS.get(self.name.rpartition('.')[2], 'Tệp')}, {written_size(self.size)}"
