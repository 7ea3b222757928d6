"""How a unit is reached: said by those who manage its people, or with the list of units."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command

from loa.base import page_cache
from loa.people.actions import UnitsRefused, assign_role, change_contacts, load_units
from loa.people.choices import Role
from loa.people.models import AuditEntry, Unit, User
from loa.people.permissions import RIGHTS, Right
from loa.people.tests.test_units import line

pytestmark = pytest.mark.django_db
AT = datetime(2024, 3, 15, 2, 0, tzinfo=UTC)
NEW = {"phone": "0233 000 000", "email": "xa@example.org", "address": "Số 1", "website": "https://xa.example.org/"}
HEAD = "khoa\tloai\tcap\tchuc_nang\tten\tma\ttruc_thuoc\ttu_ngay\tden_truoc_ngay\tcan_cu\tten_khac"
ROW = "mot\tcommittee\tcommune\t\tUBND xã Một\t\t\t01/01/2020\t\tphép thử\t"


@pytest.fixture
def commune():
    load_units([line("mot"), line("hai")], [], by=None, at=AT)
    return Unit.objects.get(key="mot")


def holder(role, unit):
    user = User.objects.create_user(f"{role}-{unit}")
    assign_role(user=user, unit=unit, role=role, by=None, at=AT)
    return user


def contacts(unit):
    unit.refresh_from_db()
    return {name: getattr(unit, name) for name in NEW}


def test_contacts_are_changed_and_every_public_page_ages(commune, django_capture_on_commit_callbacks):
    by, before = holder(Role.ADMINISTRATOR, commune), page_cache.generation()
    with django_capture_on_commit_callbacks(execute=True):
        change_contacts(unit=commune, **NEW, by=by, at=AT)
    assert contacts(commune) == NEW
    assert page_cache.generation() > before
    entry = AuditEntry.objects.get(action="people.change_contacts")
    assert (entry.by, entry.details) == (by, {"changed": sorted(NEW)})
    change_contacts(unit=commune, **NEW, by=by, at=AT)
    assert AuditEntry.objects.filter(action="people.change_contacts").count() == 1


@pytest.mark.parametrize("role", list(Role))
def test_others_do_not_change_contacts(commune, role):
    other = Unit.objects.get(key="hai")
    by = holder(role, other)
    with pytest.raises(PermissionDenied):
        change_contacts(unit=commune, **NEW, by=by, at=AT)
    if Right.MANAGE_PEOPLE not in RIGHTS[role]:
        with pytest.raises(PermissionDenied):
            change_contacts(unit=other, **NEW, by=by, at=AT)
    assert contacts(commune) == dict.fromkeys(NEW, "")


def test_a_list_may_bring_contacts(db, tmp_path):
    head = f"{HEAD}\tdien_thoai\tthu_dien_tu\tdia_chi\ttrang\n"
    row = f"{ROW}\t0233 000 000\txa@example.org\tSố 1\thttps://xa.example.org/\n"
    (tmp_path / "don-vi.tsv").write_text(head + row, encoding="utf-8")
    call_command("load_units", tmp_path)
    assert contacts(Unit.objects.get()) == NEW


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"email": "xa tại example"}, "thư điện tử công vụ “xa tại example” không đúng"),
        ({"website": "khong-phai-trang"}, "trang thông tin điện tử “khong-phai-trang” không đúng"),
        ({"phone": "0" * 41}, "điện thoại cơ quan"),
    ],
)
def test_a_list_with_wrong_contacts_is_refused_whole(db, wrong, said):
    with pytest.raises(UnitsRefused, match=said):
        load_units([line("mot"), line("hai", **wrong)], [], by=None, at=AT)
    assert not Unit.objects.exists()
