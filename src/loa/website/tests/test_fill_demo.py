"""The demonstration is whole: everybody it names can sign in, and its public figures add up."""

import re
from contextlib import suppress
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils.timezone import localtime

from loa.people.models import AuditEntry, Unit, User
from loa.plans.models import FindingAnswer, PlanVersion
from loa.tasks.actions.tallying import count_anew
from loa.tasks.choices import DONE_STATES, OPEN_STATES, State
from loa.tasks.models import Call, Comment, Evidence, Figure, Obligation, Reminder, Step
from loa.website.management.commands.fill_demo import RECIPES
from loa.website.management.demo.people import PASSWORD

pytestmark = pytest.mark.django_db
# Plan → a day so far into its year that units, the lead and the system have each had their turn.
DAYS = {"vinh-linh-2024": date(2024, 4, 23), "xa-vinh-linh-2026": date(2026, 3, 16)}

STATES = {
    "vinh-linh-2024": {
        State.NOT_STARTED,
        State.IN_PROGRESS,
        State.ACCEPTED,
        State.NOT_APPLICABLE,
        State.AWAITING_EVENT,
    },
    "xa-vinh-linh-2026": set(State) - {State.NOT_APPLICABLE},
}
EVERYWHERE = (
    "accept", "acknowledge", "call_roll", "comment", "draft_urging_letter", "enter_on_behalf", "hand_in", "note_call",
    "remind", "return_for_more", "save_view", "start_work",
)  # fmt: skip
ALL_YEAR = ("hand_in_period", "lock_period", "set_many_not_applicable")


def fill(settings, example: str) -> str:
    settings.LOA_DEMO, settings.LOA_TODAY, settings.LOA_PAGE_CACHE_SECONDS = True, DAYS[example], 0
    told = StringIO()
    call_command("fill_demo", example=example, port=8123, stdout=told)
    return told.getvalue()


@pytest.mark.parametrize("example", RECIPES)
def test_everybody_named_can_sign_in_the_figures_are_right_and_the_invented_says_so(client, settings, example) -> None:
    told = fill(settings, example)

    names = re.findall(r"^  ([a-z0-9-]+) {2,}", told, re.MULTILINE)
    assert len(names) == len(RECIPES[example].accounts) + 1
    for name in names:
        assert client.post("/accounts/login/", {"login": name, "password": PASSWORD}).status_code == 302
        client.logout()

    owed = Obligation.objects.exclude(state=State.NOT_APPLICABLE)
    handed_in = owed.filter(state__in=DONE_STATES).count()
    late = owed.filter(state__in=OPEN_STATES, due_on__lt=DAYS[example]).count()
    shown = client.get("/").text.replace("&nbsp;", " ")
    assert f"Đến ngày {DAYS[example]:%d/%m/%Y}, {handed_in} trong {owed.count()} đầu việc đã có kết quả" in shown
    assert f"<dd>{late}</dd>" in shown
    assert set(FindingAnswer.objects.values_list("answer", flat=True)) >= {"understood", "dismissed"}
    assert_something_of_everything(example)
    assert_marked_as_invented()
    assert not [version for version in PlanVersion.objects.all() if count_anew(version)]


def assert_something_of_everything(example: str) -> None:
    """Every page has something to show, and each deed was one that people do: it stands in the record."""
    assert set(Obligation.objects.values_list("state", flat=True)) >= STATES[example]
    done = set(AuditEntry.objects.values_list("action", flat=True))
    assert done >= {f"tasks.{one}" for one in EVERYWHERE + (ALL_YEAR if example == "vinh-linh-2024" else ())}
    for version in PlanVersion.objects.all():
        last_day = DAYS[example] - timedelta(days=1)
        assert not Step.objects.filter(at__date__lte=localtime(version.confirmed_at).date()).exists()
        assert not Step.objects.filter(at__date__gt=last_day).exists()


def assert_marked_as_invented() -> None:
    """Whatever is invented says so, and no telephone, address or link of it leads anywhere."""
    assert all("(minh họa)" in name for name in User.objects.values_list("first_name", flat=True))
    assert all("(minh họa)" in phone for phone in Unit.objects.exclude(phone="").values_list("phone", flat=True))
    assert all(email.endswith(".example") for email in Unit.objects.exclude(email="").values_list("email", flat=True))
    said = [*Step.objects.filter(by__isnull=False).values_list("note", flat=True)]
    said += [*Comment.objects.values_list("text", flat=True), *Call.objects.values_list("note", flat=True)]
    assert all(words.endswith("(minh họa)") for words in said if words)
    links = Evidence.objects.filter(kind="link").values_list("url", flat=True)
    assert links
    assert all(url.startswith("https://vidu.example/") for url in links)


def test_nothing_is_filled_outside_a_demonstration_or_before_the_plan_goes_to_work(settings) -> None:
    settings.LOA_DEMO = False
    with pytest.raises(CommandError, match="LOA_DEMO=1"):
        call_command("fill_demo")

    settings.LOA_DEMO, settings.LOA_TODAY = True, date(2024, 2, 5)
    with pytest.raises(CommandError, match="đặt LOA_TODAY sau ngày đó"):
        call_command("fill_demo")
    assert not User.objects.exists()


def test_the_same_year_comes_out_each_time(settings) -> None:
    """What is drawn by lot is drawn the same, whatever the ids: the second fill counts on from those of the first."""
    seen = []
    for _ in range(2):
        with suppress(PlayedOut), transaction.atomic():
            fill(settings, "xa-vinh-linh-2026")
            seen.append(what_happened())
            raise PlayedOut

    assert len(seen[0]["steps"]) > 10
    assert seen[0] == seen[1]


class PlayedOut(Exception):  # noqa: N818  (nothing is wrong)
    """Ends a transaction that is not to be kept."""


def what_happened() -> dict[str, list[tuple[object, ...]]]:
    """Return everything that was done, by names that hold in every database."""
    where = ("obligation__unit__key", "obligation__task__position", "obligation__period")
    steps = Step.objects.values_list("at", "by__username", "state", "note", "nil", "source_symbol", *where)
    figures = Figure.objects.values_list("indicator__position", "value", "counts", "step__at", "step__note")
    evidence = Evidence.objects.values_list("kind", "name", "url", "size", "step__at")
    comments = Comment.objects.values_list("at", "by__username", "text", "word", *where)
    # Units are loaded by their own command, at its own hour.
    entries = AuditEntry.objects.exclude(action="people.load_units").values_list("at", "by__username", "action")
    reminders = Reminder.objects.values_list("on", "person__username", "rung", *where)
    told = {"steps": steps, "figures": figures, "evidence": evidence, "comments": comments, "entries": entries}
    return {name: sorted(rows, key=str) for name, rows in {**told, "reminders": reminders}.items()}
