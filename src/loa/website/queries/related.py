"""Further stories for whoever has read one to its end."""

from loa.newsroom import queries as newsroom
from loa.newsroom.models import Story, StoryQuerySet
from loa.website.queries.portals import PortalOfDay

_FURTHER = 4


def further_stories(story: Story, portal: PortalOfDay | None) -> StoryQuerySet:
    """Return the newest stories of a site on a topic of this one, or in its section; one statement."""
    topics = Story.topics.through.objects
    shared = topics.filter(topic__in=topics.filter(story=story).values("topic")).values("story")
    told = newsroom.out(portal.reach if portal else None).exclude(pk=story.pk)
    alike = told.filter(pk__in=shared) | told.filter(section=story.section_id)
    return alike.select_related(None).only("slug", "title", "first_published_at")[:_FURTHER]
