"""The outputs of stories on channels that apps above serve."""

from datetime import datetime

from django.db.models import Q, QuerySet

from loa.activities.models import Channel
from loa.newsroom.choices import OutputState, StoryState
from loa.newsroom.models import Output


def outputs_waiting(channel: Channel, at: datetime | None = None) -> "QuerySet[Output]":
    """Return the outputs of a channel that are approved and wait to be sent, those with an hour first.

    With a moment: only those whose hour, where they have one, has come. What was sent without a clear answer
    (`UNCONFIRMED`) is never among them.
    """
    states = [OutputState.APPROVED, OutputState.DUE]
    found = Output.objects.filter(channel=channel, state__in=states, story__state__in=_APPROVED)
    if at is not None:
        found = found.filter(Q(due_at__isnull=True) | Q(due_at__lte=at))
    return found.select_related("story__section", "story__unit", "channel", "unit", "assignee").order_by("due_at", "pk")


_APPROVED = (StoryState.APPROVED, StoryState.PUBLISHED)
