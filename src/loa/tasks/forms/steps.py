"""A step on one obligation, typed by its unit or for it; and the opening of what waited."""

from collections.abc import Iterable
from typing import Any, ClassVar, Self

from django import forms
from django.http import QueryDict
from django.utils.text import capfirst

from loa.tasks.choices import OnBehalf
from loa.tasks.forms.fields import ChosenField, CountField, FilesField, FilesInput, LinkField, links_of
from loa.tasks.models import Indicator, Step
from loa.tasks.queries.shelves import Held, Offer


class StepForm(forms.Form):
    """A step on what the page showed: `revision` tells whether somebody wrote since, `overtaken` what they wrote."""

    revision = forms.IntegerField(
        widget=forms.HiddenInput, error_messages={"required": "Trang đã cũ.", "invalid": "Trang đã cũ."}
    )
    overtaken: Step | None = None
    # Where on the page of the obligation it stands.
    place = "bao-cao"
    # The list it leads back to where its button stood there.
    back_to = "desk:work"

    def told(self) -> dict[str, Any]:
        """Return what was typed, by the names under which the action takes it."""
        return self.cleaned_data


class NilForm(StepForm):
    """Say with one button that nothing came up; `back` is there where the button stood in a list."""

    back = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def told(self) -> dict[str, Any]:
        """Return what the page showed; there is nothing to type."""
        return {"revision": self.cleaned_data["revision"]}


class StartForm(StepForm):
    """Say that work has begun, or how far it has come."""

    note = forms.CharField(
        label="Đang làm đến đâu",
        required=False,
        max_length=5000,
        help_text="Không bắt buộc. Ví dụ: đã có dự thảo, đang lấy ý kiến.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class HandInForm(StepForm):
    """Hand a result in: numbers the task asks for, words, files, a link; at least one of them."""

    note = forms.CharField(
        label="Kết quả",
        required=False,
        max_length=5000,
        help_text="Đã làm gì, ra văn bản nào. Có thể để trống nếu có số liệu hoặc minh chứng.",
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    evidence = FilesField(
        label="Tệp minh chứng",
        required=False,
        help_text="PDF, Word, Excel, PowerPoint, ảnh, MP3, MP4 hoặc .txt; nhiều nhất 5 tệp, mỗi tệp 20 MB. "
        "Không gửi văn bản mật.",
        widget=FilesInput,
    )
    link = LinkField(help_text="Địa chỉ bài đã đăng, bắt đầu bằng http:// hoặc https://.")
    link_title = forms.CharField(label="Tên bài hoặc trang", required=False, max_length=255)
    held = ChosenField(label="Đã có trong hệ thống", required=False)
    # Narrows what is offered, and is told to nobody.
    held_words = forms.CharField(label="Tìm theo tên", required=False, max_length=100)
    LOOK = "look"  # the button that looks for something and sends nothing
    # Whether somebody looked for something on it.
    looks = False
    offer: Offer | None = None

    def __init__(self, *args: Any, indicators: Iterable[Indicator] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        counts = {f"so-{one.pk}": _count_of(one) for one in indicators}
        self._counts = {name: int(name.partition("-")[2]) for name in counts}
        self.fields.update(counts)
        self.order_fields([*self.first_fields, *counts, "note"])

    first_fields: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def looking(cls, typed: QueryDict, **kwargs: Any) -> Self:
        """Return the form with what was typed so far, by somebody who looks for something to choose."""
        form = cls(initial={name: typed[name] for name in typed} | {"held": typed.getlist("held")}, **kwargs)
        form.looks = True
        return form

    @property
    def offered(self) -> list[tuple[Held, bool]]:
        """What there is to choose from, each with whether it was chosen."""
        return self.offer.narrowed(self._looked_for, self["held"].value() or ()) if self.offer else []

    @property
    def unseen(self) -> int:
        """How many more there are that bear the words."""
        return self.offer.unseen(self._looked_for, self["held"].value() or ()) if self.offer else 0

    @property
    def is_choosing(self) -> bool:
        """Whether something was chosen or looked for."""
        return self.looks or bool(self["held"].value() or self.errors.get("held"))

    @property
    def _looked_for(self) -> str:
        return self["held_words"].value() or ""

    def told(self) -> dict[str, Any]:
        """Return the numbers by the id of their indicator, those left out unsaid, and the link if there is one."""
        typed = self.cleaned_data
        figures = {indicator: typed[name] for name, indicator in self._counts.items() if typed[name] is not None}
        links = links_of(typed["link"], typed["link_title"])
        return {
            "note": typed["note"],
            "files": typed["evidence"],
            "links": links,
            "held": typed["held"],
            "figures": figures,
            "revision": typed["revision"],
        }


class OnBehalfForm(HandInForm):
    """Hand a result in for a unit below, saying where it comes from."""

    first_fields: ClassVar = ("source", "symbol", "day")
    source = forms.TypedChoiceField(
        label="Nhập thay từ",
        choices=[("", "Chọn nguồn"), *((one.value, capfirst(one.label)) for one in OnBehalf)],
        coerce=OnBehalf,
        error_messages={"required": "Chọn kết quả này lấy từ đâu."},
    )
    symbol = forms.CharField(
        label="Số, ký hiệu văn bản đến",
        required=False,
        max_length=100,
        help_text="Chỉ dùng khi nhập từ văn bản đến. Ví dụ: 45/BC-UBND.",
    )
    day = forms.DateField(
        label="Ngày của văn bản, bản giấy hoặc cuộc gọi",
        help_text="Kết quả được tính là gửi vào ngày này.",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        error_messages={"required": "Ghi ngày của nguồn.", "invalid": "Ghi ngày theo dạng 30/04/2024."},
    )

    def told(self) -> dict[str, Any]:
        """Return also where it comes from."""
        source = {name: self.cleaned_data[name] for name in ("source", "symbol", "day")}
        return {**super().told(), **source}


def _count_of(indicator: Indicator) -> CountField:
    said = "lũy kế từ đầu năm" if indicator.cumulative else ""
    aim = f"chỉ tiêu {indicator.target}" if indicator.target is not None else ""
    return CountField(
        label=f"{indicator.name} ({indicator.counted_in})",
        required=False,
        max_length=20,
        help_text=capfirst(", ".join(one for one in (said, aim) if one)),
    )


class OpenAwaitedForm(forms.Form):
    """Say that the event a task waits for has happened."""

    event = forms.CharField(
        label="Việc đã công bố",
        max_length=1000,
        help_text="Văn bản nào, của cơ quan nào, ngày nào. Các đơn vị đọc câu này trong đầu việc của mình.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Ghi việc đã được công bố."},
    )
    due_on = forms.DateField(
        label="Hạn cuối",
        help_text="Ngày cuối cùng còn tính là đúng hạn.",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        error_messages={"required": "Chọn hạn cuối.", "invalid": "Ghi ngày theo dạng 30/04/2024."},
    )
