"""What a public page says of itself to search engines, to programs that show a link, and to readers of feeds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import NoReverseMatch, reverse
from django.utils.timezone import localtime

from loa.lib.vietnamese_text import shorten
from loa.newsroom.models import Correction, Story
from loa.newsroom.queries import Published
from loa.people.models import Unit
from loa.pictures.models import Picture
from loa.pictures.queries import plain_copy
from loa.website.models import EventPage, InformationPage
from loa.website.queries.portals import ListedSection, PortalOfDay
from loa.website.queries.searchable import plain_text
from loa.website.rules import structured_data

_HOME = "Trang chủ"
_SAID = 40  # words of a page that stand below its name in a list of links


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedPicture:
    """The copy of a picture that stands beside a link, at its full address."""

    address: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """A page in a few words, at the one address to pass on; `feed` is the path of a feed of its own."""

    title: str
    description: str
    address: str
    data: structured_data.Thing
    feed: str = ""
    picture: SharedPicture | None = None
    published: datetime | None = None
    updated: datetime | None = None


def address_if_any(name: str) -> str:
    """Return the path of a page by its name, or nothing where this installation has no such page."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def about_page(
    portal: PortalOfDay | None,
    root: str,
    *,
    title: str,
    description: str,
    path: str,
    above: Iterable[tuple[str, str]] = (),
    feed: str = "",
    things: Iterable[structured_data.Thing] = (),
) -> About:
    """Return what a standing page says of itself; `above` names the pages between it and the front page."""
    steps = [(_HOME, "/"), *above, (title, path)]
    way = structured_data.breadcrumbs((name, f"{root}{step}") for name, step in steps)
    return About(
        title=title,
        description=description,
        address=f"{root}{path}",
        feed=feed,
        data=structured_data.document([way, *things, *([publisher(portal)] if portal else [])]),
    )


def about_kept_page(portal: PortalOfDay | None, root: str, page: EventPage | InformationPage) -> About:
    """Return what a page that an editor keeps says of itself; an event says when and where it is, too."""
    path, words = page.address, shorten(plain_text(page.body), _SAID)
    if not isinstance(page, EventPage):
        return about_page(portal, root, title=page.title, description=words, path=path)
    begins_at = localtime(page.begins_at)
    told = structured_data.event(
        name=page.title,
        address=f"{root}{path}",
        begins_at=begins_at,
        ends_at=localtime(page.ends_at) if page.ends_at else None,
        place=page.place,
        said=words,
        called_off=bool(page.called_off),
    )
    said = f"{begins_at:%H:%M}, ngày {begins_at:%d/%m/%Y}, {page.place}."
    above = [("Sự kiện", reverse("website:events"))]
    return about_page(portal, root, title=page.title, description=said, path=path, above=above, things=[told])


def about_home(portal: PortalOfDay | None, root: str, site_name: str) -> About:
    """Return what the front page says of its site and of the body whose site it is."""
    name = portal.portal.name if portal else site_name
    body = publisher(portal) if portal else structured_data.organization(name=name, address=f"{root}/")
    search = address_if_any("website:search")
    site = structured_data.web_site(
        name=name, address=f"{root}/", publisher=body, search=f"{root}{search}" if search else ""
    )
    said = f"Tin, bài, kế hoạch, văn bản và cách liên hệ của {portal.unit_name}." if portal else f"{name}: tin, bài."
    return About(title=name, description=said, address=f"{root}/", data=structured_data.document([site, body]))


def about_story(
    found: Published, portal: PortalOfDay | None, root: str, address: str, pictures: Iterable[Picture]
) -> About:
    """Return what a story says of itself; a guide to a procedure is told as the service it is about, too."""
    story = found.story
    published = localtime(story.first_published_at or story.state_at)
    updated = localtime(last_change(story, found.corrections))
    listed = section_of_story(portal, story)
    by = publisher(portal) if portal else structured_data.organization(name=found.owner)
    shared = _shared(pictures, root)
    article = structured_data.news_article(
        title=story.title,
        lead=story.lead,
        address=address,
        section=story.section.name,
        published=published,
        updated=updated,
        author=story.byline,
        publisher=by,
        pictures=[one.address for one in shared],
        corrections=[(localtime(one.at), one.text) for one in found.corrections],
    )
    steps = [(_HOME, f"{root}/"), (story.title, address)]
    if listed is not None:
        steps.insert(1, (story.section.name, f"{root}{reverse('website:section', args=[listed.address])}"))
    return About(
        title=story.title,
        description=story.lead or story.title,
        address=address,
        published=published,
        updated=updated,
        picture=shared[0] if shared else None,
        data=structured_data.document(
            [article, *_services(story, found.unit, address), structured_data.breadcrumbs(steps)]
        ),
    )


def section_of_story(portal: PortalOfDay | None, story: Story) -> ListedSection | None:
    """Return the section of a story as it stands on a site; None on a site that has only the story."""
    if portal is None:
        return ListedSection(story.section, story.section.slug)
    return next((one for one in portal.sections if one.section.pk == story.section_id), None)


def publisher(portal: PortalOfDay) -> structured_data.Thing:
    """Return the body whose site it is and how it is reached."""
    return structured_data.organization(
        name=portal.unit_name,
        address=f"{portal.root_url}/",
        phone=portal.unit.phone,
        email=portal.unit.email,
        place=portal.unit.address,
        hotline=portal.portal.hotline,
        says=portal.portal.hotline_for,
    )


def office(unit: Unit, name: str) -> structured_data.Thing:
    """Return a unit and how its office is reached."""
    return structured_data.organization(
        name=name, address=unit.website, phone=unit.phone, email=unit.email, place=unit.address
    )


def last_change(story: Story, corrections: Iterable[Correction]) -> datetime:
    """Return when what readers see of a story changed last: its text, or what was said to be wrong with it."""
    known = [story.first_published_at or story.state_at, story.last_published_at, *(one.at for one in corrections)]
    return max(at for at in known if at is not None)


def _services(story: Story, unit: str, address: str) -> list[structured_data.Thing]:
    if not story.is_procedure:
        return []
    provider = structured_data.organization(name=unit)
    return [
        structured_data.service(
            name=story.title,
            lead=story.lead,
            address=address,
            provider=provider,
            **{name: str(block["value"].get(name) or "") for name in ("where", "bring", "days", "fee", "ask")},
        )
        for block in story.body.raw_data
        if block["type"] == "facts"
    ]


def _shared(pictures: Iterable[Picture], root: str) -> list[SharedPicture]:
    copies = [(picture, plain_copy(picture)) for picture in pictures]
    return [
        SharedPicture(
            address=f"{root}{copy.url}" if copy.url.startswith("/") else copy.url,
            width=copy.width,
            height=copy.height,
            alt=picture.default_alt_text,
        )
        for picture, copy in copies
        if copy is not None
    ]
