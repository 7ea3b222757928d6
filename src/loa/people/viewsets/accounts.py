"""The office's screens for accounts: what a unit's administrator needs, each change one form that calls one action."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, ClassVar, cast

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.cache import add_never_cache_headers
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets.button import Button, HeaderButton

from loa.base.clock import now, today
from loa.people import actions, permissions, queries
from loa.people.actions import AccountRefused, RoleRefused
from loa.people.choices import Role
from loa.people.forms import ChangeAccountForm, OpenAccountForm, RoleForm
from loa.people.models import RoleAssignment, User
from loa.people.permissions import RIGHT_WORDS, RIGHTS, Right
from loa.people.rules import LINK_LIVES

_TITLE = "Người dùng"
_DIGITS = 10  # more than any id or page has, and few enough for every database


class OfManagedUnits(WagtailAdminTemplateMixin):
    """Let nobody past the units whose people they manage: other accounts are not there."""

    page_title = _TITLE
    header_icon = "user"
    request: HttpRequest
    reach: frozenset[int]

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.reach = permissions.units_where(request.user, Right.MANAGE_PEOPLE, today())
        if not self.reach and not self.by.is_superuser:
            raise Http404

    @property
    def by(self) -> User:
        return cast("User", self.request.user)

    @property
    def shown_reach(self) -> frozenset[int] | None:
        """Return the units whose accounts are shown; None, all accounts, to the administrator of the installation."""
        return None if self.by.is_superuser else self.reach

    def unit_choices(self) -> list[tuple[int, str]]:
        return queries.unit_choices(today(), self.reach)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        base = [*super().get_breadcrumbs_items(), {"url": reverse("accounts:index"), "label": _TITLE}]
        return base if self.page_title == _TITLE else [*base, {"url": "", "label": self.page_title}]


class OfOneAccount(OfManagedUnits):
    """The screens of one account within the reach."""

    kwargs: dict[str, Any]
    account: User

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.account = get_object_or_404(queries.accounts_in(self.shown_reach, today()), pk=self.kwargs["pk"])

    @property
    def address(self) -> str:
        return reverse("accounts:account", args=[self.account.pk])

    @property
    def person(self) -> str:
        """Return the account in words: the name of its owner and the user name."""
        name = self.account.get_full_name()
        return f"{name} ({self.account.username})" if name else self.account.username

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "account": self.account, "person": self.person}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        *base, last = super().get_breadcrumbs_items()
        return [*base, {"url": self.address, "label": self.account.username}, last]


class AccountIndexView(OfManagedUnits, TemplateView):
    """The accounts within the reach: of one unit or with a text in the name where asked for."""

    template_name = "people/accounts.html"

    @cached_property
    def header_buttons(self) -> list[Button]:
        return [HeaderButton("Mở tài khoản", url=reverse("accounts:open"), icon_name="plus")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        text, unit = self.request.GET.get("q", ""), _number(self.request.GET.get("don-vi", ""))
        found = queries.account_list(
            self.reach,
            today(),
            everybody=self.by.is_superuser,
            unit=unit,
            text=text,
            page=_number(self.request.GET.get("p", "")) or 1,
        )
        return {**super().get_context_data(**kwargs), "found": found, "chosen": unit, "text": text}


def _number(text: str) -> int | None:
    """Return a number of an address, None where there is none to be read."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < _DIGITS else None


class AccountView(OfOneAccount, TemplateView):
    """One account: its owner, roles, state, and what can be done about it."""

    template_name = "people/account.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.page_title = self.account.get_full_name() or self.account.username

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*OfManagedUnits.get_breadcrumbs_items(self)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        manages = permissions.can_manage_account(self.by, self.account, today())
        return {
            **super().get_context_data(**kwargs),
            "reading": queries.read_account(self.account, today(), now()),
            "manages": manages,
            "is_own": self.by.pk == self.account.pk,
            "reach": self.reach,
        }


class AccountFormView(OfManagedUnits, FormView):
    """A form whose action may refuse: then the sentence stands above, and what was typed stays."""

    template_name = "people/account_form.html"
    button: ClassVar[str]

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "units": self.unit_choices()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "button": self.button, "back": self.back}

    @property
    def back(self) -> str:
        return reverse("accounts:index")

    def form_valid(self, form: Form) -> HttpResponse:
        try:
            return self.act(form.cleaned_data)
        except (AccountRefused, RoleRefused) as problem:
            form.add_error(None, str(problem))
            return self.form_invalid(form)

    def act(self, data: dict[str, Any]) -> HttpResponse:
        """Call the action and answer; raises what the action refuses with."""
        raise NotImplementedError


