"""The guidance of a month: who writes and issues it, who takes it, and what the ledger counts of its use."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from loa.activities.choices import Grade, Origin
from loa.activities.models import Activity, Channel, Topic
from loa.newsroom.actions import (
    ItemValues,
    PackageOvertaken,
    PackageRefused,
    draft_package,
    issue_package,
    save_package,
    take_package,
    use_item,
)
from loa.newsroom.choices import ItemKind
from loa.newsroom.models import Package, PackageReceipt, PackageUse
from loa.newsroom.tests.factories import AT, office, person
from loa.people.choices import Role, UnitKind
from loa.people.models import AuditEntry, Unit
from loa.plans.tests.factories import district
from loa.tasks.tests.factories import make_units

pytestmark = pytest.mark.django_db
TODAY = AT.date()


def items(**fields):
    topic = Topic.objects.get(code="procedures")
    text = {"kind": ItemKind.TEXT, "title": "Nộp hồ sơ tại nhà", "text": "Thưa bà con.", "topic": topic, **fields}
    return [ItemValues(**text), ItemValues(kind=ItemKind.SLOGAN, title="Hồ sơ đúng hẹn, dân đỡ đi lại", topic=topic)]


@pytest.fixture
def guide():
    return person(district(), Role.FOCAL, "phong-noi-vu")


@pytest.fixture
def commune():
    return make_units(1)[0]


@pytest.fixture
def officer(commune):
    return person(commune, Role.FOCAL, "can-bo-xa")


def draft(guide, **fields):
    told = {
        "owner": district(),
        "month": date(2024, 3, 20),
        "theme": "Dịch vụ công trực tuyến",
        "guidance": "Mỗi xã phát hai lần một tuần.",
        "due_on": date(2024, 3, 31),
        "items": items(),
        **fields,
    }
    return draft_package(**told, by=guide, at=AT)


@pytest.fixture
def package(guide):
    return issue_package(package=draft(guide), version=0, by=guide, at=AT)


def test_a_month_has_one_package_with_its_items_in_order(guide):
    package = draft(guide)
    assert package.month == date(2024, 3, 1)
    assert [one.kind for one in package.items.all()] == ["text", "slogan"]
    with pytest.raises(PackageRefused, match="Tháng 03/2024 đã có hướng dẫn"):
        draft(guide, theme="Khác")
    assert Package.objects.get().theme == "Dịch vụ công trực tuyến"


def test_only_who_guides_for_the_owner_writes_and_issues(guide, officer):
    with pytest.raises(PermissionDenied):
        draft(officer)
    package = draft(guide)
    with pytest.raises(PermissionDenied):
        save_package(package=package, version=0, theme="Khác", by=officer, at=AT)
    with pytest.raises(PermissionDenied):
        issue_package(package=package, version=0, by=officer, at=AT)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"theme": "  "}, "Ghi chủ đề"),
        ({"theme": "Dài " * 60}, "dài quá"),
        ({"due_on": date(2024, 2, 1)}, "trước tháng"),
        ({"items": [ItemValues(kind=ItemKind.TEXT, title="Không lời")]}, "chưa có lời"),
        ({"items": [ItemValues(kind=ItemKind.TEXT, text="Không tên")]}, "chưa có tên"),
        ({"items": [ItemValues(kind=ItemKind.PICTURE, title="Không ảnh")]}, "chưa có ảnh"),
        ({"items": [ItemValues(kind=ItemKind.SLOGAN, title="Câu")] * 41}, "nhiều nhất 40"),
    ],
)
def test_words_that_cannot_stand_are_refused_and_nothing_is_kept(guide, wrong, why):
    with pytest.raises(PackageRefused, match=why):
        draft(guide, **wrong)
    assert not Package.objects.exists()


def test_of_two_who_write_the_second_is_told(guide):
    package = draft(guide)
    save_package(package=package, version=0, theme="Bản một", items=items(), by=guide, at=AT)
    with pytest.raises(PackageOvertaken) as told:
        save_package(package=package, version=0, theme="Bản hai", by=guide, at=AT)
    assert told.value.package.theme == "Bản một"
    with pytest.raises(PackageOvertaken):
        issue_package(package=package, version=0, by=guide, at=AT)


def test_what_is_issued_can_be_used_and_stays_as_it_is(guide):
    package = draft(guide, items=[])
    with pytest.raises(PackageRefused, match="Chưa có bài viết sẵn"):
        issue_package(package=package, version=0, by=guide, at=AT)
    package = save_package(package=package, version=0, theme="Chủ đề", items=items(topic=None), by=guide, at=AT)
    with pytest.raises(PackageRefused, match="chưa chọn nội dung"):
        issue_package(package=package, version=1, by=guide, at=AT)
    package = save_package(
        package=package, version=1, theme="Chủ đề", due_on=date(2024, 3, 1), items=items(), by=guide, at=AT
    )
    with pytest.raises(PackageRefused, match="Hạn sử dụng đã qua"):
        issue_package(package=package, version=2, by=guide, at=AT)
    package = save_package(package=package, version=2, theme="Chủ đề", items=items(), by=guide, at=AT)
    package = issue_package(package=package, version=3, by=guide, at=AT)
    assert issue_package(package=package, version=0, by=guide, at=AT).issued_at == AT
    with pytest.raises(PackageRefused, match="đã phát hành"):
        save_package(package=package, version=4, theme="Sửa", by=guide, at=AT)


def test_a_unit_below_takes_it_once(package, commune, officer, guide):
    take_package(package=package, unit=commune, by=officer, at=AT)
    take_package(package=package, unit=commune, by=officer, at=AT + timedelta(days=1))
    assert PackageReceipt.objects.get().at == AT
    assert AuditEntry.objects.filter(action="newsroom.take_package").count() == 1
    with pytest.raises(PermissionDenied):
        take_package(package=package, unit=commune, by=guide, at=AT)


def test_the_owner_itself_outside_bodies_and_drafts_are_refused(package, guide, commune, officer):
    with pytest.raises(PackageRefused, match="đơn vị trực thuộc"):
        take_package(package=package, unit=district(), by=guide, at=AT)
    front = office("mat-tran-mau", "Mặt trận Mẫu")
    member = person(front, Role.FOCAL, "mat-tran")
    Unit.objects.filter(pk=front.pk).update(kind=UnitKind.OUTSIDE)
    front.refresh_from_db()
    with pytest.raises(PackageRefused, match="đơn vị trực thuộc"):
        take_package(package=package, unit=front, by=member, at=AT)
    other = draft(guide, month=date(2024, 4, 1), due_on=None)
    with pytest.raises(PackageRefused, match="chưa phát hành"):
        take_package(package=other, unit=commune, by=officer, at=AT)


@pytest.mark.parametrize(
    ("place", "channel", "form"),
    [
        (0, "loudspeaker", "broadcast"),
        (0, "social", "chat-group"),
        (0, "notice-board", "poster"),
        (1, "visual", "slogan"),
        (1, "loudspeaker", "broadcast"),
        (0, "stage", "other"),
    ],
)
def test_a_use_is_counted_by_the_ledger_once_and_means_it_was_taken(package, commune, officer, place, channel, form):
    item = package.items.all()[place]
    told = {"item": item, "unit": commune, "channel": Channel.objects.get(code=channel), "on": TODAY}
    use = use_item(**told, by=officer, at=AT)
    assert use_item(**told, by=officer, at=AT) == use
    row = Activity.objects.get()
    assert (row.form.code, row.grade, row.origin, row.kind) == (form, Grade.WORD, Origin.SYSTEM, "gói tháng")
    assert (row.ref, row.unit, row.on) == (f"newsroom.use:{use.pk}", commune, TODAY)
    assert [one.code for one in row.audiences.all()] == ["people"]
    assert PackageReceipt.objects.get().unit == commune


@pytest.mark.parametrize(
    ("day", "why"), [(TODAY + timedelta(days=1), "chưa đến"), (TODAY - timedelta(days=1), "trước ngày phát hành")]
)
def test_a_day_that_cannot_be_is_refused_whole(package, commune, officer, day, why):
    loud = Channel.objects.get(code="loudspeaker")
    with pytest.raises(PackageRefused, match=why):
        use_item(item=package.items.first(), unit=commune, channel=loud, on=day, by=officer, at=AT)
    assert not PackageUse.objects.exists()
    assert not PackageReceipt.objects.exists()
    assert not Activity.objects.exists()


def test_nobody_says_what_another_unit_used(package, commune, guide):
    stranger = person(make_units(2)[1], Role.FOCAL, "xa-khac")
    loud = Channel.objects.get(code="loudspeaker")
    for who in (stranger, guide):
        with pytest.raises(PermissionDenied):
            use_item(item=package.items.first(), unit=commune, channel=loud, on=TODAY, by=who, at=AT)
