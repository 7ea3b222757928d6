"""The office's list of plans, and one plan with what was understood of it. Nothing is changed here."""

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
from loa.plans.permissions import can_review, reviewable_owners
from loa.plans.viewsets.drafts import DraftView
from loa.plans.viewsets.editing import BindingView, FindingView, FrameView, TaskView
from loa.plans.viewsets.policy import OnlyViewing
from loa.plans.viewsets.reviewing import DiscardView, IncludeView, NotesView, ReviewView, next_steps
from loa.plans.viewsets.uploading import UploadView, address_of_version


def _imported_at(plan: Plan) -> str:
    """Return the moment as a date: "two years ago" would be counted from the machine's clock, not from ours."""
    return date_format(localtime(plan.imported_at), "H:i d/m/Y")  # type: ignore[attr-defined]


def _state(plan: Plan) -> str:
    if plan.confirmed_at:  # type: ignore[attr-defined]
        return "Đã triển khai"
    # A newer file of a plan at work takes nothing away from the work.
    return "Đã triển khai, bản mới đang đối chiếu" if plan.is_at_work else "Đang đối chiếu"  # type: ignore[attr-defined]


def _address(plan: Plan) -> str:
    """Return the review of a plan's newest version while that is open, then the plan."""
    return address_of_version(plan.pk, plan.version_pk, plan.confirmed_at)  # type: ignore[attr-defined]


class PlanIndexView(generic.IndexView):
    """The plans with their year, issuer and how much is in them."""

    any_permission_required = ["view"]
    page_title = "Kế hoạch"
    default_ordering = "-year"

    @cached_property
    def header_buttons(self) -> list[Button]:
        return [
            HeaderButton("Tải kế hoạch lên", url=reverse("plans:upload"), icon_name="upload"),
            HeaderButton("Kiểm tra dự thảo", url=reverse("plans:draft"), icon_name="doc-full-inverse"),
        ]

    def get_base_queryset(self) -> QuerySet[Plan]:
        return queries.plans_for_office().filter(owner__in=reviewable_owners(self.request.user, today()))


class PlanInspectView(generic.InspectView):
    """One plan: its latest version, the findings about it, and its lines."""

    any_permission_required = ["view"]
    page_title = "Kết quả đọc văn bản"
    template_name = "plans/plan_in_office.html"

    def get_object(self, queryset: QuerySet[Plan] | None = None) -> Plan:
        plan: Plan = super().get_object(queryset)
        if not can_review(self.request.user, plan.owner_id, today()):
            raise Http404
        return plan

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        version = queries.newest_version(self.object)
        if version is None:
            raise Http404("Kế hoạch này chưa có bản nào.")
        reading = queries.read_version(version)
        return {
            **super().get_context_data(**kwargs),
            "reading": reading,
            "has_review": hasattr(version, "review"),
            # Before the confirmation they stand on the review, behind what waits there.
            "steps": list(next_steps(version, self.request.user)) if version.confirmed_at else [],
        }


class PlansPanel(Component):
    """The newest plans on the office's first page, so that the next thing to open is there."""

    name = "plans"
    order = 10
    template_name = "plans/plans_panel.html"
    _MOST = 5

    def get_context_data(self, parent_context: dict[str, Any] | None) -> dict[str, Any]:
        assert parent_context is not None  # noqa: S101  (Wagtail renders its panels with the request)
        plans = queries.plans_for_office().filter(owner__in=reviewable_owners(parent_context["request"].user, today()))
        newest = plans.order_by("-year", "title")[: self._MOST]
        rows = [(plan, _address(plan), _state(plan)) for plan in newest]
        return {"plans": rows, "of_others": not rows and Plan.objects.exists()}


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
        TitleColumn("title", label="Tên kế hoạch", get_url=_address, sort_key="title"),
        Column("state", label="Tình trạng", accessor=_state),
        Column("year", label="Năm", sort_key="year"),
        Column("issuer", label="Cơ quan ban hành"),
        Column("task_count", label="Nhiệm vụ", classname="figure"),
        Column("finding_count", label="Điểm cần xem lại", classname="figure"),
        Column("imported_at", label="Nhập lúc", accessor=_imported_at),
    ]

    @property
    def permission_policy(self) -> OnlyViewing:
        return OnlyViewing(self.model)

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses of the list, one plan, a draft, and the review; nothing is edited but by actions."""
        review = "doi-chieu/<int:version>/"
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("du-thao/", DraftView.as_view(), name="draft"),
            path("tai-len/", UploadView.as_view(), name="upload"),
            path(f"{review}", ReviewView.as_view(), name="review"),
            path(f"{review}thong-tin/", FrameView.as_view(), name="review_frame"),
            path(f"{review}co-quan/<int:pk>/", BindingView.as_view(), name="review_binding"),
            path(f"{review}nhiem-vu/<int:pk>/", TaskView.as_view(), name="review_task"),
            path(f"{review}nhiem-vu/<int:pk>/giao/", IncludeView.as_view(), name="review_include"),
            path(f"{review}diem/<int:pk>/", FindingView.as_view(), name="review_finding"),
            path(f"{review}ghi-chu/", NotesView.as_view(), name="review_notes"),
            path(f"{review}bo/", DiscardView.as_view(), name="review_discard"),
            path("<int:pk>/", self.inspect_view, name="inspect"),
        ]
