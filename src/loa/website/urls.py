"""Addresses of the public site. The front page is Wagtail's; its address is here to refuse all but reading."""

from django.urls import URLPattern, path

from loa.website import views

app_name = "website"
urlpatterns: list[URLPattern] = [
    path("", views.home, name="home"),
    path("suc-khoe/", views.health, name="health"),
    path("don-vi/", views.unit_list, name="unit_list"),
    path("ke-hoach/", views.plan_list, name="plan_list"),
    path("ke-hoach/<slug:slug>/", views.plan, name="plan"),
    path("ke-hoach/<slug:slug>/tep/", views.plan_file, name="plan_file"),
]
