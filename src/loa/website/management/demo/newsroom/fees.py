"""Play the fees of a demonstration: rates, what is settled by hand, and a month whose list was frozen."""

from datetime import date, datetime, time
from functools import partial

from loa.newsroom.actions import freeze_fees, set_fee_rate, settle_fee
from loa.newsroom.models import Story
from loa.newsroom.queries.fees import month_of
from loa.people.models import Unit, User
from loa.website.management.demo.newsroom.recipe import Newsroom, SettledOf
from loa.website.management.demo.newsroom.stage import Scene, at_hour
from loa.website.management.demo.recipe import MARK
from loa.website.management.demo.words import marked

_MORNING = (time(8), time(11))


def set_rates(newsroom: Newsroom, owner: Unit, by: User, at: datetime) -> None:
    """Set what the owner pays from the first day of the year, with a basis that says it is invented."""
    for kind, amount in newsroom.fees.items():
        set_fee_rate(
            owner=owner,
            kind=kind,
            amount=amount,
            valid_from=date(at.year, 1, 1),
            basis=f"Quy chế chi trả nhuận bút của huyện {MARK}",
            by=by,
            at=at,
        )


def plan_fees(scene: Scene) -> None:
    """Put on the agenda what is settled by hand, and that lists are frozen in the month after."""
    for one in scene.newsroom.settled:
        at = at_hour(one.on, *_MORNING, "settle", one.story)
        scene.agenda.plan_at(at, f"fees 1 settle {one.story}", partial(_settle, scene, one))
    for month, day in scene.newsroom.frozen.items():
        at = at_hour(day, *_MORNING, "freeze", month)
        scene.agenda.plan_at(at, f"fees 2 freeze {month}", partial(_freeze, scene, month))


def _settle(scene: Scene, one: SettledOf, at: datetime) -> None:
    story = Story.objects.select_related("section").get(pk=scene.stories[one.story])
    shares = [(marked(author), amount) for author, amount in one.shares]
    settle_fee(story=story, shares=shares, reason=marked(one.reason), seen=None, by=scene.lead, at=at)


def _freeze(scene: Scene, month: date, at: datetime) -> None:
    token = month_of(scene.owner.pk, month, at.date()).token
    freeze_fees(owner=scene.owner, month=month, token=token, by=scene.lead, at=at)
