"""Search: a page with what was found, and suggestions while one types. Nobody's words are kept with anybody."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from loa.base import page_cache
from loa.base.clock import today
from loa.website import queries
from loa.website.choices import EntryKind
from loa.website.views.reading import about, portal_of

# What the address of a search may say, in the order in which links write it.
_PARAMETERS = ("q", "loai", "muc", "don-vi", "nam", "thang", "tat-ca", "nguyen-van", "trang")
_LONGEST_STORED = 60  # letters of a search whose page is kept: others will type it too
_KEY = re.compile(r"\A[1-9][0-9]{0,8}\Z")
_YEAR = re.compile(r"\A(?:19|20)[0-9]{2}\Z")
_MONTH = re.compile(r"\A((?:19|20)[0-9]{2})-(0[1-9]|1[0-2])\Z")
_KINDS = {kind.in_address: kind for kind in EntryKind}


@dataclass(frozen=True, slots=True)
class Choice:
    """A link that narrows a search or lets go of what narrowed it."""

    address: str
    name: str
    count: int = 0


@require_safe
def search(request: HttpRequest) -> HttpResponseBase:
    """Show what a site has for the words typed, the whole portal's where that is asked."""
    asked = {name: request.GET.get(name, "") for name in _PARAMETERS}
    portal = portal_of(request)
    reads_all = portal is None or asked["tat-ca"] == "1"
    here = None if reads_all else portal
    filters = _filters(asked)
    page = int(asked["trang"]) if _KEY.match(asked["trang"]) else 1
    found = queries.search(asked["q"], filters, here, today(), page=page, literally=asked["nguyen-van"] == "1")
    context = {
        "found": found,
        "about": about(request, "Tìm kiếm", "Tìm tin, bài, kế hoạch, văn bản, cơ quan; gõ có dấu hay không dấu."),
        "typed": found.asked.written,
        "kept": [("tat-ca", "1")] if asked["tat-ca"] == "1" else [],
        "narrowed": _narrowed(asked, filters, found),
        "groups": _groups(asked, filters, found),
        "reads_all": reads_all and portal is not None,
        "is_narrowed": filters != queries.Filters(),
        "sought": [] if found.rows else queries.sought(here),
        "literal_address": _address(asked, **{"nguyen-van": "1"}, trang=""),
        "all_address": _address(asked, **{"tat-ca": "1"}, trang="") if not reads_all else "",
        "own_address": _address(asked, **{"tat-ca": ""}, trang="") if portal is not None and reads_all else "",
        "clear_address": _address({"q": asked["q"], "tat-ca": asked["tat-ca"]}),
        "previous_address": _address(asked, trang=str(found.page - 1)) if found.page > 1 else "",
        "next_address": _address(asked, trang=str(found.page + 1)) if found.page < found.pages else "",
    }
    return _stored(render(request, "website/search.html", context), request)


@require_safe
def suggestions(request: HttpRequest) -> HttpResponseBase:
    """Return titles that begin with what is being typed."""
    found = queries.suggestions(request.GET.get("q", ""), portal_of(request), today())
    rows = [{"ten": title, "loai": kind, "dia_chi": address} for title, kind, address in found]
    return _stored(JsonResponse({"goi_y": rows}, json_dumps_params={"ensure_ascii": False}), request)


def _stored(response: HttpResponse, request: HttpRequest) -> HttpResponseBase:
    """Let a page be given out again where its address is short; no memory is spent on what nobody types twice."""
    if sum(len(request.GET.get(name, "")) for name in _PARAMETERS) <= _LONGEST_STORED:
        return page_cache.mark_public(response, *_PARAMETERS)
    return response


def _filters(asked: Mapping[str, str]) -> queries.Filters:
    """Return the filters of an address; what is no filter is passed over."""
    month = _MONTH.match(asked["thang"])
    return queries.Filters(
        kind=_KINDS.get(asked["loai"]),
        section=int(asked["muc"]) if _KEY.match(asked["muc"]) else None,
        unit=int(asked["don-vi"]) if _KEY.match(asked["don-vi"]) else None,
        year=int(asked["nam"]) if _YEAR.match(asked["nam"]) else None,
        month=date(int(month[1]), int(month[2]), 1) if month else None,
    )


def _address(asked: Mapping[str, str], **changed: str) -> str:
    """Return the address of a search with something changed; what is empty is left out."""
    values = {**asked, **changed}
    values["q"] = values.get("q", "")[:200]
    return "?" + urlencode({name: values[name] for name in _PARAMETERS if values.get(name)}, errors="replace")


def _narrowed(asked: Mapping[str, str], filters: queries.Filters, found: queries.Found) -> list[Choice]:
    """Return what a search is narrowed to, each with the address without it."""
    names = {one.value: one.name for one in (*found.facets.sections, *found.facets.units)}
    chosen = []
    if filters.kind:
        chosen.append(("loai", filters.kind.label))
    if filters.section:
        chosen.append(("muc", names.get(asked["muc"], "một chuyên mục")))
    if filters.unit:
        chosen.append(("don-vi", names.get(asked["don-vi"], "một đơn vị")))
    if filters.year:
        chosen.append(("nam", f"Năm {filters.year}"))
    if filters.month:
        chosen.append(("thang", f"Tháng {filters.month.month}/{filters.month.year}"))
    return [Choice(_address(asked, **{name: ""}, trang=""), words) for name, words in chosen]


def _groups(asked: Mapping[str, str], filters: queries.Filters, found: queries.Found) -> list[tuple[str, list[Choice]]]:
    """Return the ways to narrow a search that are not taken yet and that would leave something out."""
    facets = found.facets
    offered = (
        ("Loại", "loai", facets.kinds, filters.kind),
        ("Chuyên mục", "muc", facets.sections, filters.section),
        ("Đơn vị", "don-vi", facets.units, filters.unit),
        ("Năm", "nam", facets.years, filters.year or filters.month),
        ("Tháng", "thang", facets.months if filters.year or len(facets.years) == 1 else (), filters.month),
    )
    return [
        (heading, [Choice(_address(asked, **{name: one.value}, trang=""), one.name, one.count) for one in rows])
        for heading, name, rows, taken in offered
        if not taken and len(rows) > 1
    ]
