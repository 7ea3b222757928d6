"""Why an entry of the ledger is taken back."""

from django import forms


class TakeBackForm(forms.Form):
    reason = forms.CharField(
        label="Lý do ghi đảo",
        max_length=1000,
        help_text="Ví dụ: ghi trùng, nhầm ngày. Muốn sửa thì ghi đảo rồi ghi lại cho đúng.",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Ghi lý do ghi đảo."},
    )
