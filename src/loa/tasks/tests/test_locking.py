"""Closed periods: who closes them, what is refused then, who may still report, and two at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from threading import Barrier

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from loa.people.actions import assign_role
from loa.people.choices import Role
from loa.people.models import AuditEntry, UnitVersion, User
from loa.tasks.actions import (
    Entry,
    LockRefused,
    PeriodRefused,
    StepRefused,
    accept,
    allow_after_lock,
    enter_on_behalf,
    hand_in,
    hand_in_period,
    lock_period,
    report_nil,
    return_for_more,
    start_work,
    unlock_period,
)
from loa.tasks.choices import OnBehalf, State
from loa.tasks.forms.locks import AllowForm
from loa.tasks.models import LockException, Obligation, PeriodLock, Step
from loa.tasks.queries import find_obligation
from loa.tasks.queries.locks import plan_periods, units_missing
from loa.tasks.tests.factories import make_work

# The first quarter was due on 31/03.
AT = datetime(2024, 4, 5, 2, 10, tzinfo=UTC)
TODAY = AT.date()
Q1 = "2024-q1"
alone = pytest.mark.django_db
together = pytest.mark.django_db(transaction=True)


def officer(unit, role=Role.FOCAL, name="dau-moi"):
    user = User.objects.create_user(name, first_name="Nguyễn Văn Mẫu")
    assign_role(user=user, unit=unit, role=role, by=None, at=datetime(2024, 1, 2, tzinfo=UTC))
    return user


def standing(**fields):
    """Return what one unit owes for the first of two quarters, the lead of the plan, and the unit's officer."""
    one = next(one for one in make_work(periods=2, **fields) if one.period == Q1)
    lead = officer(one.task.version.plan.owner, name="chu-tri")
    return find_obligation(one.pk), lead, officer(one.unit)


def lock(one, by, at=AT):
    return lock_period(version=one.task.version, period=Q1, by=by, at=at)


@alone
def test_nothing_is_reported_of_a_closed_period_in_any_way():
    one, lead, by = standing()
    lock(one, lead)
    ways = (
        lambda: hand_in(obligation=one, note="Muộn", revision=0, by=by, at=AT),
        lambda: report_nil(obligation=one, revision=0, by=by, at=AT),
        lambda: start_work(obligation=one, note="Đang", revision=0, by=by, at=AT),
        lambda: enter_on_behalf(
            obligation=one, source=OnBehalf.CALL, symbol="", day=TODAY, note="Gọi", revision=0, by=lead, at=AT
        ),
    )
    for way in ways:
        with pytest.raises(StepRefused, match=r"Nguyễn Văn Mẫu khóa ngày 05/04/2024.*đề nghị UBND huyện"):
            way()
    with pytest.raises(PeriodRefused) as refusal:
        hand_in_period(unit=one.unit, entries=[Entry(obligation=one.pk, revision=0, nil=True)], by=by, at=AT)
    assert "khóa ngày 05/04/2024" in refusal.value.faults[one.pk, None]
    assert not Step.objects.exists()


@alone
def test_other_periods_and_work_done_once_stay_open():
    one, lead, by = standing()
    lock(one, lead)
    other = Obligation.objects.get(period="2024-q2")
    Obligation.objects.filter(pk=one.pk).update(period="", starts_on=None)
    for row in (other, one):
        hand_in(obligation=row, note="Đủ", revision=0, by=by, at=AT)
    assert Step.objects.count() == 2


@alone
def test_a_period_still_in_time_is_not_closed():
    one, lead, _ = standing()
    with pytest.raises(LockRefused, match="còn trong hạn gửi đến hết ngày 31/03/2024"):
        lock(one, lead, datetime(2024, 3, 31, 2, tzinfo=UTC))
    with pytest.raises(LockRefused, match="không có kỳ này"):
        lock_period(version=one.task.version, period="2019-q1", by=lead, at=AT)
    assert not PeriodLock.objects.exists()


@alone
def test_closed_twice_is_closed_once_and_opened_with_a_reason():
    one, lead, by = standing()
    assert lock(one, lead) == lock(one, lead)
    with pytest.raises(LockRefused, match="Ghi vì sao"):
        unlock_period(version=one.task.version, period=Q1, reason="  ", by=lead, at=AT)
    unlock_period(version=one.task.version, period=Q1, reason="Nhập sai số của hai xã", by=lead, at=AT)
    hand_in(obligation=one, note="Đủ", revision=0, by=by, at=AT)
    with pytest.raises(LockRefused, match="đang mở"):
        unlock_period(version=one.task.version, period=Q1, reason="Lại mở", by=lead, at=AT)
    entries = AuditEntry.objects.filter(action__endswith="lock_period").order_by("pk")
    assert [(entry.action, entry.details["period"]) for entry in entries] == [
        ("tasks.lock_period", "Quý I/2024"), ("tasks.unlock_period", "Quý I/2024"),
    ]  # fmt: skip
    assert entries[1].details["reason"] == "Nhập sai số của hai xã"


