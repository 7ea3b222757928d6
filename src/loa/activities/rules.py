"""When a period has enough, what its activities add up to, what rule a task suggests: plain values, no Django."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from loa.activities.choices import Grade
from loa.lib.vietnamese_text import tidy

# The channel that goes with a form, where people need not choose one.
CHANNEL_OF = {
    "news-item": "website",
    "article": "website",
    "reportage": "website",
    "broadcast": "loudspeaker",
    "conference": "meetings",
    "training": "meetings",
    "talk": "meetings",
    "briefing": "meetings",
    "village-meeting": "meetings",
    "panel": "visual",
    "poster": "visual",
    "slogan": "visual",
    "banner": "visual",
    "contest": "stage",
    "stage": "stage",
    "leaflet": "documents",
    "handbook": "documents",
    "mobile-loudspeaker": "loudspeaker",
    "chat-group": "social",
}
# The words that Loa enters in the ledger by itself, where no person chooses: they may be renamed and never end.
WRITTEN_BY_LOA = frozenset([
    "website", "people", "correction", "other", "news-item", "article", "reportage", "broadcast", "leaflet", "panel",
    "poster", "slogan", "chat-group", "village-meeting", "briefing",
])  # fmt: skip
# What an indicator of a task counts, by the forms of the ledger that are of its kind (plans.rules.indicators.KINDS, by
# name: an indicator put to work keeps no code).
COUNTED_FORMS: dict[str, frozenset[str]] = {
    "Tin, bài, phóng sự đã đăng, phát": frozenset(["news-item", "article", "reportage"]),
    "Buổi phát thanh, truyền thanh": frozenset(["broadcast", "mobile-loudspeaker"]),
    "Hội nghị, cuộc họp có nội dung tuyên truyền": frozenset(["conference", "talk", "briefing", "village-meeting"]),
    "Lớp tập huấn, bồi dưỡng": frozenset(["training"]),
    "Pa nô, áp phích, băng rôn, khẩu hiệu": frozenset(["panel", "poster", "slogan", "banner"]),
}
# Whose numbers are people reached, not activities.
COUNTED_PEOPLE = frozenset(["Người dự"])
_NEWS_FORMS = ("news-item", "article", "reportage")
_MEETING_FORMS = ("conference", "talk", "briefing", "village-meeting")
_NONE: tuple[str, ...] = ()
# What the words of a task say, and the forms, channels and topics that go with it.
_HINTS = (
    (r"tin,? bài|phóng sự", _NEWS_FORMS, _NONE, _NONE),
    (r"phát thanh|truyền thanh", ("broadcast", "mobile-loudspeaker"), _NONE, _NONE),
    (r"hội nghị|tọa đàm|toạ đàm|giao ban|cuộc họp|họp thôn", _MEETING_FORMS, _NONE, _NONE),
    (r"tập huấn|bồi dưỡng", ("training",), _NONE, _NONE),
    (r"chuyên trang|chuyên mục", _NEWS_FORMS, ("website",), _NONE),
    (r"chỉ số", _NONE, _NONE, ("indices",)),
    (r"một cửa|kiểm soát tthc|kiểm soát thủ tục", _NONE, _NONE, ("procedures", "online-services")),
    (r"dịch vụ công|môi trường điện tử", _NONE, _NONE, ("online-services",)),
    (r"chuyển đổi số", _NONE, _NONE, ("digital-transformation", "digital-government")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """A rule as codes: what an activity must be one of on each axis; an empty axis takes anything."""

    topics: frozenset[str] = frozenset()
    forms: frozenset[str] = frozenset()
    channels: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """One activity of a period as far as its count goes: its day, how well it is proved, its form and its people."""

    pk: int = 0
    on: date
    grade: str
    title: str = ""
    form: str = ""
    reach: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Enough:
    """That a period has enough: whether the system itself saw it, and the day on which it was enough."""

    proved: bool
    on: date


def fits(fit: Fit, *, topics: Collection[str], form: str, channel: str) -> bool:
    """Tell whether an activity is of the kind that a rule takes; `actions.closing` asks the same of the database."""
    return (
        (not fit.topics or not fit.topics.isdisjoint(topics))
        and (not fit.forms or form in fit.forms)
        and (not fit.channels or channel in fit.channels)
    )


def holds(periods: Sequence[tuple[date, date | None]], on: date) -> tuple[int, date] | None:
    """Return the place of the period that holds a day, with its last day; None where none does.

    Periods are given in order by their first days, each with its last day where that is known; else it lasts until the
    next one begins, and one that is followed by none holds no day but its first.
    """
    for place, (start, end) in reversed(list(enumerate(periods))):
        if start <= on:
            follows = place + 1 < len(periods)
            last = end or (periods[place + 1][0] - timedelta(days=1) if follows else start)
            return (place, last) if on <= last else None
    return None


def counted(rows: Iterable[Counted], indicator: str) -> int | None:
    """Return what the activities of a period add up to for an indicator, by its name; None where the ledger has none.

    Every entry that stands counts, whatever proves it.
    """
    if indicator in COUNTED_PEOPLE:
        return sum(one.reach for one in rows)
    forms = COUNTED_FORMS.get(indicator)
    return None if forms is None else sum(one.form in forms for one in rows)


def enough(proofs: Iterable[Counted], minimum: int) -> Enough | None:
    """Return how a period has enough of what its rule asks for, None while it has not.

    What the system saw itself decides where there is enough of it; else every entry counts, whatever proves it.
    """
    rows = sorted(proofs, key=lambda one: one.on)
    seen = [one for one in rows if one.grade == Grade.SYSTEM]
    if len(seen) >= minimum:
        return Enough(proved=True, on=seen[minimum - 1].on)
    return Enough(proved=False, on=rows[minimum - 1].on) if len(rows) >= minimum else None


def suggested(title: str, products: Sequence[str]) -> Fit:
    """Return the rule that a task's words suggest, for its lead to set or not; nothing is set by itself."""
    words = tidy(f"{title}; {'; '.join(products)}").lower()
    forms: set[str] = set()
    channels: set[str] = set()
    topics: set[str] = set()
    for pattern, of_forms, of_channels, of_topics in _HINTS:
        if re.search(rf"(?<!\w)(?:{pattern})(?!\w)", words):
            forms |= set(of_forms)
            channels |= set(of_channels)
            topics |= set(of_topics)
    return Fit(topics=frozenset(topics), forms=frozenset(forms), channels=frozenset(channels))


