"""What pages of stories show besides the stories: the sections of the site, the picture each opens with."""

from collections.abc import Iterable
from datetime import date

from loa.newsroom.models import Section, Story
from loa.people.queries import Ended, ended
from loa.pictures.models import Picture
from loa.pictures.queries import read_copies, with_renditions
from loa.website.queries.portals import ListedSection, PortalOfDay


def sections_at(portal: PortalOfDay | None, on: date) -> tuple[ListedSection, ...]:
    """Return the sections of a site; where no unit's site was opened, all there are."""
    if portal is not None:
        return portal.sections
    return tuple(ListedSection(one, one.slug) for one in Section.objects.on(on))


def section_at(portal: PortalOfDay | None, address: str, on: date) -> ListedSection | None:
    """Return the section at an address of a site, or None."""
    return next((one for one in sections_at(portal, on) if one.address == address), None)


def ended_teller(story: Story, on: date) -> Ended | None:
    """Return what became of the unit that told a story, where it exists no more."""
    return ended([story.unit_id], on).get(story.unit_id)


def opening_pictures(stories: Iterable[Story]) -> dict[int, Picture]:
    """Return the first picture of each story that has one, by the story's id, with its copies; two statements."""
    wanted = {story.pk: first for story in stories if (first := _first_picture(story))}
    if not wanted:
        return {}
    found = {picture.pk: picture for picture in with_renditions().filter(pk__in=set(wanted.values()))}
    return {story: found[picture] for story, picture in wanted.items() if picture in found}


def pictures_in(story: Story) -> list[Picture]:
    """Return the pictures in a story, their copies read along so that its page asks for none singly; two statements."""
    found = [block.value["picture"] for block in story.body if block.block_type == "picture" and block.value["picture"]]
    read_copies(found)
    return found


def _first_picture(story: Story) -> int | None:
    for block in story.body.raw_data:
        if block["type"] == "picture":
            return int(block["value"]["picture"] or 0) or None
    return None
