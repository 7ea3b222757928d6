"""A short form and what it stands for."""

from django import forms


class ShortForm(forms.Form):
    short = forms.CharField(
        label="Chữ viết tắt", max_length=40, error_messages={"required": "Ghi chữ viết tắt, ví dụ TTHC."}
    )
    full = forms.CharField(label="Viết đầy đủ", max_length=200, error_messages={"required": "Ghi cách viết đầy đủ."})
