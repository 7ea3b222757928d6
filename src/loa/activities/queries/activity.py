"""One activity whole: what it is told by, what proves it, which tasks it serves, what took it back."""

from dataclasses import dataclass
from datetime import date

from loa.activities.models import Activity, ActivityProof, Audience, Topic
from loa.people.queries import unit_names
from loa.tasks.models import Task


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivitySheet:
    """Everything the page of one activity shows."""

    activity: Activity
    unit: str
    topics: tuple[Topic, ...]
    audiences: tuple[Audience, ...]
    proofs: tuple[ActivityProof, ...]
    tasks: tuple[Task, ...]
    countered_by: Activity | None
    corrected_by: tuple[Activity, ...]


def find_activity(pk: int) -> Activity | None:
    """Return an activity with what it is told by; None where there is none."""
    return (
        Activity.objects.select_related("form", "channel", "by", "unit", "counters", "corrects", "withdrawal")
        .filter(pk=pk)
        .first()
    )


def activity_sheet(activity: Activity, today: date) -> ActivitySheet:
    """Return what the page of an activity shows; seven statements."""
    return ActivitySheet(
        activity=activity,
        unit=unit_names([activity.unit_id], activity.on).get(activity.unit_id, ""),
        topics=tuple(activity.topics.all()),
        audiences=tuple(activity.audiences.all()),
        proofs=tuple(activity.proofs.order_by("pk")),
        tasks=tuple(activity.tasks.select_related("version__plan").order_by("version", "position")),
        countered_by=Activity.objects.filter(counters=activity).select_related("by").first(),
        corrected_by=tuple(activity.corrected_by.order_by("on", "pk")),
    )
