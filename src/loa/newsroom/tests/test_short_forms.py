"""Short forms of a unit: kept by who edits its words, inherited from above, each once."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from loa.newsroom.actions import StoryRefused, drop_short_form, keep_short_form
from loa.newsroom.models import Abbreviation
from loa.newsroom.queries.short_forms import glossary_of, short_forms_of
from loa.newsroom.tests.factories import AT, person
from loa.newsroom.tests.test_desk_pages import page
from loa.people.choices import Role
from loa.people.models import AuditEntry, ids_above
from loa.plans.tests.factories import district

pytestmark = pytest.mark.django_db


def test_a_short_form_is_added_changed_and_removed(client, house):
    client.force_login(house.writer)
    address = reverse("newsroom:short_forms")
    assert address in page(client, reverse("newsroom:home"))
    assert "Đơn vị chưa ghi chữ viết tắt nào." in page(client, address)
    assert client.post(address, {"short": " TTPVHCC ", "full": "Trung tâm  Phục vụ hành chính công"}).status_code == 302
    kept = Abbreviation.objects.get()
    assert (kept.unit, kept.short, kept.full) == (house.unit, "TTPVHCC", "Trung tâm Phục vụ hành chính công")
    change = reverse("newsroom:short_form", args=[kept.pk])
    assert "Trung tâm Phục vụ hành chính công" in page(client, change)
    client.post(change, {"short": "TTPVHCC", "full": "Trung tâm phục vụ hành chính công xã"})
    assert Abbreviation.objects.get().full == "Trung tâm phục vụ hành chính công xã"
    client.post(reverse("newsroom:drop_short_form", args=[kept.pk]))
    assert not Abbreviation.objects.exists()
    entries = AuditEntry.objects.filter(action__endswith="short_form").order_by("pk")
    assert [one.action.partition(".")[2] for one in entries] == ["keep_short_form"] * 2 + ["drop_short_form"]
    assert entries[2].details["before"] == ["TTPVHCC", "Trung tâm phục vụ hành chính công xã"]


def test_a_duplicate_is_answered_with_what_is_there_and_what_was_typed_stays(client, house):
    Abbreviation.objects.create(unit=house.unit, short="Đ/c", full="đồng chí")
    client.force_login(house.writer)
    answer = client.post(reverse("newsroom:short_forms"), {"short": "đ/C", "full": "địa chỉ"})
    assert answer.status_code == 422
    assert "Đơn vị đã có chữ “Đ/c”, viết đầy đủ là “đồng chí”." in answer.content.decode()
    assert 'value="địa chỉ"' in answer.content.decode()
    assert Abbreviation.objects.count() == 1


@pytest.mark.parametrize(
    ("short", "full", "field"), [("--", "gạch", "short"), ("TT", " ", "full"), ("tt", "TT", "full")]
)
def test_what_says_nothing_is_refused_at_its_field(house, short, full, field):
    with pytest.raises(StoryRefused) as refused:
        keep_short_form(unit=house.unit, short=short, full=full, by=house.writer, at=AT)
    assert refused.value.field == field


def test_what_stands_above_is_read_only_and_says_whose_it_is(client, house):
    above = Abbreviation.objects.create(unit=district(), short="TTVH", full="Trung tâm Văn hóa")
    client.force_login(house.writer)
    shown = page(client, reverse("newsroom:short_forms"))
    assert "Trung tâm Văn hóa" in shown
    assert "Của đơn vị cấp trên" in shown
    assert reverse("newsroom:short_form", args=[above.pk]) not in shown
    assert client.get(reverse("newsroom:short_form", args=[above.pk])).status_code == 404
    assert client.post(reverse("newsroom:drop_short_form", args=[above.pk])).status_code == 404
    with pytest.raises(PermissionDenied):
        drop_short_form(row=above, by=house.writer, at=AT)


def test_what_a_unit_says_itself_goes_before_what_stands_above_it(house):
    Abbreviation.objects.create(unit=house.unit, short="TTVH", full="tủ thuốc vùng hạn")
    Abbreviation.objects.create(unit=district(), short="TTVH", full="Trung tâm Văn hóa")
    units = ids_above(house.unit.pk, AT.date())
    assert glossary_of(units)["TTVH"] == "tủ thuốc vùng hạn"
    assert glossary_of(units[1:])["TTVH"] == "Trung tâm Văn hóa"
    found = short_forms_of(house.unit.pk, AT.date())
    assert ([one.full for one in found.own], found.inherited) == (["tủ thuốc vùng hạn"], ())


def test_who_only_writes_reads_them_and_who_does_neither_does_not(client, house):
    Abbreviation.objects.create(unit=house.unit, short="TTVH", full="tủ thuốc vùng hạn")
    client.force_login(person(house.unit, Role.OPERATOR, "truyen-thanh"))
    shown = page(client, reverse("newsroom:short_forms"))
    assert "tủ thuốc vùng hạn" in shown
    assert "Thêm chữ viết tắt" not in shown
    assert client.post(reverse("newsroom:short_forms"), {"short": "A1", "full": "b"}).status_code == 404
    client.force_login(person(house.unit, Role.VIEWER, "nguoi-xem"))
    page(client, reverse("newsroom:short_forms"), 403)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same_whatever_its_rows(client, house, rows, django_assert_num_queries):
    for number in range(rows):
        Abbreviation.objects.create(unit=house.unit, short=f"A{number}", full="một")
        Abbreviation.objects.create(unit=district(), short=f"B{number}", full="hai")
    client.force_login(house.writer)
    with django_assert_num_queries(9):
        client.get(reverse("newsroom:short_forms"))
