"""The document library: official documents and what the newer ones do to the older."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from loa.activities.models import Topic
from loa.library import choices
from loa.library.models.kept import Kept
from loa.library.rules import begins, written_symbol
from loa.people.models import Unit


class DocumentQuerySet(models.QuerySet["Document"]):
    def newest_first(self) -> "DocumentQuerySet":
        """Order by the day of signing, those without one last."""
        return self.order_by(F("signed_on").desc(nulls_last=True), "-pk")


class Document(Kept):
    """An issued document. What it says is in its files; here is what one looks it up by."""

    slug = models.SlugField("địa chỉ", max_length=120, unique=True, editable=False)
    kind = models.CharField("loại văn bản", max_length=12, choices=choices.DocumentKind)
    symbol = models.CharField("số, ký hiệu", max_length=60, blank=True)
    abstract = models.CharField("trích yếu", max_length=600)
    issuer_name = models.CharField("cơ quan ban hành", max_length=300)
    issuer = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="cơ quan ban hành trong danh sách đơn vị",
    )
    signed_on = models.DateField("ngày ban hành", null=True, blank=True)
    effective_from = models.DateField("có hiệu lực từ ngày", null=True, blank=True)
    effective_until = models.DateField("có hiệu lực đến hết ngày", null=True, blank=True)
    topics = models.ManyToManyField(Topic, blank=True, related_name="+", verbose_name="nội dung")
    folded = models.TextField("chữ để tìm", editable=False)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "văn bản"
        verbose_name_plural = "văn bản"
        constraints = [
            models.CheckConstraint(
                condition=Q(effective_until__isnull=True)
                | Q(effective_until__gte=Coalesce("effective_from", "signed_on", "effective_until")),
                name="a_document_ends_after_it_begins",
            ),
        ]
        indexes = [models.Index(fields=["owner", "-signed_on"], name="documents_of_a_unit")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.symbol}: {self.abstract}" if self.symbol else self.titled

    @property
    def titled(self) -> str:
        """The kind and the abstract, as one names a document aloud."""
        return f"{self.get_kind_display()}: {self.abstract}"

    @property
    def shown_symbol(self) -> str:
        return written_symbol(self.symbol)

    @property
    def has_number(self) -> bool:
        """Whether a clerk has filled its number in."""
        return bool(self.symbol) and not self.symbol.startswith("/")

    @property
    def begins_on(self) -> date | None:
        return begins(self.signed_on, self.effective_from)


class DocumentLink(models.Model):
    """What a newer document does to an older one, shown on both."""

    newer = models.ForeignKey(
        Document, on_delete=models.PROTECT, related_name="older_links", verbose_name="văn bản mới"
    )
    older = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="newer_links", verbose_name="văn bản cũ")
    kind = models.CharField("quan hệ", max_length=10, choices=choices.LinkKind)

    class Meta:
        verbose_name = "quan hệ giữa hai văn bản"
        verbose_name_plural = "quan hệ giữa hai văn bản"
        constraints = [
            models.UniqueConstraint(fields=["newer", "older"], name="one_link_between_two_documents"),
            models.CheckConstraint(condition=~Q(newer=F("older")), name="no_document_is_linked_to_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.newer} {self.get_kind_display()} {self.older}"
