"""What people put in: at the door, about accounts, and about how a unit is reached."""

from loa.people.forms.accounts import ChangeAccountForm, ContactsForm, OpenAccountForm, RoleForm
from loa.people.forms.audit import AuditFilterForm
from loa.people.forms.sign_in import (
    ActivateTOTPForm,
    AuthenticateForm,
    ChangePasswordForm,
    LoginForm,
    NewPasswordForm,
    ReauthenticateByCodeForm,
    ReauthenticateForm,
    SetPasswordForm,
)

__all__ = [
    "ActivateTOTPForm",
    "AuditFilterForm",
    "AuthenticateForm",
    "ChangeAccountForm",
    "ChangePasswordForm",
    "ContactsForm",
    "LoginForm",
    "NewPasswordForm",
    "OpenAccountForm",
    "ReauthenticateByCodeForm",
    "ReauthenticateForm",
    "RoleForm",
    "SetPasswordForm",
]
