"""What happened, where, when: a minute on a telephone."""

from datetime import date
from typing import Any

from django import forms

from loa.activities.models import Topic
from loa.newsroom.actions import TipValues
from loa.people.models import Unit
from loa.pictures.choices import Consent, Licence
from loa.tasks.forms.fields import FilesField, FilesInput, day_field, offer_units


class TipForm(forms.Form):
    """A tip; whoever has one unit is not asked which."""

    unit = forms.ModelChoiceField(label="Đơn vị", queryset=Unit.objects.none(), empty_label="Chọn", required=False)
    title = forms.CharField(
        label="Việc gì",
        max_length=200,
        help_text="Ví dụ: Thôn Linh Hải mở điểm hướng dẫn nộp hồ sơ trực tuyến.",
        error_messages={"required": "Ghi việc gì xảy ra."},
    )
    text = forms.CharField(
        label="Kể thêm",
        required=False,
        max_length=10_000,
        help_text="Ai làm, có bao nhiêu người, kết quả ra sao.",
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    happened_on = day_field("Ngày diễn ra")
    place = forms.CharField(label="Ở đâu", required=False, max_length=200)
    topic = forms.ModelChoiceField(
        label="Nội dung", queryset=Topic.objects.none(), required=False, empty_label="Chưa rõ, để biên tập chọn"
    )
    pictures = FilesField(
        label="Ảnh",
        required=False,
        help_text="Nhiều nhất 5 ảnh. Vị trí chụp và thông tin máy được xóa khỏi ảnh.",
        widget=FilesInput(attrs={"accept": "image/*"}),
    )
    caption = forms.CharField(
        label="Trong ảnh có gì",
        required=False,
        max_length=1_500,
        help_text="Nhiều ảnh thì mỗi ảnh một dòng, theo thứ tự đã chọn; một dòng thì dùng cho mọi ảnh.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    licence = forms.ChoiceField(
        label="Ảnh do", choices=[(Licence.OWN, "người của đơn vị chụp"), (Licence.GIVEN, "người khác cho dùng")],
        initial=Licence.OWN, required=False,
    )  # fmt: skip
    consent = forms.ChoiceField(
        label="Người trong ảnh", choices=Consent.choices, initial=Consent.NOT_ASKED, required=False
    )

    def __init__(self, *args: Any, on: date, units: dict[int, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["topic"].queryset = Topic.objects.on(on)
        if units is None or len(units) == 1:
            del self.fields["unit"]
        else:
            offer_units(self, units)
            fields["unit"].required = True

    def clean(self) -> dict[str, Any]:
        """Ask for the words of pictures that were chosen."""
        cleaned = super().clean() or {}
        if cleaned.get("pictures") and not cleaned.get("caption"):
            self.add_error("caption", "Ghi trong ảnh có gì.")
        return cleaned

    def values(self) -> TipValues:
        """Return what was typed, as the action takes it."""
        told = {name: value for name, value in self.cleaned_data.items() if name != "unit"}
        told["licence"] = told["licence"] or Licence.OWN
        told["consent"] = told["consent"] or Consent.NOT_ASKED
        return TipValues(**told)


class ContributorForm(forms.Form):
    unit = forms.ModelChoiceField(label="Đơn vị", queryset=Unit.objects.none(), empty_label="Chọn", required=False)
    name = forms.CharField(label="Họ tên", max_length=120, error_messages={"required": "Ghi họ tên cộng tác viên."})
    village = forms.CharField(label="Thôn, bản, khu phố", required=False, max_length=120)
    phone = forms.CharField(
        label="Điện thoại", required=False, max_length=40, help_text="Chỉ để liên hệ; không hiện đầy đủ trên màn hình."
    )
    until = day_field("Liên kết dùng đến hết ngày", "Để trống thì dùng được 90 ngày.")

    def __init__(self, *args: Any, units: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        if len(units) == 1:
            del self.fields["unit"]
        else:
            offer_units(self, units)
            fields["unit"].required = True


class RenewForm(forms.Form):
    until = day_field("Liên kết mới dùng đến hết ngày", "Để trống thì dùng được 90 ngày.")
