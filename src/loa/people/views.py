"""Pages for people who are not in yet: the door, and the page a one-time link opens."""

from allauth.account.views import LoginView
from allauth.core.ratelimit import consume_or_429
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_variables

from loa.base.clock import now
from loa.base.secret_pages import opened_by_secret
from loa.people import queries
from loa.people.actions import LinkRefused, use_password_link
from loa.people.forms import NewPasswordForm


class SignInView(LoginView):
    """allauth's door, which sends nobody round in a circle."""

    def get_authenticated_redirect_url(self) -> str:
        """Return where somebody who is in already goes on to.

        Raises:
            PermissionDenied: to the office, which has just sent this person here.
        """
        address: str = super().get_authenticated_redirect_url()
        if address.startswith(reverse("wagtailadmin_home")) and not self.request.user.has_perm(
            "wagtailadmin.access_admin"
        ):
            raise PermissionDenied
        return address


@opened_by_secret
@sensitive_variables("secret")
def set_password_by_link(request: HttpRequest, secret: str) -> HttpResponse:
    """Let the holder of a one-time link set the password; every dead link is answered alike, whatever it died of."""
    return consume_or_429(request, action="password_link", limit_get=True) or _answer(request, secret)


@sensitive_variables("secret")
def _answer(request: HttpRequest, secret: str) -> HttpResponse:
    at = now()
    account = queries.account_of_link(secret, at)
    if account is None:
        return _dead_link(request)
    form = NewPasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            use_password_link(secret=secret, password=form.cleaned_data["password1"], at=at)
        except LinkRefused:
            return _dead_link(request)
        except ValidationError as problem:
            form.add_error("password1", problem)
        else:
            messages.success(request, "Đã đặt mật khẩu. Đăng nhập bằng mật khẩu mới.")
            return redirect("account_login")
    return render(request, "account/password_link.html", {"form": form, "account": account})


def _dead_link(request: HttpRequest) -> HttpResponse:
    return render(request, "account/password_link_dead.html", status=404)
