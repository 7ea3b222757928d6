"""Two people pay at once, each with a connection of their own: one deed holds, the other is told."""

from datetime import date

import pytest

from loa.newsroom.actions import FeeRefused, StoryRefused, freeze_fees, keep_short_form, set_fee_rate, settle_fee
from loa.newsroom.models import Abbreviation, FeeLine, FeeRate, FeeSettlement, FeeSheet
from loa.newsroom.queries.fees import month_of
from loa.newsroom.tests.factories import AT, person
from loa.newsroom.tests.paying import AFTER, MARCH, out, rate
from loa.people.choices import Role
from loa.plans.tests.factories import district
from loa.tasks.tests.at_once import at_once

# Threads see only what was committed.
pytestmark = pytest.mark.django_db(transaction=True)
_REFUSALS = (FeeRefused, StoryRefused)


def refusals(found):
    return [one for one in found if isinstance(one, _REFUSALS)]


@pytest.fixture
def payers(house):
    return person(district(), Role.FOCAL, "ke-toan-mau"), person(district(), Role.APPROVER, "ke-toan-hai")


def test_a_month_frozen_by_two_at_once_is_paid_once(house, payers):
    rate(house, payers[0])
    out(house, "Tin một", byline="Lê Thị Mẫu")
    out(house, "Tin hai", byline="An Văn Mẫu")
    owner = house.section.owner
    token = month_of(owner.pk, MARCH, AFTER.date()).token
    found = at_once(
        *(lambda by=by: freeze_fees(owner=owner, month=MARCH, token=token, by=by, at=AFTER) for by in payers),
        table="people_unit",
        refusals=_REFUSALS,
    )
    assert len(refusals(found)) == 1
    assert FeeSheet.objects.count() == 1
    assert sum(FeeLine.objects.values_list("amount", flat=True)) == 160_000


def test_a_fee_settled_by_two_at_once_is_settled_once(house, payers):
    story = out(house, "Tin một")
    found = at_once(
        *(
            lambda by=by: settle_fee(story=story, shares=[("Ai", 1)], reason="Chia.", seen=None, by=by, at=AFTER)
            for by in payers
        ),
        table="newsroom_story",
        refusals=_REFUSALS,
    )
    assert len(refusals(found)) == 1
    assert FeeSettlement.objects.count() == 1


def test_one_rate_and_one_short_form_of_two_at_once(house, payers):
    asked = {"owner": house.section.owner, "kind": "news", "amount": 1, "basis": "Quy chế", "at": AFTER}
    found = at_once(
        *(lambda by=by: set_fee_rate(**asked, valid_from=date(2024, 1, 1), by=by) for by in payers),
        table="people_unit",
        refusals=_REFUSALS,
    )
    assert len(refusals(found)) == 1
    assert FeeRate.objects.count() == 1
    both = [house.writer, person(house.unit, Role.DEPUTY, "can-bo-hai")]
    found = at_once(
        *(lambda by=by: keep_short_form(unit=house.unit, short="TT", full="trung tâm", by=by, at=AT) for by in both),
        table="people_unit",
        refusals=_REFUSALS,
    )
    assert len(refusals(found)) == 1
    assert Abbreviation.objects.count() == 1
