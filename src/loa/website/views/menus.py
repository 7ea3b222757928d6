"""The menu of a site, for those who keep it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from loa.tasks.views.frame import DeskRequest, desk_page, show
from loa.website.actions import MenuRefused, set_menu
from loa.website.forms import MenuForm
from loa.website.queries.menus import pages_to_choose
from loa.website.queries.portals import sections_of
from loa.website.rules.menus import MOST_ENTRIES
from loa.website.views.keeping import portal_kept


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def menu(request: DeskRequest, pk: int) -> HttpResponse:
    """Show the menu of a site row by row, and take what its keeper chose."""
    sitting, kept = request.sitting, portal_kept(request, pk)
    form = MenuForm(
        request.POST if request.method == "POST" else None,
        entries=list(kept.menu_entries.all()),
        version=kept.version,
        sections=sections_of(kept, sitting.today).listed,
        pages=pages_to_choose(kept.site.root_page),
    )
    if form.is_bound and form.is_valid():
        try:
            version = form.cleaned_data["version"]
            set_menu(portal=kept, entries=form.values(), version=version, by=sitting.user, at=sitting.at)
        except MenuRefused as refused:
            form.refuse(refused)
        else:
            messages.success(request, "Đã lưu menu. Mọi trang công khai đã hiện menu mới.")
            return redirect("sites:portal", kept.pk)
    context = {"kept": kept, "form": form, "most": MOST_ENTRIES}
    return show(request, "website/portal_menu.html", context, status=422 if form.errors else 200)
