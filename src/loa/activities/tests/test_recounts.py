"""What pages say against slow recounts in plain Python, on ledgers made by chance."""

from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from django.http import QueryDict
from django.urls import reverse

from loa.activities.actions import leave_blank, set_target, take_back_activity
from loa.activities.choices import Grade
from loa.activities.models import Activity, Audience, Channel, Form, Topic
from loa.activities.queries import entries
from loa.activities.queries.coverage import Axis, Wanted, matrix, months, terms_between
from loa.activities.queries.holes import silences, standings
from loa.activities.queries.marks import marks_of
from loa.activities.queries.measures import measures
from loa.activities.rules import longest_pause, told_together
from loa.activities.tests.factories import LATER, make_activity
from loa.activities.tests.test_closing import officer
from loa.people.choices import Tier, UnitKind
from loa.people.models import Unit, UnitVersion, ids_below
from loa.plans.tests.factories import district
from loa.tasks.tests.factories import make_units

pytestmark = pytest.mark.django_db
FIRST, LAST, TODAY = date(2024, 1, 1), date(2024, 5, 1), date(2024, 5, 20)
AT = datetime(2024, 5, 20, 2, 0, tzinfo=UTC)
TOPICS, CHANNELS, AUDIENCES = ("procedures", "indices", "law"), ("website", "loudspeaker"), ("people", "businesses")
FORMS = ("news-item", "article", "village-meeting")


@pytest.fixture(params=[1, 2])
def ledger(request):
    """Store some forty activities of five units, a few of them taken back; return who looks at them."""
    chance = Random(request.param)
    communes = make_units(4)
    by = {unit.pk: officer(unit, name=f"can-bo-{unit.pk}") for unit in communes}
    for number in range(40):
        unit = chance.choice([*communes[:3], district()])
        on = FIRST + timedelta(days=chance.randrange(140))
        row = make_activity(
            unit,
            on=on,
            title=f"Hoạt động {number}",
            form=chance.choice(FORMS),
            channel=chance.choice(CHANNELS),
            topics=chance.sample(TOPICS, chance.randint(1, 2)),
            audiences=chance.sample(AUDIENCES, chance.randint(0, 2)),
            happened_on=on - timedelta(days=chance.randrange(8)) if chance.random() < 0.6 else None,
            grade=chance.choice(list(Grade)),
        )
        if unit.pk in by and chance.random() < 0.15:
            take_back_activity(activity=row, reason="Ghi trùng", by=by[unit.pk], at=LATER)
    return officer(district(), name="chu-tri"), communes


def standing():
    """Return what stands in the ledger as plain values."""
    told = Activity.objects.standing().prefetch_related("topics", "audiences")
    return [
        {
            "pk": row.pk,
            Axis.UNIT: {row.unit_id, district().pk},
            "own": row.unit_id,
            Axis.MONTH: {row.on.replace(day=1)},
            Axis.CHANNEL: {row.channel_id},
            Axis.TOPIC: {one.pk for one in row.topics.all()},
            Axis.AUDIENCE: {one.pk for one in row.audiences.all()},
            "row": row,
        }
        for row in told
    ]


def wanted(**fields):
    return Wanted(**{"scope": district().pk, "first": FIRST, "last": LAST, **fields})


@pytest.mark.parametrize("filtered", [False, True])
def test_the_matrix_counts_what_stands_however_it_is_turned(ledger, filtered):
    rows = standing()
    terms = terms_between(FIRST, LAST)
    narrowing = {"topic": Topic.objects.get(code="law").pk, "channel": Channel.objects.get(code="website").pk}
    for across in Axis:
        for down in Axis:
            if across == down:
                continue
            asked = wanted(rows=down, columns=across, **(narrowing if filtered else {}))
            left = [row for row in rows if all(value in row[axis] for axis, value in asked.filters.items())]
            found = matrix(asked, terms)
            assert found.total == len(left), (down, across)
            for head, cells, total, _ in found.rows:
                of_row = [row for row in left if head.key in row[down]]
                assert total == len(of_row), (down, across, head.name)
                for cell in cells:
                    assert cell.count == sum(cell.column.key in row[across] for row in of_row), (down, across)
            for head, (total, _) in zip(found.heads, found.column_totals, strict=True):
                assert total == sum(head.key in row[across] for row in left), (down, across, head.name)


