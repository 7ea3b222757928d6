"""What sites must carry: worked out on Loa, looked at elsewhere, who may say what, what it costs."""

from datetime import date
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from openpyxl import load_workbook

from loa.library.choices import DocumentKind
from loa.library.tests.factories import AT, TODAY, keeper, make_document, make_draft
from loa.people.models import AuditEntry, User
from loa.plans.tests.factories import district
from loa.tasks.tests.factories import make_units
from loa.website.actions import (
    ChecklistRefused,
    PortalValues,
    keep_required_section,
    note_section,
    open_portal,
)
from loa.website.choices import Filling, Found
from loa.website.models import RequiredSection, SectionLook
from loa.website.queries import checklist
from loa.website.tests.pages import page, text_of

pytestmark = pytest.mark.django_db
OVERVIEW = "/viec/muc-bat-buoc/"


@pytest.fixture(autouse=True)
def _on_a_day(settings):
    settings.LOA_TODAY = TODAY


def section(filled_by=Filling.BY_HAND):
    return RequiredSection.objects.filter(filled_by=filled_by)[0]


def on_loa(unit, **values):
    root = User.objects.create_superuser(f"quan-tri-{unit.key}")
    told = PortalValues(name="Trang", **values)
    open_portal(unit=unit, values=told, hostname=f"{unit.key}.localhost", port=80, by=root, at=AT)


def test_the_list_begins_with_what_nobody_has_checked_clause_by_clause():
    assert RequiredSection.objects.count() == 14
    assert all("chưa đối chiếu điều, khoản" in one.source for one in RequiredSection.objects.all())


def test_a_site_on_loa_tells_by_itself_what_it_carries():
    on_loa(district(), contact_in_english="People's Committee of Mau")
    make_document(kind=DocumentKind.DECISION)
    make_draft()
    (row,) = checklist([district().pk], TODAY).rows
    cells = {cell.section.filled_by: cell for cell in row.cells if cell.known}
    assert {name: (cell.found, cell.newest_on) for name, cell in cells.items()} == {
        Filling.NEWS: (Found.EMPTY, None),
        Filling.DIRECTION: (Found.EMPTY, None),
        Filling.LEGAL: (Found.PRESENT, TODAY),
        Filling.REPORTS: (Found.EMPTY, None),
        Filling.DRAFTS: (Found.PRESENT, date(2024, 3, 1)),
        Filling.CONTACT: (Found.EMPTY, None),
        Filling.ENGLISH: (Found.PRESENT, None),
    }
    assert row.gaps == 14 - 3


def test_a_site_elsewhere_says_what_somebody_found_and_when():
    (commune,) = make_units(1)
    told = {"found": Found.PRESENT, "address": "https://vidu.example/tin", "newest_on": date(2024, 3, 1)}
    note_section(section=section(Filling.NEWS), unit=commune, by=keeper(), at=AT, **told)
    (row,) = checklist([commune.pk], TODAY).rows
    cell = next(one for one in row.cells if one.section.filled_by == Filling.NEWS)
    assert (cell.found, cell.newest_on, cell.looked_on, cell.known) == (Found.PRESENT, date(2024, 3, 1), TODAY, False)
    note_section(section=section(Filling.NEWS), unit=commune, found=Found.EMPTY, by=keeper(), at=AT)
    look = SectionLook.objects.get()
    assert (look.found, look.address, look.newest_on) == (Found.EMPTY, "", None)
    assert AuditEntry.objects.filter(action="website.note_section").count() == 2


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"found": "khac"}, "found"),
        ({"found": Found.PRESENT, "newest_on": date(2024, 3, 16)}, "newest_on"),
        ({"found": Found.ABSENT, "newest_on": date(2024, 3, 1)}, "newest_on"),
    ],
)
def test_a_finding_that_cannot_be_is_refused(told, field):
    with pytest.raises(ChecklistRefused, match="Chưa có gì được lưu") as refused:
        note_section(section=section(), unit=district(), by=keeper(), at=AT, **told)
    assert refused.value.field == field


def test_a_unit_says_nothing_of_a_site_above_or_beside_it():
    own, beside = make_units(2)
    by = keeper(own, "giu-trang-xa")
    note_section(section=section(), unit=own, found=Found.EMPTY, by=by, at=AT)
    for unit in (beside, district()):
        with pytest.raises(PermissionDenied):
            note_section(section=section(), unit=unit, found=Found.EMPTY, by=by, at=AT)


def test_a_section_without_a_rule_is_not_called_compulsory():
    root = User.objects.create_superuser("quan-tri")
    one = section()
    one.source = " "
    with pytest.raises(ChecklistRefused, match="không có căn cứ"):
        keep_required_section(one, by=root, at=AT)
    with pytest.raises(PermissionDenied):
        keep_required_section(section(), by=keeper(), at=AT)


def test_the_overview_names_units_with_their_gaps_and_leads_to_each(client):
    (commune,) = make_units(1)
    client.force_login(keeper())
    shown = client.get(OVERVIEW).content.decode()
    assert "UBND xã Mẫu 1" in shown
    assert reverse("website:checklist_site", args=[commune.pk]) in shown
    assert OVERVIEW in client.get("/viec/don-vi/").content.decode()
    book = load_workbook(BytesIO(client.get(f"{OVERVIEW}tai-ve/").content))
    rows = [[cell.value for cell in row] for row in book.active.iter_rows()]
    assert len(rows) == 2 + 2 * 14
    assert rows[-1][0] == "UBND xã Mẫu 1"
    assert rows[-1][4] == "chưa xem"


def test_a_finding_is_typed_on_the_page_of_the_unit_and_kept_when_it_is_wrong(client):
    (commune,) = make_units(1)
    client.force_login(keeper())
    address = reverse("website:checklist_site", args=[commune.pk])
    told = {"section": section().pk, "found": "present", "address": "không phải", "newest_on": "2024-03-01"}
    answer = client.post(address, told)
    assert answer.status_code == 422
    assert "Ghi địa chỉ đầy đủ" in answer.content.decode()
    assert "không phải" in answer.content.decode()
    assert (
        "còn ở phía trước" in client.post(address, told | {"address": "", "newest_on": "2024-04-01"}).content.decode()
    )
    assert client.post(address, told | {"address": "https://vidu.example/a"}).status_code == 302
    assert "Có nội dung mới nhất 01/03/2024" in text_of(client.get(address).content.decode())


def test_the_list_is_kept_by_who_runs_the_installation(client):
    client.force_login(User.objects.create_superuser("quan-tri"))
    address = reverse("website:checklist_section", args=[section().pk])
    told = {"name": "Giới thiệu", "source": "", "filled_by": "hand", "position": 1, "in_use": "on"}
    assert client.post(address, told).status_code == 422
    assert client.post(address, told | {"source": "Điều 1 văn bản thử"}).status_code == 302
    assert "Điều 1 văn bản thử" in page(client, reverse("website:checklist_sections"))


@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_cost_the_same_for_one_unit_and_for_three(client, count, django_assert_max_num_queries):
    units = make_units(count)
    for unit in units:
        on_loa(unit)
        note_section(section=section(), unit=unit, found=Found.EMPTY, by=keeper(), at=AT)
    client.force_login(keeper())
    with django_assert_max_num_queries(8):
        assert len(checklist([one.pk for one in units], TODAY).rows) == count
    for path in (OVERVIEW, reverse("website:checklist_site", args=[units[0].pk])):
        client.get(path)
        with django_assert_max_num_queries(15):
            assert client.get(path).status_code == 200
