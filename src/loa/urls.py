"""Every address, from the most particular to Wagtail's catch-all."""

from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

_TO_SIGN_IN = RedirectView.as_view(pattern_name="account_login", query_string=True)

urlpatterns: list[URLPattern | URLResolver] = [
    # Wagtail's own doors would let a password alone in, unthrottled: allauth's is the only one.
    path("admin/login/", _TO_SIGN_IN),
    path("admin/password_reset/", _TO_SIGN_IN),
    path("admin/", include(wagtailadmin_urls)),
    path("accounts/", include("allauth.urls")),
    path("", include("loa.website.urls")),
    path("", include(wagtail_urls)),
]
