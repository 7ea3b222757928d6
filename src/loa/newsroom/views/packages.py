"""The guidance of a month: the list, one package to use, and how its owner writes and issues it."""

from datetime import date
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from loa.activities.models import Channel
from loa.newsroom.actions import (
    PackageOvertaken,
    PackageRefused,
    draft_package,
    issue_package,
    save_package,
    take_package,
    use_item,
)
from loa.newsroom.forms.packages import LOOK, OF_PICTURES, OF_STORIES, PackageForm, UseForm, first_words, split_items
from loa.newsroom.models import Package
from loa.newsroom.permissions import can_issue
from loa.newsroom.queries.packages import (
    ToChoose,
    own_units_for,
    owners_of,
    package_rows,
    package_sheet,
    packages_seen,
    to_choose,
)
from loa.people.models import Unit
from loa.tasks.views.frame import DeskRequest, desk_page, show

_MOST_LISTED = 36
_POSTED = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@desk_page
def packages(request: DeskRequest) -> HttpResponse:
    """Show the packages that the reader sees, the newest month first."""
    sitting = request.sitting
    found = list(packages_seen(sitting.user, sitting.today).order_by("-month", "owner")[:_MOST_LISTED])
    context = {
        "rows": package_rows(found, sitting.user, sitting.today),
        "may_write": bool(owners_of(sitting.user, sitting.today)),
    }
    return show(request, "newsroom/packages.html", context)


@_POSTED
@desk_page
def write(request: DeskRequest) -> HttpResponse:
    """Begin the guidance of a month."""
    sitting = request.sitting
    owners = owners_of(sitting.user, sitting.today)
    if not owners:
        return show(request, "newsroom/packages_nobody.html", {}, status=403)
    asked = request.GET.get("don-vi", "")
    owner = int(asked) if asked.isdecimal() and int(asked) in owners else min(owners)
    data = request.POST if request.method == "POST" else None
    first: dict[str, Any] = {"month": f"{sitting.today:%Y-%m}"}
    form = PackageForm(data, on=sitting.today, initial=first, to_choose=_to_choose(request, owner, first))
    if _only_looks(request):
        form.leave_unjudged()
        return show(request, "newsroom/packages_write.html", {"form": form, "owner": owner, "owners": owners})
    if data is not None and form.is_valid():
        month = date.fromisoformat(f"{form.cleaned_data['month'] or f'{sitting.today:%Y-%m}'}-01")
        try:
            unit = Unit.objects.get(pk=owner)
            package = draft_package(owner=unit, month=month, **form.values(), by=sitting.user, at=sitting.at)
        except PackageRefused as refused:
            _say(form, refused)
        else:
            messages.success(request, "Đã lưu bản nháp. Đọc lại rồi phát hành.")
            return redirect("newsroom:package", package.pk)
    context = {"form": form, "owner": owner, "owners": owners}
    return show(request, "newsroom/packages_write.html", context, status=422 if form.errors else 200)


@_POSTED
@desk_page
def edit(request: DeskRequest, pk: int) -> HttpResponse:
    """Change a draft; who comes second sees what the other wrote and what they typed themselves."""
    sitting = request.sitting
    package = _led(request, pk)
    if package.issued_at is not None:
        messages.info(request, "Hướng dẫn đã phát hành nên không sửa được nữa.")
        return redirect("newsroom:package", pk)
    parts = split_items(list(package.items.select_related("topic", "story__section", "picture")))
    data = request.POST if request.method == "POST" else None
    first = first_words(package, parts)
    offered = _to_choose(request, package.owner_id, first)
    form = PackageForm(
        data, on=sitting.today, package=package, texts=len(parts.texts), initial=first, to_choose=offered
    )
    if _only_looks(request):
        form.leave_unjudged()
        return show(request, "newsroom/packages_write.html", {"form": form, "package": package})
    now: Package | None = None
    if data is not None and form.is_valid():
        version = form.cleaned_data["version"]
        try:
            save_package(
                package=package,
                version=-1 if version is None else version,
                **form.values(parts.kept),
                by=sitting.user,
                at=sitting.at,
            )
        except PackageRefused as refused:
            _say(form, refused)
        except PackageOvertaken as overtaken:
            now = overtaken.package
            typed = data.copy()
            typed["version"] = str(now.version)
            form.data = typed
        else:
            messages.success(request, "Đã lưu. Đọc lại rồi phát hành.")
            return redirect("newsroom:package", pk)
    context = {"form": form, "package": package, "now": now, "now_items": now.items.all() if now else ()}
    return show(request, "newsroom/packages_write.html", context, status=422 if form.errors or now else 200)


def _only_looks(request: DeskRequest) -> bool:
    """Tell whether somebody looks for stories and pictures: what was typed stays, and nothing is saved."""
    return request.method == "POST" and LOOK in request.POST


def _to_choose(request: DeskRequest, owner: int, first: dict[str, Any]) -> ToChoose:
    """Return what the form offers: what is chosen, in the form or in the package, and what is looked for."""
    sitting, typed = request.sitting, request.POST
    chosen: dict[str, list[int]] = {}
    for name in ("stories", "pictures"):
        given = typed.getlist(name) if request.method == "POST" else first.get(name, [])
        chosen[name] = [int(one) for one in map(str, given) if one.isdecimal() and len(one) < 10]
    words = {"of_stories": typed.get(OF_STORIES, "")[:100], "of_pictures": typed.get(OF_PICTURES, "")[:100]}
    return to_choose(owner, sitting.user, sitting.today, **words, **chosen)  # type: ignore[arg-type]


