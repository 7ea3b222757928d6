"""The menu of a site, where its keepers chose one."""

from django.db import models
from django.db.models import Q
from wagtail.models import Page

from loa.newsroom.models import Section
from loa.website.choices import StandingPage
from loa.website.models.portals import Portal
from loa.website.rules.menus import LONGEST_WORDS

_ONE_PLACE = (
    Q(section__isnull=True, page__isnull=True, address="") & ~Q(standing="")
    | Q(standing="", section__isnull=False, page__isnull=True, address="")
    | Q(standing="", section__isnull=True, page__isnull=False, address="")
    | Q(standing="", section__isnull=True, page__isnull=True) & ~Q(address="") & ~Q(words="")
)


class MenuEntry(models.Model):
    """One place in the menu of a site: a page every site has, a section, a page of its own, or any address.

    `words` are shown instead of the place's own name. A site without entries has the menu every site begins with.
    """

    portal = models.ForeignKey(Portal, on_delete=models.CASCADE, related_name="menu_entries", verbose_name="trang")
    position = models.PositiveSmallIntegerField("thứ tự")
    standing = models.CharField("trang có sẵn", max_length=20, choices=StandingPage, blank=True)
    section = models.ForeignKey(
        Section, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name="chuyên mục"
    )
    page = models.ForeignKey(
        Page, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name="bài giới thiệu"
    )
    address = models.CharField("địa chỉ", max_length=500, blank=True)
    words = models.CharField("tên trên menu", max_length=LONGEST_WORDS, blank=True)

    class Meta:
        verbose_name = "mục của menu"
        verbose_name_plural = "mục của menu"
        ordering = ["portal", "position"]
        constraints = [
            models.CheckConstraint(condition=_ONE_PLACE, name="a_menu_entry_has_one_place"),
            models.UniqueConstraint(fields=["portal", "position"], name="one_menu_entry_per_position"),
        ]

    def __str__(self) -> str:
        return self.words or self.address or str(self.page or self.section or self.get_standing_display())
