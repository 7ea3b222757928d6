"""The office's list of stories and its editor. What Wagtail does by itself (publish, delete) has no address here."""

import re
from collections.abc import Iterable
from typing import Any, cast

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, QuerySet, Window
from django.db.models.functions import Lag
from django.forms import CheckboxSelectMultiple, Form
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, path, re_path, reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import BaseListingView, BaseObjectMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.models import Revision
from wagtail.snippets.action_menu import SnippetActionMenu
from wagtail.snippets.side_panels import SnippetStatusSidePanel
from wagtail.snippets.views import snippets

from loa.base.clock import now, today
from loa.newsroom.actions import StoryOvertaken, StoryRefused, lock_story, save_whole_text, unlock_story
from loa.newsroom.forms.office import WholeTextForm
from loa.newsroom.models import Story
from loa.newsroom.permissions import can_edit_story, stories_seen, units_written, works_at_stories
from loa.newsroom.queries.room import Wanted, narrowed
from loa.newsroom.viewsets.policy import StoryPolicy
from loa.people.models import User
from loa.people.queries import unit_names

_TITLE = "Tin, bài"
_NUMBER_OF_A_SOURCE = re.compile(r"sources-\d+-id")


class OfOnesReach:
    """Let every view of one story find only those that the person sees at the desk: others are not there."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        if not stories_seen(request.user, today()).filter(pk=kwargs["pk"]).exists():
            raise Http404
        super().setup(request, *args, **kwargs)  # type: ignore[misc]


class StoryIndexView(generic.IndexView):
    """The stories that the person sees, narrowed by state, kind and section, found by words of the title."""

    any_permission_required = ["view"]
    page_title = _TITLE
    default_ordering = "-state_at"
    is_searchable = True
    names: dict[int, str]

    @cached_property
    def header_buttons(self) -> list[Button]:
        buttons = [HeaderButton("Xem ở bàn việc", url=reverse("newsroom:home"), icon_name="tasks")]
        if units_written(self.request.user, today()):
            buttons.insert(0, HeaderButton("Viết tin, bài", url=reverse("newsroom:write"), icon_name="plus"))
        return buttons

    def get_base_queryset(self) -> "QuerySet[Story]":
        seen = stories_seen(self.request.user, today())
        return seen.select_related("section").defer("body", "reply_text")

    def search_queryset(self, queryset: "QuerySet[Story]") -> "QuerySet[Story]":
        return narrowed(queryset, Wanted(text=self.search_query)) if self.is_searching else queryset

    def get_table(self, object_list: Iterable[Story]) -> Any:
        rows = list(object_list)
        self.names = unit_names([one.unit_id for one in rows], today())
        return super().get_table(rows)

    @cached_property
    def list_display(self) -> list[Column]:
        return [
            TitleColumn("title", label="Tên tin, bài", get_url=self.get_edit_url, sort_key="title"),
            Column("unit", label="Đơn vị", accessor=lambda one: self.names.get(one.unit_id, "")),
            Column("section", label="Chuyên mục", accessor="section.name"),
            Column("kind", label="Thể loại", accessor="get_kind_display"),
            Column("state", label="Trạng thái", accessor="get_state_display"),
            Column("due_on", label="Hạn của bước", accessor=lambda one: _day(one.due_on), sort_key="due_on"),
            Column("state_at", label="Đổi lúc", accessor=lambda one: _moment(one.state_at), sort_key="state_at"),
        ]


class StoryStatusPanel(SnippetStatusSidePanel):
    """Where a story stands in our words, and the switch to hold it; days as dates, not counted by the machine."""

    template_name = "newsroom/office_status.html"


class StoryEditView(OfOnesReach, snippets.EditView):
    """A story with every kind of block; kept by our action, or not at all with what was typed still there."""

    page_title = "Sửa tin, bài"
    produced_error_message = None
    live_object: Story

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        # Each save is a revision with an audit entry, not a keystroke; and what is typed here is checked whole.
        self.autosave_enabled = self.saving_as_draft = False

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not can_edit_story(self.by, self.live_object, today()):
            messages.warning(request, "Tin, bài này đang ở bước khác nên chưa sửa được ở đây.")
            return redirect("newsroom:story", self.live_object.pk)
        return cast("HttpResponse", super().get(request, *args, **kwargs))

    @property
    def by(self) -> User:
        return cast("User", self.request.user)

    @cached_property
    def header_buttons(self) -> list[Button]:
        url = reverse("newsroom:story", args=[self.object.pk])
        return [HeaderButton("Trang của tin, bài", url=url, icon_name="view")]

    def get_side_panels(self) -> MediaContainer:
        panels = MediaContainer(super().get_side_panels())
        history = self.get_history_url()
        panels[0] = StoryStatusPanel(self.object, self.request, live_object=self.live_object, history_url=history)
        return panels

    def _get_action_menu(self) -> SnippetActionMenu:
        menu = super()._get_action_menu()
        menu.menu_items = []  # saving stands before; what else Wagtail would offer is done at the desk
        return menu

    def get_form_kwargs(self) -> dict[str, Any]:
        """Take the sources as they are typed, without their numbers: an earlier save, or another's, made them anew."""
        given: dict[str, Any] = super().get_form_kwargs()
        if "data" in given:
            self.object.sources.set([])
            typed = given["data"] = given["data"].copy()
            typed["sources-INITIAL_FORMS"] = "0"
            for name in [one for one in typed if _NUMBER_OF_A_SOURCE.fullmatch(one)]:
                typed[name] = ""
        return given

    def is_valid(self, form: WholeTextForm) -> bool:
        """Leave it to the action who holds the story: it says who, and what to do."""
        self.locked_for_user = False
        return cast("bool", super().is_valid(form))

    def form_valid(self, form: Form) -> HttpResponse:
        self.form = form
        written, version = form.save(commit=False), form.cleaned_data["version"]  # type: ignore[attr-defined]
        try:
            save_whole_text(written=written, version=version, by=self.by, at=now())
        except StoryOvertaken as overtaken:
            self._show_theirs(overtaken.story)
        except StoryRefused as refused:
            messages.error(self.request, str(refused))
        else:
            messages.success(self.request, "Đã lưu tin, bài.")
            return redirect(self.get_edit_url())
        return self.form_invalid(form)

    def _show_theirs(self, theirs: Story) -> None:
        """Say who was first, with a way to their words; the next save knows of them."""
        who = theirs.edited_by.get_full_name() or theirs.edited_by.get_username() if theirs.edited_by else "người khác"
        see = messages.button(reverse("newsroom:story", args=[theirs.pk]), "Xem bản vừa lưu", new_window=True)
        messages.error(
            self.request,
            f"{who} đã sửa tin, bài này trong lúc trang này mở. Bản vừa nhập còn nguyên ở dưới, chưa lưu. Chép phần "
            "cần giữ rồi lưu lại: bản lưu sau thay bản trước, bản trước còn trong lịch sử.",
            buttons=[see],
        )
        cast("QueryDict", self.form.data)["version"] = str(theirs.version)


