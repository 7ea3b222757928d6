"""What should be communicated where, and what is left blank on purpose: said by whoever sets it, and ended."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied

from loa.activities.actions import TargetRefused, end_blank, end_target, leave_blank, set_target
from loa.activities.models import Channel, CoverageTarget, LeftBlank, Topic
from loa.base.clock import now
from loa.people.actions import assign_role
from loa.people.choices import Role, Tier, UnitClass, UnitKind
from loa.people.models import AuditEntry, Unit, UnitVersion, User
from loa.plans.tests.factories import district
from loa.tasks.tests.factories import make_units

pytestmark = pytest.mark.django_db
AT = datetime(2024, 3, 15, 2, 0, tzinfo=UTC)
FIRST = date(2024, 1, 1)


def officer(unit, role=Role.FOCAL, name="dau-moi"):
    user = User.objects.create_user(name, home_unit=unit)
    assign_role(user=user, unit=unit, role=role, by=None, at=now())
    return user


def outside_body():
    body = Unit.objects.create(key="mat-tran", kind=UnitKind.OUTSIDE, tier=Tier.DISTRICT)
    UnitVersion.objects.create(unit=body, name="Mặt trận", parent=district(), valid_from=FIRST, source="thử")
    return body


def test_every_unit_of_a_class_is_asked_for_so_much_and_the_record_says_by_whom():
    make_units(1)
    by = officer(district())
    target = set_target(
        owner=district(),
        unit_class=UnitClass.COMMUNES,
        channel=Channel.objects.get(code="loudspeaker"),
        minimum=2,
        valid_from=FIRST,
        basis=" mỗi xã  mỗi tháng ≥ 2 buổi ",
        by=by,
        at=AT,
    )
    assert (target.unit, target.topic, target.window, target.basis) == (
        None,
        None,
        "month",
        "mỗi xã mỗi tháng ≥ 2 buổi",
    )
    said = AuditEntry.objects.get(action="activities.set_target")
    assert (said.by, said.details) == (by, {"unit": district().key, "minimum": 2, "window": "month"})


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({}, "unit_class"),
        ({"unit_class": UnitClass.COMMUNES, "unit": "xa-mau-1"}, "unit_class"),
        ({"unit": "xa-mau-1", "minimum": 0}, "minimum"),
        ({"unit": "xa-mau-1", "minimum": 1_001}, "minimum"),
        ({"unit": "mat-tran"}, "unit"),
        ({"unit": "xa-noi-khac"}, "unit"),
    ],
)
def test_a_target_that_cannot_stand_is_refused_and_nothing_is_kept(fields, field):
    make_units(1)
    outside_body()
    elsewhere = Unit.objects.create(key="xa-noi-khac", kind=UnitKind.COMMITTEE, tier=Tier.COMMUNE)
    UnitVersion.objects.create(unit=elsewhere, name="UBND xã Khác", valid_from=FIRST, source="thử")
    given = fields | ({"unit": Unit.objects.get(key=fields["unit"])} if "unit" in fields else {})
    with pytest.raises(TargetRefused) as refused:
        set_target(owner=district(), **given, valid_from=FIRST, by=officer(district()), at=AT)
    assert refused.value.field == field
    assert str(refused.value).endswith(".")
    assert not CoverageTarget.objects.exists()


def test_a_target_that_ends_is_asked_for_until_the_end_of_the_day_and_stays_to_be_read():
    by = officer(district())
    target = set_target(owner=district(), unit=district(), valid_from=FIRST, by=by, at=AT)
    end_target(target=target, by=by, at=AT)
    end_target(target=target, by=by, at=AT.replace(month=5))
    assert CoverageTarget.objects.get().valid_until == date(2024, 3, 16)
    assert AuditEntry.objects.filter(action="activities.end_target").count() == 1


def test_one_that_has_not_begun_ends_with_its_first_day():
    by = officer(district())
    target = set_target(owner=district(), unit=district(), valid_from=date(2024, 6, 1), by=by, at=AT)
    end_target(target=target, by=by, at=AT)
    assert CoverageTarget.objects.get().valid_until == date(2024, 6, 2)


def test_a_part_is_left_blank_with_a_reason_by_whole_months_and_is_wanted_again():
    (unit,) = make_units(1)
    by = officer(district())
    blank = leave_blank(
        owner=district(),
        unit=unit,
        first_month=date(2024, 3, 15),
        last_month=date(2024, 5, 31),
        reason="Cụm loa hỏng,  chờ sửa",
        by=by,
        at=AT,
    )
    assert (blank.first_month, blank.last_month) == (date(2024, 3, 1), date(2024, 5, 1))
    assert blank.reason == "Cụm loa hỏng, chờ sửa"
    end_blank(blank=blank, by=by, at=AT)
    end_blank(blank=blank, by=by, at=AT.replace(month=5))
    assert LeftBlank.objects.get().ended_at == AT
    assert [entry.details["unit"] for entry in AuditEntry.objects.filter(action="activities.leave_blank")] == [unit.key]
    assert AuditEntry.objects.filter(action="activities.end_blank").count() == 1


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"reason": " "}, "reason"),
        ({"topic": None}, "topic"),
        ({"last_month": date(2023, 12, 1)}, "last_month"),
        ({"unit": "mat-tran"}, "unit"),
    ],
)
def test_a_blank_that_cannot_stand_is_refused(fields, field):
    outside_body()
    given = {
        "topic": Topic.objects.get(code="law"),
        "first_month": FIRST,
        "reason": "Tuyên truyền riêng",
        **fields,
    }
    if "unit" in fields:
        given["unit"] = Unit.objects.get(key=fields["unit"])
    with pytest.raises(TargetRefused) as refused:
        leave_blank(owner=district(), **given, by=officer(district()), at=AT)
    assert refused.value.field == field
    assert not LeftBlank.objects.exists()


@pytest.mark.parametrize("role", [Role.LEADER, Role.DEPUTY, Role.EDITOR, Role.OPERATOR, Role.VIEWER])
def test_only_who_sets_the_owner_s_coverage_sets_it(role):
    (commune,) = make_units(1)
    target = set_target(owner=district(), unit=commune, valid_from=FIRST, by=officer(district()), at=AT)
    law = Topic.objects.get(code="law")
    blank = leave_blank(
        owner=district(),
        topic=law,
        first_month=FIRST,
        reason="Riêng",
        by=officer(district(), Role.APPROVER, "duyet"),
        at=AT,
    )
    for who in (officer(district(), role, "khac"), officer(commune, name="xa")):
        for deed in (
            lambda who=who: set_target(owner=district(), unit=commune, valid_from=FIRST, by=who, at=AT),
            lambda who=who: end_target(target=target, by=who, at=AT),
            lambda who=who: leave_blank(owner=district(), topic=law, first_month=FIRST, reason="Riêng", by=who, at=AT),
            lambda who=who: end_blank(blank=blank, by=who, at=AT),
        ):
            with pytest.raises(PermissionDenied):
                deed()
    assert (CoverageTarget.objects.get().valid_until, LeftBlank.objects.get().ended_at) == (None, None)
