"""A yes, or what has to be mended."""

from django import forms


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
