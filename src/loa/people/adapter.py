"""How allauth, the one door for signing in, behaves here."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


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
