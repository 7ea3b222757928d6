"""Addresses of the ledger at the light desk, below /viec/so-tuyen-truyen/."""

from django.urls import URLPattern, path

from loa.activities.views import activity

app_name = "ledger"
urlpatterns: list[URLPattern] = [
    path("<int:pk>/", activity.sheet, name="activity"),
    path("<int:pk>/dao/", activity.take_back, name="take_back"),
    path("minh-chung/<int:pk>/", activity.proof_file, name="proof"),
]
