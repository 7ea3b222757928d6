"""What authors are paid: to the đồng, by the rate of the day, once; frozen lists stay, and show what differs."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from loa.lib.periods import periods_of_year
from loa.newsroom.actions import (
    FeeRefused,
    correct_story,
    freeze_fees,
    invite_contributor,
    save_story,
    set_fee_rate,
    settle_fee,
    withdraw_story,
)
from loa.newsroom.choices import StoryKind
from loa.newsroom.models import FeeLine, FeeRate, FeeSheet, Story
from loa.newsroom.queries.fees import MONTHLY, QUARTERLY, fees_of, month_of, read_period
from loa.newsroom.rules import outstanding
from loa.newsroom.tests.factories import AT, fresh, person, values
from loa.newsroom.tests.paying import AFTER, MARCH, out, rate
from loa.people.choices import Role
from loa.people.models import AuditEntry
from loa.plans.tests.factories import district

pytestmark = pytest.mark.django_db
TODAY = AFTER.date()
OF_MARCH = list(periods_of_year(MONTHLY, 2024))[2]


@pytest.fixture
def payer(house):
    return person(district(), Role.FOCAL, "ke-toan-mau")


def listed(house, period=OF_MARCH, on=TODAY):
    return fees_of(house.section.owner_id, period, on)


def freeze(house, by, at=AFTER, token=None):
    owner = house.section.owner
    shown = month_of(owner.pk, MARCH, at.date()).token if token is None else token
    return freeze_fees(owner=owner, month=MARCH, token=shown, by=by, at=at)


def settle(story, by, *shares, seen=None, reason="Hai người cùng viết."):
    return settle_fee(story=story, shares=shares, reason=reason, seen=seen, by=by, at=AFTER)


def told(found):
    return [(author.name, author.total, [line.amount for line in author.lines]) for author in found.authors]


def test_each_story_is_paid_by_the_rate_of_its_day_and_summed_by_author(house, payer):
    rate(house, payer)
    rate(house, payer, amount=81_001, day=date(2024, 3, 15))
    rate(house, payer, amount=300_000, kind="article")
    out(house, "Tin một", day=14, byline="Lê Thị Mẫu")
    out(house, "Tin hai", day=15, byline="Lê Thị Mẫu")
    out(house, "Bài ba", day=20, byline="An Văn Mẫu", kind=StoryKind.ARTICLE)
    found = listed(house)
    assert told(found) == [("An Văn Mẫu", 300_000, [300_000]), ("Lê Thị Mẫu", 161_001, [80_000, 81_001])]
    assert (found.total, found.stories, found.apart) == (461_001, 3, ())
    assert listed(house, next(periods_of_year(QUARTERLY, 2024))).total == 461_001
    assert listed(house, list(periods_of_year(MONTHLY, 2024))[1]).total == 0


def test_the_day_is_that_of_vietnam(house, payer):
    rate(house, payer)
    story = out(house, "Tin đêm", byline="Lê Thị Mẫu")
    # 18 giờ UTC ngày 31/3 là 1 giờ ngày 1/4 ở Việt Nam.
    Story.objects.filter(pk=story.pk).update(first_published_at=datetime(2024, 3, 31, 18, 0, tzinfo=UTC))
    assert listed(house).stories == 0
    assert listed(house, list(periods_of_year(MONTHLY, 2024))[3]).stories == 1


def test_the_author_is_the_byline_else_the_contributor_else_the_account(house, payer):
    rate(house, payer)
    by_hand = out(house, "Có bút danh", byline="Bút danh")
    sent, plain = out(house, "Của cộng tác viên"), out(house, "Của cán bộ")
    one, _ = invite_contributor(unit=house.unit, name="Bà Mẫu", village="Thôn 1", by=house.writer, at=AT)
    Story.objects.filter(pk__in=[by_hand.pk, sent.pk]).update(contributor=one)
    Story.objects.filter(pk=sent.pk).update(byline="")
    Story.objects.filter(pk=plain.pk).update(byline="")
    assert {author.name for author in listed(house).authors} == {"Bút danh", "Bà Mẫu, Thôn 1", "nguoi-viet"}
    Story.objects.filter(pk=plain.pk).update(written_by=None)
    (apart,) = listed(house).apart
    assert (apart.title, apart.why) == ("Của cán bộ", "Chưa rõ tác giả. Ghi riêng tác giả và số tiền.")


def test_two_people_of_one_name_in_two_units_are_two_authors(house, payer):
    rate(house, payer)
    out(house, "Ở xã", byline="Lê Thị Mẫu")
    elsewhere = out(house, "Ở trung tâm", byline="Lê Thị Mẫu")
    Story.objects.filter(pk=elsewhere.pk).update(unit=house.section.desk)
    assert told(listed(house)) == [("Lê Thị Mẫu", 80_000, [80_000])] * 2


def test_a_kind_without_a_rate_on_the_day_stands_apart(house, payer):
    rate(house, payer, day=date(2024, 3, 16))
    out(house, "Sớm một ngày", day=15)
    found = listed(house)
    assert found.authors == ()
    assert [(one.title, one.why) for one in found.apart] == [
        ("Sớm một ngày", "Chưa có mức của thể loại này vào ngày đăng. Đặt mức, hoặc ghi riêng số tiền.")
    ]


def test_a_story_put_out_again_is_not_paid_twice(house, payer):
    """Neither a corrected text nor the same text sent in once more."""
    rate(house, payer)
    story = out(house, "Đăng lần đầu", day=3, byline="Lê Thị Mẫu")
    again = out(house, "Đăng lần đầu", day=20, byline="Lê Thị Mẫu")
    save_story(
        story=story,
        values=values(title="Đăng lần đầu", place="Nơi khác"),
        version=story.version,
        by=house.editor,
        at=AT,
    )
    later = AFTER + timedelta(days=5)
    correct_story(story=story, text="Sai nơi.", version=fresh(story).version, by=house.approver, at=later)
    assert fresh(story).last_published_at == later
    found = listed(house)
    assert (found.total, [one.story for one in found.apart]) == (80_000, [again.pk])
    assert "ngày 03/03/2024" in found.apart[0].why
    assert found.authors[0].lines[0].marks == ("đã đính chính",)
    assert listed(house, list(periods_of_year(MONTHLY, 2024))[3]).stories == 0


def test_a_withdrawn_story_is_marked_and_left_to_people(house, payer):
    rate(house, payer)
    story = out(house, "Tin gỡ", byline="Lê Thị Mẫu")
    withdraw_story(story=story, reason="Nhầm nguồn.", by=house.approver, at=AFTER)
    assert listed(house).authors[0].lines[0].marks == ("đã gỡ",)


def test_a_fee_is_settled_by_hand_for_several_or_for_nobody(house, payer):
    rate(house, payer)
    story = out(house, "Viết chung", byline="Lê Thị Mẫu")
    made = settle(story, payer, ("Lê Thị Mẫu", 50_000), ("An Văn Mẫu", 30_001))
    assert told(listed(house)) == [("An Văn Mẫu", 30_001, [30_001]), ("Lê Thị Mẫu", 50_000, [50_000])]
    settle(story, payer, seen=made.pk, reason="Cán bộ viết theo nhiệm vụ.")
    found = listed(house)
    assert (found.total, [one.why for one in found.unpaid]) == (0, ["Cán bộ viết theo nhiệm vụ."])
    entry = AuditEntry.objects.filter(action="newsroom.settle_fee").latest("pk")
    assert entry.details == {
        "unit": "huyen-vinh-linh",
        "reason": "Cán bộ viết theo nhiệm vụ.",
        "people_paid": 0,
        "amount": 0,
    }


@pytest.mark.parametrize(
    ("shares", "reason", "field"),
    [
        ([("Ai", 1)], " ", "reason"),
        ([(" ", 1)], "Chia", "author_1"),
        ([("Ai", 0)], "Chia", "amount_1"),
        ([("Ai", 1), ("ai", 2)], "Chia", "author_2"),
        ([("Ai", 100_000_001)], "Chia", "amount_1"),
        ([(str(number), 1) for number in range(6)], "Chia", ""),
    ],
)
def test_what_cannot_be_settled_so_is_told_at_its_field(house, payer, shares, reason, field):
    story = out(house, "Tin")
    with pytest.raises(FeeRefused) as refused:
        settle(story, payer, *shares, reason=reason)
    assert refused.value.field == field


def test_nothing_is_settled_over_somebody_elses_words_or_for_what_is_not_out(house, payer):
    story = out(house, "Tin")
    settle(story, payer, ("Ai", 1))
    with pytest.raises(FeeRefused, match="vừa được ke-toan-mau ghi riêng"):
        settle(story, payer, ("Khác", 2))
    Story.objects.filter(pk=story.pk).update(state="approved")
    with pytest.raises(FeeRefused, match="chưa đăng nên chưa có nhuận bút"):
        settle(story, payer, ("Ai", 1))
    with pytest.raises(PermissionDenied):
        settle(story, house.editor, ("Ai", 1))


def test_a_frozen_month_stays_as_it_was_and_shows_what_differs(house, payer):
    rate(house, payer)
    story, other = out(house, "Tin một", byline="Lê Thị Mẫu"), out(house, "Tin hai", byline="An Văn Mẫu")
    sheet = freeze(house, payer)
    assert (sheet.number, sorted(sheet.lines.values_list("amount", flat=True))) == (1, [80_000, 80_000])
    assert AuditEntry.objects.get(action="newsroom.freeze_fees").details == {
        "unit": "huyen-vinh-linh", "month": "2024-03", "number": 1, "amount": 160_000, "lines": 2,
    }  # fmt: skip
    settle(story, payer, ("Lê Thị Mẫu", 50_000))
    settle(other, payer, reason="Cán bộ viết theo nhiệm vụ.")
    late = out(house, "Tin ba", byline="An Văn Mẫu")
    found = listed(house)
    (month,) = found.months
    assert (found.total, month.differs) == (160_000, True)
    assert {line.story: line.amount for line in month.left} == {story.pk: -30_000, other.pk: -80_000, late.pk: 80_000}
    # What differs is frozen in its turn, and then all that was paid is all that is due.
    second = freeze(house, payer)
    assert (second.number, sum(second.lines.values_list("amount", flat=True))) == (2, -30_000)
    (month,) = listed(house).months
    assert (month.left, listed(house).total) == ((), 130_000)
    with pytest.raises(FeeRefused, match="không có khoản nào để chốt"):
        freeze(house, payer)


def test_a_month_is_frozen_when_it_has_ended_and_as_it_was_shown(house, payer):
    rate(house, payer)
    story = out(house, "Tin một", byline="Lê Thị Mẫu")
    with pytest.raises(FeeRefused, match="Tháng 3/2024 chưa hết"):
        freeze(house, payer, at=datetime(2024, 3, 31, 2, 0, tzinfo=UTC))
    shown = month_of(house.section.owner_id, MARCH, TODAY).token
    settle(story, payer, ("Lê Thị Mẫu", 50_000))
    with pytest.raises(FeeRefused, match="vừa có thay đổi"):
        freeze(house, payer, token=shown)
    assert not FeeSheet.objects.exists()
    with pytest.raises(PermissionDenied):
        freeze(house, house.approver)


def test_a_rate_is_mended_until_it_was_paid_by_then_followed(house, payer):
    made = rate(house, payer, amount=8_000)
    mended = {"owner": made.owner, "kind": "news", "valid_from": made.valid_from, "basis": "Quy chế mẫu", "by": payer}
    set_fee_rate(**mended, amount=80_000, rate=made, at=AFTER)
    assert AuditEntry.objects.filter(action="newsroom.set_fee_rate").latest("pk").details["before"] == [
        "news", 8_000, "2024-01-01",
    ]  # fmt: skip
    out(house, "Tin một", byline="Lê Thị Mẫu")
    freeze(house, payer)
    with pytest.raises(FeeRefused, match="Đã chốt bảng kê theo mức này"):
        set_fee_rate(**mended, amount=90_000, rate=made, at=AFTER)
    with pytest.raises(FeeRefused, match=r"đã có mức 80\.000 đồng từ ngày 01/01/2024"):
        rate(house, payer, amount=90_000)
    rate(house, payer, amount=90_000, day=date(2024, 4, 1))
    assert sorted(FeeRate.objects.values_list("amount", flat=True)) == [80_000, 90_000]
    assert listed(house).total == 80_000


@pytest.mark.parametrize(("fields", "field"), [({"amount": 0}, "amount"), ({"basis": " "}, "basis")])
def test_a_rate_needs_an_amount_and_a_basis(house, payer, fields, field):
    asked = {"owner": house.section.owner, "kind": "news", "valid_from": TODAY, "basis": "Quy chế", "amount": 1}
    with pytest.raises(FeeRefused) as refused:
        set_fee_rate(**(asked | fields), by=payer, at=AFTER)
    assert refused.value.field == field
    with pytest.raises(PermissionDenied):
        set_fee_rate(**asked, by=house.approver, at=AFTER)


def test_a_line_of_a_frozen_list_says_what_it_was_paid_by(house, payer):
    rate(house, payer)
    story = out(house, "Tin một", byline="Lê Thị Mẫu")
    freeze(house, payer)
    line = FeeLine.objects.get()
    assert (line.story, line.title, line.author, line.basis) == (
        story, "Tin một", "Lê Thị Mẫu", "Mức 80.000 đồng từ 01/01/2024, Quy chế mẫu",
    )  # fmt: skip


def test_what_is_even_is_not_outstanding():
    assert outstanding({"a": 5, "b": 3}, {"b": 3, "c": 2}) == {"a": 5, "c": -2}


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("2024-m03", "2024-m03"),
        ("2023-q4", "2023-q4"),
        ("", "2024-m03"),
        ("2024-m13", "2024-m03"),
        ("²²²²", "2024-m03"),
    ],
)
def test_an_address_asks_for_a_month_or_a_quarter(asked, code):
    assert read_period(asked, TODAY).code == code
