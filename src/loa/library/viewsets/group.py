"""Documents, drafts, opinions and dialogues in the menu of the office."""

from typing import Any, cast

from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple, Textarea
from django.urls import URLPattern, path, reverse
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.widgets.button import HeaderButton

from loa.base.clock import now, today
from loa.library.actions import keep_dialogue, keep_document, keep_draft, keep_opinion, publish_answers
from loa.library.forms import DocumentForm, DraftForm, KeptForm, OpinionForm, PublishForm
from loa.library.models import Dialogue, Document, Draft, Opinion
from loa.library.viewsets.keeping import (
    KeptEditView,
    KeptIndexView,
    KeptViewSet,
    OfOnesUnits,
    SavedByAction,
)
from loa.people.models import User

_WHOSE = MultiFieldPanel([FieldPanel("owner"), FieldPanel("for_communes")], heading="Trang nào hiện")
_FILES = MultiFieldPanel([FieldPanel("files"), FieldPanel("seen_personal"), FieldPanel("dropped")], heading="Tệp")


def _withdrawn(row: Any) -> str:
    return "đã gỡ" if row.withdrawn_at else ""


class KeepsDocument(SavedByAction):
    def keep(self, row: Document, **told: Any) -> None:
        keep_document(row, **told)


class DocumentIndexView(KeptIndexView):
    """The documents, newest first."""

    page_title = "Văn bản"
    default_ordering = "-signed_on"

    @property
    def list_display(self) -> list[Column]:
        return [
            TitleColumn("abstract", label="Trích yếu", get_url=self.get_edit_url),
            Column("kind", label="Loại", accessor="get_kind_display"),
            Column("symbol", label="Số, ký hiệu", accessor="shown_symbol"),
            Column("signed_on", label="Ngày ban hành"),
            Column("owner", label="Đơn vị đăng", accessor=lambda row: self.names.get(row.owner_id, "")),
            Column("withdrawn", label="", accessor=_withdrawn),
        ]


class DocumentCreateView(KeepsDocument, generic.CreateView):
    page_title = "Đăng văn bản"


class DocumentEditView(KeepsDocument, KeptEditView):
    page_title = "Sửa văn bản"


class DocumentViewSet(KeptViewSet):
    model = Document
    name = "documents"
    url_prefix = "van-ban"
    icon = "doc-full"
    menu_label = "Văn bản"
    index_view_class = DocumentIndexView
    add_view_class = DocumentCreateView
    edit_view_class = DocumentEditView
    edit_handler = ObjectList(
        [
            FieldPanel("kind"),
            FieldPanel("symbol"),
            FieldPanel("abstract", widget=Textarea(attrs={"rows": 3})),
            MultiFieldPanel([FieldPanel("issuer_name"), FieldPanel("issuer")], heading="Cơ quan ban hành"),
            MultiFieldPanel(
                [FieldPanel("signed_on"), FieldPanel("effective_from"), FieldPanel("effective_until")],
                heading="Ngày, hiệu lực",
            ),
            MultiFieldPanel([FieldPanel("replaces"), FieldPanel("amends")], heading="Với văn bản trước"),
            _FILES,
            FieldPanel("topics", widget=CheckboxSelectMultiple),
            _WHOSE,
        ],
        base_form_class=DocumentForm,
    )


class KeepsDraft(SavedByAction):
    def keep(self, row: Draft, **told: Any) -> None:
        keep_draft(row, **told)


class DraftIndexView(KeptIndexView):
    """The drafts, those that close last first."""

    page_title = "Dự thảo lấy ý kiến"
    default_ordering = "-closes_on"

    @property
    def list_display(self) -> list[Column]:
        return [
            TitleColumn("title", label="Dự thảo", get_url=self.get_edit_url),
            Column("closes_on", label="Nhận đến hết ngày"),
            Column("owner", label="Đơn vị", accessor=lambda row: self.names.get(row.owner_id, "")),
            Column(
                "answered", label="Tiếp thu, giải trình", accessor=lambda row: "đã công bố" if row.answered_at else ""
            ),
            Column("withdrawn", label="", accessor=_withdrawn),
        ]


class DraftCreateView(KeepsDraft, generic.CreateView):
    page_title = "Mở lấy ý kiến"


class DraftEditView(KeepsDraft, KeptEditView):
    page_title = "Sửa dự thảo"

    @property
    def header_more_buttons(self) -> list[HeaderButton]:
        opinions = f"{reverse('opinions:index')}?du-thao={self.object.pk}"
        buttons = [HeaderButton("Ý kiến đã nhận", url=opinions, icon_name="list-ul"), *super().header_more_buttons]
        if self.object.answered_at is None and self.object.is_over(today()):
            publish = HeaderButton("Công bố tiếp thu, giải trình", url=self.beside("publish"), icon_name="check")
            buttons.insert(0, publish)
        return buttons


class PublishView(OfOnesUnits, SavedByAction, generic.EditView):
    """Publish the table of what became of each opinion."""

    page_title = "Công bố tiếp thu, giải trình"
    success_message = "Đã công bố bảng tiếp thu, giải trình."

    def save_instance(self) -> Draft:
        told, by = self.form.cleaned_data, cast("User", self.request.user)
        draft = Draft.objects.get(pk=self.object.pk)
        return publish_answers(draft, summary=told["summary"], version=told["read"] or 0, by=by, at=now())


