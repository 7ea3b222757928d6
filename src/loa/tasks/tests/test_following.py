"""Private calendars: made, read by a program without a session, ended; and what a wrong or lost key gets."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier

import icalendar
import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.urls import reverse

from loa.people.actions import assign_role, close_account, end_role
from loa.people.choices import Role
from loa.people.models import AuditEntry, User
from loa.people.rules import digest_of
from loa.tasks.actions import FeedRefused, end_feed, make_feed
from loa.tasks.actions.following import MOST_FEEDS
from loa.tasks.choices import State
from loa.tasks.models import CalendarFeed, Obligation
from loa.tasks.tests.factories import make_units, make_work

AT = datetime(2024, 3, 15, 2, 10, tzinfo=UTC)
alone = pytest.mark.django_db
# Tests with threads see only what was committed.
together = pytest.mark.django_db(transaction=True)
FEEDS = "/viec/lich/dang-ky/"


@pytest.fixture(autouse=True)
def no_tries_before():
    cache.clear()


def person(unit=None, role=Role.FOCAL, name="dau-moi"):
    user = User.objects.create_user(name, first_name="Nguyễn Văn Mẫu")
    if unit:
        assign_role(user=user, unit=unit, role=role, by=None, at=AT)
    return user


def ask(client, secret, **more):
    return client.get(reverse("calendar_feed", args=[secret]), **more)


def events(response):
    assert response.status_code == 200
    return [part for part in icalendar.Calendar.from_ical(response.content).walk() if part.name == "VEVENT"]


# --- what a program reads --------------------------------------------------------------------------------------------
@alone
def test_a_program_reads_what_the_unit_owes(client, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://tuyentruyen.example/"
    [owed] = make_work(periods=1)
    Obligation.objects.filter(pk=owed.pk).update(revision=4, state_at=AT)
    by = person(owed.unit)
    response = ask(client, make_feed(unit=None, by=by, at=AT))
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    [event] = events(response)
    assert str(event["uid"]) == f"dau-viec-{owed.pk}@tuyentruyen.example"
    assert event["dtstart"].dt == date(2024, 3, 31)
    assert str(event["summary"]).startswith("Hạn cuối: ")
    assert "(UBND" not in str(event["summary"])  # one unit goes without saying
    assert (event["sequence"], event["last-modified"].dt) == (4, AT)
    assert str(event["url"]) == f"https://tuyentruyen.example/viec/{owed.pk}/"
    said = str(event["description"])
    assert owed.task.title in said
    assert "Đơn vị: UBND xã Mẫu 1" in said
    assert "Kỳ: Quý I/2024" in said
    assert "MINH HỌA" not in said
    calendar = icalendar.Calendar.from_ical(response.content)
    assert str(calendar["x-wr-calname"]) == "Việc của UBND xã Mẫu 1"
    assert CalendarFeed.objects.get().read_on == date(2024, 3, 15)


@alone
def test_what_was_handed_in_is_said_to_be_and_goes_after_a_month(client):
    owed = make_work(tasks=6)
    sent = {"state": State.SUBMITTED, "submitted_on": date(2024, 3, 1)}
    told = [
        {"state": State.RETURNED, "submitted_on": date(2024, 3, 1), "due_on": date(2023, 1, 1)},
        {**sent, "due_on": date(2024, 2, 13)},
        {**sent, "due_on": date(2024, 2, 12)},
        {**sent, "state": State.ACCEPTED},
        {"state": State.NOT_APPLICABLE},
        {"state": State.AWAITING_EVENT, "due_on": None},
    ]
    for one, fields in zip(owed, told, strict=True):
        Obligation.objects.filter(pk=one.pk).update(**fields)
    found = events(ask(client, make_feed(unit=owed[0].unit, by=person(owed[0].unit), at=AT)))
    assert [str(event["summary"]).partition(":")[0] for event in found] == ["Cần bổ sung", "Đã gửi", "Đã hoàn thành"]
    assert [event["dtstart"].dt for event in found] == [date(2023, 1, 1), date(2024, 2, 13), date(2024, 3, 31)]


@alone
def test_all_own_units_are_told_apart_and_one_can_be_left_alone(client):
    first, second = make_work(units=2)
    by = person(first.unit)
    assign_role(user=by, unit=second.unit, role=Role.DEPUTY, by=None, at=AT)
    whole, one = make_feed(unit=None, by=by, at=AT), make_feed(unit=second.unit, by=by, at=AT)
    assert sorted(str(event["summary"]).rpartition(" (")[2] for event in events(ask(client, whole))) == [
        "UBND xã Mẫu 1)",
        "UBND xã Mẫu 2)",
    ]
    assert len(events(ask(client, one))) == 1


@alone
def test_the_demonstration_says_what_it_is(client, settings):
    settings.LOA_DEMO = True
    [owed] = make_work()
    response = ask(client, make_feed(unit=None, by=person(owed.unit), at=AT))
    calendar = icalendar.Calendar.from_ical(response.content)
    assert str(calendar["description"]) == "DỮ LIỆU MINH HỌA, KHÔNG PHẢI SỐ LIỆU THẬT"
    assert "DỮ LIỆU MINH HỌA" in str(events(response)[0]["description"])


@alone
@pytest.mark.parametrize("size", [1, 3])
def test_reading_costs_the_same_whatever_the_rows(client, size, django_assert_num_queries):
    owed = make_work(tasks=size, units=size)
    secret = make_feed(unit=None, by=person(owed[0].unit), at=AT)
    ask(client, secret)
    with django_assert_num_queries(5):
        ask(client, secret)


@alone
def test_no_session_is_opened_and_no_cache_may_keep_it(client):
    [owed] = make_work()
    by = person(owed.unit)
    secret = make_feed(unit=None, by=by, at=AT)
    for response in (ask(client, secret), ask(client, "sai")):
        assert response.cookies == {}
        assert response["Cache-Control"] == "private, no-cache"
        assert response["X-Robots-Tag"] == "noindex, nofollow"
        assert response["Referrer-Policy"] == "no-referrer"
    assert "Cookie" not in ask(client, secret).get("Vary", "")
    assert client.post(reverse("calendar_feed", args=[secret])).status_code == 405
    assert client.head(reverse("calendar_feed", args=[secret])).content == b""


# --- keys that open nothing ------------------------------------------------------------------------------------------
@alone
def test_a_wrong_key_finds_nothing(client):
    [owed] = make_work()
    secret = make_feed(unit=None, by=person(owed.unit), at=AT)
    for wrong in ("sai", secret[:-1], secret + "A", secret.swapcase(), digest_of(secret), "ké", "a" * 5000):
        assert ask(client, wrong).status_code == 404, wrong


@alone
def test_an_ended_key_is_gone(client):
    [owed] = make_work()
    by = person(owed.unit)
    secret = make_feed(unit=None, by=by, at=AT)
    end_feed(feed=CalendarFeed.objects.get(), by=by, at=AT)
    response = ask(client, secret)
    assert response.status_code == 410
    assert owed.task.title not in response.text


@alone
def test_a_key_made_anew_ends_the_one_before(client):
    [owed] = make_work()
    by = person(owed.unit)
    before, after = make_feed(unit=None, by=by, at=AT), make_feed(unit=None, by=by, at=AT)
    assert (ask(client, before).status_code, ask(client, after).status_code) == (410, 200)
    assert CalendarFeed.objects.filter(ended_at__isnull=True).count() == 1


@alone
def test_a_closed_account_has_no_calendar_until_it_is_open_again(client):
    [owed] = make_work()
    by = person(owed.unit)
    secret = make_feed(unit=None, by=by, at=AT)
    close_account(user=by, by=None, at=AT)
    assert ask(client, secret).status_code == 404
    User.objects.filter(pk=by.pk).update(is_active=True)
    assert len(events(ask(client, secret))) == 1


@alone
@pytest.mark.parametrize("whole", [True, False])
def test_who_lost_the_role_reads_an_empty_calendar(client, whole):
    """An empty one takes last days off the telephone; a refusal would leave there what it showed before."""
    [owed] = make_work()
    by = person(owed.unit)
    secret = make_feed(unit=None if whole else owed.unit, by=by, at=AT)
    end_role(by.roles.get(), by=None, at=AT)
    assert events(ask(client, secret)) == []


@alone
def test_a_key_tells_of_its_owners_units_and_no_others(client):
    first, second = make_work(units=2)
    one = make_feed(unit=None, by=person(first.unit), at=AT)
    other = make_feed(unit=None, by=person(second.unit, name="xa-ben"), at=AT)
    for secret, owed in ((one, first), (other, second)):
        client.force_login(User.objects.get(username="dau-moi"))  # whoever asks, the key decides
        [event] = events(ask(client, secret))
        assert str(event["uid"]).startswith(f"dau-viec-{owed.pk}@")


@alone
def test_trying_keys_is_slowed_down(client):
    assert [ask(client, f"sai-{one}").status_code for one in range(21)] == [404] * 20 + [429]
    [owed] = make_work()
    secret = make_feed(unit=None, by=person(owed.unit), at=AT)
    assert ask(client, secret).status_code == 200  # a right key is not held up by wrong ones from the same office
    assert [ask(client, secret).status_code for _ in range(12)] == [200] * 11 + [429]


# --- making and ending -----------------------------------------------------------------------------------------------
@alone
def test_only_the_digest_is_kept_and_the_record_does_not_know_the_key():
    [owed] = make_work()
    by = person(owed.unit)
    secret = make_feed(unit=owed.unit, by=by, at=AT)
    feed = CalendarFeed.objects.get()
    assert feed.digest == digest_of(secret)
    entry = AuditEntry.objects.get(action="tasks.make_feed")
    assert entry.details == {"unit": owed.unit.key}
    assert secret not in f"{entry.object_name} {entry.details} {feed}"
    end_feed(feed=feed, by=by, at=AT)
    end_feed(feed=feed, by=by, at=AT)
    assert AuditEntry.objects.filter(action="tasks.end_feed").count() == 1


@alone
def test_nobody_follows_what_they_do_not_see():
    own, other = make_work(units=2)
    by = person(own.unit)
    for who, unit in (
        (by, other.unit),
        (person(name="khong-vai-tro"), None),
        (User.objects.create_superuser("quan-tri"), None),
        (AnonymousUser(), None),
    ):
        with pytest.raises(PermissionDenied):
            make_feed(unit=unit, by=who, at=AT)
    above = person(own.task.version.plan.owner, Role.LEADER, "lanh-dao")
    make_feed(unit=other.unit, by=above, at=AT)
    with pytest.raises(PermissionDenied):
        end_feed(feed=CalendarFeed.objects.get(), by=by, at=AT)
    assert CalendarFeed.objects.get().ended_at is None


@alone
def test_there_is_an_end_to_calendars():
    units = make_units(MOST_FEEDS + 1)
    by = person(units[0].versions.get().parent, Role.LEADER)
    for unit in units[:MOST_FEEDS]:
        make_feed(unit=unit, by=by, at=AT)
    with pytest.raises(FeedRefused, match="Thu hồi một lịch"):
        make_feed(unit=units[-1], by=by, at=AT)
    make_feed(unit=units[0], by=by, at=AT)  # in the place of its own
    assert CalendarFeed.objects.filter(ended_at__isnull=True).count() == MOST_FEEDS


@together
def test_two_requests_at_once_leave_one_calendar():
    [owed] = make_work()
    by, ready = person(owed.unit), Barrier(2)

    def make(moment):
        ready.wait()
        try:
            return make_feed(unit=None, by=by, at=moment)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        secrets = list(pool.map(make, (AT, AT + timedelta(seconds=1))))
    running = CalendarFeed.objects.get(ended_at__isnull=True)
    assert running.digest in {digest_of(secret) for secret in secrets}
    assert CalendarFeed.objects.count() == 2


# --- the page --------------------------------------------------------------------------------------------------------
@alone
def test_the_address_is_shown_once(client):
    [owed] = make_work()
    client.force_login(person(owed.unit))
    shown = client.post(FEEDS, {"unit": ""})
    assert shown.status_code == 200
    assert "no-store" in shown["Cache-Control"]
    secret = shown.text.partition("http://testserver/lich/")[2].partition(".ics")[0]
    assert len(secret) == 43
    assert f"webcal://testserver/lich/{secret}.ics" in shown.text
    assert len(events(ask(client, secret))) == 1
    again = client.get(FEEDS).text
    assert secret not in again
    assert "đọc lần cuối ngày&nbsp;15/03/2024" in again


@alone
def test_a_calendar_is_ended_on_the_page_by_its_owner_alone(client):
    [owed] = make_work()
    by = person(owed.unit)
    make_feed(unit=None, by=by, at=AT)
    address = reverse("desk:feed_end", args=[CalendarFeed.objects.get().pk])
    client.force_login(person(owed.unit, Role.LEADER, "lanh-dao"))
    assert client.post(address).status_code == 404
    client.force_login(by)
    assert client.get(address).status_code == 302
    assert CalendarFeed.objects.get().ended_at is None
    assert "Đã thu hồi." in client.post(address, follow=True).text
    assert CalendarFeed.objects.get().ended_at is not None


@alone
def test_the_page_offers_own_units_and_the_one_that_is_looked_at(client):
    first, second = make_units(2)
    client.force_login(person(first.versions.get().parent, Role.LEADER))
    assert 'type="hidden" name="unit" value=""' in client.get(FEEDS).text
    wanted = client.get(f"{FEEDS}?don-vi={second.pk}").text
    assert f'<option value="{second.pk}" selected>UBND xã Mẫu 2</option>' in wanted
    assert client.post(FEEDS, {"unit": second.pk}).status_code == 200
    assert CalendarFeed.objects.get().unit == second
    client.force_login(person(first, name="xa"))
    assert "Mẫu 2" not in client.get(f"{FEEDS}?don-vi={second.pk}").text
    for asked in (second.pk, "999999", "abc"):
        assert client.post(FEEDS, {"unit": asked}).status_code == 403


@alone
def test_too_many_calendars_are_refused_in_words(client):
    units = make_units(MOST_FEEDS + 1)
    by = person(units[0].versions.get().parent, Role.LEADER)
    for unit in units[:MOST_FEEDS]:
        make_feed(unit=unit, by=by, at=AT)
    client.force_login(by)
    refused = client.post(FEEDS, {"unit": units[-1].pk})
    assert refused.status_code == 422
    assert "Thu hồi một lịch rồi tạo lịch này." in refused.text


@alone
@pytest.mark.parametrize("size", [1, 3])
def test_the_page_costs_the_same_whatever_the_calendars(client, size, django_assert_num_queries):
    units = make_units(size)
    by = person(units[0].versions.get().parent, Role.LEADER)
    for unit in units:
        make_feed(unit=unit, by=by, at=AT)
    client.force_login(by)
    with django_assert_num_queries(6):
        assert client.get(FEEDS).status_code == 200
