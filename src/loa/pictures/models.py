"""A picture of the house with its rights, and its smaller copies."""

from datetime import date
from pathlib import PurePath

from django.conf import settings
from django.core.files import File
from django.core.files.base import ContentFile
from django.db import models
from django.db.models import Q
from django.utils.text import slugify
from wagtail.images.models import AbstractImage, AbstractRendition, Filter
from wagtail.search import index

from loa.lib.vietnamese_text import fold
from loa.people.models import Unit
from loa.pictures import choices
from loa.pictures.rules import may_publish

_LONGEST_NAME = 48


class Picture(AbstractImage):
    """A photograph or drawing, who took it, and why and until when it may be shown.

    `title` is its name in the office, `description` the words for whoever does not see it; it has those, or it is
    `is_decorative` and has none.
    """

    unit = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="đơn vị",
        help_text="Trống khi ảnh không của riêng đơn vị nào.",
    )
    source = models.CharField("người chụp, nguồn", max_length=200)
    licence = models.CharField("quyền sử dụng", max_length=15, choices=choices.Licence)
    licence_note = models.CharField("ghi chú về quyền sử dụng", max_length=500, blank=True)
    consent = models.CharField(
        "người trong ảnh", max_length=10, choices=choices.Consent, default=choices.Consent.NOT_ASKED
    )
    consent_note = models.CharField("ghi chú về sự đồng ý", max_length=500, blank=True)
    expires_on = models.DateField("được dùng đến hết ngày", null=True, blank=True)
    # Wagtail's blocks set an attribute called `decorative` on the picture they show, whatever its field says.
    is_decorative = models.BooleanField("chỉ để trang trí", default=False)
    sha256 = models.CharField("mã băm", max_length=64, editable=False, db_index=True)
    taken_on = models.DateField("chụp ngày", null=True, blank=True)
    # As Wagtail's own, but without a way back from the account.
    uploaded_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="người tải lên",
    )
    uploaded_by_user.wagtail_reference_index_ignore = True  # type: ignore[attr-defined]

    admin_form_fields = (
        "title",
        "file",
        "unit",
        "description",
        "is_decorative",
        "source",
        "licence",
        "licence_note",
        "consent",
        "consent_note",
        "expires_on",
        "taken_on",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )
    search_fields = [*AbstractImage.search_fields, index.FilterField("unit"), index.SearchField("source")]

    class Meta(AbstractImage.Meta):
        verbose_name = "ảnh"
        verbose_name_plural = "ảnh"
        constraints = [
            models.CheckConstraint(
                condition=Q(is_decorative=True, description="") | Q(is_decorative=False) & ~Q(description=""),
                name="picture_is_told_or_decorative",
            ),
            models.CheckConstraint(
                condition=~Q(licence=choices.Licence.LICENSED) | ~Q(licence_note=""), name="a_licence_has_its_words"
            ),
            models.CheckConstraint(condition=~Q(source="") & ~Q(licence=""), name="picture_has_source_and_licence"),
        ]

    @property
    def default_alt_text(self) -> str:
        """Give the words for whoever does not see it, never the title: that is a name for editors."""
        return "" if self.is_decorative else str(self.description)

    def get_upload_to(self, filename: str) -> str:
        """Return where the original stands: by its hash and name, not as the file was called on somebody's phone.

        Copies are named after it, cut to 59 letters, and anybody who knows its address gets one: so the hash, which
        nobody guesses, goes first.
        """
        kind = PurePath(filename).suffix.lower()
        name = slugify(fold(self.title))[:_LONGEST_NAME].strip("-")
        return f"original_images/{self.sha256[:12]}-{name or 'anh'}{kind}"

    def generate_rendition_file(self, filter: Filter, *, source: File | None = None) -> File:  # noqa: A002
        """Make a copy as Wagtail does, and close the file on disk that it was written to."""
        with super().generate_rendition_file(filter, source=source) as made:
            made.seek(0)
            return ContentFile(made.read(), name=made.name)

    def why_not_published(self, today: date) -> str:
        """Return why it may not stand in public on a day; empty if it may."""
        return may_publish(
            self.licence,
            self.consent,
            self.expires_on,
            decorative=self.is_decorative,
            alt=self.description,
            today=today,
        )


class Rendition(AbstractRendition):
    """A smaller copy of a picture, in one format."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions", verbose_name="ảnh")

    class Meta:
        verbose_name = "bản thu nhỏ của ảnh"
        verbose_name_plural = "bản thu nhỏ của ảnh"
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_a_filter")
        ]

    def __str__(self) -> str:
        return f"{self.image}: {self.filter_spec}"
