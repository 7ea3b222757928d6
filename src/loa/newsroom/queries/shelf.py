"""Stories as a unit sent them out, for work that they show; what was withdrawn shows nothing any more."""

from django.urls import reverse

from loa.activities.choices import Grade
from loa.activities.models import Activity
from loa.activities.queries.shelf import KINDS, named_in, reference_of
from loa.newsroom.choices import OutputState, StoryState
from loa.newsroom.models import Output
from loa.tasks.queries.shelves import MOST_HELD, Held, Wanted


def stories_held(wanted: Wanted) -> list[Held]:
    """Return what went out of stories of a unit, newest first, by the names of its entries in the ledger.

    One statement. A story whose time on the site is over was not withdrawn; one that readers still get is shown by its
    own page. Whether the entry itself was taken back, the ledger says.
    """
    rows = Output.objects.filter(
        activity__unit=wanted.unit, activity__on__gte=wanted.first, activity__on__lte=wanted.last
    ).order_by("-activity__on", "-activity")
    if wanted.references is not None:
        rows = rows.filter(activity__in=named_in(wanted.references))
    fetched = rows.select_related("activity__form", "channel", "story__section").defer("story__body")
    return [_held(one) for one in fetched[:MOST_HELD]]


def _held(output: Output) -> Held:
    story, entry = output.story, output.activity
    assert entry is not None  # noqa: S101  (they were asked for by it)
    withdrawn = output.state == OutputState.WITHDRAWN or story.state == StoryState.WITHDRAWN
    own_page = story.live and output.channel.code == "website" and output.unit_id == story.section.owner_id
    return Held(
        reference=reference_of(entry.pk),
        title=entry.title,
        address=reverse("news:story", args=[story.slug]) if own_page else Activity(pk=entry.pk).get_absolute_url(),
        kind=KINDS[Grade(entry.grade)],
        on=entry.on,
        form=entry.form.name,
        stands=not withdrawn or story.expired,
    )
