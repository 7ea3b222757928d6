"""How far a site is of use to everybody, what is still hard to use on it, and how its body is reached in English."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from loa.base import page_cache
from loa.base.clock import today
from loa.website import queries
from loa.website.views.reading import about, portal_of


@require_safe
@page_cache.public()
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say how one can read the site, what is still hard to use, and whom to tell."""
    said = "Cách đọc trang bằng bàn phím, chữ to, tương phản cao; điều còn khó dùng và nơi báo lại."
    return render(request, "website/accessibility.html", {"about": about(request, "Khả năng tiếp cận", said)})


@require_safe
@page_cache.public()
def contact_in_english(request: HttpRequest) -> HttpResponse:
    """Say in English how the body of a site is reached (Nghị định 42/2022/NĐ-CP)."""
    context = {
        "contact": queries.contact_of(portal_of(request), today()),
        "about": about(request, "Contact in English", "Addresses, telephone numbers and e-mail of the authority."),
    }
    return render(request, "website/contact_in_english.html", context)