@alone
def test_one_unit_may_report_until_its_day_and_no_other_unit():
    one, lead, by = standing(units=2)
    other = Obligation.objects.exclude(unit=one.unit).get(period=Q1)
    lock(one, lead)
    said = {"version": one.task.version, "period": Q1, "unit": one.unit, "by": lead, "at": AT}
    with pytest.raises(LockRefused, match="từ hôm nay"):
        allow_after_lock(**said, until=date(2024, 4, 4), reason="Bão")
    for until in (date(2024, 4, 5), date(2024, 4, 8)):
        allow_after_lock(**said, until=until, reason="Bão")
    assert LockException.objects.get().until == date(2024, 4, 8)
    details = AuditEntry.objects.filter(action="tasks.allow_after_lock").latest("pk").details
    assert (details["unit"], details["until"]) == (one.unit.key, "2024-04-08")
    with pytest.raises(StepRefused):
        hand_in(obligation=other, note="x", revision=0, by=officer(other.unit, name="xa-hai"), at=AT)
    with pytest.raises(StepRefused):
        hand_in(obligation=one, note="x", revision=0, by=by, at=datetime(2024, 4, 9, 2, tzinfo=UTC))
    hand_in(obligation=one, note="x", revision=0, by=by, at=datetime(2024, 4, 8, 2, tzinfo=UTC))


@alone
def test_what_was_reported_is_still_accepted_and_a_return_opens_the_period_for_its_unit():
    one, lead, by = standing()
    hand_in(obligation=one, note="Đủ", revision=0, by=by, at=AT)
    lock(one, lead)
    return_for_more(obligation=find_obligation(one.pk), reason="Thiếu ảnh", revision=1, by=lead, at=AT)
    assert LockException.objects.get().until == date(2024, 4, 12)
    hand_in(obligation=one, note="Có ảnh", revision=2, by=by, at=datetime(2024, 4, 12, 2, tzinfo=UTC))
    assert len(accept(seen={one.pk: 3}, by=lead, at=AT).accepted) == 1


@alone
def test_nobody_but_the_lead_closes_opens_or_allows():
    one, lead, by = standing()
    lock(one, lead)
    version = one.task.version
    above = officer(version.plan.owner, Role.DEPUTY, "du-phong")
    for other in (by, above, User.objects.create_superuser("quan-tri")):
        with pytest.raises(PermissionDenied):
            lock(one, other)
        with pytest.raises(PermissionDenied):
            unlock_period(version=version, period=Q1, reason="x", by=other, at=AT)
        with pytest.raises(PermissionDenied):
            allow_after_lock(version=version, period=Q1, unit=one.unit, until=TODAY, reason="x", by=other, at=AT)


# --- pages -----------------------------------------------------------------------------------------------------------
def address(one, rest=""):
    return f"/viec/ke-hoach/{one.task.version.plan.slug}/khoa-ky/{rest}"


@alone
def test_the_lead_closes_a_period_lets_one_unit_report_and_opens_it_again(client, settings):
    settings.LOA_TODAY = TODAY
    one, lead, _ = standing()
    client.force_login(lead)
    assert "0/1 đầu việc" in client.get(address(one)).text
    assert "Khóa số liệu Quý\xa0I/2024</button>" in client.get(address(one, f"{Q1}/")).text
    closed = client.post(address(one, f"{Q1}/khoa/"), follow=True)
    assert "Đã khóa số liệu Quý I/2024" in closed.text
    refused = client.post(address(one, f"{Q1}/cho-phep/"), {"unit": "xa mau 1", "until": "08/04/2024"})
    assert refused.status_code == 422
    assert "Ghi vì sao đơn vị" in refused.text
    assert 'value="xa mau 1"' in refused.text
    typed = {"unit": "xa mau 1", "until": "08/04/2024", "reason": "Mưa bão"}
    allowed = client.post(address(one, f"{Q1}/cho-phep/"), typed, follow=True)
    assert "Được gửi sau khi khóa" in allowed.text
    assert "08/04/2024" in allowed.text
    assert client.post(address(one, f"{Q1}/mo-lai/"), {"reason": ""}).status_code == 422
    assert "Đã mở lại Quý I/2024" in client.post(address(one, f"{Q1}/mo-lai/"), {"reason": "Sai"}, follow=True).text
    assert client.get(address(one, "2019-q1/")).status_code == 404


