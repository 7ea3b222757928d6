"""Further stories for whoever has read one to its end."""

from django.db.models import Exists, OuterRef, Q

from loa.newsroom import queries as newsroom
from loa.newsroom.models import Story, StoryQuerySet
from loa.website.queries.portals import PortalOfDay

_FURTHER = 4


def further_stories(story: Story, portal: PortalOfDay | None) -> StoryQuerySet:
    """Return the newest stories of a site on a topic of this one, or in its section; one statement.

    Asked of each story from the newest on, so that the statement ends with the fourth that fits.
    """
    topics = Story.topics.through.objects
    shared = topics.filter(story=OuterRef("pk"), topic__in=topics.filter(story=story).values("topic"))
    told = newsroom.out(portal.reach if portal else None).exclude(pk=story.pk)
    alike = told.filter(Q(section=story.section_id) | Q(Exists(shared)))
    return alike.select_related(None).only("slug", "title", "first_published_at")[:_FURTHER]
