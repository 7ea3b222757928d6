"""A story with its sources and safeguards. Text lives in Wagtail's drafts and revisions, its course in the state."""

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.fields import StreamField
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, Revision, RevisionMixin

from loa.activities.models import Audience, Topic
from loa.newsroom import choices
from loa.newsroom.blocks import RECORDING_BLOCKS, STORY_BLOCKS
from loa.newsroom.models.settings import Section
from loa.newsroom.models.tips import Contributor, Tip
from loa.people.models import Unit
from loa.tasks.models import Task


class StoryQuerySet(models.QuerySet["Story"]):
    def live_first(self) -> "StoryQuerySet":
        """Keep the stories that are out, newest first, each with its section."""
        return self.filter(live=True).select_related("section").order_by("-first_published_at", "-pk")


class Story(PreviewableMixin, DraftStateMixin, LockableMixin, RevisionMixin, ClusterableModel):
    """One story, told once and sent out on many channels.

    While it is not live its row is its text; once it is, the row is what readers see and newer text waits in a
    revision. `course` fields are never taken from a revision.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name="đơn vị")
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="+", verbose_name="chuyên mục")
    slug = models.SlugField("địa chỉ", max_length=120, unique=True, editable=False)
    kind = models.CharField("thể loại", max_length=20, choices=choices.StoryKind, default=choices.StoryKind.NEWS)
    title = models.CharField("tên tin, bài", max_length=200)
    lead = models.TextField("tóm tắt", max_length=600, blank=True)
    body = StreamField(STORY_BLOCKS, blank=True, verbose_name="nội dung")
    topics = ParentalManyToManyField(Topic, blank=True, related_name="+", verbose_name="nội dung tuyên truyền")
    audiences = ParentalManyToManyField(Audience, blank=True, related_name="+", verbose_name="đối tượng")
    is_procedure = models.BooleanField("hướng dẫn một thủ tục", default=False)
    happened_on = models.DateField("ngày diễn ra", null=True, blank=True)
    place = models.CharField("nơi diễn ra", max_length=200, blank=True)
    byline = models.CharField("tác giả", max_length=200, blank=True)
    parent_task = models.CharField("nhiệm vụ trong kế hoạch cấp trên", max_length=300, blank=True)
    go_live_at = models.DateTimeField("hẹn giờ đăng", null=True, blank=True)
    expire_at = models.DateTimeField("tự gỡ lúc", null=True, blank=True)
    # As Wagtail's own, but without a way back from the account.
    locked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="người khóa",
    )

    # Safeguards of criticism: the competent body's conclusion, and the reply of whoever it is about.
    conclusion_body = models.CharField("cơ quan kết luận", max_length=200, blank=True)
    conclusion_symbol = models.CharField("số, ký hiệu kết luận", max_length=100, blank=True)
    concluded_on = models.DateField("ngày kết luận", null=True, blank=True)
    names_somebody = models.BooleanField("có nêu tên người, đơn vị", default=False)
    reply_offered_on = models.DateField("ngày mời phản hồi", null=True, blank=True)
    reply_text = models.TextField("phản hồi của người, đơn vị được nêu", blank=True)
    # Safeguards of commendation.
    subject_agreed_on = models.DateField("ngày người được nêu gương đồng ý", null=True, blank=True)
    confirmed_by_unit = models.CharField("đơn vị xác nhận việc tốt", max_length=200, blank=True)

    # Its course: never edited, never taken from a revision.
    state = models.CharField(
        "trạng thái", max_length=20, choices=choices.StoryState, default=choices.StoryState.DRAFT, editable=False
    )
    state_at = models.DateTimeField("đổi trạng thái lúc", editable=False)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="người viết",
    )
    contributor = models.ForeignKey(
        Contributor,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="cộng tác viên",
    )
    tip = models.ForeignKey(
        Tip, on_delete=models.PROTECT, null=True, editable=False, related_name="stories", verbose_name="tin cơ sở"
    )
    task = models.ForeignKey(
        Task, on_delete=models.PROTECT, null=True, editable=False, related_name="+", verbose_name="nhiệm vụ"
    )
    submitted_at = models.DateTimeField("gửi biên tập lúc", null=True, editable=False)
    due_on = models.DateField("hạn của bước này", null=True, editable=False)
    returns = models.PositiveSmallIntegerField("số lần trả lại", default=0, editable=False)
    version = models.PositiveIntegerField("lần ghi", default=0, editable=False)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="người sửa cuối",
    )
    withdrawn_why = models.TextField("lý do gỡ", blank=True, editable=False)

    objects = StoryQuerySet.as_manager()

    COURSE = (
        "state",
        "state_at",
        "written_by_id",
        "contributor_id",
        "tip_id",
        "task_id",
        "submitted_at",
        "due_on",
        "returns",
        "version",
        "edited_by_id",
        "withdrawn_why",
    )

    class Meta:
        verbose_name = "tin, bài"
        verbose_name_plural = "tin, bài"
        indexes = [
            models.Index(fields=["section", "state", "due_on"], name="stories_of_a_section"),
            models.Index(fields=["unit", "state"], name="stories_of_a_unit"),
            models.Index(fields=["-first_published_at"], condition=Q(live=True), name="stories_out"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def in_reading_order(self) -> list[Any]:
        """Return the blocks of its body as pages show them: the only picture, where it stands last, comes first.

        Its reading is left out: that has a place of its own.
        """
        blocks = [block for block in self.body if not _reads(block)]
        pictures = [block for block in blocks if block.block_type == "picture"]
        told = [block for block in blocks if block.block_type not in RECORDING_BLOCKS]
        if len(pictures) != 1 or told[-1:] != pictures:
            return blocks
        return [*pictures, *(block for block in blocks if block is not pictures[0])]

    @property
    def reading(self) -> Any:
        """The story read aloud in Vietnamese, as its text has it; None where nobody read it."""
        return next((block.value["recording"] for block in self.body if _reads(block)), None)

    def with_content_json(self, content: Any) -> "Story":
        """Return the story as a revision has it, but where it stands now."""
        story = super().with_content_json(content)
        story.slug = self.slug
        for name in self.COURSE:
            setattr(story, name, getattr(self, name))
        return story

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> Any:
        """Refuse a text that nobody decided on, whichever door of Wagtail it comes by.

        Raises:
            PermissionDenied: no approval was given for this very revision.
        """
        self.refuse_undecided(revision)
        return super().publish(revision, *args, **kwargs)

    def unpublish(self, *args: Any, **kwargs: Any) -> None:
        """Refuse: what went out is withdrawn with a reason, which follows every channel."""
        raise PermissionDenied("Tin, bài đã đăng chỉ được gỡ có lý do, ở trang của tin, bài.")

    def refuse_undecided(self, revision: Revision | None) -> None:
        """Refuse a revision that has no approval of its own.

        Raises:
            PermissionDenied: as `publish`.
        """
        approved = {"stage": choices.Stage.APPROVAL, "outcome": choices.Outcome.PASSED, "revision": revision}
        if revision is None or not self.decisions.filter(**approved).exists():
            raise PermissionDenied("Bản này chưa được duyệt đăng.")

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """Return the template of the page as readers get it."""
        return "newsroom/story.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """Return what that template needs."""
        return {"story": self, "is_preview": True}


class StorySource(models.Model):
    """Where something in a story comes from: a document, a body, a person who confirmed it."""

    story = ParentalKey(Story, on_delete=models.CASCADE, related_name="sources", verbose_name="tin, bài")
    sort_order = models.IntegerField(null=True, blank=True, editable=False)
    what = models.CharField("nguồn cho điều gì", max_length=300)
    symbol = models.CharField("số, ký hiệu văn bản", max_length=100, blank=True)
    issued_on = models.DateField("ngày văn bản", null=True, blank=True)
    url = models.URLField("đường dẫn", max_length=1000, blank=True)
    confirmed_by = models.CharField("người xác nhận", max_length=200)
    confirmed_on = models.DateField("ngày xác nhận")

    class Meta:
        verbose_name = "nguồn tin"
        verbose_name_plural = "nguồn tin"
        ordering = ["sort_order", "pk"]

    def __str__(self) -> str:
        return self.symbol or self.what


class StoryComment(models.Model):
    """Words between those who work at a story."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="comments", verbose_name="tin, bài")
    at = models.DateTimeField("lúc")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="người viết"
    )
    text = models.TextField("nội dung")

    class Meta:
        verbose_name = "trao đổi về tin, bài"
        verbose_name_plural = "trao đổi về tin, bài"
        indexes = [models.Index(fields=["story", "at"], name="story_comments_in_order")]

    def __str__(self) -> str:
        return self.text[:200]


class Dismissal(models.Model):
    """A hint of the plain-language help that somebody set aside, because of a reason."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="dismissals", verbose_name="tin, bài")
    key = models.CharField("gợi ý", max_length=64)
    code = models.SlugField("loại gợi ý", max_length=40)
    excerpt = models.CharField("chỗ được gợi ý", max_length=300)
    reason = models.CharField("lý do", max_length=300)
    at = models.DateTimeField("lúc")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="người bỏ qua"
    )

    class Meta:
        verbose_name = "gợi ý đã bỏ qua"
        verbose_name_plural = "gợi ý đã bỏ qua"
        constraints = [models.UniqueConstraint(fields=["story", "key"], name="one_dismissal_per_hint")]

    def __str__(self) -> str:
        return self.excerpt


def _reads(block: Any) -> bool:
    """Tell whether a block is the story's reading."""
    return block.block_type == "audio" and block.value["recording"] is not None and block.value["recording"].is_reading
