"""Who acts in the newsroom of a demonstration, with the words of the ledger and the hours of a day."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils.timezone import make_aware

from loa.activities.models import Audience, Channel, Form, Topic
from loa.newsroom.models import Decision, Section, Story
from loa.people.choices import Role
from loa.people.models import RoleAssignment, Unit, User
from loa.people.queries import unit_names
from loa.website.management.demo.agenda import Agenda, lot
from loa.website.management.demo.newsroom.recipe import Newsroom, Told
from loa.website.management.demo.recipe import Recipe


@dataclass(slots=True, kw_only=True)
class Scene:
    """What every deed of the newsroom needs; stories are fetched when it is their turn."""

    recipe: Recipe
    newsroom: Newsroom
    agenda: Agenda
    owner: Unit
    units: dict[str, Unit]
    names: dict[int, str]
    # Who writes for a unit, by its key.
    officers: dict[str, User]
    editor: User
    decider: User
    lawyer: User
    lead: User
    sections: dict[str, Section]
    topics: dict[str, Topic]
    audiences: dict[str, Audience]
    channels: dict[str, Channel]
    forms: dict[str, Form]
    stories: dict[str, int] = field(default_factory=dict)
    tips: dict[str, int] = field(default_factory=dict)

    def story(self, told: Told) -> Story:
        """Return a story as it stands now."""
        return Story.objects.select_related("section", "unit").get(pk=self.stories[told.key])

    def asked(self, told: Told) -> Decision:
        """Return the open question about a story."""
        return Decision.objects.select_related("story__section", "story__unit").get(
            story=self.stories[told.key], outcome=""
        )

    def topics_of(self, codes: Iterable[str]) -> tuple[Topic, ...]:
        return tuple(self.topics[code] for code in codes)

    def audiences_of(self, codes: Iterable[str]) -> tuple[Audience, ...]:
        return tuple(self.audiences[code] for code in codes)

    def is_idle(self, unit: str, on: date) -> bool:
        """Tell whether what a unit owes of the quarter of a day has a fate, which nothing else is to bring about."""
        period = f"{on.year}-q{(on.month + 2) // 3}"
        return any(fate.unit == unit and fate.period == period for fate in self.recipe.fates)


def set_scene(recipe: Recipe, newsroom: Newsroom, agenda: Agenda) -> Scene:
    """Return the scene of a newsroom whose house was set up."""
    on = recipe.opened_on
    units = {unit.key: unit for unit in Unit.objects.all()}
    owner = units[recipe.owner]
    users = {user.username: user for user in User.objects.all()}
    held = RoleAssignment.objects.on(on).filter(role=Role.FOCAL).select_related("user", "unit")
    officers: dict[str, User] = {}
    for one in sorted(held, key=lambda one: (one.user.username == recipe.lead, one.user.username)):
        officers.setdefault(one.unit.key, one.user)
    return Scene(
        recipe=recipe,
        newsroom=newsroom,
        agenda=agenda,
        owner=owner,
        units=units,
        names=unit_names([unit.pk for unit in units.values()], on),
        officers=officers,
        editor=users[newsroom.editor],
        decider=users[newsroom.decider],
        lawyer=users[newsroom.lawyer],
        lead=users[recipe.lead],
        sections={section.slug: section for section in Section.objects.filter(owner=owner)},
        topics={one.code: one for one in Topic.objects.all()},
        audiences={one.code: one for one in Audience.objects.all()},
        channels={one.code: one for one in Channel.objects.all()},
        forms={one.code: one for one in Form.objects.all()},
    )


def at_hour(day: date, first: time, last: time, *names: object) -> datetime:
    """Return a moment of a day between two hours, drawn by lot from the name of what it is for."""
    begins, ends = (hour.hour * 60 + hour.minute for hour in (first, last))
    minutes = lot("hour", *names).randint(begins, ends)
    return make_aware(datetime.combine(day, time()) + timedelta(minutes=minutes))