def test_every_number_opens_a_list_of_that_many(ledger):
    seen = ids_below([district().pk], TODAY)
    terms = terms_between(FIRST, LAST)
    stands = {row["pk"] for row in standing()}
    for down, across in ((Axis.UNIT, Axis.TOPIC), (Axis.AUDIENCE, Axis.MONTH), (Axis.CHANNEL, Axis.UNIT)):
        found = matrix(wanted(rows=down, columns=across), terms)
        numbers = [(cell.count, cell.query) for _, cells, _, _ in found.rows for cell in cells]
        numbers += [(total, query) for _, _, total, query in found.rows] + list(found.column_totals)
        for count, query in numbers:
            listed = entries.narrowed(entries.read_wanted(QueryDict(query)), seen, TODAY)
            assert len(stands & set(listed.values_list("pk", flat=True))) == count, query


def test_holes_are_what_is_missing_of_windows_that_are_over(ledger):
    lead, communes = ledger
    late = Unit.objects.create(key="xa-moi", kind=UnitKind.COMMITTEE, tier=Tier.COMMUNE)
    UnitVersion.objects.create(
        unit=late, name="UBND xã Mới", parent=district(), valid_from=date(2024, 2, 10), source="thử"
    )
    website, law = Channel.objects.get(code="website"), Topic.objects.get(code="law")
    told = [
        {"unit_class": "communes", "minimum": 1},
        {"unit_class": "communes", "minimum": 4, "window": "quarter"},
        {"unit_class": "communes", "minimum": 2, "channel": website},
        {"unit_class": "communes", "minimum": 2, "topic": law, "window": "quarter"},
        {"unit": communes[0], "minimum": 1, "audience": Audience.objects.get(code="people")},
    ]
    for one in told:
        set_target(owner=district(), valid_from=FIRST, by=lead, at=AT, **one)
    leave_blank(owner=district(), unit=communes[1], channel=website, first_month=FIRST, last_month=date(2024, 2, 1),
                reason="Chưa có trang", by=lead, at=AT)  # fmt: skip
    rows = standing()
    found = standings(district().pk, FIRST, LAST, TODAY)
    assert len(found) == len(told)
    for one in found:
        target = one.target
        units = {target.unit_id} if target.unit_id else {unit.pk for unit in (*communes, late)}
        size = {"month": 1, "quarter": 3}[target.window]
        windows = [months(FIRST, LAST)[at : at + size] for at in range(0, 5, size)]
        over = [some for some in windows if len(some) == size and some[-1] < date(2024, 5, 1)]
        expected = set()
        for unit in units:
            for some in over:
                if unit == late.pk and some[0] < date(2024, 2, 10):
                    continue
                if unit == communes[1].pk and target.channel_id == website.pk and some[0] <= date(2024, 2, 1):
                    continue
                count = sum(
                    row["own"] == unit
                    and row["row"].on.replace(day=1) in some
                    and (target.topic_id is None or target.topic_id in row[Axis.TOPIC])
                    and (target.channel_id is None or target.channel_id in row[Axis.CHANNEL])
                    and (target.audience_id is None or target.audience_id in row[Axis.AUDIENCE])
                    for row in rows
                )
                if count < target.minimum:
                    expected.add((unit, some[0], count))
        assert {(hole.unit, hole.stretch.first, hole.count) for hole in one.holes} == expected, one.words
        assert one.over - one.met == len(expected)


def test_the_matrix_marks_the_holes_that_their_page_lists(ledger):
    lead, communes = ledger
    set_target(owner=district(), unit_class="communes", valid_from=FIRST, by=lead, at=AT)
    leave_blank(owner=district(), unit=communes[3], first_month=date(2024, 3, 1), reason="Lũ", by=lead, at=AT)
    found = marks_of(matrix(wanted(rows=Axis.UNIT, columns=Axis.MONTH), terms_between(FIRST, LAST)), TODAY)
    (asked,) = standings(district().pk, FIRST, LAST, TODAY)
    marked = {place for place, mark in found.of.items() if mark.hole}
    assert marked == {(hole.unit, hole.stretch.first) for hole in asked.holes}
    assert [one.reason for one in found.notes] == ["Lũ"]
    assert {place for place, mark in found.of.items() if mark.note} == {
        (communes[3].pk, month) for month in months(date(2024, 3, 1), LAST)
    }
    turned = marks_of(matrix(wanted(rows=Axis.MONTH, columns=Axis.UNIT), terms_between(FIRST, LAST)), TODAY)
    assert {(unit, month) for (month, unit), mark in turned.of.items() if mark.hole} == marked
    narrowed = wanted(rows=Axis.UNIT, columns=Axis.MONTH, topic=Topic.objects.get(code="law").pk)
    assert not marks_of(matrix(narrowed, terms_between(FIRST, LAST)), TODAY).of, "the target asks for anything"


