"""The office's screens for plans: the list, and one plan with what was understood of it. Nothing is changed here."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.urls import URLPattern, path, reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button, HeaderButton

from loa.base.clock import today
from loa.plans import queries
from loa.plans.models import Plan
from loa.plans.permissions import reviewable_owners
from loa.plans.viewsets.drafts import DraftView
from loa.plans.viewsets.policy import OnlyViewing


def _imported_at(plan: Plan) -> str:
    """Return the moment as a date: "two years ago" would be counted from the machine's clock, not from ours."""
    return date_format(localtime(plan.imported_at), "H:i d/m/Y")  # type: ignore[attr-defined]


class PlanIndexView(generic.IndexView):
    """The plans with their year, issuer and how much is in them."""

    any_permission_required = ["view"]
    page_title = "Kế hoạch"
    default_ordering = "-year"

    @cached_property
    def header_buttons(self) -> list[Button]:
        return [HeaderButton("Kiểm tra dự thảo", url=reverse("plans:draft"), icon_name="doc-full-inverse")]

    def get_base_queryset(self) -> QuerySet[Plan]:
        return queries.plans_for_office().filter(owner__in=reviewable_owners(self.request.user, today()))


class PlanInspectView(generic.InspectView):
    """One plan: its latest version, the findings about it, and its lines."""

    any_permission_required = ["view"]
    page_title = "Kết quả đọc văn bản"
    template_name = "plans/plan_in_office.html"

    def get_object(self, queryset: QuerySet[Plan] | None = None) -> Plan:
        plan: Plan = super().get_object(queryset)
        if plan.owner_id not in reviewable_owners(self.request.user, today()):
            raise Http404
        return plan

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        version = queries.newest_version(self.object)
        if version is None:
            raise Http404("Kế hoạch này chưa có bản nào.")
        return {**super().get_context_data(**kwargs), "reading": queries.read_version(version)}


class PlansPanel(Component):
    """The newest plans on the office's first page, so that the next thing to open is there."""

    name = "plans"
    order = 10
    template_name = "plans/plans_panel.html"
    _MOST = 5

    def get_context_data(self, parent_context: dict[str, Any] | None) -> dict[str, Any]:
        assert parent_context is not None  # noqa: S101  (Wagtail renders its panels with the request)
        plans = queries.plans_for_office().filter(owner__in=reviewable_owners(parent_context["request"].user, today()))
        return {"plans": plans.order_by("-year", "title")[: self._MOST]}


class PlanViewSet(ModelViewSet):
    model = Plan
    name = "plans"
    url_prefix = "ke-hoach"
    icon = "list-ul"
    menu_label = "Kế hoạch"
    menu_order = 100
    add_to_admin_menu = True
    inspect_view_enabled = True
    copy_view_enabled = False
    exclude_form_fields: list[str] = []
    index_view_class = PlanIndexView
    inspect_view_class = PlanInspectView
    search_fields = ["title", "issuer"]
    list_filter = ["year"]
    list_display = [
        TitleColumn("title", label="Tên kế hoạch", url_name="plans:inspect", sort_key="title"),
        Column("year", label="Năm", sort_key="year"),
        Column("issuer", label="Cơ quan ban hành"),
        Column("task_count", label="Nhiệm vụ"),
        Column("finding_count", label="Điểm cần xem"),
        Column("imported_at", label="Nhập lúc", accessor=_imported_at),
    ]

    @property
    def permission_policy(self) -> OnlyViewing:
        return OnlyViewing(self.model)

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses of the list and of one plan; there is nothing to add, edit or delete by hand."""
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("du-thao/", DraftView.as_view(), name="draft"),
            path("<int:pk>/", self.inspect_view, name="inspect"),
        ]
