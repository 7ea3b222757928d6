"""Topics, forms, channels and audiences: what an activity is told by, as rows that begin and end."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from loa.activities import choices


class TermQuerySet(models.QuerySet["Term"]):
    def on(self, day: date) -> "TermQuerySet":
        """Keep the words in force on a day."""
        return self.filter(valid_from__lte=day).filter(Q(valid_until__isnull=True) | Q(valid_until__gt=day))


class Term(models.Model):
    """One word of a list, in force from one day until another (that day left out); `basis` is the rule it stands in."""

    code = models.SlugField("mã", max_length=40, unique=True)
    name = models.CharField("tên", max_length=200)
    position = models.PositiveSmallIntegerField("thứ tự")
    basis = models.CharField("căn cứ", max_length=300, blank=True)
    valid_from = models.DateField("dùng từ ngày")
    valid_until = models.DateField("dùng đến trước ngày", null=True, blank=True)

    objects = TermQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")), name="%(class)s_has_days"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Topic(Term):
    """What is told of: the six contents of the reform, its direction, and what cuts across (clause II.1)."""

    group = models.CharField("nhóm", max_length=10, choices=choices.TopicGroup)

    class Meta(Term.Meta):
        verbose_name = "nội dung tuyên truyền"
        verbose_name_plural = "nội dung tuyên truyền"


class Form(Term):
    """How it is told: an item of news, a meeting, a panel, a contest (clause II.2)."""

    class Meta(Term.Meta):
        verbose_name = "hình thức tuyên truyền"
        verbose_name_plural = "hình thức tuyên truyền"


class Channel(Term):
    """Where it goes out: the eight kinds of grassroots information by law and what the plan adds."""

    group = models.CharField("nhóm", max_length=10, choices=choices.ChannelGroup)

    class Meta(Term.Meta):
        verbose_name = "kênh tuyên truyền"
        verbose_name_plural = "kênh tuyên truyền"


class Audience(Term):
    """Whom it is for (clauses I.1 and II.2)."""

    class Meta(Term.Meta):
        verbose_name = "đối tượng"
        verbose_name_plural = "đối tượng"
