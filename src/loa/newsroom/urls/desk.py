"""Addresses of the newsroom at the light desk, below /viec/tin-bai/."""

from django.urls import URLPattern

app_name = "newsroom"
urlpatterns: list[URLPattern] = []