def test_quarters_and_years_are_marked_where_the_matrix_counts_them(ledger):
    lead, _ = ledger
    law = Topic.objects.get(code="law")
    told = {"valid_from": FIRST, "window": "quarter", "by": lead, "at": AT}
    set_target(owner=district(), unit_class="communes", topic=law, minimum=2, **told)
    end = date(2024, 3, 1)
    (asked,) = standings(district().pk, FIRST, end, TODAY)
    holes = {(hole.unit, hole.count) for hole in asked.holes}
    assert holes

    def marked(**axes):
        found = matrix(wanted(last=end, **axes), terms_between(FIRST, end))
        counts = {(cell.row.key, cell.column.key): cell.count for _, cells, _, _ in found.rows for cell in cells}
        counts |= {(head.key, None): total for head, _, total, _ in found.rows}
        return {place: counts[place] for place, mark in marks_of(found, TODAY).of.items() if mark.hole}

    by_topic = marked(rows=Axis.UNIT, columns=Axis.TOPIC)
    assert set(by_topic.items()) == {((unit, law.pk), count) for unit, count in holes}
    by_channel = marked(rows=Axis.UNIT, columns=Axis.CHANNEL, topic=law.pk)
    assert set(by_channel.items()) == {((unit, None), count) for unit, count in holes}, "a total counts any channel"
    by_month = marked(rows=Axis.UNIT, columns=Axis.MONTH, topic=law.pk)
    assert set(by_month) == {(unit, end) for unit, _ in holes}, "what a quarter lacks is said at its last month"
    assert not marked(rows=Axis.UNIT, columns=Axis.CHANNEL), "its totals count anything"
    assert not marks_of(
        matrix(wanted(rows=Axis.UNIT, columns=Axis.TOPIC, last=date(2024, 2, 1)), terms_between(FIRST, LAST)), TODAY
    ).of, "two months tell nothing of a quarter"


def test_measures_are_what_their_definitions_say(ledger):
    rows = standing()
    wrong = rows[0]["row"]
    make_activity(wrong.unit, on=wrong.on + timedelta(days=4), form="correction", corrects=wrong, title="Đính chính")
    made = {one.name: one for one in measures(district().pk, ids_below([district().pk], TODAY), FIRST, LAST, TODAY)}
    days = [(row["row"].on - row["row"].happened_on).days for row in rows if row["row"].happened_on]
    soon = sum(one <= 3 for one in days)
    assert made["Kịp thời"].value == share(soon, len(days))
    assert f"trung vị {sorted(days)[(len(days) - 1) // 2]} ngày" in made["Kịp thời"].detail
    reached = {row["own"] for row in rows} - {district().pk}
    assert made["Rộng khắp"].value == share(len(reached), 4)
    assert made["Chính xác"].value == share(len(rows) - 1, len(rows))
    assert "trung vị 4 ngày" in made["Chính xác"].detail


def share(part, whole):
    return f"{part * 1000 // whole / 10:.1f}".replace(".", ",").removesuffix(",0") + "%"


def test_silence_is_counted_in_days_since_and_between(ledger):
    _, communes = ledger
    rows = standing()
    names = {unit.pk: f"xã {number}" for number, unit in enumerate(communes)}
    found = silences(names, FIRST, LAST, TODAY, 10)
    assert found[0].unit == communes[3].pk, "who never said a word comes first"
    assert (found[0].days, found[0].longest) == (None, None)
    for one in found[1:]:
        days = sorted({row["row"].on for row in rows if row["own"] == one.unit and row["row"].on <= TODAY})
        silent = longest = 0
        at = FIRST
        while at <= TODAY:
            silent = 0 if at in days else silent + 1
            longest = max(longest, silent)
            at += timedelta(days=1)
        assert (one.last, one.days, one.longest) == (days[-1], (TODAY - days[-1]).days, longest)
    assert [one.days for one in found[1:]] == sorted((one.days for one in found[1:]), reverse=True)


