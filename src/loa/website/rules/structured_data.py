"""What search engines are told of a page, in the words of schema.org: one function for each kind of thing.

Values that are empty are left out: a property without a value says something wrong, not nothing.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

Thing = dict[str, Any]
_LONGEST_HEADLINE = 110


def organization(
    *,
    name: str,
    address: str = "",
    phone: str = "",
    email: str = "",
    place: str = "",
    hotline: str = "",
    says: str = "",
) -> Thing:
    """Return a body of government and how its office is reached; `says` is what its hotline is for."""
    return _told(
        "GovernmentOrganization",
        name=name,
        url=address,
        telephone=phone,
        email=email,
        address=_told("PostalAddress", streetAddress=place, addressCountry="VN") if place else None,
        contactPoint=_told(
            "ContactPoint", telephone=hotline, contactType=says or "đường dây nóng", availableLanguage="vi"
        )
        if hotline
        else None,
    )


def web_site(*, name: str, address: str, publisher: Thing, search: str = "") -> Thing:
    """Return a site; `search` is the address of its search, whose words go into the parameter `q`."""
    action = None
    if search:
        action = {
            **_told("SearchAction", target=_told("EntryPoint", urlTemplate=f"{search}?q={{words}}")),
            "query-input": "required name=words",
        }
    return _told("WebSite", name=name, url=address, inLanguage="vi", publisher=publisher, potentialAction=action)


def news_article(
    *,
    title: str,
    lead: str,
    address: str,
    section: str,
    published: datetime,
    updated: datetime,
    author: str,
    publisher: Thing,
    pictures: Iterable[str] = (),
    corrections: Iterable[tuple[datetime, str]] = (),
) -> Thing:
    """Return a story; `author` is who signed it, where nobody did its publisher stands for it."""
    return _told(
        "NewsArticle",
        headline=_cut(title, _LONGEST_HEADLINE),
        description=lead,
        url=address,
        mainEntityOfPage=address,
        image=list(pictures),
        datePublished=published.isoformat(),
        dateModified=updated.isoformat(),
        author=_told("Person", name=author) if author else publisher,
        publisher=publisher,
        articleSection=section,
        inLanguage="vi",
        isAccessibleForFree=True,
        correction=[_told("CorrectionComment", text=text, datePublished=at.isoformat()) for at, text in corrections],
    )


def service(
    *, name: str, lead: str, address: str, provider: Thing, where: str, bring: str, days: str, fee: str, ask: str
) -> Thing:
    """Return a procedure as a citizen meets it. What schema.org has no word for stands in the description."""
    told = (("", lead), ("Mang giấy tờ gì: ", bring), ("Mấy ngày có kết quả: ", days), ("Hỏi ở đâu: ", ask))
    return _told(
        "GovernmentService",
        name=name,
        description=" ".join(f"{word}{_in_one_line(text)}" for word, text in told if text.strip()),
        url=address,
        serviceOperator=provider,
        provider=provider,
        areaServed=_told("Country", name="Việt Nam"),
        availableChannel=_told("ServiceChannel", serviceUrl=address, serviceLocation=_told("Place", name=where))
        if where
        else None,
        offers=_told("Offer", description=fee) if fee else None,
    )


def event(
    *, name: str, address: str, begins_at: datetime, ends_at: datetime | None, place: str, said: str, called_off: bool
) -> Thing:
    """Return something people can come to; one that was called off says so and stays."""
    return _told(
        "Event",
        name=name,
        description=said,
        url=address,
        startDate=begins_at.isoformat(),
        endDate=ends_at.isoformat() if ends_at else None,
        location=_told("Place", name=place, address=place),
        eventStatus="https://schema.org/EventCancelled" if called_off else "https://schema.org/EventScheduled",
    )


def breadcrumbs(steps: Iterable[tuple[str, str]]) -> Thing:
    """Return the way to a page, from the front page on: the name and the full address of each."""
    return _told(
        "BreadcrumbList",
        itemListElement=[
            _told("ListItem", position=number, name=name, item=address)
            for number, (name, address) in enumerate(steps, 1)
        ],
    )


def document(things: Iterable[Thing]) -> Thing:
    """Return the one block of data that a page carries."""
    return {"@context": "https://schema.org", "@graph": list(things)}


def _told(kind: str, **properties: Any) -> Thing:
    return {"@type": kind, **{name: value for name, value in properties.items() if value not in ("", None, [])}}


def _in_one_line(text: str) -> str:
    """Return lines as one sentence."""
    said = "; ".join(" ".join(line.split()) for line in text.splitlines() if line.strip())
    return said if said.endswith((".", "?", "…")) else f"{said}."


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rsplit(' ', 1)[0]}…"
