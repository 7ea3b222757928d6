"""Addresses of the newsroom at the light desk, below /viec/tin-bai/."""

from django.urls import URLPattern, path

from loa.newsroom.views import commissioning, contributors, packages, room, sheet, tips, unit_rules, versions, writing

app_name = "newsroom"
urlpatterns: list[URLPattern] = [
    path("", room.home, name="home"),
    path("tat-ca/", room.stories, name="stories"),
    path("tat-ca/tai-ve/", room.export, name="export"),
    path("viet/", writing.write, name="write"),
    path("tin-co-so/", tips.tips, name="tips"),
    path("tin-co-so/gui/", tips.send, name="send_tip"),
    path("tin-co-so/<int:pk>/", tips.tip, name="tip"),
    path("tin-co-so/<int:pk>/nhan/", tips.take, name="take_tip"),
    path("tin-co-so/<int:pk>/khong-dung/", tips.decline, name="decline_tip"),
    path("cong-tac-vien/", contributors.contributors, name="contributors"),
    path("cong-tac-vien/<int:pk>/thu-hoi/", contributors.end, name="end_contributor"),
    path("cach-gui/", unit_rules.unit_rules, name="unit_rules"),
    path("dat-bai/", commissioning.commission, name="commission"),
    path("<int:pk>/", sheet.story, name="story"),
    path("<int:pk>/sua/", writing.edit, name="edit"),
    path("<int:pk>/cac-ban/", versions.compare, name="versions"),
    path("<int:pk>/gui/", sheet.submit, name="submit"),
    path("<int:pk>/quyet-dinh/<slug:answer>/", sheet.decide, name="decide"),
    path("<int:pk>/ban-giay/", sheet.on_paper, name="on_paper"),
    path("<int:pk>/lien-ket/", sheet.make_link, name="make_link"),
    path("<int:pk>/trao-doi/", sheet.comment, name="comment"),
    path("<int:pk>/goi-y/", sheet.hint, name="hint"),
    path("<int:pk>/kenh/", sheet.set_output, name="set_output"),
    path("<int:pk>/kenh/<int:output>/", sheet.move_output, name="move_output"),
    path("<int:pk>/theo-sau/<int:row>/", sheet.follow_up, name="follow_up"),
    path("<int:pk>/dinh-chinh/", sheet.correct, name="correct"),
    path("<int:pk>/go/", sheet.withdraw, name="withdraw"),
    path("<int:pk>/bo/", sheet.drop, name="drop"),
    path("huong-dan/", packages.packages, name="packages"),
    path("huong-dan/soan/", packages.write, name="package_write"),
    path("huong-dan/<int:pk>/", packages.package, name="package"),
    path("huong-dan/<int:pk>/sua/", packages.edit, name="package_edit"),
    path("huong-dan/<int:pk>/phat-hanh/", packages.issue, name="package_issue"),
    path("huong-dan/<int:pk>/nhan/", packages.take, name="package_take"),
    path("huong-dan/<int:pk>/dung/<int:item>/", packages.use, name="package_use"),
]
