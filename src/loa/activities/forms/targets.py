"""What is wanted, what is left blank, what does a task's work."""

from datetime import date
from typing import Any

from django import forms
from django.forms import CheckboxSelectMultiple, IntegerField, ModelMultipleChoiceField

from loa.activities.choices import Window
from loa.activities.models import Audience, Channel, Form, Topic
from loa.people.choices import UnitClass
from loa.people.models import Unit
from loa.tasks.forms.fields import offer_units


def _first_day(month: str) -> date:
    return date.fromisoformat(f"{month}-01")


def _months(on: date) -> list[date]:
    """Return the first days of the months of the year before a day, of its year and of the next."""
    return [date(year, month, 1) for year in (on.year - 1, on.year, on.year + 1) for month in range(1, 13)]


class _AxesForm(forms.Form):
    """The axes of the matrix; one that is left open may be anything."""

    unit = forms.ModelChoiceField(
        label="Đơn vị", queryset=Unit.objects.none(), required=False, empty_label="Không chọn"
    )
    topic = forms.ModelChoiceField(
        label="Nội dung", queryset=Topic.objects.none(), required=False, empty_label="Nội dung nào cũng được"
    )
    channel = forms.ModelChoiceField(
        label="Kênh", queryset=Channel.objects.none(), required=False, empty_label="Kênh nào cũng được"
    )
    audience = forms.ModelChoiceField(
        label="Đối tượng", queryset=Audience.objects.none(), required=False, empty_label="Đối tượng nào cũng được"
    )

    def __init__(self, *args: Any, on: date, units: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        offer_units(self, units)
        for name, model in (("topic", Topic), ("channel", Channel), ("audience", Audience)):
            fields[name].queryset = model.objects.on(on)


class TargetForm(_AxesForm):
    unit_class = forms.ChoiceField(
        label="Mỗi đơn vị trong", choices=[("", "Không chọn"), *UnitClass.choices], required=False
    )
    window = forms.ChoiceField(label="Trong mỗi", choices=Window.choices, initial=Window.MONTH)
    minimum = forms.IntegerField(label="Ít nhất (hoạt động)", min_value=1, max_value=1000, initial=1)
    basis = forms.CharField(label="Căn cứ", required=False, max_length=300)

    field_order = ("unit_class", "unit", "window", "minimum", "topic", "channel", "audience", "basis")


class BlankForm(_AxesForm):
    first_month = forms.TypedChoiceField(
        label="Từ tháng",
        coerce=_first_day,
        error_messages={"required": "Chọn tháng.", "invalid_choice": "Chọn một tháng."},
    )
    last_month = forms.TypedChoiceField(label="Đến hết tháng", coerce=_first_day, empty_value=None, required=False)
    reason = forms.CharField(
        label="Không thực hiện, vì",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Ghi vì sao không thực hiện."},
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, on=on, **kwargs)
        fields: dict[str, Any] = self.fields
        # A year back, and to the end of the next.
        months = [(f"{one:%Y-%m}", f"Tháng {one.month}/{one.year}") for one in _months(on)]
        fields["first_month"].choices = months
        fields["first_month"].initial = f"{on:%Y-%m}"
        fields["last_month"].choices = [("", "Chưa biết"), *months]


class RuleForm(forms.Form):
    """Which activities do a task's work; an axis with nothing chosen takes anything."""

    forms = ModelMultipleChoiceField(
        label="Hình thức", queryset=Form.objects.none(), required=False, widget=CheckboxSelectMultiple
    )
    topics = ModelMultipleChoiceField(
        label="Nội dung", queryset=Topic.objects.none(), required=False, widget=CheckboxSelectMultiple
    )
    channels = ModelMultipleChoiceField(
        label="Kênh", queryset=Channel.objects.none(), required=False, widget=CheckboxSelectMultiple
    )
    minimum = IntegerField(label="Ít nhất mỗi kỳ", min_value=1, max_value=1000)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        for name, model in (("forms", Form), ("topics", Topic), ("channels", Channel)):
            fields[name].queryset = model.objects.on(on)
