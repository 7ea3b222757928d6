"""Every address, from the most particular to Wagtail's catch-all."""

from allauth.account import views as account
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from loa.base import views as base
from loa.people import views as people
from loa.people.viewsets import own_account
from loa.tasks.views import calendar

handler400 = base.bad_request
handler403 = base.permission_denied
handler404 = base.page_not_found
handler500 = base.server_error

_TO_SIGN_IN = RedirectView.as_view(pattern_name="account_login", query_string=True)

# Only what is in use of allauth's addresses: no sign-up, no e-mail addresses, no reset by mail (no mail is sent yet).
_accounts: list[URLPattern | URLResolver] = [
    path("login/", people.SignInView.as_view(), name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("mat-khau/<str:secret>/", people.set_password_by_link, name="password_link"),
    path("2fa/", include("allauth.mfa.urls")),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("robots.txt", base.robots),
    path("favicon.ico", base.favicon),
    # Wagtail's own three doors would let a password alone in, unthrottled: allauth's is the only one.
    path("admin/login/", _TO_SIGN_IN),
    path("admin/password_reset/", _TO_SIGN_IN),
    path("_util/login/", _TO_SIGN_IN),
    path("admin/account/", own_account),  # before Wagtail's, on which people rename themselves
    path("admin/", include(wagtailadmin_urls)),
    path("accounts/", include(_accounts)),
    path("documents/", include(wagtaildocs_urls)),
    path("media/<path:name>", base.media),
    path("tin-bai/", include("loa.newsroom.urls.public")),
    path("viec/tin-bai/", include("loa.newsroom.urls.desk")),
    path("viec/so-tuyen-truyen/", include("loa.activities.urls")),
    path("viec/trang-thong-tin/", include("loa.website.urls.desk")),
    path("viec/", include("loa.tasks.urls")),
    path("lich/<str:secret>.ics", calendar.feed_file, name="calendar_feed"),
    path("", include("loa.website.urls.public")),
    path("", include(wagtail_urls)),
]