@alone
def test_a_unit_is_named_and_one_of_many_is_named_in_full():
    """Two communes of the country bear one name, and some differ by a mark alone."""
    units = [(1, "UBND xã Hải An"), (2, "UBND xã Hải Ân"), (3, "UBND xã Tân Lập, UBND huyện Một"),
             (4, "UBND xã Tân Lập, UBND huyện Hai"), (5, "UBND xã Vĩnh Tú")]  # fmt: skip

    def meant(name):
        form = AllowForm({"unit": name, "until": "08/04/2024", "reason": "Bão"}, units=units)
        return form.cleaned_data["unit"] if form.is_valid() else form.errors["unit"][0]

    assert [meant(name) for name in ("UBND xã Hải An", "UBND xã Hải Ân", "vinh tu", "lap, ubnd huyen hai")] == [
        1,
        2,
        5,
        4,
    ]
    assert "Có 2 đơn vị mang tên này: UBND xã Hải An; UBND xã Hải Ân." in meant("hai an")
    assert "Không có đơn vị nào tên như vậy" in meant("Vĩnh Ô")
    assert len(AllowForm(units=units).offered) == 5
    assert AllowForm(units=units * 41).offered == []


@alone
def test_units_of_one_name_are_told_apart_by_what_stands_above():
    one, *_ = standing(units=2)
    assert [name for _, name in units_missing(one.task.version, Q1, TODAY)] == ["UBND xã Mẫu 1", "UBND xã Mẫu 2"]
    UnitVersion.objects.filter(name="UBND xã Mẫu 2").update(name="UBND xã Mẫu 1")
    names = {name for _, name in units_missing(one.task.version, Q1, TODAY)}
    assert names == {f"UBND xã Mẫu 1, {one.task.version.plan.owner.versions.get().name}"}


@alone
def test_my_work_offers_no_nil_report_of_a_closed_period(client, settings):
    settings.LOA_TODAY = TODAY
    one, lead, by = standing()
    client.force_login(by)
    button = f'action="/viec/{one.pk}/khong-phat-sinh/"'
    assert button in client.get("/viec/").text
    lock(one, lead)
    assert button not in client.get("/viec/").text
    allow_after_lock(version=one.task.version, period=Q1, unit=one.unit, until=TODAY, reason="Bão", by=lead, at=AT)
    assert button in client.get("/viec/").text


@alone
def test_returning_of_a_closed_period_says_how_long_the_unit_has(client, settings):
    settings.LOA_TODAY = TODAY
    one, lead, by = standing()
    hand_in(obligation=one, note="Đủ", revision=0, by=by, at=AT)
    client.force_login(lead)
    assert "đơn vị có 7&nbsp;ngày" not in client.get(f"/viec/{one.pk}/").text
    lock(one, lead)
    assert "đơn vị có 7&nbsp;ngày" in client.get(f"/viec/{one.pk}/").text


@alone
def test_pages_of_the_unit_say_it_beforehand_and_show_no_form(client, settings):
    settings.LOA_TODAY = TODAY
    one, lead, by = standing()
    lock(one, lead)
    client.force_login(by)
    for page in (client.get(f"/viec/{one.pk}/"), client.get(f"/viec/ky/?ky={Q1}")):
        assert "khóa ngày" in page.text
        assert "Gửi kết quả</" not in page.text
        assert f'name="note{one.pk}"' not in page.text


@alone
@pytest.mark.parametrize("units", [1, 3])
def test_the_lists_of_periods_cost_the_same_whatever_the_units(units, django_assert_num_queries):
    one, lead, _ = standing(units=units)
    lock(one, lead)
    version = one.task.version
    for unit in {row.unit for row in Obligation.objects.select_related("unit")}:
        allow_after_lock(version=version, period=Q1, unit=unit, until=TODAY, reason="x", by=lead, at=AT)
    with django_assert_num_queries(4):
        assert len(plan_periods(version, TODAY)[-1].allowed) == units


# --- two at once -----------------------------------------------------------------------------------------------------
@together
def test_a_report_sent_while_its_period_closes_is_kept_before_or_refused():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets only one write at a time.")
    one, lead, by = standing(units=3)
    barrier = Barrier(2)

    def at_once(act):
        barrier.wait()
        try:
            return act()
        except StepRefused as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        sending = pool.submit(at_once, lambda: hand_in(obligation=one, note="Đủ", revision=0, by=by, at=AT))
        closing = pool.submit(at_once, lambda: lock(one, lead))
        sent, closed = sending.result(), closing.result()
    assert isinstance(closed, PeriodLock)
    after = Obligation.objects.get(pk=one.pk)
    assert (after.state == State.SUBMITTED) == isinstance(sent, Step) == (after.revision == 1)
