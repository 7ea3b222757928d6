"""What is said about a story beside its text: a yes, what to mend, a channel, a correction, a comment."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from loa.activities.models import Channel
from loa.newsroom.choices import OutputState
from loa.newsroom.models import Output
from loa.newsroom.rules import OUTPUT_MOVES
from loa.people.models import Unit, User
from loa.tasks.forms.fields import day_field, offer_units


class LinkDecisionForm(forms.Form):
    """One of two buttons says which; `note` is what the author reads."""

    YES, NO = "dong-y", "tra-lai"

    answer = forms.ChoiceField(choices=[(YES, "Đồng ý"), (NO, "Trả lại")], widget=forms.HiddenInput)
    note = forms.CharField(
        label="Ý kiến",
        required=False,
        max_length=2000,
        help_text="Cần ghi khi trả lại: bổ sung hoặc sửa điều gì.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class NoteForm(forms.Form):
    note = forms.CharField(label="Ý kiến", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))


class ReturnForm(forms.Form):
    note = forms.CharField(
        label="Cần bổ sung, sửa điều gì",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Ghi rõ cần bổ sung gì; người viết đọc câu này."},
    )


class PaperForm(forms.Form):
    """A decision from a signed paper."""

    passed = forms.ChoiceField(
        label="Trên bản giấy ghi", choices=[("1", "Đồng ý"), ("0", "Trả lại để bổ sung")], widget=forms.RadioSelect
    )
    signed_by = forms.CharField(label="Người ký", max_length=200, error_messages={"required": "Ghi tên người ký."})
    signed_on = day_field("Ngày ký", required=True)
    file = forms.FileField(
        label="Ảnh chụp bản giấy đã ký", error_messages={"required": "Chọn ảnh chụp bản giấy đã ký."}
    )
    note = forms.CharField(
        label="Ý kiến trên bản giấy", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def clean_passed(self) -> bool:
        return self.cleaned_data["passed"] == "1"


class LinkForm(forms.Form):
    """Who gets a link to decide by."""

    person = forms.ModelChoiceField(
        label="Người quyết định",
        queryset=User.objects.none(),
        empty_label="Chọn người quyết định",
        error_messages={"required": "Chọn một người.", "invalid_choice": "Người này không quyết định được."},
    )

    def __init__(self, *args: Any, people: Sequence[User] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["person"]
        field.queryset = User.objects.filter(pk__in=[one.pk for one in people])
        field.label_from_instance = lambda one: one.get_full_name() or one.get_username()
        self.people = people


class TextForm(forms.Form):
    """A few words, called what the page calls them."""

    text = forms.CharField(max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, label: str = "Nội dung", missing: str = "Cần ghi mục này.", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = label
        self.fields["text"].error_messages["required"] = missing


class OutputForm(forms.Form):
    """A channel on which a story shall go out."""

    channel = forms.ModelChoiceField(label="Kênh", queryset=Channel.objects.none(), empty_label="Chọn")
    unit = forms.ModelChoiceField(label="Đơn vị phát", queryset=Unit.objects.none(), empty_label="Chọn")
    text = forms.CharField(
        label="Lời cho kênh này", required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 4})
    )
    due_at = forms.DateTimeField(
        label="Hẹn giờ",
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M"],
    )

    assignee = forms.TypedChoiceField(
        label="Người làm",
        required=False,
        coerce=int,
        empty_value=None,
        help_text="Để trống thì ai của đơn vị phát làm cũng được.",
    )

    def __init__(
        self, *args: Any, on: date, units: dict[int, str], people: Mapping[int, tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["channel"].queryset = Channel.objects.on(on).exclude(code="website")
        offer_units(self, units)
        self._people = people
        named = sorted(people.items(), key=lambda one: one[1][1])
        fields["assignee"].choices = [("", "Không chọn"), *((pk, words) for pk, (_, words) in named)]
        if not people:
            del fields["assignee"]

    def clean(self) -> dict[str, Any]:
        """Return the person themselves, who has to be of the unit."""
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        chosen, unit = typed.pop("assignee", None), typed.get("unit")
        if chosen is not None and unit is not None and self._people[chosen][0] != unit.pk:
            self.add_error("assignee", "Người này không ở đơn vị phát đã chọn. Chọn người khác hoặc để trống.")
        elif chosen is not None:
            typed["assignee"] = User.objects.get(pk=chosen)
        return typed


class MoveForm(forms.Form):
    """What became of an output."""

    to = forms.ChoiceField(label="Tình trạng")
    address = forms.URLField(
        label="Đường dẫn, nếu có", required=False, max_length=1000, assume_scheme="https",
        error_messages={"invalid": "Ghi địa chỉ trang mạng, bắt đầu bằng https://."},
    )  # fmt: skip
    reason = forms.CharField(
        label="Lý do", required=False, max_length=300, help_text="Cần ghi khi không gửi được hoặc không thực hiện."
    )

    def __init__(self, *args: Any, output: Output, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        moves = OUTPUT_MOVES[OutputState(output.state)] - {OutputState.DUE, OutputState.WITHDRAWN}
        order = list(OutputState)
        words = {OutputState.CONFIRMED: "đã lên kênh"}
        self.fields["to"].choices = [  # type: ignore[attr-defined]
            (one.value, words.get(one, one.label)) for one in sorted(moves, key=order.index)
        ]
