"""What the office shows about units, accounts and the record, and about one's own account."""

from django.http import HttpRequest
from django.urls import reverse
from wagtail import hooks

from loa.people.viewsets import AccountViewSet, AuditViewSet, UnitViewSet


@hooks.register("register_admin_viewset")
def unit_viewset() -> UnitViewSet:
    return UnitViewSet()


@hooks.register("register_admin_viewset")
def account_viewset() -> AccountViewSet:
    return AccountViewSet()


@hooks.register("register_admin_viewset")
def audit_viewset() -> AuditViewSet:
    return AuditViewSet()


@hooks.register("register_account_menu_item")
def password_item(request: HttpRequest) -> dict[str, str]:
    """Lead to the one place where a password is changed."""
    return {
        "url": reverse("account_change_password"),
        "label": "Mật khẩu",
        "help_text": "Đổi mật khẩu đăng nhập.",
    }


@hooks.register("register_account_menu_item")
def second_factor_item(request: HttpRequest) -> dict[str, str]:
    """Lead to the second factor and its recovery codes."""
    return {
        "url": reverse("mfa_index"),
        "label": "Xác thực hai bước",
        "help_text": "Ngoài mật khẩu, hỏi thêm mã trên điện thoại khi đăng nhập.",
    }
