"""The ladder of reminders of a plan: edited by whoever confirms it, one after the other, with what was told kept."""

import pytest
from django.urls import reverse

from loa.people.choices import Role
from loa.people.models import AuditEntry
from loa.tasks.actions.ladder import MOST_RUNGS, LadderRefused, set_ladder
from loa.tasks.actions.urging import put_up_ladder, remind
from loa.tasks.choices import LADDER
from loa.tasks.models import Obligation, Reminder
from loa.tasks.queries.ladder import is_usual, rungs_of, seen_as
from loa.tasks.tests.factories import make_work
from loa.tasks.tests.late_work import DAY, TODAY, lead_of, text
from loa.tasks.tests.test_reminding import THE_DAY, at, officer

pytestmark = pytest.mark.django_db


@pytest.fixture
def ladder():
    owed = make_work()[0]
    put_up_ladder(owed.task.version)
    return owed.task.version, lead_of(owed)


def change(version, by, rungs, seen=None):
    seen = seen_as(rungs_of(version)) if seen is None else seen
    return set_ladder(version=version, rungs=rungs, seen=seen, by=by, at=at(TODAY))


def test_a_ladder_is_replaced_and_told(ladder):
    version, by = ladder
    change(version, by, [(-3, "focal"), (2, "leader")])
    assert rungs_of(version) == {(-3, "focal"), (2, "leader")}
    entry = AuditEntry.objects.get(action="tasks.set_ladder")
    assert entry.details == {
        "before": "-15:focal,-7:focal,-3:focal,0:focal,1:focal,7:leader",
        "after": "-3:focal,2:leader",
    }


def test_what_was_told_stays_when_the_ladder_changes(ladder):
    version, by = ladder
    officer(Obligation.objects.get().unit)
    assert remind(at=at(THE_DAY)) == 1
    change(version, by, [])
    assert Reminder.objects.count() == 1
    assert remind(at=at(THE_DAY + 3 * DAY)) == 0


@pytest.mark.parametrize(
    ("rungs", "why"),
    [
        ([(-31, "focal")], "trong khoảng 30 ngày"),
        ([(31, "leader")], "trong khoảng 30 ngày"),
        ([(1, "focal"), (1, "focal")], "Mốc này đã có."),
        ([(number, "focal") for number in range(MOST_RUNGS + 1)], "Nhiều nhất 12 mốc"),
        ([(1, "lead")], "Chọn nhắc"),
        ([(1, "nobody")], "Chọn nhắc"),
    ],
)
def test_a_ladder_that_cannot_stand_is_refused(ladder, rungs, why):
    version, by = ladder
    with pytest.raises(LadderRefused, match=why):
        change(version, by, rungs)
    assert is_usual(rungs_of(version))


def test_the_second_editor_is_told_and_nothing_is_lost(ladder):
    version, by = ladder
    seen = seen_as(rungs_of(version))
    change(version, by, [(1, "focal")], seen)
    with pytest.raises(LadderRefused, match="người khác đã sửa"):
        change(version, by, [(2, "focal")], seen)
    assert rungs_of(version) == {(1, "focal")}


def test_the_same_change_sent_twice_is_one(ladder):
    version, by = ladder
    seen = seen_as(rungs_of(version))
    for _ in range(2):
        change(version, by, [(1, "focal")], seen)
    assert AuditEntry.objects.filter(action="tasks.set_ladder").count() == 1


def test_the_page_adds_takes_out_and_goes_back(client, ladder):
    version, by = ladder
    client.force_login(by)
    address = reverse("desk:ladder", args=[version.plan.slug])

    def press(**button):
        return client.post(address, {"seen": seen_as(rungs_of(version)), **button})

    assert "7 ngày làm việc sau hạn" in text(client.get(address))
    assert press(bo="7:leader").status_code == 302
    assert (7, "leader") not in rungs_of(version)
    assert press(them="1", days="5", side="sau", told="leader").status_code == 302
    assert (5, "leader") in rungs_of(version)
    refused = press(them="1", days="5", side="sau", told="leader")
    assert refused.status_code == 422
    assert "Mốc này đã có." in text(refused)
    assert press(**{"thuong-dung": "1"}).status_code == 302
    assert is_usual(rungs_of(version))
    for rung, told in LADDER:
        press(bo=f"{rung}:{told}")
    assert "không ai được nhắc việc" in text(client.get(address))


@pytest.mark.parametrize("days", ["", "abc", "31", "-1"])
def test_a_rung_that_cannot_be_read_stays_typed(client, ladder, days):
    version, by = ladder
    client.force_login(by)
    typed = {"seen": seen_as(rungs_of(version)), "them": "1", "days": days, "side": "sau", "told": "leader"}
    answer = client.post(reverse("desk:ladder", args=[version.plan.slug]), typed)
    assert answer.status_code == 422
    assert f'value="{days}"' in answer.text or not days
    assert is_usual(rungs_of(version))


def test_a_ladder_that_is_garbled_changes_nothing(client, ladder):
    version, by = ladder
    client.force_login(by)
    address = reverse("desk:ladder", args=[version.plan.slug])
    for seen in ("", "x:y", "²:focal", "-:focal", "999999:focal"):
        assert client.post(address, {"seen": seen, "bo": "7:leader"}).status_code == 422
    assert is_usual(rungs_of(version))


def test_the_lead_reads_whom_no_reminder_reaches(client):
    owed = make_work(units=2)
    put_up_ladder(owed[0].task.version)
    officer(owed[0].unit)
    lead = lead_of(owed[0])
    remind(at=at(THE_DAY))
    client.force_login(lead)
    page = text(client.get(reverse("desk:ladder", args=[owed[0].task.version.plan.slug])))
    assert "29/03/2024: 2 lượt nhắc về kế hoạch này, trong đó 1 lượt nhắc cơ quan chủ trì" in page
    assert "<li>UBND xã Mẫu 2</li>" in page
    assert "<li>UBND xã Mẫu 1</li>" not in page


def test_where_nobody_at_all_could_be_told_it_is_counted(client):
    owed = make_work()[0]
    put_up_ladder(owed.task.version)
    remind(at=at(THE_DAY))
    client.force_login(officer(owed.task.version.plan.owner, Role.APPROVER, "nguoi-duyet"))
    page = text(client.get(reverse("desk:ladder", args=[owed.task.version.plan.slug])))
    assert "1 đầu việc hôm đó không có ai để nhắc" in page
