"""How allauth, the one door for signing in, behaves here, and whom it lets into the office."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend as AllauthBackend
from django.db.models import Model
from django.http import HttpRequest

from loa.base.clock import today
from loa.people.models import User
from loa.people.permissions import can_enter_office, remember_roles

OFFICE = "wagtailadmin.access_admin"


class AuthenticationBackend(AllauthBackend):
    """allauth's backend; besides, a role that carries the right opens the office, and nothing in it."""

    def has_perm(self, user_obj: User, perm: str, obj: Model | None = None) -> bool:
        """Answer as Django does, and for entering the office by the roles of today, read once for each request."""
        if super().has_perm(user_obj, perm, obj=obj):
            return True
        if perm != OFFICE or obj is not None or not user_obj.is_active:
            return False
        day = today()
        remember_roles(user_obj, day)
        return can_enter_office(user_obj, day)


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are given by whoever manages users: nobody signs up, and the user name is what identifies."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": "Tên đăng nhập hoặc mật khẩu không đúng. Kiểm tra phím Caps Lock rồi nhập lại.",
        "too_many_login_attempts": (
            "Đã nhập sai quá nhiều lần. Chờ 5 phút rồi thử lại, hoặc nhờ người quản trị đặt lại mật khẩu."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse: an open sign-up would lead straight to the office."""
        return False
