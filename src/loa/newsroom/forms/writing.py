"""A story as it is typed on a telephone: what, where, when, its words, its pictures, where it comes from."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.text import capfirst

from loa.activities.forms.fields import audiences_field, topics_field
from loa.activities.models import Audience, Topic
from loa.newsroom.actions import Source, StoryValues
from loa.newsroom.choices import StoryKind
from loa.newsroom.models import Section, Story
from loa.newsroom.queries.words import may_be_typed, typed_text
from loa.pictures.choices import Consent, Licence
from loa.tasks.forms.fields import FilesField, FilesInput, day_field

SOURCES = 3
# What is asked of a source; the first three it must have.
_OF_SOURCE = ("what", "confirmed_by", "confirmed_on", "symbol", "issued_on")
_REQUIRED = {"required": "Cần ghi mục này."}


class StoryForm(forms.Form):
    """The words of a story; `version` tells whether somebody wrote since the page was shown."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(label="Thể loại", choices=[(one, capfirst(label)) for one, label in StoryKind.choices])
    section = forms.ModelChoiceField(
        label="Chuyên mục",
        queryset=Section.objects.none(),
        empty_label="Chọn chuyên mục",
        error_messages=_REQUIRED,
    )
    title = forms.CharField(
        label="Tên tin, bài",
        max_length=200,
        help_text="Nói việc gì, ở đâu. Ví dụ: Xã Vĩnh Giang nhận hồ sơ trực tuyến tại nhà văn hóa thôn.",
        error_messages=_REQUIRED,
    )
    lead = forms.CharField(
        label="Tóm tắt",
        required=False,
        max_length=600,
        help_text="Một, hai câu.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    text = forms.CharField(
        label="Nội dung",
        required=False,
        help_text="Để một dòng trống giữa các đoạn. Dòng bắt đầu bằng “## ” là đề mục, bằng “- ” là một ý.",
        widget=forms.Textarea(attrs={"rows": 14}),
    )
    happened_on = day_field("Ngày diễn ra")
    place = forms.CharField(label="Nơi diễn ra", required=False, max_length=200)
    topics = topics_field()
    audiences = audiences_field()
    is_procedure = forms.BooleanField(label="Bài hướng dẫn một thủ tục", required=False)
    byline = forms.CharField(label="Tác giả ghi dưới bài", required=False, max_length=200)
    parent_task = forms.CharField(
        label="Nhiệm vụ trong kế hoạch cấp trên",
        required=False,
        max_length=300,
        help_text="Không bắt buộc. Ví dụ: mục II.3, Kế hoạch 250/KH-UBND.",
    )
    go_live_at = forms.DateTimeField(
        label="Hẹn giờ đăng",
        required=False,
        help_text="Để trống thì đăng ngay khi được duyệt.",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M"],
    )
    expire_at = forms.DateTimeField(
        label="Tự gỡ lúc",
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M"],
    )
    # Criticism and commendation alone.
    conclusion_body = forms.CharField(label="Cơ quan kết luận", required=False, max_length=200)
    conclusion_symbol = forms.CharField(label="Số, ký hiệu kết luận", required=False, max_length=100)
    concluded_on = day_field("Ngày kết luận")
    names_somebody = forms.BooleanField(label="Bài có nêu tên người, đơn vị", required=False)
    reply_offered_on = day_field("Ngày mời người, đơn vị được nêu phản hồi")
    reply_text = forms.CharField(label="Phản hồi nhận được", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    subject_agreed_on = day_field("Ngày người được nêu gương đồng ý")
    confirmed_by_unit = forms.CharField(label="Đơn vị xác nhận việc tốt", required=False, max_length=200)

    CRITICISM = (
        "conclusion_body",
        "conclusion_symbol",
        "concluded_on",
        "names_somebody",
        "reply_offered_on",
        "reply_text",
    )
    COMMENDATION = ("subject_agreed_on", "confirmed_by_unit")
    MAIN = ("kind", "section", "title", "lead", "text", "happened_on", "place", "topics", "audiences")
    MORE = ("is_procedure", "byline", "parent_task", "go_live_at", "expire_at")

    overtaken: Story | None = None

    def __init__(
        self, *args: Any, sections: Sequence[Section], on: date, story: Story | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.story = story
        self.fields["section"].queryset = Section.objects.filter(pk__in=[one.pk for one in sections])  # type: ignore[attr-defined]
        self.fields["topics"].queryset = Topic.objects.on(on)  # type: ignore[attr-defined]
        self.fields["audiences"].queryset = Audience.objects.on(on)  # type: ignore[attr-defined]
        if story is not None:
            del self.fields["section"]
            if not may_be_typed(story):
                del self.fields["text"]
        for number in range(1, SOURCES + 1):
            self.fields[f"what_{number}"] = forms.CharField(label="Nguồn cho điều gì", required=False, max_length=300)
            self.fields[f"symbol_{number}"] = forms.CharField(label="Số, ký hiệu", required=False, max_length=100)
            self.fields[f"issued_on_{number}"] = day_field("Ngày văn bản")
            self.fields[f"confirmed_by_{number}"] = forms.CharField(label="Ai xác nhận", required=False, max_length=200)
            self.fields[f"confirmed_on_{number}"] = day_field("Xác nhận ngày")

    def _some(self, names: Sequence[str]) -> list[forms.BoundField]:
        return [self[name] for name in names if name in self.fields]

    @property
    def main(self) -> list[forms.BoundField]:
        return self._some(self.MAIN)

    @property
    def more(self) -> list[forms.BoundField]:
        return self._some(self.MORE)

    @property
    def of_criticism(self) -> list[forms.BoundField]:
        return self._some(self.CRITICISM)

    @property
    def of_commendation(self) -> list[forms.BoundField]:
        return self._some(self.COMMENDATION)

    @property
    def source_rows(self) -> list[list[forms.BoundField]]:
        """The fields of each source."""
        return [[self[f"{name}_{number}"] for name in _OF_SOURCE] for number in range(1, SOURCES + 1)]

    def clean(self) -> dict[str, Any]:
        """Ask of a source that was begun for what it must have."""
        cleaned = super().clean() or {}
        for number in range(1, SOURCES + 1):
            given = [bool(cleaned.get(f"{name}_{number}")) for name in _OF_SOURCE]
            if any(given) and not all(given[:3]):
                self.add_error(f"what_{number}", "Ghi đủ: nguồn cho điều gì, ai xác nhận, ngày nào.")
        return cleaned

    def values(self) -> StoryValues:
        """Return what was typed, as the actions take it."""
        typed = {name: value for name, value in self.cleaned_data.items() if name in StoryValues.__dataclass_fields__}
        sources = tuple(
            Source(
                what=self.cleaned_data[f"what_{number}"],
                symbol=self.cleaned_data[f"symbol_{number}"],
                issued_on=self.cleaned_data[f"issued_on_{number}"],
                confirmed_by=self.cleaned_data[f"confirmed_by_{number}"],
                confirmed_on=self.cleaned_data[f"confirmed_on_{number}"],
            )
            for number in range(1, SOURCES + 1)
            if self.cleaned_data.get(f"what_{number}")
        )
        return StoryValues(
            **{
                **typed,
                "topics": tuple(self.cleaned_data["topics"]),
                "audiences": tuple(self.cleaned_data["audiences"]),
                "sources": sources,
            }
        )


class PicturesForm(forms.Form):
    """Photographs with what has to be known of them; the same is said of all that are sent together."""

    pictures = FilesField(
        label="Ảnh",
        required=False,
        help_text="Nhiều nhất 5 ảnh, mỗi ảnh 20 MB. Vị trí chụp và thông tin máy được xóa khỏi ảnh.",
        widget=FilesInput(attrs={"accept": "image/*"}),
    )
    alt = forms.CharField(
        label="Trong ảnh có gì",
        required=False,
        max_length=250,
        help_text="Dành cho người không nhìn thấy ảnh. Ví dụ: Cán bộ hướng dẫn một cụ bà dùng điện thoại.",
    )
    caption = forms.CharField(label="Chú thích", required=False, max_length=300)
    source = forms.CharField(label="Người chụp", required=False, max_length=200)
    licence = forms.ChoiceField(label="Quyền sử dụng", choices=Licence.choices, initial=Licence.OWN, required=False)
    consent = forms.ChoiceField(
        label="Người trong ảnh", choices=Consent.choices, initial=Consent.NOT_ASKED, required=False
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the words of pictures that were chosen."""
        cleaned = super().clean() or {}
        if cleaned.get("pictures"):
            for name, words in (("alt", "Ghi trong ảnh có gì."), ("source", "Ghi ai chụp ảnh.")):
                if not cleaned.get(name):
                    self.add_error(name, words)
        cleaned["licence"] = cleaned.get("licence") or Licence.OWN
        cleaned["consent"] = cleaned.get("consent") or Consent.NOT_ASKED
        return cleaned


def initial_of(story: Story) -> dict[str, Any]:
    """Return what a story's form begins with: its newest text."""
    typed = {name: getattr(story, name) for name in StoryValues.__dataclass_fields__ if name not in ("text", "sources")}
    first = {**typed, "topics": list(story.topics.all()), "audiences": list(story.audiences.all())}
    first |= {"text": typed_text(story), "version": story.version}
    for number, one in enumerate(list(story.sources.all())[:SOURCES], 1):
        first |= {
            f"what_{number}": one.what,
            f"symbol_{number}": one.symbol,
            f"issued_on_{number}": one.issued_on,
            f"confirmed_by_{number}": one.confirmed_by,
            f"confirmed_on_{number}": one.confirmed_on,
        }
    return first
