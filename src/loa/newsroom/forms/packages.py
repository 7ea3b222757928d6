"""What is typed about the guidance of a month: by its owner, and by the units that use it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from loa.activities.models import Channel, Topic
from loa.newsroom.actions import ItemValues
from loa.newsroom.choices import ItemKind
from loa.newsroom.models import Package, PackageItem
from loa.tasks.forms.fields import day_field

TEXTS = 3
_MONTHS_BACK, _MONTHS_ON = 1, 5
_TITLE_OF_SLOGAN = 200
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

    def __init__(self, *args: Any, on: date, package: Package | None = None, texts: int = TEXTS, **kwargs: Any) -> None:
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


def split_items(items: Sequence[PackageItem]) -> tuple[list[PackageItem], list[PackageItem], list[PackageItem]]:
    """Return the texts and slogans that the form shows, and what it does not."""
    texts = [one for one in items if one.kind == ItemKind.TEXT and one.story_id is None]
    slogans = [one for one in items if one.kind == ItemKind.SLOGAN]
    shown = {one.pk for one in (*texts, *slogans)}
    return texts, slogans, [one for one in items if one.pk not in shown]


def first_words(package: Package, texts: Sequence[PackageItem], slogans: Sequence[PackageItem]) -> dict[str, Any]:
    """Return what a package says, as the form shows it."""
    said: dict[str, Any] = {
        "version": package.version,
        "theme": package.theme,
        "guidance": package.guidance,
        "due_on": package.due_on,
        "slogans": "\n".join(one.title for one in slogans),
        "slogan_topic": next((one.topic_id for one in slogans), None),
    }
    for number, one in enumerate(texts, 1):
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


def _months(on: date) -> list[tuple[str, str]]:
    found = []
    for step in range(-_MONTHS_BACK, _MONTHS_ON + 1):
        years, month = divmod(on.month - 1 + step, 12)
        found.append((f"{on.year + years}-{month + 1:02}", f"tháng {month + 1}/{on.year + years}"))
    return found
