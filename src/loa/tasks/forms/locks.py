"""Why a closed period is opened, for everybody or for one unit until a day."""

from collections.abc import Sequence
from typing import Any

from django import forms


class UnlockForm(forms.Form):
    """Open a closed period for everybody."""

    reason = forms.CharField(
        label="Lý do mở lại",
        max_length=300,
        help_text="Lý do được ghi vào nhật ký.",
        error_messages={"required": "Ghi vì sao mở lại kỳ này."},
    )


class AllowForm(forms.Form):
    """Let one unit report a closed period until a day."""

    unit = forms.TypedChoiceField(
        label="Đơn vị",
        coerce=int,
        help_text="Các đơn vị còn đầu việc chưa gửi trong kỳ. Muốn đơn vị sửa kết quả đã gửi thì trả lại kết quả đó.",
        error_messages={"required": "Chọn đơn vị.", "invalid_choice": "Đơn vị này không còn đầu việc chưa gửi."},
    )
    until = forms.DateField(
        label="Được gửi đến hết ngày",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        error_messages={"required": "Ghi ngày cuối được gửi.", "invalid": "Ghi ngày theo dạng 30/04/2024."},
    )
    reason = forms.CharField(
        label="Lý do", max_length=300, error_messages={"required": "Ghi vì sao đơn vị được gửi sau khi khóa."}
    )

    def __init__(self, *args: Any, units: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [("", "Chọn đơn vị"), *units]  # type: ignore[attr-defined]
