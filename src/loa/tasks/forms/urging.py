"""What is typed when units are urged: a call that was made, a rung of the ladder, the units of a letter."""

from django import forms

from loa.tasks.choices import Told
from loa.tasks.models import FARTHEST_RUNG


class CallForm(forms.Form):
    """A call to a unit about a plan; which button was pressed says whether somebody was reached."""

    version = forms.IntegerField()
    unit = forms.IntegerField()
    reached = forms.TypedChoiceField(choices=[("1", ""), ("0", "")], coerce=lambda value: value == "1")
    note = forms.CharField(
        required=False,
        max_length=500,
        error_messages={"max_length": "Ghi nhiều nhất 500 chữ. Phần đã nhập còn ở dưới."},
    )


class RungForm(forms.Form):
    """A rung to add: how many working days before or after the last day, and who is told."""

    days = forms.IntegerField(
        label="Số ngày làm việc",
        min_value=0,
        max_value=FARTHEST_RUNG,
        help_text=f"Từ 0 (đúng ngày hết hạn) đến {FARTHEST_RUNG}.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "count"}),
        error_messages={
            "required": "Ghi số ngày.",
            "invalid": "Ghi một số nguyên, ví dụ 7.",
            "min_value": f"Ghi một số từ 0 đến {FARTHEST_RUNG}.",
            "max_value": f"Ghi một số từ 0 đến {FARTHEST_RUNG}.",
        },
    )
    side = forms.ChoiceField(label="So với hạn cuối", choices=[("truoc", "trước hạn"), ("sau", "sau hạn")])
    told = forms.ChoiceField(label="Nhắc ai", choices=[(one.value, one.label) for one in (Told.FOCAL, Told.LEADER)])

    def rung(self) -> tuple[int, str]:
        """Return what was typed as a rung."""
        days = self.cleaned_data["days"]
        return (-days if self.cleaned_data["side"] == "truoc" else days), self.cleaned_data["told"]