class DraftViewSet(KeptViewSet):
    model = Draft
    name = "drafts"
    url_prefix = "lay-y-kien"
    icon = "openquote"
    menu_label = "Dự thảo lấy ý kiến"
    index_view_class = DraftIndexView
    add_view_class = DraftCreateView
    edit_view_class = DraftEditView
    edit_handler = ObjectList(
        [
            FieldPanel("kind"),
            FieldPanel("title"),
            FieldPanel("why"),
            FieldPanel("basis"),
            MultiFieldPanel([FieldPanel("opened_on"), FieldPanel("closes_on")], heading="Thời gian nhận ý kiến"),
            MultiFieldPanel([FieldPanel("receiver"), FieldPanel("phone"), FieldPanel("email")], heading="Gửi về đâu"),
            _FILES,
            FieldPanel("final"),
            _WHOSE,
        ],
        base_form_class=DraftForm,
    )

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses of a list, with that of publishing the answers."""
        publish = self.beside(PublishView, PublishForm)
        return [*super().get_urlpatterns(), path("<int:pk>/cong-bo/", publish, name="publish")]


class KeepsOpinion(SavedByAction):
    owner_path = "draft__owner"

    def keep(self, row: Opinion, **told: Any) -> None:
        keep_opinion(row, **told)


class OpinionIndexView(KeptIndexView):
    """The opinions, of all drafts or of the one the address names."""

    page_title = "Ý kiến góp ý"
    owner_path = "draft__owner"

    def get_base_queryset(self) -> "QuerySet[Any]":
        rows = super().get_base_queryset().select_related("draft")
        asked = self.request.GET.get("du-thao", "")
        return rows.filter(draft=int(asked)) if asked.isdecimal() and len(asked) < 10 else rows

    def owner_of(self, row: Opinion) -> int:
        return row.draft.owner_id

    @property
    def list_display(self) -> list[Column]:
        return [
            TitleColumn("about", label="Về", accessor=_about, get_url=self.get_edit_url),
            Column("draft", label="Dự thảo", accessor="draft.title"),
            Column("received_on", label="Ngày nhận"),
            Column("said_by", label="Người góp ý", accessor="said_by"),
            Column("outcome", label="Kết quả", accessor=lambda row: row.get_outcome_display() or "chưa ghi"),
        ]


def _about(row: Opinion) -> str:
    return row.about or row.content[:60]


class OpinionCreateView(KeepsOpinion, generic.CreateView):
    page_title = "Ghi ý kiến góp ý"


class OpinionEditView(KeepsOpinion, OfOnesUnits, generic.EditView):
    page_title = "Sửa ý kiến góp ý"


class OpinionViewSet(KeptViewSet):
    model = Opinion
    name = "opinions"
    url_prefix = "y-kien"
    icon = "comment"
    menu_label = "Ý kiến góp ý"
    index_view_class = OpinionIndexView
    add_view_class = OpinionCreateView
    edit_view_class = OpinionEditView
    withdraw_view_class = None
    edit_handler = ObjectList(
        [
            FieldPanel("draft"),
            MultiFieldPanel(
                [FieldPanel("received_on"), FieldPanel("way"), FieldPanel("paper")], heading="Nhận thế nào"
            ),
            MultiFieldPanel([FieldPanel("from_kind"), FieldPanel("from_name")], heading="Ai góp ý"),
            FieldPanel("about"),
            FieldPanel("content"),
            MultiFieldPanel(
                [FieldPanel("outcome"), FieldPanel("answer"), FieldPanel("where_in_text")],
                heading="Tiếp thu, giải trình",
            ),
        ],
        base_form_class=OpinionForm,
    )


class KeepsDialogue(SavedByAction):
    def keep(self, row: Dialogue, **told: Any) -> None:
        keep_dialogue(row, **told)


class DialogueIndexView(KeptIndexView):
    """The dialogues, newest first."""

    page_title = "Đối thoại"
    default_ordering = "-held_on"

    @property
    def list_display(self) -> list[Column]:
        return [
            TitleColumn("title", label="Nội dung", get_url=self.get_edit_url),
            Column("held_on", label="Ngày"),
            Column("owner", label="Đơn vị", accessor=lambda row: self.names.get(row.owner_id, "")),
            Column("withdrawn", label="", accessor=_withdrawn),
        ]


class DialogueCreateView(KeepsDialogue, generic.CreateView):
    page_title = "Ghi buổi đối thoại"


class DialogueEditView(KeepsDialogue, KeptEditView):
    page_title = "Sửa buổi đối thoại"


class DialogueViewSet(KeptViewSet):
    model = Dialogue
    name = "dialogues"
    url_prefix = "doi-thoai"
    icon = "group"
    menu_label = "Đối thoại"
    index_view_class = DialogueIndexView
    add_view_class = DialogueCreateView
    edit_view_class = DialogueEditView
    edit_handler = ObjectList(
        [
            FieldPanel("title"),
            MultiFieldPanel([FieldPanel("held_on"), FieldPanel("place")], heading="Ngày, nơi"),
            FieldPanel("took_part"),
            FieldPanel("summary"),
            _FILES,
            _WHOSE,
        ],
        base_form_class=KeptForm,
    )


class LibraryGroup(ViewSetGroup):
    items = (DocumentViewSet, DraftViewSet, OpinionViewSet, DialogueViewSet)
    menu_label = "Thư viện văn bản"
    menu_icon = "doc-full"
    menu_order = 126
