"""Addresses below /tin-bai/: stories as readers get them, and deciding by a link."""

from django.urls import URLPattern, path

from loa.newsroom.views import by_link, contributors, public, recordings

app_name = "news"
urlpatterns: list[URLPattern] = [
    path("", public.story_list, name="stories"),
    path("gui/<str:secret>/", contributors.send_by_link, name="send_by_link"),
    path("duyet/<str:secret>/", by_link.decide, name="decide"),
    path("ghi/<int:pk>/<str:name>", recordings.recording, name="recording"),
    path("<slug:slug>/<slug:language>/", public.translation, name="translation"),
    path("<slug:slug>/", public.story, name="story"),
]
