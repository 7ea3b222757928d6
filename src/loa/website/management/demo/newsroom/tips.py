"""Play the tips of a demonstration: what officers and contributors offer, and what the desk makes of it."""

from datetime import date, datetime, time, timedelta
from functools import partial

from loa.newsroom.actions.contributors import invite_contributor, note_used
from loa.newsroom.actions.tips import TipValues, decline_tip, send_tip, send_tip_by_link, take_tip
from loa.newsroom.models import Contributor, Tip
from loa.website.management.demo.agenda import lot
from loa.website.management.demo.newsroom.recipe import OfferOf, Told
from loa.website.management.demo.newsroom.stage import Scene, at_hour
from loa.website.management.demo.recipe import MARK
from loa.website.management.demo.words import marked

# Of the stories that had a day for it so many came from a tip; of those, so many the desk took up first.
_IS_TIPPED, _IS_TAKEN, _BY_CONTRIBUTOR = 0.4, 0.7, 0.6
_SENT, _TAKEN, _ANSWERED = (time(14), time(16)), (time(16, 10), time(17, 20)), (time(8), time(11))
_DAY = timedelta(days=1)


def plan_contributors(scene: Scene) -> None:
    """Put on the agenda that units invite people of their villages, until the end of the year."""
    for number, (unit, village) in enumerate(scene.newsroom.contributors.items(), 1):
        at = at_hour(scene.recipe.opened_on + 2 * _DAY, time(8), time(11), "invite", unit)
        invite = partial(
            invite_contributor,
            unit=scene.units[unit],
            name=f"Cộng tác viên {number} {MARK}",
            village=village,
            until=date(scene.recipe.opened_on.year, 12, 31),
            by=scene.officers[unit],
        )
        scene.agenda.plan_at(at, f"invite {unit}", invite)


def plan_tip(scene: Scene, told: Told) -> None:
    """Put on the agenda, for some stories, that a tip came on the day of what they tell of."""
    rng = lot("tip", told.key)
    if told.happened_on >= told.filed_on or rng.random() >= _IS_TIPPED:
        return
    by_link = rng.random() < _BY_CONTRIBUTOR
    values = TipValues(
        title=told.title,
        text=marked(told.lead),
        happened_on=told.happened_on,
        place=told.place,
        topic=scene.topics[told.topics[0]],
    )
    sent_at = at_hour(told.happened_on, *_SENT, "tip", told.key)
    scene.agenda.plan_at(
        sent_at, f"story 0 tip {told.key}", partial(_send, scene, told.key, told.unit, values, by_link)
    )
    if rng.random() < _IS_TAKEN:
        taken_at = at_hour(told.happened_on, *_TAKEN, "take", told.key)
        scene.agenda.plan_at(taken_at, f"story 0 take {told.key}", partial(_take, scene, told.key))


def plan_offers(scene: Scene) -> None:
    """Put on the agenda what was offered and became no story: declined with a reason, or still lying there."""
    for one in scene.newsroom.offers:
        values = TipValues(
            title=f"{one.title} {MARK}", happened_on=one.on, place=one.place, topic=scene.topics[one.topic]
        )
        sent_at = at_hour(one.on, *_SENT, "offer", one.title)
        scene.agenda.plan_at(
            sent_at, f"offer 1 {one.title}", partial(_send, scene, one.title, one.unit, values, one.by_link)
        )
        if one.declined:
            at = at_hour(one.on + one.days * _DAY, *_ANSWERED, "decline", one.title)
            scene.agenda.plan_at(at, f"offer 2 {one.title}", partial(_decline, scene, one))


def tip_of(scene: Scene, told: Told) -> Tip | None:
    """Return the tip that a story came from."""
    tips = Tip.objects.select_related("unit", "contributor")
    return tips.get(pk=scene.tips[told.key]) if told.key in scene.tips else None


def _send(scene: Scene, name: str, unit: str, values: TipValues, by_link: bool, at: datetime) -> None:  # noqa: FBT001
    contributor = Contributor.objects.select_related("unit").filter(unit=scene.units[unit]).first()
    if by_link and contributor:
        tip = send_tip_by_link(contributor=contributor, values=values, at=at)
        note_used(contributor=contributor, at=at)
    else:
        tip = send_tip(unit=scene.units[unit], values=values, by=scene.officers[unit], at=at)
    scene.tips[name] = tip.pk


def _take(scene: Scene, name: str, at: datetime) -> None:
    take_tip(tip=Tip.objects.get(pk=scene.tips[name]), by=scene.editor, at=at)


def _decline(scene: Scene, one: OfferOf, at: datetime) -> None:
    decline_tip(tip=Tip.objects.get(pk=scene.tips[one.title]), reason=marked(one.declined), by=scene.editor, at=at)
