"""Addresses below /viec/trang-thong-tin/: the desk of those who keep a site."""

from django.urls import URLPattern, path

from loa.website.views import keeping, menus

app_name = "sites"
urlpatterns: list[URLPattern] = [
    path("", keeping.portals, name="portals"),
    path("trong-coi/", keeping.watching, name="watching"),
    path("trong-coi/con-dung/<slug:kind>/<int:pk>/", keeping.found_right, name="found_right"),
    path("<int:pk>/", keeping.portal, name="portal"),
    path("<int:pk>/menu/", menus.menu, name="menu"),
    path("<int:pk>/lay-tin/", keeping.add_source, name="add_source"),
    path("<int:pk>/lay-tin/<int:source>/thoi/", keeping.drop_source, name="drop_source"),
]
