"""Addresses below /tin-bai/ for who holds a link: sending a tip, deciding about a story."""

from django.urls import URLPattern, path

from loa.newsroom.views import by_link, contributors, recordings

app_name = "news"
urlpatterns: list[URLPattern] = [
    path("gui/<str:secret>/", contributors.send_by_link, name="send_by_link"),
    path("duyet/<str:secret>/", by_link.decide, name="decide"),
    path("ghi/<int:pk>/<str:name>", recordings.recording, name="recording"),
]
