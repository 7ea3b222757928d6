"""The office's screens for units: the tree of a day, and one unit's life, as far as somebody's roles reach."""

from datetime import date
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.forms import DateField
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet

from loa.base.clock import now, today
from loa.people import queries
from loa.people.actions import change_contacts
from loa.people.choices import Function, Tier, UnitKind
from loa.people.forms import ContactsForm
from loa.people.models import Unit, User
from loa.people.permissions import Right, can_change_contacts, has_anywhere, units_where


class OfVisibleUnits(WagtailAdminTemplateMixin):
    """Let nobody past the units their roles reach: other units are not there, and without any the screen is not."""

    page_title = "Cơ quan, đơn vị"
    header_icon = "group"
    request: HttpRequest
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


class UnitTreeView(OfVisibleUnits, TemplateView):
    """The units of a day, each under the one above it, with who holds which role and what is vacant."""

    template_name = "people/unit_tree.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        day, fault = self.asked_day()
        rows = queries.unit_tree(day, self.visible)
        return {**super().get_context_data(**kwargs), "rows": rows, "day": day, "fault": fault}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]


class UnitView(OfVisibleUnits, TemplateView):
    """One unit's life: its names and places, what it came from and became, its people."""

    template_name = "people/unit.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        unit = Unit.objects.filter(pk=self.kwargs["pk"], pk__in=self.visible).first()
        if unit is None:
            raise Http404
        life = queries.unit_life(unit, today())
        self.page_subtitle = life.name
        may_change = can_change_contacts(self.request.user, unit, today())
        return {
            **super().get_context_data(**kwargs),
            "life": life,
            "kind": UnitKind(unit.kind).label,
            "tier": Tier(unit.tier).label,
            "function": Function(unit.function).label if unit.function else "",
            "may_change_contacts": may_change,
        }

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("units:index"), "label": self.page_title},
            {"url": "", "label": self.page_subtitle},
        ]


class ContactsView(OfVisibleUnits, FormView):
    """Say how a unit is reached; for those who manage its people."""

    page_title = "Sửa thông tin liên hệ"
    template_name = "people/unit_contacts.html"
    form_class = ContactsForm
    unit: Unit

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.unit = get_object_or_404(Unit, pk=self.kwargs["pk"])
        if not can_change_contacts(request.user, self.unit, today()):
            raise Http404

    @cached_property
    def unit_name(self) -> str:
        return queries.unit_names([self.unit.pk], today())[self.unit.pk]

    @property
    def address(self) -> str:
        return reverse("units:unit", args=[self.unit.pk])

    def get_initial(self) -> dict[str, Any]:
        return {name: getattr(self.unit, name) for name in self.form_class.base_fields}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = {"person": self.unit_name, "button": "Lưu thông tin liên hệ", "back": self.address}
        return {**super().get_context_data(**kwargs), **shown}

    def form_valid(self, form: ContactsForm) -> HttpResponse:
        change_contacts(unit=self.unit, **form.cleaned_data, by=cast("User", self.request.user), at=now())
        messages.success(self.request, f"Đã lưu thông tin liên hệ của {self.unit_name}.")
        return HttpResponseRedirect(self.address)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("units:index"), "label": OfVisibleUnits.page_title},
            {"url": self.address, "label": self.unit_name},
            {"url": "", "label": self.page_title},
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
        """Return the addresses of the tree, of one unit and of how it is reached."""
        return [
            path("", self.construct_view(UnitTreeView), name="index"),
            path("<int:pk>/", self.construct_view(UnitView), name="unit"),
            path("<int:pk>/lien-he/", self.construct_view(ContactsView), name="contacts"),
        ]