@pytest.mark.parametrize(
    "query",
    ["", "kenh={website}", "noi-dung={law}&doi-tuong={people}", "hinh-thuc=article", "muc=a", "tu=2024-02&den=2024-03"],
)
def test_the_list_holds_what_it_is_narrowed_to_newest_first(ledger, query):
    codes = {
        "website": Channel.objects.get(code="website").pk,
        "law": Topic.objects.get(code="law").pk,
        "people": Audience.objects.get(code="people").pk,
    }
    asked = entries.read_wanted(QueryDict(query.format(**codes)))
    found = list(entries.narrowed(asked, ids_below([district().pk], TODAY), TODAY))
    article = Form.objects.get(code="article").pk
    expected = [
        row
        for row in Activity.objects.filter(counters__isnull=True).prefetch_related("topics", "audiences")
        if ("kenh" not in query or row.channel_id == codes["website"])
        and ("noi-dung" not in query or codes["law"] in {one.pk for one in row.topics.all()})
        and ("doi-tuong" not in query or codes["people"] in {one.pk for one in row.audiences.all()})
        and ("hinh-thuc" not in query or row.form_id == article)
        and ("muc" not in query or row.grade == "a")
        and ("tu=" not in query or row.on.month in (2, 3))
    ]
    assert found == sorted(expected, key=lambda row: (row.on, row.pk), reverse=True)


def test_many_units_are_shown_by_pages_and_counted_whole(client):
    units = make_units(45)
    for unit in units:
        make_activity(unit, on=date(2024, 2, 10))
    terms = terms_between(FIRST, LAST)
    pages = [matrix(wanted(rows=Axis.UNIT, columns=Axis.MONTH, page=page), terms) for page in (1, 2, 9)]
    assert [len(one.rows) for one in pages] == [40, 5, 5]
    assert [one.page for one in pages] == [1, 2, 2]
    assert {one.total for one in pages} == {45}
    assert [total for total, _ in pages[0].column_totals] == [0, 45, 0, 0, 0]
    assert len(matrix(wanted(rows=Axis.UNIT, columns=Axis.MONTH, page=0), terms).rows) == 45


def test_what_a_unit_did_before_it_ended_is_still_seen_from_above_and_from_nowhere_else(client):
    gone, beside = make_units(2)
    row = make_activity(gone, on=date(2024, 2, 10), title="Tin của xã đã nhập")
    lead, other = officer(district(), name="huyen"), officer(beside, name="xa-ben")
    UnitVersion.objects.filter(unit=gone).update(valid_until=date(2024, 3, 1))
    found = matrix(wanted(rows=Axis.UNIT, columns=Axis.MONTH), terms_between(FIRST, LAST))
    (number,) = [cell for head, cells, _, _ in found.rows for cell in cells if cell.count]
    for who, status, count in ((lead, 200, 1), (other, 404, 0)):
        client.force_login(who)
        shown = client.get(f"{reverse('ledger:activities')}?{number.query}").content.decode()
        assert shown.count("Tin của xã đã nhập") == count
        assert client.get(row.get_absolute_url()).status_code == status
    # It is no more there, but stands elsewhere now: whoever it left sees nothing of it.
    away = Unit.objects.create(key="huyen-khac", kind=UnitKind.COMMITTEE, tier=Tier.DISTRICT)
    UnitVersion.objects.create(unit=away, name="UBND huyện khác", valid_from=FIRST, source="thử")
    UnitVersion.objects.create(unit=gone, name="UBND xã cũ", parent=away, valid_from=date(2024, 3, 1), source="thử")
    client.force_login(lead)
    assert client.get(row.get_absolute_url()).status_code == 404


def test_a_body_outside_is_no_row_of_the_matrix_and_never_silent():
    body = Unit.objects.create(key="mat-tran", kind=UnitKind.OUTSIDE, tier=Tier.DISTRICT)
    UnitVersion.objects.create(unit=body, name="Mặt trận", parent=district(), valid_from=FIRST, source="thử")
    found = matrix(wanted(rows=Axis.UNIT, columns=Axis.MONTH), terms_between(FIRST, LAST))
    assert "Mặt trận" not in {head.name for head, *_ in found.rows}


def test_pauses_and_windows_in_one_breath():
    assert longest_pause([], date(2024, 1, 1), date(2024, 1, 31)) == 31
    assert longest_pause([date(2024, 1, 1), date(2024, 1, 31)], date(2024, 1, 1), date(2024, 1, 31)) == 29
    assert longest_pause([date(2024, 1, 10)], date(2024, 1, 1), date(2024, 1, 12)) == 9
    assert told_together(["tháng 2/2024", "tháng 3/2024", "tháng 1/2025"]) == "tháng 2, 3/2024, tháng 1/2025"
    assert told_together(["quý I/2024", "quý III/2024"]) == "quý I, III/2024"
    assert told_together(["năm 2023", "năm 2024"]) == "năm 2023, năm 2024"
