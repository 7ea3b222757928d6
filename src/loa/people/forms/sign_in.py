"""The forms of the door as an officer meets them: labels, not placeholders, and the right keyboard on a phone."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django.contrib.auth.password_validation import password_validators_help_texts
from django.forms import CharField, Form, PasswordInput, ValidationError


class PlainFields(Form):
    """Drop placeholders (the label says it, and stays) and set the keyboard for codes and user names."""

    _KEYBOARDS = {
        "login": {"autocapitalize": "none", "spellcheck": "false"},
        "code": {"inputmode": "numeric", "autocapitalize": "none", "spellcheck": "false"},
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.widget.attrs.update(self._KEYBOARDS.get(name, {}))
            if name == "code":
                field.label = "Mã xác thực"


class LoginForm(PlainFields, account.LoginForm):
    pass


class ReauthenticateForm(PlainFields, account.ReauthenticateForm):
    pass


class ChangePasswordForm(PlainFields, account.ChangePasswordForm):
    pass


class SetPasswordForm(PlainFields, account.SetPasswordForm):
    pass


class AuthenticateForm(PlainFields, mfa.AuthenticateForm):
    pass


class ReauthenticateByCodeForm(PlainFields, mfa.ReauthenticateForm):
    pass


class ActivateTOTPForm(PlainFields, totp.ActivateTOTPForm):
    pass


class NewPasswordForm(Form):
    """A password typed twice; its rules are said above the field and judged by the action."""

    password1 = CharField(
        label="Mật khẩu mới",
        strip=False,
        max_length=1_000,
        error_messages={"required": "Nhập mật khẩu mới."},
        widget=PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = CharField(
        label="Nhập lại mật khẩu mới",
        strip=False,
        error_messages={"required": "Nhập lại mật khẩu mới ở ô thứ hai."},
        widget=PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = " ".join(password_validators_help_texts())

    def clean_password2(self) -> str:
        again: str = self.cleaned_data["password2"]
        if "password1" in self.cleaned_data and again != self.cleaned_data["password1"]:
            raise ValidationError("Hai lần nhập chưa giống nhau. Nhập lại cả hai ô.")
        return again