class StoryPreviewView(OfOnesReach, snippets.PreviewOnEditView):
    """What is being typed, as readers would get it."""


class StoryRevisionView(OfOnesReach, snippets.PreviewRevisionView):
    """An earlier text, as readers would have got it."""

    permission_required = "view"


class StoryCompareView(OfOnesReach, snippets.RevisionsCompareView):
    """Two texts of a story side by side."""

    permission_required = "view"

    def get_page_title(self) -> str:
        """Return which two are laid side by side: Wagtail's page does not say it."""
        return f"{self._named(self.revision_id_a)} và {self._named(self.revision_id_b)}"

    def _named(self, asked: str) -> str:
        if not asked.isdecimal():
            return {"live": "Bản đang đăng", "earliest": "Bản đầu", "latest": "Bản mới nhất"}[asked]
        saved = self.object.revisions.filter(pk=asked).values_list("created_at", flat=True).first()
        return f"Bản lưu {_moment(saved)}"


class StoryHistoryView(OfOnesReach, PermissionCheckedMixin, BaseObjectMixin, BaseListingView):
    """The texts of a story, the newest first, each with what can be looked at."""

    model = Story
    any_permission_required = ["view"]
    page_title = "Các bản đã lưu"
    header_icon = "history"
    paginate_by = 20
    default_ordering = "-created_at"
    is_searchable = False
    verbose_name_plural = "bản đã lưu"

    def get_index_url(self) -> str:
        return reverse("stories:history", args=[self.object.pk])

    def get_index_results_url(self) -> str:
        return reverse("stories:history_results", args=[self.object.pk])

    def get_page_subtitle(self) -> str:
        return str(self.object)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("stories:list"), "label": _TITLE},
            {"url": reverse("stories:edit", args=[self.object.pk]), "label": str(self.object)},
            {"url": "", "label": self.page_title},
        ]

    def get_base_queryset(self) -> "QuerySet[Revision]":
        kind = ContentType.objects.get_for_model(Story)
        rows = Revision.objects.filter(content_type=kind, object_id=str(self.object.pk)).defer("content")
        before = Window(Lag("pk"), order_by=[F("created_at").asc(), F("pk").asc()])
        return rows.select_related("user").annotate(before=before)

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn(
                "created_at", label="Lưu lúc", accessor=lambda one: _moment(one.created_at), get_url=self._shown
            ),
            Column("user", label="Người sửa", accessor=_who),
            Column("standing", label="Bản nào", accessor=self._standing),
            _ComparisonColumn("compare", label="So sánh", accessor="before", story=self.object),
        ]

    def _shown(self, one: Revision) -> str:
        return reverse("stories:revisions_view", args=[self.object.pk, one.pk])

    def _standing(self, one: Revision) -> str:
        words = {self.object.latest_revision_id: "bản mới nhất", self.object.live_revision_id: "bản đang đăng"}
        return words.get(one.pk, "")


