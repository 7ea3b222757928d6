"""The office's screen of the record: who did what, when, from where, as far as somebody's roles reach."""

from collections.abc import Iterator
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView, View
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet

from loa.base.clock import today
from loa.base.workbooks import hand_out_list
from loa.lib.workbooks import Value
from loa.people import permissions, queries
from loa.people.forms import AuditFilterForm
from loa.people.models import User
from loa.people.permissions import Right

_TITLE = "Nhật ký"
_MOST_PAGES = 9_999
_HEAD = ("Lúc", "Người thực hiện", "Tên đăng nhập", "Việc đã làm", "Loại", "Đối tượng", "Chi tiết", "Địa chỉ mạng")
_WIDTHS = (20, 26, 22, 34, 22, 60, 60, 18)


class OfSeenUnits(View):
    """Let nobody past the units whose record they read."""

    reach: frozenset[int] | None

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        by = cast("User", request.user)
        self.reach = None if by.is_superuser else permissions.units_where(by, Right.SEE_AUDIT, today())
        if not by.is_active or self.reach == frozenset():
            raise Http404

    @cached_property
    def form(self) -> AuditFilterForm:
        return AuditFilterForm(self.request.GET, label_suffix="")


class AuditView(OfSeenUnits, WagtailAdminTemplateMixin, TemplateView):
    """The entries within the reach, newest first, narrowed as the address says."""

    page_title = _TITLE
    header_icon = "history"
    template_name = "people/audit.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = self.request.GET.get("p", "")
        number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) <= len(str(_MOST_PAGES)) else 1
        wanted = self.form.wanted()
        found = queries.audit_page(self.reach, wanted, number, today())
        narrowed = wanted != queries.AuditFilter()
        return {**super().get_context_data(**kwargs), "form": self.form, "found": found, "narrowed": narrowed}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]


class AuditExportView(OfSeenUnits):
    """The same entries as a workbook."""

    def get(self, request: HttpRequest) -> HttpResponse:
        rows = queries.audit_export(self.reach, self.form.wanted(), today())
        notes: list[str] = []
        if len(rows) > queries.MOST_EXPORTED:
            rows = rows[: queries.MOST_EXPORTED]
            most = f"{queries.MOST_EXPORTED:,}".replace(",", ".")
            notes.append(f"Chỉ gồm {most} mục mới nhất. Lọc theo ngày để lấy các mục cũ hơn.")
        lines: Iterator[list[Value]] = (
            [row.at, row.who, row.account, row.did, row.kind, row.name, "; ".join(row.details), row.address]
            for row in rows
        )
        name = f"nhat-ky-{today():%Y-%m-%d}"
        return hand_out_list(name, _TITLE, _HEAD, lines, widths=_WIDTHS, notes=notes)


class AuditMenuItem(MenuItem):
    """Shown to those who read the record of any unit."""

    def is_shown(self, request: HttpRequest) -> bool:
        return permissions.has_anywhere(request.user, Right.SEE_AUDIT, today())


class AuditViewSet(ViewSet):
    name = "audit"
    url_prefix = "nhat-ky"
    icon = "history"
    menu_label = _TITLE
    menu_order = 130
    add_to_admin_menu = True
    menu_item_class = AuditMenuItem
    menu_url = property(lambda self: reverse("audit:index"))

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses of the screen and of its workbook."""
        return [
            path("", self.construct_view(AuditView), name="index"),
            path("tai-ve/", self.construct_view(AuditExportView), name="export"),
        ]
