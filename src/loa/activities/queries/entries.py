"""The list behind every number of the ledger: narrowed, in the order of an index, a page at a time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.core.paginator import Page
from django.db.models import Prefetch, QuerySet
from django.http import QueryDict

from loa.activities.choices import Grade, Origin
from loa.activities.models import Activity, Form, Topic
from loa.activities.permissions import with_ended
from loa.activities.queries.coverage import number_in
from loa.people.models import ids_below
from loa.people.queries import unit_names
from loa.tasks.queries.listing import ListPages

A_PAGE = 50
CORRECTIONS = "dinh-chinh"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """How the list is narrowed; months by their first days, both counted in. What is empty narrows nothing."""

    unit: int | None = None
    first: date | None = None
    last: date | None = None
    topic: int | None = None
    channel: int | None = None
    audience: int | None = None
    form: str = ""
    grade: str = ""
    origin: str = ""
    task: int | None = None

    @property
    def query(self) -> str:
        """What the address carries on."""
        pairs = {
            "don-vi": self.unit,
            "tu": f"{self.first:%Y-%m}" if self.first else "",
            "den": f"{self.last:%Y-%m}" if self.last else "",
            "noi-dung": self.topic,
            "kenh": self.channel,
            "doi-tuong": self.audience,
            "hinh-thuc": self.form,
            "muc": self.grade,
            "cach-ghi": self.origin,
            "nhiem-vu": self.task,
        }
        return urlencode({name: value for name, value in pairs.items() if value})


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An entry in the list, with the name of its unit, its topics, and what took it back."""

    activity: Activity
    unit: str
    topics: str
    countered: Activity | None


def read_wanted(asked: QueryDict) -> Wanted:
    """Return what an address asks for; what makes no sense is as good as nothing."""
    grade, origin = asked.get("muc", ""), asked.get("cach-ghi", "")
    form = asked.get("hinh-thuc", "")
    return Wanted(
        unit=number_in(asked.get("don-vi", "")),
        first=_month(asked.get("tu", "")),
        last=_month(asked.get("den", "")),
        topic=number_in(asked.get("noi-dung", "")),
        channel=number_in(asked.get("kenh", "")),
        audience=number_in(asked.get("doi-tuong", "")),
        form="correction" if form == CORRECTIONS else form[:40],
        grade=grade if grade in Grade.values else "",
        origin=origin if origin in Origin.values else "",
        task=number_in(asked.get("nhiem-vu", "")),
    )


def narrowed(wanted: Wanted, seen: frozenset[int], today: date) -> QuerySet[Activity]:
    """Return the entries of units in sight, narrowed, newest first; counter-entries are told beside what they took."""
    units = seen & with_ended(ids_below([wanted.unit], today), today) if wanted.unit is not None else seen
    rows = Activity.objects.filter(counters__isnull=True)
    rows = rows.filter(unit=next(iter(units))) if len(units) == 1 else rows.filter(unit__in=units)
    if wanted.first is not None:
        rows = rows.filter(on__gte=wanted.first)
    if wanted.last is not None:
        rows = rows.filter(on__lt=date(wanted.last.year + wanted.last.month // 12, wanted.last.month % 12 + 1, 1))
    given = {
        "topics": wanted.topic,
        "channel": wanted.channel,
        "audiences": wanted.audience,
        "form__code": wanted.form,
        "grade": wanted.grade,
        "origin": wanted.origin,
        "tasks": wanted.task,
    }
    return rows.filter(**{name: value for name, value in given.items() if value}).order_by("-on", "-pk")


def entries_page(found: QuerySet[Activity], page: str, today: date) -> tuple[Page[int], list[Row]]:
    """Return one page of the list; five statements."""
    shown = ListPages(found.values_list("pk", flat=True), A_PAGE).get_page(page)
    return shown, rows_of(list(shown.object_list), today)


def rows_of(ids: Iterable[int], today: date) -> list[Row]:
    """Return entries by their ids, in that order, as rows of a list; four statements."""
    ids = list(ids)
    fetched = Activity.objects.filter(pk__in=ids).select_related("form", "channel", "countered_by")
    found = {one.pk: one for one in fetched.prefetch_related(Prefetch("topics", Topic.objects.only("name")))}
    names = unit_names({one.unit_id for one in found.values()}, today)
    rows = [found[pk] for pk in ids if pk in found]
    return [
        Row(
            activity=one,
            unit=names.get(one.unit_id, ""),
            topics="; ".join(topic.name for topic in one.topics.all()),
            countered=getattr(one, "countered_by", None),
        )
        for one in rows
    ]


def forms_on(day: date) -> list[Form]:
    """Return the forms of a day."""
    return list(Form.objects.on(day))  # type: ignore[arg-type]


def _month(text: str) -> date | None:
    try:
        return date.fromisoformat(f"{text}-01") if len(text) == len("2024-03") else None
    except ValueError:
        return None
