"""The demonstration is whole: everybody it names can sign in, and its public figures add up."""

import re
from contextlib import suppress
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import Count
from django.utils.timezone import localtime
from wagtail.models import Site

from loa.activities.actions import count_months_anew, months_written_since
from loa.activities.choices import LinkState
from loa.activities.models import Activity, LedgerRule, PostedLink, SiteFeed
from loa.activities.rules import Fit, fits
from loa.library.models import Document, Draft, Opinion
from loa.newsroom.choices import LetterState, StoryKind, StoryState
from loa.newsroom.models import (
    Decision,
    FeeLine,
    FeeSettlement,
    FeeSheet,
    HeldLetter,
    Output,
    Recording,
    Story,
    StoryComment,
    Tip,
    Translation,
)
from loa.newsroom.queries.fees import month_of
from loa.people.models import AuditEntry, Unit, User
from loa.pictures.models import Picture
from loa.plans.models import FindingAnswer, PlanVersion
from loa.tasks.actions.tallying import count_anew
from loa.tasks.choices import DONE_STATES, OPEN_STATES, State
from loa.tasks.models import Call, Comment, Evidence, Figure, Obligation, Reminder, Step
from loa.website.management.commands.fill_demo import RECIPES
from loa.website.management.demo.library.playing import read_library
from loa.website.management.demo.newsroom.by_hand import read_done
from loa.website.management.demo.newsroom.films import FILM_TITLE
from loa.website.management.demo.newsroom.recipe import Told, read_stories
from loa.website.management.demo.newsroom.sounds import TITLE
from loa.website.management.demo.people import PASSWORD
from loa.website.management.demo.recipe import Ending
from loa.website.management.demo.work import EXAMPLES

pytestmark = pytest.mark.django_db
# Plan → a day so far into its year that units, the lead and the system have each had their turn.
DAYS = {"vinh-linh-2024": date(2024, 4, 23), "xa-vinh-linh-2026": date(2026, 3, 16)}

