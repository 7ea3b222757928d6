"""Addresses of the light desk."""

from django.urls import URLPattern, path

from loa.tasks.views import accepting, calendar, lists, partnering, people, period, plans, readings, reminders, work

app_name = "desk"
urlpatterns: list[URLPattern] = [
    path("", work.work, name="work"),
    path("<int:pk>/", work.obligation, name="obligation"),
    path("<int:pk>/bat-dau/", work.start, name="start"),
    path("<int:pk>/gui/", work.send, name="send"),
    path("<int:pk>/khong-phat-sinh/", work.nil, name="nil"),
    path("<int:pk>/nhap-thay/", work.type_for, name="type_for"),
    path("<int:pk>/xac-nhan/", accepting.accept_one, name="accept"),
    path("<int:pk>/tra-lai/", accepting.give_back, name="return"),
    path("<int:pk>/duyet/", accepting.approve, name="approve"),
    path("<int:pk>/khong-ap-dung/", accepting.drop, name="drop"),
    path("<int:pk>/ap-dung/", accepting.restore, name="restore"),
    path("<int:pk>/trao-doi/", accepting.write_comment, name="comment"),
    path("xac-nhan/", accepting.waiting, name="waiting"),
    path("xac-nhan/da-chon/", accepting.chosen, name="chosen"),
    path("cho-duyet/", accepting.for_head, name="for_head"),
    path("ky/", period.period, name="period"),
    path("tep/<int:pk>/", work.evidence_file, name="evidence"),
    path("ke-hoach/", plans.plans, name="plans"),
    path("ke-hoach/<slug:slug>/", plans.plan, name="plan"),
    path("ke-hoach/<slug:slug>/dau-viec/", lists.plan_list, name="plan_list"),
    path("ke-hoach/<slug:slug>/mo-viec/<int:pk>/", plans.open_task, name="open_task"),
    path("ke-hoach/<slug:slug>/da-doc/", readings.readings, name="readings"),
    path("ke-hoach/<slug:slug>/da-doc/tai-ve/", readings.readings_workbook, name="readings_workbook"),
    path("ke-hoach/<slug:slug>/da-doc/toi/", readings.say_read, name="acknowledge"),
    path("ke-hoach/<slug:slug>/da-doc/don-vi/", readings.say_roll, name="roll_call"),
    path("lich/", calendar.month, name="calendar"),
    path("lich/dang-ky/", calendar.feeds, name="feeds"),
    path("lich/dang-ky/<int:pk>/thu-hoi/", calendar.feed_end, name="feed_end"),
    path("lich/<str:day>/", calendar.day, name="calendar_day"),
    path("phoi-hop/", partnering.partners, name="partners"),
    path("phoi-hop/<int:pk>/", partnering.partner_task, name="partner_task"),
    path("nhac-viec/", reminders.reminders, name="reminders"),
    path("han-vao-ngay-nghi/", reminders.days_off, name="days_off"),
    path("don-vi/", people.units, name="units"),
    path("tai-khoan/", people.account, name="account"),
]
