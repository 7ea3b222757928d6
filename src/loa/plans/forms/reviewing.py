"""What people put in while they review a plan. Every form carries the revision of the row it was made from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.forms.models import ModelChoiceIterator
from django.utils.text import capfirst

from loa.lib.vietnamese_text import written_day
from loa.people.choices import UnitClass
from loa.plans.choices import Answer, Boundary, Schedule, Target
from loa.plans.forms.indicators import IndicatorsField
from loa.plans.models import AgencyBinding, FindingAnswer, PeriodRule, Review, ReviewedTask
from loa.plans.models.review import Revised
from loa.plans.rules import understood_in, wanted

# The field grows with its text, by the office's own script; without it the text scrolls.
_GROWING = {"rows": 3, "data-controller": "w-autosize"}


def _begun(choices: Sequence[tuple[Any, Any]]) -> list[tuple[str, str]]:
    """Return choices with their words as one begins a line."""
    return [(str(value), capfirst(str(words))) for value, words in choices]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A field that somebody else saved otherwise than it was typed here."""

    label: str
    theirs: str
    typed: str


class Lines(forms.CharField):
    """Several texts, one on each line."""

    widget = forms.Textarea(attrs=_GROWING)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> tuple[str, ...]:
        return tuple(line.strip() for line in (super().clean(value) or "").splitlines() if line.strip())


class DayField(forms.DateField):
    """A day typed as in documents."""

    widget = forms.DateInput(attrs={"inputmode": "numeric", "placeholder": "ngày/tháng/năm", "autocomplete": "off"})
    default_error_messages: ClassVar = {"invalid": "Không đọc được ngày này. Ghi ngày theo dạng 15/03/2024."}


class RevisedForm(forms.Form):
    """A form over one row that two people may have open at once."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    @classmethod
    def values_of(cls, row: Any) -> dict[str, Any]:
        """Return what the form's fields show of a row."""
        raise NotImplementedError

    def differences(self, current: Revised) -> list[Difference]:
        """Return the fields in which a valid form differs from the row as somebody else saved it."""
        now = self.values_of(current)
        return [
            Difference(
                label=str(field.label or ""),
                theirs=_shown(field, now[name]),
                typed=_shown(field, self.cleaned_data[name]),
            )
            for name, field in self.fields.items()
            if name in now
            and name in self.cleaned_data
            and _shown(field, now[name]) != _shown(field, self.cleaned_data[name])
        ]


def _shown(field: forms.Field, value: Any) -> str:
    if value in (None, "", [], ()):
        return "để trống"
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, date):
        return written_day(value)
    values = value if isinstance(value, list | tuple) else [value]
    labels = _labels(getattr(field, "choices", ()))
    return "; ".join(labels.get(str(getattr(one, "pk", one)), str(one)) for one in values)


def _labels(choices: Iterable[Any]) -> dict[str, str]:
    """Return the words of each choice, those in groups included; a field over rows says its rows by themselves."""
    if isinstance(choices, ModelChoiceIterator):
        return {}
    labels: dict[str, str] = {}
    for value, words in choices:
        if isinstance(words, list | tuple):
            labels |= {str(one): str(label) for one, label in words}
        else:
            labels[str(value)] = str(words)
    return labels


class FrameForm(RevisedForm):
    """What holds for the whole plan."""

    symbol = forms.CharField(label="Số, ký hiệu", max_length=100, required=False, help_text="Ví dụ: 15/KH-UBND.")
    issued_on = DayField(label="Ngày ban hành", required=False)
    rhythm = forms.ModelChoiceField(
        PeriodRule.objects.order_by("position"),
        label="Nhịp báo cáo của việc thường xuyên",
        help_text="Mỗi đơn vị có một đầu việc cho mỗi kỳ. Việc nào cần nhịp khác thì chọn riêng ở việc đó.",
        empty_label=None,
        widget=forms.Select,
    )
    earlier_periods = forms.BooleanField(label="Giao cả các kỳ đã qua trong năm", required=False)
    named_day_is_late = forms.BooleanField(
        label="“Trước ngày 20/11” nghĩa là muộn nhất ngày 19/11",
        required=False,
        help_text="Bỏ chọn nếu ngày ghi trong văn bản vẫn tính là đúng hạn.",
    )

    head_approves = forms.BooleanField(
        label="Lãnh đạo đơn vị duyệt kết quả trước khi xác nhận hoàn thành",
        required=False,
        help_text="Bỏ trống nếu cán bộ đầu mối gửi là đủ. Chỉ chọn khi mỗi đơn vị có tài khoản của lãnh đạo.",
    )

    @classmethod
    def values_of(cls, row: Review) -> dict[str, Any]:
        names = ("symbol", "issued_on", "rhythm", "earlier_periods", "named_day_is_late", "head_approves")
        return {name: getattr(row, name) for name in names}