def median_of(counted: Mapping[int, int]) -> int:
    """Return the middle of whole numbers given as how often each occurs, the lower of two; 0 of none."""
    half = (sum(counted.values()) + 1) // 2
    passed = 0
    for value in sorted(counted):
        passed += counted[value]
        if passed >= half:
            return value
    return 0


def longest_pause(days: Sequence[date], first: date, last: date) -> int:
    """Return the most days in a row, of those from one to another (both counted in), on which nothing went out.

    `days` are those on which something did, in order and between the two.
    """
    longest, before = 0, first - timedelta(days=1)
    for day in (*days, last + timedelta(days=1)):
        longest, before = max(longest, (day - before).days - 1), day
    return longest


def told_together(labels: Sequence[str]) -> str:
    """Return names of windows in order of time as one says them: "tháng 2, 3/2024, tháng 1/2025"."""
    found: list[tuple[str, list[str], str]] = []
    for label in labels:
        kind, _, rest = label.partition(" ")
        number, _, year = rest.partition("/")
        if year and found and (found[-1][0], found[-1][2]) == (kind, year):
            found[-1][1].append(number)
        else:
            found.append((kind, [number], year))
    return ", ".join(f"{kind} {', '.join(numbers)}{'/' + year if year else ''}" for kind, numbers, year in found)
