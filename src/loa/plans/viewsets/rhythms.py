"""The office's small list of rhythms, for the administrator of the installation."""

from typing import Any

from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from loa.base.clock import now
from loa.people.models import User
from loa.plans.actions import save_rhythm
from loa.plans.models import PeriodRule
from loa.plans.permissions import can_change_rhythms


class Administrators(ModelPermissionPolicy):
    """Rhythms are seen, added and changed by the administrator; none is deleted, for plans point to them."""

    def user_has_permission(self, user: User, action: str) -> bool:
        return action in {"view", "add", "change"} and can_change_rhythms(user)

    def user_has_any_permission(self, user: User, actions: list[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class SavedByAction:
    """Hand the form's row to the action instead of saving it here."""

    form: Any
    request: Any
    has_content_changes = True

    def save_instance(self) -> PeriodRule:
        rule: PeriodRule = self.form.save(commit=False)
        save_rhythm(rule, by=self.request.user, at=now())
        return rule


class RhythmCreateView(SavedByAction, generic.CreateView):
    pass


class RhythmEditView(SavedByAction, generic.EditView):
    pass


class RhythmViewSet(ModelViewSet):
    model = PeriodRule
    name = "rhythms"
    url_prefix = "nhip-bao-cao"
    icon = "calendar"
    menu_label = "Nhịp báo cáo"
    add_to_settings_menu = True
    copy_view_enabled = False
    form_fields = ("code", "name", "months", "opens", "first_day", "days_to_send", "basis", "position")
    add_view_class = RhythmCreateView
    edit_view_class = RhythmEditView
    ordering = ("position",)
    list_display = (
        TitleColumn("name", label="Nhịp báo cáo", url_name="rhythms:edit"),
        Column("cut", label="Mỗi kỳ"),
        Column("first_day", label="Ngày mở kỳ"),
        Column("days_to_send", label="Số ngày để gửi"),
        Column("basis", label="Căn cứ"),
    )

    @property
    def permission_policy(self) -> Administrators:
        return Administrators(self.model)
