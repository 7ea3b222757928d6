"""Addresses of the public site. The front page is Wagtail's; its address is here to refuse all but reading."""

from django.urls import URLPattern, path

from loa.website.views import checklist, consulting, front, health, library, plans, stories

app_name = "website"
urlpatterns: list[URLPattern] = [
    path("", front.home, name="home"),
    path("suc-khoe/", health.health, name="health"),
    path("don-vi/", front.unit_list, name="unit_list"),
    path("tin-bai/", stories.stories, name="stories"),
    path("tin-bai/<slug:slug>/", stories.story, name="story"),
    path("chuyen-muc/<slug:address>/", stories.section, name="section"),
    path("van-ban/", library.documents, name="documents"),
    path("van-ban/<slug:slug>/", library.document, name="document"),
    path("tep-van-ban/<int:pk>/", library.library_file, name="library_file"),
    path("lay-y-kien/", consulting.oversight, name="oversight"),
    path("lay-y-kien/<slug:slug>/", consulting.draft, name="draft"),
    path("lay-y-kien/<slug:slug>/tiep-thu.xlsx", consulting.answers, name="answers"),
    path("viec/muc-bat-buoc/", checklist.overview, name="checklist"),
    path("viec/muc-bat-buoc/tai-ve/", checklist.export, name="checklist_export"),
    path("viec/muc-bat-buoc/danh-sach/", checklist.sections, name="checklist_sections"),
    path("viec/muc-bat-buoc/danh-sach/moi/", checklist.section, name="checklist_new"),
    path("viec/muc-bat-buoc/danh-sach/<int:pk>/", checklist.section, name="checklist_section"),
    path("viec/muc-bat-buoc/<int:pk>/", checklist.site, name="checklist_site"),
    path("ke-hoach/", plans.plan_list, name="plan_list"),
    path("ke-hoach/<slug:slug>/", plans.plan, name="plan"),
    path("ke-hoach/<slug:slug>/tep/", plans.plan_file, name="plan_file"),
]
