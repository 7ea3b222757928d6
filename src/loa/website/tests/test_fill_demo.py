"""The demonstration is whole: everybody it names can sign in, and its public figures add up."""

import re
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from loa.people.models import AuditEntry, Unit, User
from loa.plans.models import FindingAnswer
from loa.tasks.models import Evidence, Obligation
from loa.tasks.rules import MOVES
from loa.website.management.commands.fill_demo import RECIPES
from loa.website.management.demo.people import PASSWORD

pytestmark = pytest.mark.django_db
# Plan → the day its demonstration stands on, what is handed out, handed in and late by then.
FIGURES = {"vinh-linh-2024": (date(2024, 3, 15), 375, 45, 5), "xa-vinh-linh-2026": (date(2026, 3, 16), 56, 8, 2)}


def fill(settings, example: str) -> str:
    settings.LOA_DEMO, settings.LOA_TODAY, settings.LOA_PAGE_CACHE_SECONDS = True, FIGURES[example][0], 0
    told = StringIO()
    call_command("fill_demo", example=example, port=8123, stdout=told)
    return told.getvalue()


@pytest.mark.parametrize("example", RECIPES)
def test_everybody_named_can_sign_in_the_figures_are_right_and_the_invented_says_so(client, settings, example) -> None:
    told = fill(settings, example)
    day, owed, handed_in, late = FIGURES[example]

    names = re.findall(r"^  ([a-z0-9-]+) {2,}", told, re.MULTILINE)
    assert len(names) == len(RECIPES[example].accounts) + 1
    for name in names:
        assert client.post("/accounts/login/", {"login": name, "password": PASSWORD}).status_code == 302
        client.logout()

    shown = client.get("/").text.replace("&nbsp;", " ")
    assert f"Đến ngày {day:%d/%m/%Y}, {handed_in} trong {owed} đầu việc đã có kết quả gửi về." in shown
    assert f"<dd>{late}</dd>" in shown
    assert all(obligation.state in MOVES for obligation in Obligation.objects.all())
    assert set(FindingAnswer.objects.values_list("answer", flat=True)) >= {"understood", "dismissed"}
    assert AuditEntry.objects.filter(action="tasks.hand_in").count() == handed_in
    assert_marked_as_invented()


def assert_marked_as_invented() -> None:
    """Whatever is invented says so, and no telephone, address or link of it leads anywhere."""
    assert all("(minh họa)" in name for name in User.objects.values_list("first_name", flat=True))
    assert all("(minh họa)" in phone for phone in Unit.objects.exclude(phone="").values_list("phone", flat=True))
    assert all(email.endswith(".example") for email in Unit.objects.exclude(email="").values_list("email", flat=True))
    links = Evidence.objects.filter(kind="link").values_list("url", flat=True)
    assert links
    assert all(url.startswith("https://vidu.example/") for url in links)


def test_nothing_is_filled_outside_a_demonstration_or_before_its_last_day(settings) -> None:
    settings.LOA_DEMO = False
    with pytest.raises(CommandError, match="LOA_DEMO=1"):
        call_command("fill_demo")

    settings.LOA_DEMO, settings.LOA_TODAY = True, date(2024, 3, 12)
    with pytest.raises(CommandError, match="đặt LOA_TODAY sau ngày đó"):
        call_command("fill_demo")
    assert not User.objects.exists()
