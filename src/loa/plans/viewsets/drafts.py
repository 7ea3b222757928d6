"""The office's screen for a draft that is not signed yet."""

from typing import Any, cast

from django.http import HttpResponse
from django.urls import reverse
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from loa.base.clock import today
from loa.people.models import User
from loa.plans.actions import UnreadableFile, check_draft
from loa.plans.forms import DraftForm
from loa.plans.models import Plan
from loa.plans.viewsets.policy import OnlyViewing


class DraftView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """Check a draft that is not signed yet: read it, show what is odd, keep nothing."""

    permission_policy = OnlyViewing(Plan)
    permission_required = "view"
    page_title = "Kiểm tra dự thảo"
    header_icon = "doc-full-inverse"
    template_name = "plans/draft.html"
    form_class = DraftForm

    def form_valid(self, form: DraftForm) -> HttpResponse:
        file = form.cleaned_data["file"]
        try:
            reading = check_draft(data=file.read(), name=file.name, by=cast("User", self.request.user), on=today())
        except UnreadableFile as problem:
            return self.render_to_response(self.get_context_data(form=form, refusal=str(problem)))
        return self.render_to_response(self.get_context_data(form=form, reading=reading))

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("plans:index"), "label": "Kế hoạch"},
            {"url": "", "label": self.page_title},
        ]
