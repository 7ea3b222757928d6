"""The office's screen for a draft that is not signed yet."""

from pathlib import Path
from typing import Any, cast

from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from loa.base.clock import today
from loa.people.models import User
from loa.plans.actions import UnreadableFile, check_draft, comment_draft
from loa.plans.forms import DraftForm
from loa.plans.models import Plan
from loa.plans.viewsets.policy import OnlyViewing

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class DraftView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """Check a draft that is not signed yet: read it, show what is odd, keep nothing."""

    permission_policy = OnlyViewing(Plan)
    permission_required = "view"
    page_title = "Kiểm tra dự thảo"
    header_icon = "doc-full-inverse"
    template_name = "plans/draft.html"
    form_class = DraftForm

    def form_valid(self, form: DraftForm) -> HttpResponse:
        """Answer the button pressed: what was understood as a page, or the same file with the findings as comments."""
        file = form.cleaned_data["file"]
        data, by, on = file.read(), cast("User", self.request.user), today()
        answer: dict[str, Any] = {}
        if "comments" in self.request.POST:
            try:
                return _download(comment_draft(data=data, name=file.name, by=by, on=on), file.name)
            except UnreadableFile as problem:
                answer["refusal"] = str(problem)
        try:
            answer["reading"] = check_draft(data=data, name=file.name, by=by, on=on)
        except UnreadableFile as problem:
            answer["refusal"] = str(problem)
        return self.render_to_response(self.get_context_data(form=form, **answer))

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("plans:index"), "label": "Kế hoạch"},
            {"url": "", "label": self.page_title},
        ]


def _download(commented: bytes, name: str) -> HttpResponse:
    told = content_disposition_header(as_attachment=True, filename=f"{Path(name).stem} (có ghi chú).docx")
    return HttpResponse(commented, content_type=_DOCX, headers={"Content-Disposition": told or "attachment"})
