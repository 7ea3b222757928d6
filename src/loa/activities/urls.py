"""Addresses of the ledger at the light desk, below /viec/so-tuyen-truyen/."""

from django.urls import URLPattern, path

from loa.activities.views import activity, coverage, entries, holes, links, targets, terms, workbooks

app_name = "ledger"
urlpatterns: list[URLPattern] = [
    path("", entries.entries, name="activities"),
    path("tai-ve/", entries.export, name="export"),
    path("ghi/", entries.enter, name="enter"),
    path("bang-tinh/", workbooks.workbook, name="workbook"),
    path("bang-tinh/tep/", workbooks.file, name="workbook_file"),
    path("bang-tinh/ghi/", workbooks.keep, name="workbook_keep"),
    path("bao-phu/", coverage.coverage, name="coverage"),
    path("bao-phu/tai-ve/", coverage.coverage_export, name="coverage_export"),
    path("cho-trong/", holes.holes, name="holes"),
    path("thuoc-do/", holes.measured, name="measures"),
    path("chi-tieu/", targets.targets, name="targets"),
    path("chi-tieu/dat/", targets.set_target, name="set_target"),
    path("chi-tieu/khong-thuc-hien/", targets.leave_blank, name="leave_blank"),
    path("chi-tieu/ket-thuc/<slug:kind>/<int:pk>/", targets.end, name="end_target"),
    path("ke-hoach/<slug:slug>/", targets.rules, name="rules"),
    path("ke-hoach/<slug:slug>/<int:task>/", targets.set_rule, name="set_rule"),
    path("danh-muc/", terms.terms, name="terms"),
    path("danh-muc/<slug:kind>/them/", terms.add, name="add_term"),
    path("danh-muc/<slug:kind>/<int:pk>/", terms.change, name="change_term"),
    path("duong-dan/", links.links, name="links"),
    path("duong-dan/nguon/", links.declare, name="declare_feed"),
    path("duong-dan/nguon/<int:pk>/thoi/", links.end, name="end_feed"),
    path("duong-dan/<int:pk>/", links.link, name="link"),
    path("<int:pk>/", activity.sheet, name="activity"),
    path("<int:pk>/dao/", activity.take_back, name="take_back"),
    path("minh-chung/<int:pk>/", activity.proof_file, name="proof"),
]