@require_safe
@desk_page
def package(request: DeskRequest, pk: int) -> HttpResponse:
    """Show one package: what to do, what to use, and to whoever leads who took it."""
    return _show(request, _visible(request, pk))


@_POSTED
@desk_page
def issue(request: DeskRequest, pk: int) -> HttpResponse:
    """Issue a package as it was read."""
    sitting, found = request.sitting, _led(request, pk)
    if request.method != "POST":
        return redirect("newsroom:package", pk)
    version = request.POST.get("version", "")
    try:
        issue_package(
            package=found, version=int(version) if version.isdecimal() else -1, by=sitting.user, at=sitting.at
        )
    except PackageRefused as refused:
        return _show(request, found, refused=str(refused))
    except PackageOvertaken as overtaken:
        told = f"{overtaken} Đọc lại bản dưới đây rồi phát hành. Chưa phát hành."
        return _show(request, overtaken.package, refused=told)
    messages.success(request, "Đã phát hành. Các đơn vị thấy hướng dẫn này từ bây giờ.")
    return redirect("newsroom:package", pk)


@_POSTED
@desk_page
def take(request: DeskRequest, pk: int) -> HttpResponse:
    """Take a package for a unit of the reader."""
    sitting, found = request.sitting, _visible(request, pk)
    if request.method != "POST":
        return redirect("newsroom:package", pk)
    try:
        take_package(package=found, unit=_unit(request), by=sitting.user, at=sitting.at)
    except PackageRefused as refused:
        return _show(request, found, refused=str(refused))
    messages.success(request, "Đã nhận hướng dẫn. Dùng mục nào thì ghi ở mục đó.")
    return redirect("newsroom:package", pk)


@_POSTED
@desk_page
def use(request: DeskRequest, pk: int, item: int) -> HttpResponse:
    """Say on which channel something was used, and when."""
    sitting, found = request.sitting, _visible(request, pk)
    if request.method != "POST":
        return redirect("newsroom:package", pk)
    row = found.items.select_related("topic", "package").filter(pk=item).first()
    if row is None:
        raise Http404
    unit = _unit(request)
    form = UseForm(request.POST, day=sitting.today, auto_id=f"muc-{item}-%s")
    if form.is_valid():
        channel: Channel = form.cleaned_data["channel"]
        try:
            use_item(item=row, unit=unit, channel=channel, on=form.cleaned_data["on"], by=sitting.user, at=sitting.at)
        except PackageRefused as refused:
            _say(form, refused)
        else:
            messages.success(request, f"Đã ghi: dùng trên kênh {channel.name}. Sổ tuyên truyền có một dòng mới.")
            return redirect("newsroom:package", pk)
    return _show(request, found, bound={item: form})


def _show(
    request: DeskRequest, found: Package, *, refused: str = "", bound: dict[int, django_forms.Form] | None = None
) -> HttpResponse:
    sitting, bound = request.sitting, bound or {}
    led = can_issue(sitting.user, found.owner_id, sitting.today)
    own = own_units_for(found, sitting.user, sitting.today) if found.issued_at is not None else {}
    sheet = package_sheet(found, own, sitting.today, with_units=led and found.issued_at is not None)
    channels = list(Channel.objects.on(sitting.today).exclude(code="website")) if own else []
    context: dict[str, Any] = {
        "sheet": sheet,
        "package": found,
        "led": led,
        "own": list(own.items()),
        "to_take": [(pk, name) for pk, name in own.items() if pk not in sheet.own_receipts],
        "channels": channels,
        "texts": [(one, sheet.own_uses.get(one.pk, ()), bound.get(one.pk)) for one in sheet.texts],
        "slogans": [(one, sheet.own_uses.get(one.pk, ()), bound.get(one.pk)) for one in sheet.slogans],
        "pictures": [(one, sheet.own_uses.get(one.pk, ()), bound.get(one.pk)) for one in sheet.pictures],
        "base_address": request.build_absolute_uri("/").rstrip("/"),
        "refused": refused,
        "over": found.due_on is not None and found.due_on < sitting.today,
    }
    return show(request, "newsroom/package.html", context, status=422 if refused or bound else 200)


def _visible(request: DeskRequest, pk: int) -> Package:
    """Return a package that the reader sees; raises Http404 for every other."""
    found = packages_seen(request.user, request.sitting.today).select_related("owner", "issued_by").filter(pk=pk)
    package = found.first()
    if package is None:
        raise Http404
    return package


def _led(request: DeskRequest, pk: int) -> Package:
    found = _visible(request, pk)
    if not can_issue(request.user, found.owner_id, request.sitting.today):
        raise Http404
    return found


def _unit(request: DeskRequest) -> Unit:
    """Return the unit a form names; raises Http404 where there is none."""
    asked = request.POST.get("unit", "")
    found = Unit.objects.filter(pk=int(asked)).first() if asked.isdecimal() and len(asked) < 10 else None
    if found is None:
        raise Http404
    return found


def _say(form: django_forms.Form, refused: PackageRefused) -> None:
    form.add_error(refused.field if refused.field in form.fields else None, str(refused))