class TaskForm(RevisedForm):
    """A task as it shall be handed out."""

    included = forms.BooleanField(label="Giao việc này", required=False)
    title = forms.CharField(
        label="Nội dung",
        widget=forms.Textarea(attrs=_GROWING),
        error_messages={"required": "Ghi nội dung nhiệm vụ."},
    )
    leads = Lines(
        label="Chủ trì",
        required=False,
        help_text="Mỗi tên một dòng, viết như trong văn bản. Tên mới sẽ có ở mục Cơ quan để chọn đơn vị.",
    )
    any_one = forms.BooleanField(
        label="Một đơn vị trong số chủ trì thực hiện là đủ",
        required=False,
        help_text="Khi kết quả của một đơn vị được xác nhận, các đơn vị khác không còn phải làm việc này.",
    )
    partners = Lines(label="Phối hợp", required=False, help_text="Mỗi tên một dòng.")
    products = Lines(label="Kết quả, sản phẩm", required=False, help_text="Mỗi sản phẩm một dòng.")
    receivers = Lines(
        label="Nơi nhận",
        required=False,
        help_text="Cơ quan nhận báo cáo, hoặc nhận tin, tài liệu, số liệu được cung cấp. Mỗi tên một dòng.",
    )
    schedule = forms.ChoiceField(label="Cách giao", choices=_begun(Schedule.choices), widget=forms.RadioSelect)
    due_on = DayField(
        label="Ngày ghi trong văn bản", required=False, help_text="Chỉ dùng khi việc làm một lần, có hạn."
    )
    boundary = forms.ChoiceField(
        label="Ngày đó", choices=_begun(Boundary.choices), widget=forms.RadioSelect, required=False
    )
    rhythm = forms.ModelChoiceField(
        PeriodRule.objects.order_by("position"),
        label="Nhịp báo cáo riêng",
        required=False,
        empty_label="Theo nhịp chung của kế hoạch",
        help_text="Chỉ dùng khi việc làm thường xuyên.",
    )
    waits_for = forms.CharField(
        label="Chờ việc gì",
        max_length=300,
        required=False,
        help_text="Chỉ dùng khi chờ công bố, ví dụ: tỉnh công bố Chỉ số cải cách hành chính.",
    )
    indicators = IndicatorsField(
        label="Số liệu cần báo cáo",
        required=False,
        help_text="Đơn vị điền những số này mỗi lần gửi kết quả. Càng ít càng dễ báo; chỉ tiêu có thể để trống.",
    )

    @classmethod
    def values_of(cls, row: ReviewedTask) -> dict[str, Any]:
        values = {name: getattr(row, name) for name in cls.base_fields if name != "revision"}
        return {**values, "indicators": wanted(row.indicators)}


class BindingForm(RevisedForm):
    """Whom a name of the document means."""

    target = forms.ChoiceField(
        label="Tên này là",
        choices=_begun(Target.choices),
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn tên này là gì."},
    )
    unit = forms.TypedChoiceField(
        label="Đơn vị",
        required=False,
        coerce=int,
        empty_value=None,
        help_text="Dùng khi tên này là một đơn vị.",
        error_messages={"invalid_choice": "Chọn một đơn vị trong danh sách."},
    )
    classes = forms.MultipleChoiceField(
        label="Nhóm đơn vị",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Dùng khi tên này là cả nhóm; chọn được nhiều nhóm.",
    )

    def __init__(
        self,
        *args: Any,
        units: Sequence[tuple[str, Sequence[tuple[int, str]]]],
        members: Mapping[UnitClass, int],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        unit, classes = self.fields["unit"], self.fields["classes"]
        assert isinstance(unit, forms.ChoiceField) and isinstance(classes, forms.ChoiceField)  # noqa: S101, PT018
        unit.choices = [("", "Chọn đơn vị"), *units]
        classes.choices = [(one.value, capfirst(f"{one.label} ({count} đơn vị)")) for one, count in members.items()]

    @classmethod
    def values_of(cls, row: AgencyBinding) -> dict[str, Any]:
        return {"target": row.target, "unit": row.unit_id, "classes": row.classes}


class AnswerForm(RevisedForm):
    """What is said to a finding."""

    answer = forms.ChoiceField(
        label="Chọn một cách xử lý",
        choices=_begun(Answer.choices),
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn cách xử lý."},
    )
    text = forms.CharField(
        label="Nội dung",
        required=False,
        widget=forms.Textarea(attrs=_GROWING),
        help_text="Cách hiểu khi thực hiện, nội dung đề nghị đính chính, hoặc lý do bỏ qua.",
    )

    @classmethod
    def values_of(cls, row: FindingAnswer) -> dict[str, Any]:
        return {"answer": row.answer, "text": row.text or understood_in(row.finding.message)}
