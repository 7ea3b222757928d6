"""The office's screen to bring in an issued plan."""

from datetime import date
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from loa.base.clock import now, today
from loa.people.models import Unit, User
from loa.plans import queries
from loa.plans.actions import AlreadyImported, NotAPlan, UnreadableFile, import_plan
from loa.plans.forms import UploadForm
from loa.plans.models import Plan, PlanVersion
from loa.plans.permissions import reviewable_owners
from loa.plans.viewsets.policy import OnlyViewing


class UploadView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """Read an issued plan, keep it as a version to review, and go there."""

    permission_policy = OnlyViewing(Plan)
    permission_required = "view"
    page_title = "Tải kế hoạch lên"
    header_icon = "upload"
    template_name = "plans/upload.html"
    form_class = UploadForm

    def get_form_kwargs(self) -> dict[str, Any]:
        owners = queries.owners_to_choose(reviewable_owners(self.request.user, today()), today())
        return {**super().get_form_kwargs(), "owners": owners, "initial": {"owner": owners[0][0] if owners else None}}

    def form_valid(self, form: UploadForm) -> HttpResponse:
        file = form.cleaned_data["file"]
        try:
            version = import_plan(
                data=file.read(),
                name=file.name,
                owner=Unit.objects.get(pk=form.cleaned_data["owner"]),
                by=cast("User", self.request.user),
                at=now(),
            )
        except AlreadyImported as known:
            return self._refuse(form, str(known), known=self._address(known.version))
        except (NotAPlan, UnreadableFile, PermissionDenied) as problem:
            return self._refuse(form, str(problem))
        messages.success(self.request, f"Đã đọc và lưu {version}. Đối chiếu từng phần dưới đây.")
        return redirect("plans:review", version.pk)

    def _refuse(self, form: UploadForm, refusal: str, **also: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form, refusal=refusal, **also))

    def _address(self, version: PlanVersion) -> str:
        """Return where the known version is looked at; empty for who may not see it."""
        if version.plan.owner_id not in reviewable_owners(self.request.user, today()):
            return ""
        return address_of_version(version.plan_id, version.pk, version.confirmed_at)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("plans:index"), "label": "Kế hoạch"},
            {"url": "", "label": self.page_title},
        ]


def address_of_version(plan: int, version: int, confirmed_at: date | None) -> str:
    """Return where a version is looked at: its review until it is confirmed, then the plan."""
    return reverse("plans:inspect", args=[plan]) if confirmed_at else reverse("plans:review", args=[version])
