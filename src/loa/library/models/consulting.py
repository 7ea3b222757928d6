"""Drafts on which people are asked, the opinions that came, and the dialogues that were held."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from loa.library import choices
from loa.library.models.documents import Document
from loa.library.models.kept import Kept


class Draft(Kept):
    """A draft opened for comment, from its first day to its last, both counted."""

    slug = models.SlugField("địa chỉ", max_length=120, unique=True, editable=False)
    kind = models.CharField("loại văn bản", max_length=12, choices=choices.DocumentKind)
    title = models.CharField("tên dự thảo", max_length=300)
    why = models.TextField("vì sao lấy ý kiến, cần góp ý điều gì")
    basis = models.CharField("căn cứ lấy ý kiến", max_length=300, blank=True)
    opened_on = models.DateField("nhận ý kiến từ ngày")
    closes_on = models.DateField("nhận ý kiến đến hết ngày")
    receiver = models.CharField("nơi nhận ý kiến", max_length=300)
    phone = models.CharField("điện thoại cơ quan nhận ý kiến", max_length=40, blank=True)
    email = models.EmailField("thư điện tử công vụ nhận ý kiến", blank=True)
    summary = models.TextField("kết quả chung", blank=True)
    answered_at = models.DateTimeField("công bố tiếp thu, giải trình lúc", null=True)
    final = models.ForeignKey(
        Document,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="drafts",
        verbose_name="văn bản đã ban hành",
    )

    class Meta:
        verbose_name = "dự thảo lấy ý kiến"
        verbose_name_plural = "dự thảo lấy ý kiến"
        constraints = [
            models.CheckConstraint(condition=Q(closes_on__gte=F("opened_on")), name="a_draft_closes_after_it_opens"),
        ]

    def __str__(self) -> str:
        return self.title

    def is_open(self, on: date) -> bool:
        """Tell whether opinions are taken on a day."""
        return self.opened_on <= on <= self.closes_on

    def is_over(self, on: date) -> bool:
        """Tell whether the last day has gone by."""
        return self.closes_on < on


class Opinion(models.Model):
    """One opinion on a draft, entered from a letter, a mail or a call, and what became of it."""

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="opinions", verbose_name="dự thảo")
    received_on = models.DateField("ngày nhận")
    way = models.CharField("nhận bằng", max_length=10, choices=choices.OpinionWay)
    paper = models.CharField("số văn bản đến, nếu có", max_length=60, blank=True)
    from_kind = models.CharField("người góp ý", max_length=12, choices=choices.FromKind)
    from_name = models.CharField("tên tổ chức góp ý", max_length=200, blank=True)
    about = models.CharField("về điều, khoản, mục", max_length=120, blank=True)
    content = models.TextField("nội dung góp ý")
    outcome = models.CharField("kết quả", max_length=10, choices=choices.Outcome, blank=True)
    answer = models.TextField("nội dung tiếp thu, giải trình", blank=True)
    where_in_text = models.CharField("thể hiện ở đâu trong văn bản", max_length=200, blank=True)
    version = models.PositiveIntegerField("lần ghi", default=0)

    class Meta:
        verbose_name = "ý kiến góp ý"
        verbose_name_plural = "ý kiến góp ý"
        constraints = [
            models.CheckConstraint(
                condition=~Q(from_kind=choices.FromKind.PERSON) | Q(from_name=""), name="no_person_is_named"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.draft}: {self.about or self.get_from_kind_display()}"

    @property
    def said_by(self) -> str:
        """Who said it: an organisation by its name, a person never."""
        return self.from_name or str(self.get_from_kind_display())[:1].upper() + str(self.get_from_kind_display())[1:]


class Dialogue(Kept):
    """A dialogue between a body and people: when, where, with whom, what was said; its minutes are a file."""

    held_on = models.DateField("ngày đối thoại")
    place = models.CharField("địa điểm", max_length=200)
    title = models.CharField("nội dung đối thoại", max_length=300)
    took_part = models.CharField("thành phần dự", max_length=500)
    summary = models.TextField("kết quả, việc hứa làm", blank=True)

    class Meta:
        verbose_name = "buổi đối thoại"
        verbose_name_plural = "buổi đối thoại"

    def __str__(self) -> str:
        return self.title
