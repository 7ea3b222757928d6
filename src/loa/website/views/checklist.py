"""The light desk's pages of what sites must carry: units by sections, one unit, the list itself."""

from collections.abc import Iterator

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_safe

from loa.base.workbooks import hand_out_list
from loa.lib.vietnamese_text import written_day
from loa.lib.workbooks import Value
from loa.tasks.views.frame import DeskRequest, desk_page, show
from loa.website import queries
from loa.website.actions import ChecklistRefused, keep_required_section, note_section
from loa.website.forms import LookForm, RequiredSectionForm
from loa.website.models import RequiredSection
from loa.website.permissions import can_keep_checklist, can_note_section, can_see_checklist, units_watched

_HEAD = ("Đơn vị", "Trang", "Mục", "Căn cứ", "Tình trạng", "Nội dung mới nhất", "Xem ngày", "Địa chỉ của mục")
_WIDTHS = (32, 32, 40, 40, 20, 18, 14, 48)


@require_safe
@desk_page
def overview(request: DeskRequest) -> HttpResponse:
    """Show every unit that must have a site by every section, with the gaps."""
    sitting = request.sitting
    found = queries.checklist(units_watched(sitting.user, sitting.today), sitting.today)
    context = {"found": found, "may_keep": can_keep_checklist(sitting.user)}
    return show(request, "website/checklist.html", context)


@require_safe
@desk_page
def export(request: DeskRequest) -> HttpResponse:
    """Hand out the table as a workbook, a line for each unit and section."""
    sitting = request.sitting
    found = queries.checklist(units_watched(sitting.user, sitting.today), sitting.today)
    notes = [f"Mục bắt buộc trên trang thông tin điện tử, ngày {written_day(sitting.today)}."]
    cells: Iterator[list[Value]] = (
        [row.name, row.address, cell.section.name, cell.section.source, cell.words, cell.newest_on, cell.looked_on,
         cell.address]
        for row in found.rows
        for cell in row.cells
    )  # fmt: skip
    name = f"muc-bat-buoc-{sitting.today:%Y-%m-%d}"
    return hand_out_list(name, "Mục bắt buộc", _HEAD, cells, widths=_WIDTHS, notes=notes)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def site(request: DeskRequest, pk: int) -> HttpResponse:
    """Show the sections of one site, and take what somebody found of one."""
    sitting = request.sitting
    may_note = can_note_section(sitting.user, pk, sitting.today)  # who may, sees it too, and need not be asked again
    if not may_note and not can_see_checklist(sitting.user, pk, sitting.today):
        raise Http404
    row = next(iter(queries.checklist([pk], sitting.today).rows), None)
    if row is None:
        raise Http404
    if request.method == "POST" and not may_note:
        raise Http404
    asked = {"section": request.GET["muc"]} if request.GET.get("muc", "").isdecimal() else None
    form = LookForm(request.POST) if request.method == "POST" else LookForm(initial=asked)
    form.offer([cell.section for cell in row.cells if not cell.known])
    if request.method == "POST" and form.is_valid():
        try:
            note_section(unit=row.unit, by=sitting.user, at=sitting.at, **form.cleaned_data)
        except ChecklistRefused as refused:
            form.add_error(refused.field or None, str(refused))
        else:
            messages.success(request, f"Đã ghi mục “{form.cleaned_data['section']}”.")
            return redirect("website:checklist_site", pk=pk)
    context = {"row": row, "form": form, "may_note": may_note}
    return show(request, "website/checklist_site.html", context, status=422 if form.errors else 200)


@require_safe
@desk_page
def sections(request: DeskRequest) -> HttpResponse:
    """Show the list of sections itself, those no longer in use included."""
    if not can_keep_checklist(request.user):
        raise Http404
    return show(request, "website/checklist_sections.html", {"sections": RequiredSection.objects.all()})


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def section(request: DeskRequest, pk: int | None = None) -> HttpResponse:
    """Show one section of the list, or a blank one, and store what was typed."""
    if not can_keep_checklist(request.user):
        raise Http404
    kept = get_object_or_404(RequiredSection, pk=pk) if pk is not None else RequiredSection(position=99)
    form = RequiredSectionForm(request.POST if request.method == "POST" else None, instance=kept)
    if request.method == "POST" and form.is_valid():
        try:
            keep_required_section(form.save(commit=False), by=request.sitting.user, at=request.sitting.at)
        except ChecklistRefused as refused:
            form.add_error(refused.field or None, str(refused))
        else:
            messages.success(request, f"Đã lưu mục “{kept.name}”.")
            return redirect("website:checklist_sections")
    context = {"form": form, "section": kept if pk is not None else None}
    return show(request, "website/checklist_section.html", context, status=422 if form.errors else 200)