class _ComparisonColumn(Column):
    """What a text can be laid beside, and the way to take it up again."""

    cell_template_name = "newsroom/revision_cell.html"

    def __init__(self, *args: Any, story: Story, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.story = story

    def get_cell_context_data(self, instance: Revision, parent_context: dict[str, Any]) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        is_newest = instance.pk == self.story.latest_revision_id
        return {**context, "story": self.story, "revision": instance, "is_newest": is_newest}


class StoryLockView(OfOnesReach, snippets.LockView):
    """Hold a story while one writes."""

    http_method_names = ["post"]
    act = staticmethod(lock_story)
    said = "Đã khóa: người khác chưa sửa được cho đến khi mở khóa."

    def user_has_permission(self, permission: str) -> bool:
        return works_at_stories(self.request.user, today())

    def perform_operation(self) -> None:
        try:
            self.act(story=self.object, by=self.request.user, at=now())
        except StoryRefused as refused:
            messages.error(self.request, str(refused))
        else:
            messages.success(self.request, self.said)

    def get_success_message(self) -> None:
        return None


class StoryUnlockView(StoryLockView):
    act = staticmethod(unlock_story)
    said = "Đã mở khóa."


class StoryEditor(ObjectList):
    """The editor's panels; its form comes without Wagtail's part for publishing, which asks the machine's clock."""

    def get_form_class(self) -> type[Form]:
        meta = type("Meta", (WholeTextForm.Meta,), {**self.get_form_options(), "model": Story})
        kind: Any = type(WholeTextForm)
        return cast("type[Form]", kind("StoryForm", (WholeTextForm,), {"Meta": meta}))


class StoryMenuItem(MenuItem):
    """Shown to those who write or edit stories anywhere."""

    def is_shown(self, request: HttpRequest) -> bool:
        return works_at_stories(request.user, today())


class StoryViewSet(snippets.SnippetViewSet):
    """Wagtail's screens of a snippet, less what our actions do: beginning, publishing, withdrawing, deleting.

    It is not registered as a snippet: what Wagtail knows of all snippets (deleting many at once, choosing any of them)
    asks no one's reach.
    """

    model = Story
    url_namespace = "stories"
    url_prefix = "tin-bai"
    icon = "doc-full"
    menu_label = _TITLE
    menu_order = 90
    add_to_admin_menu = True
    menu_item_class = StoryMenuItem
    copy_view_enabled = False
    index_view_class = StoryIndexView
    edit_view_class = StoryEditView
    preview_on_edit_view_class = StoryPreviewView
    revisions_view_class = StoryRevisionView
    revisions_compare_view_class = StoryCompareView
    history_view_class = StoryHistoryView
    lock_view_class = StoryLockView
    unlock_view_class = StoryUnlockView
    index_template_name = "wagtailadmin/generic/index.html"
    index_results_template_name = "wagtailadmin/generic/index_results.html"
    history_template_name = "wagtailadmin/generic/listing.html"
    list_filter = ["state", "kind", "section"]
    edit_handler = StoryEditor(
        [
            FieldPanel("title"),
            FieldPanel("lead"),
            FieldPanel("kind"),
            FieldPanel("body"),
            MultiFieldPanel([FieldPanel("happened_on"), FieldPanel("place")], heading="Ngày, nơi diễn ra"),
            FieldPanel("topics", widget=CheckboxSelectMultiple),
            FieldPanel("audiences", widget=CheckboxSelectMultiple),
            InlinePanel("sources", heading="Nguồn tin", label="Nguồn tin"),
            MultiFieldPanel(
                [
                    FieldPanel("conclusion_body"),
                    FieldPanel("conclusion_symbol"),
                    FieldPanel("concluded_on"),
                    FieldPanel("names_somebody"),
                    FieldPanel("reply_offered_on"),
                    FieldPanel("reply_text"),
                ],
                heading="Dành cho bài phê phán",
                classname="collapsed",
            ),
            MultiFieldPanel(
                [FieldPanel("subject_agreed_on"), FieldPanel("confirmed_by_unit")],
                heading="Dành cho bài người tốt, việc tốt",
                classname="collapsed",
            ),
            MultiFieldPanel(
                [
                    FieldPanel("is_procedure"),
                    FieldPanel("byline"),
                    FieldPanel("parent_task"),
                    FieldPanel("go_live_at"),
                    FieldPanel("expire_at"),
                ],
                heading="Thủ tục, tác giả, hẹn giờ",
                classname="collapsed",
            ),
        ]
    )

    @property
    def permission_policy(self) -> StoryPolicy:
        return StoryPolicy(self.model)

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Return what the views share, without addresses of what is not done here."""
        common: dict[str, Any] = super().get_common_view_kwargs(**kwargs)
        absent = ("add", "delete", "usage", "unpublish", "revisions_unschedule")
        return {**common, **{f"{name}_url_name": None for name in absent}}

    def get_urlpatterns(self) -> list[URLPattern | URLResolver]:
        """Return the addresses of the list and of one story: nothing begins, goes out or goes away here."""
        two = r"(?P<revision_id_a>live|earliest|\d{1,9})\.\.\.(?P<revision_id_b>live|latest|\d{1,9})"
        return [
            path("", self.index_view, name="list"),
            path("results/", self.index_results_view, name="list_results"),
            path("<int:pk>/", self.edit_view, name="edit"),
            path("<int:pk>/xem-truoc/", self.preview_on_edit_view, name="preview_on_edit"),
            path("<int:pk>/cac-ban/", self.history_view, name="history"),
            path("<int:pk>/cac-ban/results/", self.history_results_view, name="history_results"),
            path("<int:pk>/cac-ban/<int:revision_id>/", self.revisions_view, name="revisions_view"),
            path("<int:pk>/cac-ban/<int:revision_id>/lay-lai/", self.revisions_revert_view, name="revisions_revert"),
            re_path(rf"^(?P<pk>\d{{1,9}})/so-sanh/{two}/$", self.revisions_compare_view, name="revisions_compare"),
            path("<int:pk>/khoa/", self.lock_view, name="lock"),
            path("<int:pk>/mo-khoa/", self.unlock_view, name="unlock"),
        ]

    def on_register(self) -> None:
        """Register as any list of the office; Wagtail asks the model for its viewset where it tells who else edits."""
        ModelViewSet.on_register(self)
        Story.snippet_viewset = self


def _saved_at(one: Revision) -> str:
    return _moment(one.created_at)


def _who(one: Revision) -> str:
    return one.user.get_full_name() or one.user.get_username() if one.user else "Hệ thống"


def _moment(at: Any) -> str:
    """Return a moment as a date: "two years ago" would be counted from the machine's clock, not from ours."""
    return date_format(localtime(at), "H:i d/m/Y") if at else ""


def _day(on: Any) -> str:
    return date_format(on, "d/m/Y") if on else ""
