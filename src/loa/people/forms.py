"""allauth's forms as an officer meets them: labels instead of placeholders, the right keyboard on a phone."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django.forms import Form


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
