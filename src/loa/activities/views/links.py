"""Addresses of what was posted on sites that do not run on Loa: giving them, what came of each, and feeds."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from loa.activities import actions, forms
from loa.activities.choices import LINK_OPEN
from loa.activities.models import SiteFeed
from loa.activities.permissions import can_record, units_recorded
from loa.activities.queries.links import GROUPS, count_groups, feeds_read, find_link, links_page
from loa.people.queries import unit_names
from loa.tasks.permissions import units_seen
from loa.tasks.views.frame import DeskRequest, desk_page, show

_POSTED = require_http_methods(["GET", "HEAD", "POST"])


@_POSTED
@desk_page
def links(request: DeskRequest) -> HttpResponse:
    """Show the links of units in sight, and take another."""
    if request.method != "POST":
        return _show_links(request)
    units = _recorded(request)
    if not units:
        return show(request, "activities/no_recorder.html", {}, status=403)
    form = forms.LinkForm(request.POST, on=request.sitting.today, units=units)
    if _done(request, form, actions.post_link, "Đã ghi đường dẫn. Trang sẽ được mở để đối chiếu."):
        return redirect(f"{reverse('ledger:links')}?nhom=dang-cho")
    return _show_links(request, form)


@_POSTED
@desk_page
def declare(request: DeskRequest) -> HttpResponse:
    """Have a feed read from now on."""
    units, today = _recorded(request), request.sitting.today
    if not units:
        return show(request, "activities/no_recorder.html", {}, status=403)
    data = request.POST if request.method == "POST" else None
    form = forms.FeedForm(data, on=today, units=units, initial={"since": today.replace(day=1)})
    if data is not None and _done(
        request, form, actions.declare_feed, "Đã khai báo nguồn RSS, nguồn được đọc mỗi giờ."
    ):
        return redirect(reverse("ledger:links") + "#nguon")
    return show(request, "activities/declare_feed.html", {"form": form}, status=422 if form.is_bound else 200)


@_POSTED
@desk_page
def end(request: DeskRequest, pk: int) -> HttpResponse:
    """Read a feed no more."""
    if request.method != "POST":
        return redirect("ledger:links")
    sitting = request.sitting
    seen = units_seen(request.user, sitting.today)
    feed = SiteFeed.objects.select_related("unit").filter(pk=pk, unit__in=seen).first()
    if feed is None:
        raise Http404
    actions.end_feed(feed=feed, by=sitting.user, at=sitting.at)
    messages.success(request, "Đã thôi đọc nguồn RSS. Tin đã lấy được giữ nguyên.")
    return redirect(reverse("ledger:links") + "#nguon")


@_POSTED
@desk_page
def link(request: DeskRequest, pk: int) -> HttpResponse:
    """Show what came of a link, and settle it: put right, count on a person's word, or leave out."""
    sitting = request.sitting
    row = find_link(pk, units_seen(request.user, sitting.today))
    if row is None:
        raise Http404
    first = {"title": row.title, "on": row.on}
    given: dict[str, Any] = {
        "correct_form": forms.CorrectLinkForm(initial=first, auto_id="sua-%s"),
        "word_form": forms.WordForm(auto_id="loi-%s"),
    }
    if request.method == "POST":
        deeds: dict[str, tuple[str, forms.CorrectLinkForm | forms.WordForm | None, Callable[..., Any], str]] = {
            "sua": (
                "correct_form",
                forms.CorrectLinkForm(request.POST, auto_id="sua-%s"),
                actions.correct_link,
                "Đã sửa. Trang sẽ được mở lại để đối chiếu.",
            ),
            "tinh": (
                "word_form",
                forms.WordForm(request.POST, auto_id="loi-%s"),
                actions.count_on_word,
                "Đã tính vào sổ theo lời của đơn vị.",
            ),
            "bo": ("", None, actions.drop_link, "Đã ghi là không tính."),
        }
        name, form, act, said = deeds.get(request.POST.get("viec", ""), deeds["bo"])
        if request.POST.get("viec") not in deeds:
            raise Http404
        problem = _settled(request, row, form, act, said)
        if problem is None:
            return redirect("ledger:link", pk=row.pk)
        given |= {name: form} if form is not None else {}
        given["problem"] = problem
        row = find_link(pk, [row.unit_id]) or row
    today = sitting.today
    context = {
        "link": row,
        "unit_name": unit_names([row.unit_id], today).get(row.unit_id, ""),
        "topics": ", ".join(str(one) for one in row.topics.all()),
        "settles": row.state in LINK_OPEN and can_record(request.user, row.unit_id, today),
        "fetches": settings.LOA_FETCH_LINKS,
        **given,
    }
    return show(request, "activities/link.html", context, status=422 if "problem" in given else 200)


def _recorded(request: DeskRequest) -> dict[int, str]:
    today = request.sitting.today
    return unit_names(units_recorded(request.user, today), today)


def _done(request: DeskRequest, form: forms.LinkForm | forms.FeedForm, act: Callable[..., Any], said: str) -> bool:
    if not form.is_valid():
        return False
    try:
        act(**form.cleaned_data, by=request.sitting.user, at=request.sitting.at)
    except actions.LinkRefused as refused:
        form.add_error(form.place_of(refused.field), str(refused))
        return False
    messages.success(request, said)
    return True


def _settled(request: DeskRequest, row: Any, form: Any, act: Callable[..., Any], said: str) -> str | None:
    """Settle a link; return what is wrong, "" where the form says it, None where it is done."""
    if form is not None and not form.is_valid():
        return ""
    try:
        act(link=row, **(form.cleaned_data if form else {}), by=request.sitting.user, at=request.sitting.at)
    except actions.LinkRefused as refused:
        if form is not None and refused.field in form.fields:
            form.add_error(refused.field, str(refused))
            return ""
        return str(refused)
    messages.success(request, said)
    return None


def _show_links(request: DeskRequest, form: forms.LinkForm | None = None) -> HttpResponse:
    today = request.sitting.today
    recorded, seen = units_recorded(request.user, today), units_seen(request.user, today)
    counts = count_groups(seen)
    wanted = request.GET.get("nhom", "")
    group = wanted if wanted in GROUPS else next((name for name in GROUPS if counts[name]), "can-xem")
    page, feeds = links_page(seen, group, request.GET.get("trang", "")), feeds_read(seen)
    # All names in one question: those to choose from, those of the rows, those of the feeds.
    names = unit_names({*recorded, *(row.unit_id for row in page), *(row.unit_id for row in feeds)}, today)
    if form is None and recorded:
        units = {pk: name for pk, name in names.items() if pk in recorded}
        form = forms.LinkForm(on=today, units=units, initial={"on": today})
    context = {
        "group": group,
        "groups": [(name, words, counts[name]) for name, (words, _) in GROUPS.items()],
        "page": page,
        "rows": [(row, names.get(row.unit_id, "")) for row in page],
        "any": any(counts.values()),
        "feeds": [(row, names.get(row.unit_id, ""), row.unit_id in recorded) for row in feeds],
        "form": form,
        "fetches": settings.LOA_FETCH_LINKS,
    }
    status = 422 if form is not None and form.is_bound else 200
    return show(request, "activities/links.html", context, status=status)
