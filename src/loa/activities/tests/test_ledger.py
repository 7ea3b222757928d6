"""What is written in the ledger stays, counts once, and is taken back by a row of its own."""

import random
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from loa.activities import jobs
from loa.activities.actions import (
    ActivityRefused,
    count_months_anew,
    enter_activity,
    months_written_since,
    record_sent,
    take_back_activity,
)
from loa.activities.choices import Grade, ReachSource
from loa.activities.models import EVERY, Activity, CoverageTally, Topic
from loa.activities.tests.factories import LATER, entry, make_activity
from loa.base.clock import now
from loa.people.actions import assign_role
from loa.people.choices import Extent, Role, Tier, UnitKind
from loa.people.models import AuditEntry, ChangeEvent, ChangeLink, Unit, UnitVersion, User
from loa.plans.tests.factories import district
from loa.tasks.actions import Link
from loa.tasks.tests.factories import make_units

pytestmark = pytest.mark.django_db


def officer(unit, role=Role.FOCAL, name="can-bo"):
    user = User.objects.create_user(name, home_unit=unit)
    assign_role(user=user, unit=unit, role=role, by=None, at=now())
    return user


def cells():
    rows = CoverageTally.objects.exclude(count=0, reach=0)
    return set(rows.values_list("unit", "month", "audience", "topic", "channel", "count", "reach"))


def test_an_entry_counts_for_its_unit_and_all_above_it_by_every_topic_and_audience():
    (unit,) = make_units(1)
    make_activity(unit, topics=("procedures", "indices"), reach=40, reach_source=ReachSource.COUNTED)
    topics = [EVERY, *Topic.objects.filter(code__in=["procedures", "indices"]).values_list("pk", flat=True)]
    for scope in (unit, district()):
        rows = CoverageTally.objects.filter(unit=scope)
        assert sorted(rows.filter(audience=EVERY).values_list("topic", flat=True)) == sorted(topics)
        assert rows.count() == len(topics) * 2
        assert set(rows.values_list("month", "count", "reach")) == {(date(2024, 3, 1), 1, 40)}


def test_a_thing_of_an_app_above_is_written_down_once():
    (unit,) = make_units(1)
    first = make_activity(unit, ref="newsroom.output:7")
    assert make_activity(unit, ref="newsroom.output:7", title="Tên khác").pk == first.pk
    assert Activity.objects.count() == 1
    assert AuditEntry.objects.filter(action="activities.record_sent").count() == 1


def test_what_is_taken_back_counts_no_more_and_both_rows_stay():
    (unit,) = make_units(1)
    kept, wrong = make_activity(unit), make_activity(unit, title="Ghi nhầm", reach=5, reach_source=ReachSource.COUNTED)
    before = cells()
    counter = take_back_activity(activity=wrong, reason="Ghi trùng", by=officer(unit), at=now())
    assert (counter.amount, counter.counters, counter.on) == (-1, wrong, wrong.on)
    assert {(count, reach) for *_, count, reach in cells()} == {(1, 0)}
    assert before != cells()
    assert list(Activity.objects.standing()) == [kept]
    assert Activity.objects.count() == 3


def test_a_row_is_taken_back_once_with_a_reason_and_never_a_counter_entry():
    (unit,) = make_units(1)
    row, who = make_activity(unit), officer(unit)
    with pytest.raises(ActivityRefused, match="Ghi lý do"):
        take_back_activity(activity=row, reason="  ", by=who, at=now())
    counter = take_back_activity(activity=row, reason="Ghi trùng", by=who, at=now())
    with pytest.raises(ActivityRefused, match="đã được đảo"):
        take_back_activity(activity=row, reason="Lần nữa", by=who, at=now())
    with pytest.raises(ActivityRefused, match="là dòng đảo"):
        take_back_activity(activity=counter, reason="Đảo của đảo", by=who, at=now())
    assert Activity.objects.count() == 2


