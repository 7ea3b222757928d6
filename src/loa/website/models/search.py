"""The index of the search: an entry for whatever a page of a site shows, and the words that are known.

`SearchEntry.terms` is what is looked through, by an index of the engine's own (migration 0006: a GIN index on
PostgreSQL, an FTS5 table beside it on SQLite, kept by triggers). SQLite loses triggers where a migration makes the
table anew: such a migration has to end with the functions of 0006.
"""

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.sql.compiler import SQLCompiler
from wagtail.models import Site

from loa.newsroom.models import Section
from loa.people.models import Unit
from loa.website.choices import EntryKind
from loa.website.rules.conditions import Condition

_Sql = tuple[str, list[Any]]


class TermsField(models.TextField):
    """Terms parted by spaces, that a condition can be asked of (`terms__fulfil`)."""


@TermsField.register_lookup
class Fulfil(models.Lookup[Any]):
    """Keep the rows whose terms fulfil a condition; both engines find the same rows."""

    lookup_name = "fulfil"
    prepare_rhs = False
    rhs: Condition

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> _Sql:  # type: ignore[override]
        """Ask the full-text table that stands beside on SQLite."""
        asked = "SELECT rowid FROM website_searchterms WHERE website_searchterms MATCH %s"
        return f"{compiler.quote_name_unless_alias(self.lhs.alias)}.id IN ({asked})", [self.rhs.for_sqlite()]

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> _Sql:
        """Ask the index of PostgreSQL."""
        terms, parameters = self.process_lhs(compiler, connection)
        asked = f"array_to_tsvector(string_to_array({terms}, ' ')) @@ %s::tsquery"
        return asked, [*parameters, self.rhs.for_postgresql()]


class SearchEntry(models.Model):
    """What can be found: a story, a plan, a task, a unit, a page. Written by the index's own job and by nobody else.

    `unit` tells it, or owns the site it stands on; `everywhere` stands on every site of the portal. `site` is the only
    one it stands on; without one its address holds on whichever site is read.
    """

    kind = models.CharField("loại", max_length=12, choices=EntryKind)
    source = models.CharField("bản ghi", max_length=80)
    unit = models.ForeignKey(
        Unit, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name="đơn vị"
    )
    section = models.ForeignKey(
        Section, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name="chuyên mục"
    )
    site = models.ForeignKey(
        Site, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name="trang thông tin điện tử"
    )
    everywhere = models.BooleanField("có trên mọi trang của cổng", default=False)
    sought = models.BooleanField("nhiều người cần", default=False)
    day = models.DateField("ngày", null=True, blank=True)
    title = models.CharField("tên", max_length=500)
    address = models.CharField("đường dẫn", max_length=500)
    text = models.TextField("nội dung", blank=True)
    folded_title = models.TextField("tên bỏ dấu", blank=True)
    folded_text = models.TextField("nội dung bỏ dấu", blank=True)
    terms = TermsField("từ để tìm", blank=True)
    fingerprint = models.CharField("dấu nhận", max_length=32)

    class Meta:
        verbose_name = "mục tìm kiếm"
        verbose_name_plural = "mục tìm kiếm"
        constraints = [models.UniqueConstraint(fields=["kind", "source"], name="one_search_entry_per_source")]
        indexes = [models.Index(fields=["sought", "-day"], name="search_entries_sought")]

    def __str__(self) -> str:
        return self.title


class SearchWord(models.Model):
    """A word, or two side by side, that stands in the index: how it is written, and in how many entries."""

    folded = models.CharField("bỏ dấu", max_length=90)
    written = models.CharField("viết", max_length=200)
    entries = models.PositiveIntegerField("số mục có từ này")
    is_pair = models.BooleanField("hai từ đứng cạnh nhau", default=False)

    class Meta:
        verbose_name = "từ trong các mục tìm kiếm"
        verbose_name_plural = "từ trong các mục tìm kiếm"
        constraints = [models.UniqueConstraint(fields=["folded", "written"], name="one_search_word_per_writing")]
        indexes = [models.Index(fields=["folded"], condition=models.Q(is_pair=False), name="search_words_alone")]

    def __str__(self) -> str:
        return self.written
