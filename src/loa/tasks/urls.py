"""Addresses of the light desk."""

from django.urls import URLPattern, path

from loa.tasks.views import people, plans, work

app_name = "desk"
urlpatterns: list[URLPattern] = [
    path("", work.work, name="work"),
    path("<int:pk>/", work.obligation, name="obligation"),
    path("<int:pk>/bat-dau/", work.start, name="start"),
    path("<int:pk>/gui/", work.send, name="send"),
    path("tep/<int:pk>/", work.evidence_file, name="evidence"),
    path("ke-hoach/", plans.plans, name="plans"),
    path("ke-hoach/<slug:slug>/", plans.plan, name="plan"),
    path("ke-hoach/<slug:slug>/dau-viec/", plans.plan_list, name="plan_list"),
    path("ke-hoach/<slug:slug>/mo-viec/<int:pk>/", plans.open_task, name="open_task"),
    path("don-vi/", people.units, name="units"),
    path("tai-khoan/", people.account, name="account"),
]