class OpenAccountView(AccountFormView):
    page_title = "Mở tài khoản"
    button = "Mở tài khoản"
    form_class = OpenAccountForm

    def act(self, data: dict[str, Any]) -> HttpResponse:
        account = actions.open_account(**data, by=self.by, at=now())
        messages.success(
            self.request,
            f"Đã mở tài khoản {account.username}. Việc tiếp theo: cấp liên kết để người dùng tự đặt mật khẩu.",
        )
        return redirect("accounts:account", account.pk)


class ChangeAccountView(OfOneAccount, AccountFormView):
    page_title = "Sửa thông tin"
    button = "Lưu thông tin"
    form_class = ChangeAccountForm
    back = OfOneAccount.address

    def get_initial(self) -> dict[str, Any]:
        account = self.account
        return {
            "full_name": account.get_full_name(),
            "work_phone": account.work_phone,
            "email": account.email,
            "home_unit": account.home_unit_id,
        }

    def act(self, data: dict[str, Any]) -> HttpResponse:
        actions.change_account(user=self.account, **data, by=self.by, at=now())
        messages.success(self.request, f"Đã lưu thông tin của tài khoản {self.account.username}.")
        return HttpResponseRedirect(self.address)


class GiveRoleView(OfOneAccount, AccountFormView):
    page_title = "Giao vai trò"
    button = "Giao vai trò"
    form_class = RoleForm
    template_name = "people/role_form.html"
    back = OfOneAccount.address

    def get_initial(self) -> dict[str, Any]:
        return {"unit": self.account.home_unit_id}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        table = [(role.label, [RIGHT_WORDS[right] for right in Right if right in RIGHTS[role]]) for role in Role]
        return {**super().get_context_data(**kwargs), "table": table}

    def act(self, data: dict[str, Any]) -> HttpResponse:
        actions.assign_role(user=self.account, **data, by=self.by, at=now())
        messages.success(self.request, f"Đã giao vai trò {data['role'].label} cho {self.person}.")
        return HttpResponseRedirect(self.address)


class ConfirmedView(OfOneAccount, TemplateView):
    """A page that says what will happen to whom, and does it when its button is pressed."""

    template_name = "people/confirm.html"
    button: ClassVar[str]
    is_serious: ClassVar[bool] = False
    refusal = ""

    def consequences(self) -> list[str]:
        """Return the sentences that say what will happen."""
        raise NotImplementedError

    def act(self, at: datetime) -> HttpResponse:
        """Call the action and answer; raises what the action refuses with."""
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "consequences": self.consequences(),
            "button": self.button,
            "is_serious": self.is_serious,
            "refusal": self.refusal,
            "back": self.address,
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return self.act(now())
        except (AccountRefused, RoleRefused) as problem:
            self.refusal = str(problem)
            return self.render_to_response(self.get_context_data(**kwargs))

    def done(self, sentence: str) -> HttpResponse:
        """Say what was done, on the account's page."""
        messages.success(self.request, sentence)
        return HttpResponseRedirect(self.address)


class IssueLinkView(ConfirmedView):
    page_title = "Cấp liên kết đặt mật khẩu"
    button = "Cấp liên kết"

    def consequences(self) -> list[str]:
        return [
            f"Liên kết cho {self.person} tự đặt mật khẩu một lần, trong 24 giờ.",
            "Liên kết đã cấp trước đây mà chưa dùng sẽ hết dùng được.",
            "Mật khẩu hiện nay, nếu có, vẫn dùng được cho đến khi đặt mật khẩu mới.",
        ]

    def act(self, at: datetime) -> HttpResponse:
        secret = actions.issue_password_link(user=self.account, by=self.by, at=at)
        address = self.request.build_absolute_uri(reverse("password_link", args=[secret]))
        context = self.get_context_data(link=address, valid_until=localtime(at + LINK_LIVES))
        # Answered at once instead of leading on: kept nowhere, the link cannot be shown again.
        response = self.response_class(
            request=self.request, template="people/password_link.html", context=context, using=self.template_engine
        )
        add_never_cache_headers(response)
        return response