_FORMS = dict.fromkeys(StoryKind, "article") | {StoryKind.NEWS: "news-item", StoryKind.REPORTAGE: "reportage"}
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
ALL_YEAR = ("hand_in_period", "lock_period", "report_from_ledger", "set_many_not_applicable")
OF_THE_NEWSROOM = (
    "add_recording", "comment_on_story", "decline_tip", "drop_letter", "freeze_fees", "hold_letter",
    "keep_short_form", "make_decision_link", "move_output", "note_listening", "pass_story", "publish",
    "release_translation", "return_story", "save_story", "save_translation", "send_tip", "set_fee_rate", "set_output",
    "settle_fee", "submit_story", "take_letter", "take_tip", "withdraw_story", "write_story",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _forget_sites():
    """Take from Wagtail's memory the sites that were opened here: another test's sites are others."""
    yield
    Site.clear_site_root_paths_cache()


def fill(settings, example: str, today: date | None = None) -> str:
    settings.LOA_DEMO, settings.LOA_TODAY, settings.LOA_PAGE_CACHE_SECONDS = True, today or DAYS[example], 0
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
    plan = PlanVersion.objects.latest("pk").plan
    shown = client.get(f"/ke-hoach/{plan.slug}/").text.replace("&nbsp;", " ")
    assert f"Đến ngày {DAYS[example]:%d/%m/%Y}, {handed_in} trong {owed.count()} đầu việc đã có kết quả" in shown
    assert f"<dd>{late}</dd>" in shown
    assert set(FindingAnswer.objects.values_list("answer", flat=True)) >= {"understood", "dismissed"}
    assert_something_of_everything(example)
    assert_marked_as_invented()
    assert not [version for version in PlanVersion.objects.all() if count_anew(version)]
    assert_the_library_is_filled(client, example)
    for key in RECIPES[example].kept_as_history:
        assert "Trang này được giữ để tra cứu." in client.get("/gioi-thieu/", headers={"host": f"{key}.localhost"}).text
    if RECIPES[example].newsroom:
        assert_the_newsroom_played(client, example)
        assert_no_fate_is_overtaken_by_the_ledger(example)


def assert_something_of_everything(example: str) -> None:
    """Every page has something to show, and each deed was one that people do: it stands in the record."""
    assert set(Obligation.objects.values_list("state", flat=True)) >= STATES[example]
    done = set(AuditEntry.objects.values_list("action", flat=True))
    assert done >= {f"tasks.{one}" for one in EVERYWHERE + (ALL_YEAR if example == "vinh-linh-2024" else ())}
    for version in PlanVersion.objects.all():
        last_day = DAYS[example] - timedelta(days=1)
        assert not Step.objects.filter(at__date__lte=localtime(version.confirmed_at).date()).exists()
        assert not Step.objects.filter(at__date__gt=last_day).exists()


def assert_the_library_is_filled(client, example: str) -> None:
    """What is due by the day is there; a document with a number is a real one, all others say that they are not."""
    told = read_library(EXAMPLES / example)
    assert Document.objects.count() == sum(one["posted_on"] < DAYS[example] for one in told["document"])
    assert Draft.objects.count() == sum(one["opened_on"] < DAYS[example] for one in told["draft"])
    # The founding plan was issued; its text, which is all there is of it, has neither number nor day.
    for one in Document.objects.exclude(abstract="Tuyên truyền cải cách hành chính năm 2024"):
        assert one.symbol.startswith("/") == one.abstract.endswith("(minh họa)"), one
    said = [text for row in Opinion.objects.values_list("content", "answer") for text in row if text]
    assert said
    assert all(text.endswith("(minh họa).") for text in said)
    assert Document.objects.filter(newer_links__kind="replaces").exists()
    owned = {"owner__key": RECIPES[example].owner}
    for one in (*Document.objects.filter(**owned), *Draft.objects.filter(**owned)):
        address = f"/{'van-ban' if isinstance(one, Document) else 'lay-y-kien'}/{one.slug}/"
        assert client.get(address).status_code == (410 if one.withdrawn_at else 200)
    if example == "vinh-linh-2024":
        assert Draft.objects.get(answered_at__isnull=False).opinions.count() == 6
    else:
        assert "UBND huyện Vĩnh Linh đã kết thúc hoạt động" in client.get(f"/van-ban/{_of_an_ended_body()}/").text


def _of_an_ended_body() -> str:
    return Document.objects.filter(issuer__key="huyen-vinh-linh")[0].slug


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


def assert_the_newsroom_played(client, example: str) -> None:
    """Each story stands where its file says, is out only after a decision, and counts once on each channel."""
    told = [one for one in read_stories(EXAMPLES / example) if one.filed_on < DAYS[example]]
    out = [one for one in told if one.published_on and one.published_on < DAYS[example]]
    assert Story.objects.count() == len(told)
    withdrawn = [one for one in RECIPES[example].newsroom.withdrawn if one.on < DAYS[example]]
    assert Story.objects.filter(live=True, state=StoryState.PUBLISHED).count() == len(out) - len(withdrawn)
    gone = Story.objects.filter(live=False, state=StoryState.WITHDRAWN).values_list("withdrawn_why", flat=True)
    assert list(gone) == [f"{one.reason} (minh họa)" for one in withdrawn] != []
    assert Decision.objects.filter(stage="approval", outcome="passed").count() == len(out)
    # What was withdrawn was out there all the same.
    sent = Output.objects.filter(state__in=["confirmed", "withdrawn"], activity__isnull=False)
    assert sent.count() == Activity.objects.filter(ref__startswith="newsroom.output:").count() > len(out)
    assert set(Output.objects.values_list("state", flat=True)) >= {"confirmed", "approved", "due", "not_intended"}
    assert set(HeldLetter.objects.values_list("state", flat=True)) == set(LetterState)
    (sheet,) = FeeSheet.objects.all()
    of_march = Story.objects.filter(first_published_at__year=2024, first_published_at__month=3)
    unpaid = FeeSettlement.objects.earliest("at").story_id
    assert {line.story_id for line in sheet.lines.all()} == set(of_march.values_list("pk", flat=True)) - {unpaid}
    # One story is shared out anew since: what differs evens out, and what was frozen stays.
    left = month_of(sheet.owner_id, sheet.month, DAYS[example]).left
    assert sorted(line.amount for line in left) == [-300_000, 120_000, 180_000]
    assert set(Activity.objects.values_list("grade", flat=True)) == {"a", "b", "c"}
    assert count_months_anew(months_written_since(None)) == 0
    done = set(AuditEntry.objects.values_list("action", flat=True))
    assert done >= {f"newsroom.{one}" for one in OF_THE_NEWSROOM}
    said = [*StoryComment.objects.values_list("text", flat=True), *Decision.objects.values_list("note", flat=True)]
    said += [*Output.objects.values_list("reason", flat=True)]
    said += [*Activity.objects.filter(ref__isnull=True).values_list("title", flat=True)]
    assert all(words.endswith("(minh họa)") for words in said if words)
    assert_no_voice_is_pretended(example, out)
    assert_procedures_and_questions_are_in_blocks(client, out)
    links = dict(PostedLink.objects.values_list("state").annotate(Count("pk")))
    assert set(links) >= {LinkState.COUNTED, LinkState.DIFFERS, LinkState.GONE, LinkState.ON_WORD}
    assert all(url.split("/")[2].endswith(".example") for url in PostedLink.objects.values_list("url", flat=True))
    assert {(feed.read_at is not None, feed.links.exists()) for feed in SiteFeed.objects.all()} == {
        (True, True),
        (False, False),
    }
    # What was written down before the plan was at work does none of it.
    early = Activity.objects.filter(recorded_at__date__lt=RECIPES[example].confirmed_on)
    assert early.filter(tasks__isnull=True).exists()
    assert not early.filter(tasks__isnull=False).exists()


def assert_no_voice_is_pretended(example: str, out: list[Told]) -> None:
    """Each recording is a sound whose title says that it stands for one, and no word of the language is invented."""
    newsroom = RECIPES[example].newsroom
    read = {one.story for one in newsroom.readings} & {one.key for one in out}
    heard = (newsroom.with_sound | newsroom.read_aloud.keys()) & {one.key for one in out}
    assert Recording.objects.filter(is_reading=True, source__endswith="(minh họa)").exists()
    assert Translation.objects.filter(released_at__isnull=False, title="", text="").count() == len(read) > 0
    assert Recording.objects.filter(title=TITLE, format="wav", file_check="clean").count() == len(read) + len(heard)
    films = newsroom.with_film & {one.key for one in out}
    assert Recording.objects.filter(title=FILM_TITLE, format="webm", poster__isnull=False).count() == len(films) > 0
    assert Recording.objects.count() == len(read) + len(heard) + len(films) > len(read) + len(films)
    assert "(minh họa)" in TITLE
    assert "(minh họa)" in FILM_TITLE


def assert_procedures_and_questions_are_in_blocks(client, out: list[Told]) -> None:
    """What a citizen has to know of a procedure stands apart and is told to machines; questions have their answers."""
    kinds = {one: [block["type"] for block in one.body.raw_data] for one in Story.objects.filter(live=True)}
    asked = {one.slug: found.count("question") for one, found in kinds.items() if one.kind == StoryKind.QA}
    assert len(asked) == sum(one.kind == StoryKind.QA for one in out) > 0
    assert min(asked.values()) >= 4
    guides = [one for one, found in kinds.items() if one.kind == StoryKind.GUIDE and found[0] == "facts"]
    assert len(guides) == sum(one.facts is not None for one in out) > 0
    shown = client.get(f"/tin-bai/{guides[0].slug}/", headers={"host": "localhost"}).text
    assert '"@type": "GovernmentService"' in shown
    assert "Mang giấy tờ gì" in shown


def assert_no_fate_is_overtaken_by_the_ledger(example: str) -> None:
    """What the recipe lets a unit leave lying, or be given back, no story and no entry of the quarter does for it."""
    folder, rules = EXAMPLES / example, LedgerRule.objects.select_related("task")
    went_out = [(one.unit, one.published_on, one.topics, _FORMS[one.kind], "website") for one in read_stories(folder)]
    went_out += [(one.unit, one.on, one.topics, one.form, one.channel) for one in read_done(folder)]
    posted = RECIPES[example].newsroom.posted
    went_out += [(one.unit, one.on, (one.topic,), "news-item", one.channel) for one in posted]
    by_number = {rule.task.number: rule for rule in rules}
    for fate in RECIPES[example].fates:
        rule = by_number.get(fate.task)
        if rule is None or not fate.period:
            continue
        fit = Fit(**{name: frozenset(_codes(rule, name)) for name in ("topics", "forms", "channels")})
        counted = [
            on
            for unit, on, topics, form, channel in went_out
            if unit == fate.unit
            and on
            and f"{on.year}-q{(on.month + 2) // 3}" == fate.period
            and fits(fit, topics=topics, form=form, channel=channel)
        ]
        assert len(counted) < rule.minimum, f"{fate.unit} {fate.task} {fate.period}: {Ending(fate.ending)}"


def _codes(rule: LedgerRule, name: str) -> list[str]:
    return list(getattr(rule, name).values_list("code", flat=True))


@pytest.mark.parametrize(
    ("example", "today"),
    [
        ("xa-vinh-linh-2026", None),
        # Of the second engine the other one tells as much: what is read without an order, and ids that went on.
        pytest.param("vinh-linh-2024", date(2024, 2, 7), marks=pytest.mark.one_engine),
    ],
    ids=str,
)
def test_the_same_year_comes_out_each_time(settings, example, today) -> None:
    """What is drawn by lot is drawn the same, whatever the ids: the second fill counts on from those of the first."""
    seen = []
    for _ in range(2):
        with suppress(PlayedOut), transaction.atomic():
            fill(settings, example, today)
            seen.append(what_happened())
            raise PlayedOut

    assert len(seen[0]["decisions" if RECIPES[example].newsroom else "steps"]) > 10
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
    stories = Story.objects.values_list("slug", "state", "state_at", "section__slug", "unit__key", "byline")
    decisions = Decision.objects.values_list("story__slug", "stage", "outcome", "way", "decided_at", "by__username")
    outputs = Output.objects.values_list("story__slug", "channel__code", "state", "state_at", "text", "reason")
    tips = Tip.objects.values_list("title", "unit__key", "state", "received_at", "taken_at", "contributor__name")
    activities = Activity.objects.values_list("on", "unit__key", "title", "form__code", "grade", "recorded_at")
    pictures = Picture.objects.values_list("title", "sha256")
    documents = Document.objects.values_list("slug", "owner__key", "posted_at", "withdrawn_at", "version")
    opinions = Opinion.objects.values_list("draft__slug", "received_on", "content", "outcome")
    library = {"documents": documents, "opinions": opinions}
    letters = HeldLetter.objects.values_list("message_id", "subject", "state", "received_at", "unit__key")
    fees = FeeLine.objects.values_list("sheet__month", "story__slug", "author", "amount", "basis")
    newsroom = {
        "letters": letters,
        "fees": fees,
        "stories": stories,
        "decisions": decisions,
        "outputs": outputs,
        "activities": activities,
        "tips": tips,
    }
    told = {"steps": steps, "figures": figures, "evidence": evidence, "comments": comments, "entries": entries}
    return {
        name: sorted(rows, key=str)
        for name, rows in {**told, **newsroom, **library, "pictures": pictures, "reminders": reminders}.items()
    }
