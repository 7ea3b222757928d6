"""What the four lists of the library share: whose rows are found, that an action stores them, that none is deleted."""

from typing import Any, cast

from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from wagtail.admin.menu import MenuItem
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import HeaderButton
from wagtail.permission_policies import ModelPermissionPolicy

from loa.base.clock import now, today
from loa.library.actions import LibraryRefused, withdraw
from loa.library.forms import WithdrawForm
from loa.library.models import Kept
from loa.library.permissions import keeps_anywhere, units_kept
from loa.people.models import User
from loa.people.queries import unit_names


class OfKeepers(ModelPermissionPolicy):
    """Rows are seen, added and changed by who keeps the site of a unit; none is deleted."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in {"view", "add", "change"} and keeps_anywhere(user, today())

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class ReachOfUnits:
    """The rows of the units whose sites the person keeps."""

    request: HttpRequest
    model: type[Model]
    owner_path = "owner"

    def of_ones_units(self) -> "QuerySet[Any]":
        """Return the rows that the person keeps."""
        kept = units_kept(self.request.user, today())
        return self.model._default_manager.filter(**{f"{self.owner_path}__in": kept})


class OfOnesUnits(ReachOfUnits):
    """Let a view of one row find only those of one's units."""

    def get_queryset(self) -> "QuerySet[Any]":
        return self.of_ones_units()


class SavedByAction:
    """Hand the form's row to the action instead of saving it here; what it refuses stands at its field."""

    form: Any
    request: HttpRequest
    has_content_changes = True
    produced_error_message: str | None = None

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            return cast("HttpResponse", super().form_valid(form))  # type: ignore[misc]
        except LibraryRefused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
            self.produced_error_message = self.get_error_message()  # type: ignore[attr-defined]
            return cast("HttpResponse", self.form_invalid(form))  # type: ignore[attr-defined]

    def save_instance(self) -> Model:
        row: Model = self.form.save(commit=False)
        self.keep(row, by=cast("User", self.request.user), at=now(), **self.form.told)
        return row

    def keep(self, row: Any, **told: Any) -> None:
        """Store the row by its action."""
        raise NotImplementedError


class KeptIndexView(ReachOfUnits, generic.IndexView):
    """A list with the name of each row's unit."""

    any_permission_required = ["view"]
    default_ordering: str = "-pk"
    names: dict[int, str]

    def get_base_queryset(self) -> "QuerySet[Any]":
        return self.of_ones_units()

    def get_table(self, object_list: Any) -> Any:
        rows = list(object_list)
        self.names = unit_names({self.owner_of(row) for row in rows}, today())
        return super().get_table(rows)

    def owner_of(self, row: Any) -> int:
        """Return the id of the unit a row belongs to."""
        return int(row.owner_id)


class KeptEditView(OfOnesUnits, SavedByAction, generic.EditView):
    """One row; the way to withdraw it stands above."""

    @property
    def header_more_buttons(self) -> list[HeaderButton]:
        if getattr(self.object, "withdrawn_at", None) is not None:
            return []
        return [HeaderButton("Gỡ", url=self.beside("withdraw"), icon_name="bin")]

    def beside(self, name: str) -> str:
        """Return the address of another page of this row."""
        space = self.edit_url_name.partition(":")[0]
        return reverse(f"{space}:{name}", args=[self.object.pk])


class WithdrawView(OfOnesUnits, SavedByAction, generic.EditView):
    """Take a row off the lists with a reason."""

    page_title = "Gỡ"
    success_message = "Đã gỡ. Địa chỉ cũ cho biết lý do."

    def save_instance(self) -> Kept:
        told, one = self.form.cleaned_data, self.model._default_manager.get(pk=self.object.pk)
        return withdraw(
            cast("Kept", one),
            why=told["withdrawn_why"],
            keep_files=told["files_kept"],
            version=told["read"] or 0,
            by=cast("User", self.request.user),
            at=now(),
        )


class LibraryMenuItem(MenuItem):
    """Shown to those who keep the site of any unit."""

    def is_shown(self, request: HttpRequest) -> bool:
        return keeps_anywhere(request.user, today())


class KeptViewSet(ModelViewSet):
    """A list, adding and changing; some can be withdrawn; nothing is copied or deleted."""

    add_to_admin_menu = False
    menu_item_class = LibraryMenuItem
    copy_view_enabled = False
    withdraw_view_class: Any = WithdrawView

    @property
    def permission_policy(self) -> OfKeepers:
        return OfKeepers(self.model)

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Return what the views share, without addresses of what is not done here."""
        common: dict[str, Any] = super().get_common_view_kwargs(**kwargs)
        return {**common, **{f"{name}_url_name": None for name in ("delete", "usage", "history")}}

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses of the list and of one row; none is deleted."""
        patterns = [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("moi/", self.add_view, name="add"),
            path("<int:pk>/", self.edit_view, name="edit"),
        ]
        if self.withdraw_view_class is not None:
            form = type("Form", (WithdrawForm,), {"Meta": type("Meta", (WithdrawForm.Meta,), {"model": self.model})})
            patterns.append(path("<int:pk>/go/", self.beside(self.withdraw_view_class, form), name="withdraw"))
        return patterns

    def beside(self, view: Any, form: Any) -> Any:
        """Return a page of one row with a form of its own."""
        return self.construct_view(view, **{**self.get_edit_view_kwargs(), "panel": None, "form_class": form})