class CloseAccountView(ConfirmedView):
    page_title = "Đóng tài khoản"
    button = "Đóng tài khoản"
    is_serious = True

    def consequences(self) -> list[str]:
        return [
            f"{self.person} bị đăng xuất ở mọi nơi và không đăng nhập được nữa.",
            "Vai trò, việc đã làm và nhật ký giữ nguyên. Tài khoản có thể mở lại.",
        ]

    def act(self, at: datetime) -> HttpResponse:
        actions.close_account(user=self.account, by=self.by, at=at)
        return self.done(f"Đã đóng tài khoản {self.account.username}.")


class ReopenAccountView(ConfirmedView):
    page_title = "Mở lại tài khoản"
    button = "Mở lại tài khoản"

    def consequences(self) -> list[str]:
        return [f"{self.person} đăng nhập lại được bằng mật khẩu trước đây, với các vai trò chưa kết thúc."]

    def act(self, at: datetime) -> HttpResponse:
        actions.reopen_account(user=self.account, by=self.by, at=at)
        return self.done(f"Đã mở lại tài khoản {self.account.username}.")


class ResetSecondFactorView(ConfirmedView):
    page_title = "Gỡ xác thực hai bước"
    button = "Gỡ xác thực hai bước"
    is_serious = True

    def consequences(self) -> list[str]:
        return [
            f"{self.person} bị đăng xuất ở mọi nơi; lần đăng nhập sau chỉ cần mật khẩu. Mã khôi phục cũ hết dùng được.",
            "Chỉ gỡ khi đã gặp hoặc gọi cho chính người đó và biết chắc điện thoại bị mất hoặc hỏng.",
            "Trong 7 ngày tới, liên kết đặt mật khẩu cho tài khoản này phải do một người quản trị khác cấp.",
        ]

    def act(self, at: datetime) -> HttpResponse:
        actions.reset_second_factor(user=self.account, by=self.by, at=at)
        return self.done(f"Đã gỡ xác thực hai bước của tài khoản {self.account.username}.")


class EndRoleView(ConfirmedView):
    page_title = "Kết thúc vai trò"
    button = "Kết thúc vai trò"
    is_serious = True

    @cached_property
    def held(self) -> RoleAssignment:
        held = get_object_or_404(self.account.roles.select_related("unit"), pk=self.kwargs["held"])
        if not permissions.can_end_role(self.by, held, today()):
            raise Http404
        return held

    def consequences(self) -> list[str]:
        unit = queries.unit_names([self.held.unit_id], today())[self.held.unit_id]
        return [
            f"{self.person} thôi làm {Role(self.held.role).label} của {unit} từ hôm nay.",
            "Việc đã làm và nhật ký giữ nguyên. Khi cần, giao lại vai trò này được.",
        ]

    def act(self, at: datetime) -> HttpResponse:
        actions.end_role(self.held, by=self.by, at=at)
        return self.done(f"Đã kết thúc vai trò {Role(self.held.role).label} của {self.person}.")


class AccountMenuItem(MenuItem):
    """Shown to those who manage the people of any unit."""

    def is_shown(self, request: HttpRequest) -> bool:
        return permissions.has_anywhere(request.user, Right.MANAGE_PEOPLE, today())


class AccountViewSet(ViewSet):
    name = "accounts"
    url_prefix = "nguoi-dung"
    icon = "user"
    menu_label = _TITLE
    menu_order = 120
    add_to_admin_menu = True
    menu_item_class = AccountMenuItem
    menu_url = property(lambda self: reverse("accounts:index"))

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses of the list, of one account and of each change."""
        view: Callable[..., Any] = self.construct_view
        return [
            path("", view(AccountIndexView), name="index"),
            path("moi/", view(OpenAccountView), name="open"),
            path("<int:pk>/", view(AccountView), name="account"),
            path("<int:pk>/sua/", view(ChangeAccountView), name="change"),
            path("<int:pk>/vai-tro/", view(GiveRoleView), name="give_role"),
            path("<int:pk>/vai-tro/<int:held>/", view(EndRoleView), name="end_role"),
            path("<int:pk>/lien-ket/", view(IssueLinkView), name="issue_link"),
            path("<int:pk>/dong/", view(CloseAccountView), name="close"),
            path("<int:pk>/mo-lai/", view(ReopenAccountView), name="reopen"),
            path("<int:pk>/xac-thuc-hai-buoc/", view(ResetSecondFactorView), name="reset_second_factor"),
        ]
