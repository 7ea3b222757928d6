"""The office's small list of sections, for who gives the roles of their owners."""

from typing import Any, cast

from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from loa.base.clock import now, today
from loa.newsroom.actions import StoryRefused, keep_section
from loa.newsroom.forms.office import SectionForm
from loa.newsroom.models import Section
from loa.newsroom.permissions import owners_of_sections
from loa.people.models import User
from loa.people.permissions import Right, has_anywhere
from loa.people.queries import unit_names

_TITLE = "Chuyên mục"


class OfKeepers(ModelPermissionPolicy):
    """Sections are seen, opened and changed by who gives the roles of their owner; none is deleted."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in {"view", "add", "change"} and has_anywhere(user, Right.MANAGE_PEOPLE, today())

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class OfOnesOwners:
    """Let every view find only the sections of the owners that the person keeps."""

    request: HttpRequest

    def get_queryset(self) -> "QuerySet[Section]":
        return Section.objects.filter(owner__in=owners_of_sections(self.request.user, today()))


class SavedByAction:
    """Hand the form's row to the action instead of saving it here; what it refuses stands at its field."""

    form: Any
    request: HttpRequest
    has_content_changes = True
    produced_error_message: str | None = None

    def form_valid(self, form: SectionForm) -> HttpResponse:
        try:
            return cast("HttpResponse", super().form_valid(form))  # type: ignore[misc]
        except StoryRefused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
            return cast("HttpResponse", self.form_invalid(form))  # type: ignore[attr-defined]

    def save_instance(self) -> Section:
        section: Section = self.form.save(commit=False)
        keep_section(section, by=cast("User", self.request.user), at=now())
        self.form.save_m2m()
        return section


class SectionIndexView(generic.IndexView):
    """The sections with who edits and who decides in them."""

    any_permission_required = ["view"]
    page_title = _TITLE
    names: dict[int, str]

    def get_base_queryset(self) -> "QuerySet[Section]":
        return Section.objects.filter(owner__in=owners_of_sections(self.request.user, today()))

    def get_table(self, object_list: Any) -> Any:
        rows = list(object_list)
        units = {one for row in rows for one in (row.owner_id, row.desk_id, row.approver_id, row.legal_id) if one}
        self.names = unit_names(units, today())
        return super().get_table(rows)

    @property
    def list_display(self) -> list[Column]:
        def unit(field: str, label: str) -> Column:
            return Column(field, label=label, accessor=lambda row: self.names.get(getattr(row, f"{field}_id"), ""))

        return [
            TitleColumn("name", label=_TITLE, get_url=self.get_edit_url),
            unit("owner", "Đơn vị chủ quản"),
            unit("desk", "Nơi biên tập"),
            unit("approver", "Nơi duyệt đăng"),
            unit("legal", "Nơi cho ý kiến pháp lý"),
            Column("valid_until", label="Đóng từ ngày"),
        ]


class SectionCreateView(SavedByAction, generic.CreateView):
    page_title = "Mở chuyên mục"


class SectionEditView(OfOnesOwners, SavedByAction, generic.EditView):
    page_title = "Sửa chuyên mục"


class SectionMenuItem(MenuItem):
    """Shown to those who keep the sections of any unit."""

    def is_shown(self, request: HttpRequest) -> bool:
        return has_anywhere(request.user, Right.MANAGE_PEOPLE, today())


class SectionViewSet(ModelViewSet):
    model = Section
    name = "sections"
    url_prefix = "chuyen-muc"
    icon = "folder-open-inverse"
    menu_label = _TITLE
    menu_order = 125
    add_to_admin_menu = True
    menu_item_class = SectionMenuItem
    copy_view_enabled = False
    index_view_class = SectionIndexView
    add_view_class = SectionCreateView
    edit_view_class = SectionEditView
    ordering = ("owner", "position")
    edit_handler = ObjectList(
        [
            FieldPanel("owner"),
            FieldPanel("name"),
            FieldPanel("slug"),
            FieldPanel("position"),
            MultiFieldPanel(
                [FieldPanel("desk"), FieldPanel("days_to_edit"), FieldPanel("approver"), FieldPanel("days_to_approve")],
                heading="Ai biên tập, ai duyệt đăng",
            ),
            FieldPanel("legal"),
            FieldPanel("topics", widget=CheckboxSelectMultiple),
            MultiFieldPanel([FieldPanel("valid_from"), FieldPanel("valid_until")], heading="Mở, đóng"),
        ],
        base_form_class=SectionForm,
    )

    @property
    def permission_policy(self) -> OfKeepers:
        return OfKeepers(self.model)

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Return what the views share, without addresses of what is not done here."""
        common: dict[str, Any] = super().get_common_view_kwargs(**kwargs)
        return {**common, **{f"{name}_url_name": None for name in ("delete", "usage", "history")}}

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses of the list and of one section; none is deleted."""
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("moi/", self.add_view, name="add"),
            path("<int:pk>/", self.edit_view, name="edit"),
        ]