@pytest.mark.parametrize("statement", ["UPDATE activities_activity SET title = 'x'", "DELETE FROM activities_activity"])
def test_the_database_refuses_to_change_or_remove_an_entry(statement):
    make_activity(make_units(1)[0])
    with (
        pytest.raises(DatabaseError, match="never changed or removed"),
        transaction.atomic(),
    ):
        connection.cursor().execute(statement)


def test_its_topics_cannot_be_changed_either():
    row = make_activity(make_units(1)[0])
    with pytest.raises(DatabaseError, match="never changed or removed"), transaction.atomic():
        row.topics.clear()


def ended_unit():
    unit = Unit.objects.create(key="xa-da-het", kind=UnitKind.COMMITTEE, tier=Tier.COMMUNE)
    UnitVersion.objects.create(
        unit=unit,
        name="UBND xã Đã Hết",
        parent=district(),
        valid_from=date(2020, 1, 1),
        valid_until=date(2024, 2, 1),
        source="thử",
    )
    return unit


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"on": date(2999, 1, 1)}, "on", "chưa đến"),
        ({"topics": ()}, "topics", "ít nhất một nội dung"),
        ({"title": " "}, "title", "tên hoạt động"),
        ({"reach": 12}, "reach", "nguồn của số đó"),
        ({"reach_source": ReachSource.COUNTED}, "reach", "nguồn của số đó"),
        ({"on": date(2019, 1, 1)}, "unit", "chưa được thành lập"),
        ({"reach": -1, "reach_source": ReachSource.COUNTED}, "reach", "từ 0 đến"),
        ({"reach": 10**9, "reach_source": ReachSource.COUNTED}, "reach", "từ 0 đến"),
        ({"url": "javascript:alert(1)"}, "url", "http://"),
    ],
)
def test_what_cannot_stand_is_refused_in_words(fields, field, words):
    (unit,) = make_units(1)
    with pytest.raises(ActivityRefused, match=words) as refused:
        record_sent(entry(unit, **fields), by=None, at=now())
    assert refused.value.field == field
    assert not Activity.objects.exists()


def test_a_unit_that_had_ended_is_named_with_its_last_day():
    unit = ended_unit()
    with pytest.raises(ActivityRefused, match="UBND xã Đã Hết đã chấm dứt hoạt động"):
        record_sent(entry(unit), by=None, at=now())
    assert make_activity(unit, on=date(2024, 1, 31)).pk


def test_a_channel_is_used_only_while_it_is_one():
    (unit,) = make_units(1)
    with pytest.raises(ActivityRefused, match="không dùng cho ngày"):
        record_sent(entry(unit, channel="radio", on=date(2026, 2, 1)), by=None, at=LATER)


def test_an_outside_body_has_no_ledger_here():
    body = Unit.objects.create(key="mat-tran", kind=UnitKind.OUTSIDE, tier=Tier.DISTRICT)
    with pytest.raises(ActivityRefused, match="được mời phối hợp"):
        record_sent(entry(body), by=None, at=now())


def test_by_hand_words_alone_are_the_lowest_grade_and_a_link_or_file_a_record():
    (unit,) = make_units(1)
    who = officer(unit)
    told = enter_activity(entry=entry(unit), by=who, at=now())
    linked = enter_activity(
        entry=entry(unit), links=[Link(url="https://vidu.example/tin", title="Tin")], by=who, at=now()
    )
    filed = enter_activity(entry=entry(unit), files=[SimpleUploadedFile("danh-sach.txt", b"mot hai")], by=who, at=now())
    assert [told.grade, linked.grade, filed.grade] == [Grade.WORD, Grade.RECORD, Grade.RECORD]
    assert [one.proofs.count() for one in (told, linked, filed)] == [0, 1, 1]


def test_a_secret_file_proves_nothing_and_is_not_kept():
    (unit,) = make_units(1)
    file = SimpleUploadedFile("TOI MAT bao cao.txt", b"noi dung")
    with pytest.raises(ActivityRefused, match="độ mật"):
        enter_activity(entry=entry(unit), files=[file], by=officer(unit), at=now())
    assert not Activity.objects.exists()


