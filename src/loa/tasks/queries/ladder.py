"""The ladder of reminders of a plan as its page shows it, and who was reminded of one obligation when."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import DateTimeField, Exists, F, OuterRef, Value
from django.db.models.functions import Concat, TruncDate

from loa.plans.models import PlanVersion
from loa.tasks.choices import LADDER, Told
from loa.tasks.models import Call, Obligation, Reminder, ReminderMail, ReminderRound, ReminderRule

Rungs = frozenset[tuple[int, str]]
# As far back as the page of an obligation tells.
_TOLD = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One rung in words; `key` is what the page sends to take it out."""

    key: str
    when: str
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LastRound:
    """The last day on which people were reminded of a plan: how many reminders, how many to the lead instead."""

    on: date
    reminders: int
    to_lead: int
    untold: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Urged:
    """One time somebody was reminded of an obligation, or its unit was telephoned: a line of its record."""

    on: date
    at: datetime | None
    who: str
    words: str
    note: str = ""


def rungs_of(version: PlanVersion) -> Rungs:
    """Return the rungs of a plan's ladder; one statement."""
    return frozenset(ReminderRule.objects.filter(version=version).values_list("rung", "told"))


def in_order(rungs: Rungs) -> tuple[Rung, ...]:
    """Return rungs in words, the first day first."""
    return tuple(
        Rung(key=f"{rung}:{told}", when=rung_in_words(rung), who=Told(told).label) for rung, told in sorted(rungs)
    )


def seen_as(rungs: Rungs) -> str:
    """Return what a page sends of the ladder it showed, so that two editors do not overwrite each other."""
    return ",".join(f"{rung}:{told}" for rung, told in sorted(rungs))


def is_usual(rungs: Rungs) -> bool:
    """Tell whether it is the ladder every plan begins with."""
    return rungs == frozenset((rung, told.value) for rung, told in LADDER)


def rung_in_words(rung: int) -> str:
    """Return when a rung is reached: "7 ngày làm việc trước hạn", "đúng ngày hết hạn", "1 ngày làm việc sau hạn"."""
    if rung == 0:
        return "đúng ngày hết hạn"
    return f"{abs(rung)} ngày làm việc {'trước' if rung < 0 else 'sau'} hạn"


def last_round(version: PlanVersion) -> LastRound | None:
    """Return the last day on which people were reminded at all, counted for one plan; two statements.

    What could be told to nobody is counted for the whole installation: such an obligation leaves no reminder.
    """
    begun = ReminderRound.objects.order_by("-on").first()
    if begun is None:
        return None
    told = Reminder.objects.filter(on=begun.on, obligation__task__version=version).values_list("told", flat=True)
    parts = list(told)
    return LastRound(
        on=begun.on, reminders=len(parts), to_lead=sum(part == Told.LEAD for part in parts), untold=begun.untold
    )


def urged_when(obligation: Obligation) -> list[Urged]:
    """Return who was reminded of an obligation and when its unit was telephoned, the latest first; one statement."""
    columns = ("day", "hour", "name", "account", "told", "rung", "well", "said", "number")
    mailed = ReminderMail.objects.filter(person=OuterRef("person"), on=OuterRef("on"), sent_at__isnull=False)
    reminders = obligation.reminders.annotate(
        day=F("on"),
        hour=Value(None, DateTimeField()),
        name=Concat("person__first_name", Value(" "), "person__last_name"),
        account=F("person__username"),
        well=Exists(mailed),
        said=Value(""),
        number=F("pk"),
    )
    calls = Call.objects.filter(version=obligation.task.version_id, unit=obligation.unit_id).annotate(
        day=TruncDate("at"),
        hour=F("at"),
        name=Concat("by__first_name", Value(" "), "by__last_name"),
        account=F("by__username"),
        told=Value(""),
        rung=Value(0),
        well=F("reached"),
        said=F("note"),
        number=F("pk"),
    )
    rows = reminders.order_by().values_list(*columns).union(calls.order_by().values_list(*columns), all=True)
    return [
        Urged(on=day, at=hour, who=name.strip() or account, words=_words_of(told, rung, well=well), note=said)
        for day, hour, name, account, told, rung, well, said, _ in rows.order_by("-day", "-told", "-hour", "-number")[
            :_TOLD
        ]
    ]


def _words_of(told: str, rung: int, *, well: bool) -> str:
    if told:
        ways = "trên hệ thống và bằng thư điện tử" if well else "trên hệ thống"
        return f"{Told(told).label}; {rung_in_words(rung)}; {ways}"
    return "gọi điện đến đơn vị" if well else "gọi điện đến đơn vị, không liên lạc được"
