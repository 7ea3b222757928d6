"""Addresses of the public site. The front page is Wagtail's; its address is here to refuse all but reading."""

from django.urls import URLPattern, path

from loa.website.views import feeds, finding_pages, front, health, pages, plans, reaching, search, stories

app_name = "website"
urlpatterns: list[URLPattern] = [
    path("", front.home, name="home"),
    path("suc-khoe/", health.health, name="health"),
    path("don-vi/", front.unit_list, name="unit_list"),
    path("tin-bai/", stories.stories, name="stories"),
    path("tin-bai/<slug:kind>.xml", feeds.of_site, name="feed"),
    path("tin-bai/<slug:slug>/", stories.story, name="story"),
    path("tin-bai/<slug:slug>/<slug:language>/", stories.translation, name="translation"),
    path("chuyen-muc/<slug:address>/", stories.section, name="section"),
    path("tim-kiem/", search.search, name="search"),
    path("tim-kiem/goi-y/", search.suggestions, name="search_suggestions"),
    path("su-kien/", pages.events, name="events"),
    path("chuyen-muc/<slug:address>/<slug:kind>.xml", feeds.of_section, name="section_feed"),
    path("don-vi/<slug:key>/<slug:kind>.xml", feeds.of_unit, name="unit_feed"),
    path("nhan-tin/", feeds.feeds, name="feeds"),
    path("so-do-trang/", finding_pages.site_map, name="site_map"),
    path("sitemap.xml", finding_pages.addresses, name="addresses"),
    path("sitemap-<int:part>.xml", finding_pages.part_of_addresses, name="part_of_addresses"),
    path("kha-nang-tiep-can/", reaching.accessibility, name="accessibility"),
    path("en/contact/", reaching.contact_in_english, name="contact_in_english"),
    path("ke-hoach/", plans.plan_list, name="plan_list"),
    path("ke-hoach/<slug:slug>/", plans.plan, name="plan"),
    path("ke-hoach/<slug:slug>/tep/", plans.plan_file, name="plan_file"),
]