def test_only_people_of_the_unit_enter_and_take_back():
    unit, other = make_units(2)
    row = make_activity(unit)
    for who in (officer(other), officer(district(), name="tren"), officer(unit, Role.VIEWER, "xem")):
        with pytest.raises(PermissionDenied):
            enter_activity(entry=entry(unit), by=who, at=now())
        with pytest.raises(PermissionDenied):
            take_back_activity(activity=row, reason="Nhầm", by=who, at=now())
    assert Activity.objects.count() == 1


def test_a_random_year_counted_anew_is_what_the_actions_wrote():
    chance = random.Random(20240312)
    units = [*make_units(4), district()]
    # In the middle of the year one commune goes under another, and one ends: what it did before stays where it was.
    summer = {"valid_from": date(2024, 7, 1), "source": "sáp nhập thử"}
    UnitVersion.objects.filter(unit__in=[units[0], units[3]]).update(valid_until=summer["valid_from"])
    UnitVersion.objects.create(unit=units[0], name="Khu vực Mẫu 1", parent=units[1], **summer)
    merger = ChangeEvent.objects.create(on=summer["valid_from"], legal_act="Nghị quyết thử")
    ChangeLink.objects.create(event=merger, from_unit=units[3], to_unit=units[2], extent=Extent.WHOLE)
    who = {unit.pk: officer(unit, name=f"cb-{unit.pk}") for unit in units}
    codes = list(Topic.objects.values_list("code", flat=True))
    for _ in range(60):
        unit = chance.choice(units)
        row = make_activity(
            unit,
            on=date(2024, 1, 1) + timedelta(days=chance.randrange(182 if unit == units[3] else 366)),
            topics=chance.sample(codes, chance.randint(1, 3)),
            audiences=chance.sample(["people", "officials", "minorities"], chance.randint(0, 2)),
            channel=chance.choice(["website", "loudspeaker", "meetings"]),
            **({"reach": chance.randrange(90), "reach_source": ReachSource.ESTIMATED} if chance.random() < 0.4 else {}),
        )
        if chance.random() < 0.2:
            take_back_activity(activity=row, reason="Nhầm", by=who[unit.pk], at=LATER)
    written = cells()
    assert written
    assert count_months_anew(months_written_since(None)) == 0
    assert cells() == written, "nothing was wrong"
    above = CoverageTally.objects.filter(unit=units[1], month__gte=summer["valid_from"], topic=EVERY, audience=EVERY)
    own = Activity.objects.standing().filter(unit__in=units[:2], on__gte=summer["valid_from"]).count()
    assert sum(above.values_list("count", flat=True)) == own > 0, "with the one that went under it"


def test_counts_that_are_wrong_missing_or_without_ground_are_mended_and_said():
    (unit,) = make_units(1)
    make_activity(unit)
    make_activity(unit, on=date(2024, 5, 2))
    written = cells()
    total = len(written)
    CoverageTally.objects.filter(topic=EVERY, month=date(2024, 3, 1)).update(count=99)
    CoverageTally.objects.filter(unit=district(), month=date(2024, 5, 1)).delete()
    left = CoverageTally.objects.filter(month=date(2024, 3, 1)).first()
    CoverageTally.objects.create(unit=unit, month=date(2023, 1, 1), channel=left.channel, count=4)
    assert count_months_anew([date(2024, 3, 1)]) == 4
    assert cells() != written, "the other months were not asked about"
    said = StringIO()
    call_command("recount_coverage", stdout=said)
    assert said.getvalue() == "Đã đếm lại 3 tháng, sửa 5 số đếm sai.\n"
    assert (cells(), len(written)) == (written, total)


def test_each_night_only_the_months_written_to_lately_are_counted(caplog):
    (unit,) = make_units(1)
    make_activity(unit)
    CoverageTally.objects.update(count=7)
    assert jobs.count_anew(LATER + timedelta(days=10)) == 0
    assert jobs.count_anew(LATER) == 8
    assert "wrong" in caplog.text
    assert {count for *_, count, _ in cells()} == {1}


def test_a_month_that_is_none_is_refused():
    with pytest.raises(CommandError, match="không phải tháng"):
        call_command("recount_coverage", "13/2024")
