"""Addresses of the public site that are not pages of the tree."""

from django.urls import URLPattern

app_name = "website"
urlpatterns: list[URLPattern] = []
