"""The office's screens for units: the tree of a day, and one unit's life, as far as somebody's roles reach."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import DateField
from django.http import Http404, HttpRequest
from django.urls import URLPattern, path, reverse
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet

from loa.base.clock import today
from loa.people import queries
from loa.people.choices import Function, Tier, UnitKind
from loa.people.models import Unit
from loa.people.permissions import Right, has_anywhere, units_where


class OfVisibleUnits(WagtailAdminTemplateMixin, TemplateView):
    """Let nobody past the units their roles reach: other units are not there, and without any the screen is not."""

    page_title = "Cơ quan, đơn vị"
    header_icon = "group"
    visible: frozenset[int]

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.visible = units_where(request.user, Right.SEE_UNIT, today())
        if not self.visible:
            raise Http404

    def asked_day(self) -> tuple[date, str]:
        """Return the day asked for and, where it cannot be read, a sentence; then the day is today."""
        text = self.request.GET.get("ngay", "").strip()
        if not text:
            return today(), ""
        try:
            return DateField().to_python(text) or today(), ""
        except ValidationError:
            return today(), f"Không đọc được ngày “{text}”."


class UnitTreeView(OfVisibleUnits):
    """The units of a day, each under the one above it, with who holds which role and what is vacant."""

    template_name = "people/unit_tree.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        day, fault = self.asked_day()
        rows = queries.unit_tree(day, self.visible)
        return {**super().get_context_data(**kwargs), "rows": rows, "day": day, "fault": fault}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]


class UnitView(OfVisibleUnits):
    """One unit's life: its names and places, what it came from and became, its people."""

    template_name = "people/unit.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        unit = Unit.objects.filter(pk=self.kwargs["pk"], pk__in=self.visible).first()
        if unit is None:
            raise Http404
        life = queries.unit_life(unit, today())
        self.page_subtitle = life.name
        return {
            **super().get_context_data(**kwargs),
            "life": life,
            "kind": UnitKind(unit.kind).label,
            "tier": Tier(unit.tier).label,
            "function": Function(unit.function).label if unit.function else "",
        }

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("units:index"), "label": self.page_title},
            {"url": "", "label": self.page_subtitle},
        ]


class UnitMenuItem(MenuItem):
    """Shown to those who see any unit."""

    def is_shown(self, request: HttpRequest) -> bool:
        return has_anywhere(request.user, Right.SEE_UNIT, today())


class UnitViewSet(ViewSet):
    name = "units"
    url_prefix = "don-vi"
    icon = "group"
    menu_label = "Cơ quan, đơn vị"
    menu_order = 110
    add_to_admin_menu = True
    menu_item_class = UnitMenuItem
    menu_url = property(lambda self: reverse("units:index"))

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses of the tree and of one unit."""
        return [
            path("", self.construct_view(UnitTreeView), name="index"),
            path("<int:pk>/", self.construct_view(UnitView), name="unit"),
        ]
