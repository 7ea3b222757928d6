"""What is typed about the guidance of a month: by its owner, and by the units that use it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms.utils import ErrorDict

from loa.activities.models import Channel, Topic
from loa.newsroom.actions import ItemValues
from loa.newsroom.choices import ItemKind
from loa.newsroom.models import Package, PackageItem, Story
from loa.newsroom.queries.packages import ToChoose
from loa.pictures.models import Picture
from loa.tasks.forms.fields import day_field

TEXTS = 3
# The words by which stories and pictures are looked for, and the button that looks and saves nothing.
OF_STORIES, OF_PICTURES, LOOK = "tim-bai", "tim-anh", "tim"
_MONTHS_BACK, _MONTHS_ON = 1, 5
_TITLE_OF_SLOGAN = 200
_LONGEST_TITLE = 200
_REQUIRED = {"required": "Cần ghi mục này."}


class PackageForm(forms.Form):
    """A month's theme and guidance, texts to read out, slogans one a line; `version` tells who wrote since."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    month = forms.ChoiceField(label="Tháng", required=False)
    theme = forms.CharField(
        label="Chủ đề", max_length=200, help_text="Ví dụ: Nộp hồ sơ trực tuyến tại nhà.", error_messages=_REQUIRED
    )
    guidance = forms.CharField(
        label="Hướng dẫn",
        required=False,
        max_length=20_000,
        help_text="Cơ sở làm gì trong tháng, trên kênh nào, mấy lần.",
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    due_on = day_field("Dùng đến hết ngày")

    def __init__(
        self,
        *args: Any,
        on: date,
        package: Package | None = None,
        texts: int = TEXTS,
        to_choose: ToChoose | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        topics = list(Topic.objects.filter(pk__in=Topic.objects.on(on).values("pk")))
        self.texts = max(texts, TEXTS)
        if package is None:
            self.fields["month"].choices = _months(on)  # type: ignore[attr-defined]
        else:
            del self.fields["month"]
        for number in range(1, self.texts + 1):
            self.fields[f"title_{number}"] = forms.CharField(
                label=f"Bài viết sẵn {number}: tên", required=False, max_length=200
            )
            self.fields[f"text_{number}"] = forms.CharField(
                label="Lời để phát thanh, gửi Zalo",
                required=False,
                max_length=20_000,
                widget=forms.Textarea(attrs={"rows": 8}),
            )
            self.fields[f"topic_{number}"] = _topic_field("Nội dung tuyên truyền", topics)
        self.fields["slogans"] = forms.CharField(
            label="Khẩu hiệu",
            required=False,
            max_length=8000,
            help_text="Mỗi dòng một khẩu hiệu.",
            widget=forms.Textarea(attrs={"rows": 5}),
        )
        self.fields["slogan_topic"] = _topic_field("Nội dung tuyên truyền của các khẩu hiệu", topics)
        self.topics = {one.pk: one for one in topics}
        offered = to_choose or ToChoose(stories=(), pictures=())
        self.stories = {str(one.pk): one for one in offered.stories}
        self.pictures = {str(one.pk): one for one in offered.pictures}
        self.fields[OF_STORIES] = _search_field("Tìm tin, bài theo tên")
        self.fields["stories"] = _chosen_field("Tin, bài đã đăng", self.stories)
        self.fields[OF_PICTURES] = _search_field("Tìm ảnh theo tên")
        self.fields["pictures"] = _chosen_field("Ảnh", self.pictures)
        self.fields["picture_topic"] = _topic_field("Nội dung tuyên truyền của các ảnh", topics)

    @property
    def main(self) -> list[forms.BoundField]:
        return [self[name] for name in ("month", "theme", "guidance", "due_on") if name in self.fields]

    @property
    def text_rows(self) -> list[list[forms.BoundField]]:
        numbers = range(1, self.texts + 1)
        return [[self[f"{name}_{number}"] for name in ("title", "text", "topic")] for number in numbers]

    @property
    def slogan_fields(self) -> list[forms.BoundField]:
        return [self["slogans"], self["slogan_topic"]]

    @property
    def story_search(self) -> forms.BoundField:
        return self[OF_STORIES]

    @property
    def picture_search(self) -> forms.BoundField:
        return self[OF_PICTURES]

    @property
    def topic_of_pictures(self) -> forms.BoundField:
        return self["picture_topic"]

    @property
    def chosen_stories(self) -> list[tuple[Story, bool]]:
        """The stories on offer, each with whether it is chosen."""
        chosen = {str(one) for one in self["stories"].value() or ()}
        return [(one, key in chosen) for key, one in self.stories.items()]

    @property
    def chosen_pictures(self) -> list[tuple[Picture, bool]]:
        """The pictures on offer, each with whether it is chosen."""
        chosen = {str(one) for one in self["pictures"].value() or ()}
        return [(one, key in chosen) for key, one in self.pictures.items()]

    def leave_unjudged(self) -> None:
        """Show what was typed without saying what is wrong: somebody only looks for something."""
        self._errors = ErrorDict()

    def clean(self) -> None:
        for number in range(1, self.texts + 1):
            title, text = (self.cleaned_data.get(f"{name}_{number}", "") for name in ("title", "text"))
            if text and not title:
                self.add_error(f"title_{number}", "Ghi tên của bài này.")
            if title and not text:
                self.add_error(f"text_{number}", "Ghi lời của bài này.")
        if any(len(one.strip()) > _TITLE_OF_SLOGAN for one in self.cleaned_data.get("slogans", "").splitlines()):
            self.add_error("slogans", "Một khẩu hiệu dài nhất 200 chữ cái. Rút ngắn lại.")

    def values(self, kept: Sequence[PackageItem] = ()) -> dict[str, Any]:
        """Return what the actions want; `kept` are things of the package that this form does not show."""
        told = self.cleaned_data
        items = [
            ItemValues(
                kind=ItemKind.TEXT,
                title=told[f"title_{number}"],
                text=told[f"text_{number}"],
                topic=self._topic(f"topic_{number}"),
            )
            for number in range(1, self.texts + 1)
            if told[f"title_{number}"]
        ]
        slogans = [one.strip() for one in told["slogans"].splitlines() if one.strip()]
        items += [ItemValues(kind=ItemKind.SLOGAN, title=one, topic=self._topic("slogan_topic")) for one in slogans]
        items += [_of_story(self.stories[key], self.topics) for key in told["stories"]]
        topic = self._topic("picture_topic")
        shown = [self.pictures[key] for key in told["pictures"]]
        items += [
            ItemValues(kind=ItemKind.PICTURE, title=one.title[:_LONGEST_TITLE], topic=topic, picture=one)
            for one in shown
        ]
        items += [
            ItemValues(
                kind=one.kind, title=one.title, text=one.text, topic=one.topic, story=one.story, picture=one.picture
            )
            for one in kept
        ]
        return {"theme": told["theme"], "guidance": told["guidance"], "due_on": told["due_on"], "items": items}

    def _topic(self, name: str) -> Topic | None:
        value = self.cleaned_data[name]
        return self.topics[int(value)] if value else None


def _of_story(story: Story, topics: Mapping[int, Topic]) -> ItemValues:
    """Return a published story as an item; the ledger counts it under its first topic that is still in use."""
    topic = next((topics[one.pk] for one in story.topics.all() if one.pk in topics), None)
    return ItemValues(kind=ItemKind.TEXT, title=story.title, topic=topic, story=story)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The items of a package by where the form shows them; `kept` it does not show, and they stay."""

    texts: tuple[PackageItem, ...]
    slogans: tuple[PackageItem, ...]
    stories: tuple[PackageItem, ...]
    pictures: tuple[PackageItem, ...]
    kept: tuple[PackageItem, ...]


def split_items(items: Sequence[PackageItem]) -> Parts:
    """Return the items of a package by where the form shows them."""
    texts = tuple(one for one in items if one.kind == ItemKind.TEXT and one.story_id is None)
    slogans = tuple(one for one in items if one.kind == ItemKind.SLOGAN)
    stories = tuple(one for one in items if one.kind == ItemKind.TEXT and one.story_id is not None and not one.text)
    pictures = tuple(one for one in items if one.kind == ItemKind.PICTURE)
    shown = {one.pk for one in (*texts, *slogans, *stories, *pictures)}
    kept = tuple(one for one in items if one.pk not in shown)
    return Parts(texts=texts, slogans=slogans, stories=stories, pictures=pictures, kept=kept)


def first_words(package: Package, parts: Parts) -> dict[str, Any]:
    """Return what a package says, as the form shows it."""
    said: dict[str, Any] = {
        "version": package.version,
        "theme": package.theme,
        "guidance": package.guidance,
        "due_on": package.due_on,
        "slogans": "\n".join(one.title for one in parts.slogans),
        "slogan_topic": next((one.topic_id for one in parts.slogans), None),
        "stories": [one.story_id for one in parts.stories],
        "pictures": [one.picture_id for one in parts.pictures],
        "picture_topic": next((one.topic_id for one in parts.pictures), None),
    }
    for number, one in enumerate(parts.texts, 1):
        said |= {f"title_{number}": one.title, f"text_{number}": one.text, f"topic_{number}": one.topic_id}
    return said


class UseForm(forms.Form):
    """On which channel a unit used something, and when."""

    channel = forms.ModelChoiceField(
        label="Kênh",
        queryset=Channel.objects.none(),
        error_messages={"required": "Chọn kênh đã dùng.", "invalid_choice": "Chọn một kênh trong danh sách."},
    )
    on = day_field("Ngày dùng", required=True)

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channel"].queryset = Channel.objects.on(day).exclude(code="website")  # type: ignore[attr-defined]


def _topic_field(label: str, topics: Sequence[Topic]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, required=False, choices=[("", "Chọn một nội dung"), *((one.pk, one.name) for one in topics)]
    )


def _search_field(label: str) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"})
    )


def _chosen_field(label: str, offered: Mapping[str, Story] | Mapping[str, Picture]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        required=False,
        choices=[(key, one.title) for key, one in offered.items()],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Mục đã chọn không còn hoặc không dành cho đơn vị. Chọn lại."},
    )


def _months(on: date) -> list[tuple[str, str]]:
    found = []
    for step in range(-_MONTHS_BACK, _MONTHS_ON + 1):
        years, month = divmod(on.month - 1 + step, 12)
        found.append((f"{on.year + years}-{month + 1:02}", f"tháng {month + 1}/{on.year + years}"))
    return found
