"""Addresses below /tin-bai/: stories as readers get them, and deciding by a link."""

from django.urls import URLPattern, path

from loa.newsroom.views import by_link, public

app_name = "news"
urlpatterns: list[URLPattern] = [
    path("", public.story_list, name="stories"),
    path("duyet/<str:secret>/", by_link.decide, name="decide"),
    path("<slug:slug>/", public.story, name="story"),
]
