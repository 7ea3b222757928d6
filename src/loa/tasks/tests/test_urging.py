"""The letter to units that are late: to whom, in whose name, with what; and what the pages of urging cost."""

from datetime import date
from io import BytesIO

import docx
import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from loa.people.choices import Function, Role, Tier, UnitKind
from loa.people.models import AuditEntry, Unit, UnitVersion
from loa.tasks.actions.calling import note_call
from loa.tasks.actions.letters import LetterRefused, draft_urging_letter
from loa.tasks.actions.urging import put_up_ladder, remind
from loa.tasks.choices import State
from loa.tasks.models import Obligation, Step
from loa.tasks.queries.letters import initials
from loa.tasks.tests.late_work import DAY, TODAY, late_work, text
from loa.tasks.tests.test_reminding import at, officer

pytestmark = pytest.mark.django_db


def rows_of_letter(content):
    table = docx.Document(BytesIO(content)).tables[-1]
    return [list(dict.fromkeys(cell.text.replace("\xa0", " ") for cell in row.cells)) for row in table.rows][1:]


def test_one_letter_to_the_chosen_with_what_each_is_late_with(client):
    owed, version, lead = late_work(units=3, tasks=2)
    client.force_login(lead)
    address = reverse("desk:letter", args=[version.plan.slug])
    chosen = [owed[0].unit_id, owed[2].unit_id]
    answer = client.post(address, {"don-vi": chosen})
    assert answer["Content-Disposition"] == 'attachment; filename="cong-van-don-doc-20240315.docx"'
    rows = rows_of_letter(answer.content)
    assert [row[0] for row in rows if len(row) == 1] == [
        f"{name}: 2 đầu việc" for name in ("UBND xã Mẫu 1", "UBND xã Mẫu 3")
    ]
    assert rows[1][-2:] == ["05/03/2024", "10 ngày"]
    entry = AuditEntry.objects.get(action="tasks.draft_urging_letter")
    assert entry.details == {"units": 2, "items": 4, "keys": ["xa-mau-1", "xa-mau-3"]}
    assert "2 đơn vị, 4 đầu việc" in text(client.get(address))
    assert len(rows_of_letter(client.post(address, {"tat-ca": "1"}).content)) == 9


def test_the_letter_is_the_committees_and_its_home_affairs_office_drafts_it():
    _, version, lead = late_work()
    owner = version.plan.owner
    office = Unit.objects.create(key="noi-vu", kind=UnitKind.OFFICE, tier=Tier.DISTRICT, function=Function.HOME_AFFAIRS)
    UnitVersion.objects.create(unit=office, name="Phòng Nội vụ", parent=owner, valid_from=date(2020, 1, 1), source="x")
    UnitVersion.objects.filter(unit=owner).update(name="UBND huyện Vĩnh Linh")
    draft = draft_urging_letter(version=version, units=None, by=lead, at=at(TODAY))
    document = docx.Document(BytesIO(draft.content))
    head = [cell.text.replace("\xa0", " ") for row in document.tables[0].rows for cell in row.cells]
    assert head[0].split() == ["ỦY", "BAN", "NHÂN", "DÂN", "HUYỆN", "VĨNH", "LINH"]
    assert "Số:      /UBND-NV" in head[2]
    assert head[3] == "Vĩnh Linh, ngày      tháng      năm 2024"
    assert "TM. ỦY BAN NHÂN DÂN" in document.tables[1].rows[0].cells[1].text
    assert "Giao Phòng Nội vụ theo dõi" in " ".join(one.text for one in document.paragraphs)


def test_the_party_the_front_and_the_owner_are_never_urged(client):
    owed, version, lead = late_work(units=2)
    Unit.objects.filter(pk=owed[0].unit_id).update(kind=UnitKind.OUTSIDE)
    Obligation.objects.filter(pk=owed[1].pk).update(unit=version.plan.owner)
    with pytest.raises(LetterRefused):
        draft_urging_letter(version=version, units=[owed[0].unit_id, version.plan.owner_id], by=lead, at=at(TODAY))
    client.force_login(lead)
    assert "Không có đơn vị nào quá hạn." in client.get(reverse("desk:letter", args=[version.plan.slug])).text
    assert not AuditEntry.objects.filter(action="tasks.draft_urging_letter").exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [({}, "Chưa chọn đơn vị nào."), ({"don-vi": ["x", "²"]}, "Chưa chọn"), ({"don-vi": ["9999"]}, "Không còn đơn vị")],
)
def test_a_letter_to_nobody_is_refused(client, typed, said):
    _, version, lead = late_work()
    client.force_login(lead)
    answer = client.post(reverse("desk:letter", args=[version.plan.slug]), typed)
    assert answer.status_code == 422
    assert said in answer.text


def test_invented_figures_say_so_in_the_letter(settings):
    _, version, lead = late_work()
    settings.LOA_DEMO = True
    draft = draft_urging_letter(version=version, units=None, by=lead, at=at(TODAY))
    assert "DỮ LIỆU MINH HỌA, KHÔNG PHẢI SỐ LIỆU THẬT" in docx.Document(BytesIO(draft.content)).paragraphs[0].text


def test_who_does_not_lead_drafts_nothing():
    owed, version, _ = late_work()
    for by in (officer(owed[0].unit), officer(version.plan.owner, Role.LEADER, "lanh-dao")):
        with pytest.raises(PermissionDenied):
            draft_urging_letter(version=version, units=None, by=by, at=at(TODAY))


@pytest.mark.parametrize(
    ("name", "short"),
    [("Phòng Nội vụ", "NV"), ("Phòng Văn hóa và Thông tin", "VHTT"), ("Phòng Văn hóa - Xã hội", "VHXH"), ("", "")],
)
def test_the_letters_that_stand_for_an_office(name, short):
    assert initials(name) == short


COSTS = {"calls": 13, "ladder": 9, "letter": 9, "weekly": 15}


@pytest.mark.parametrize("size", [1, 3])
@pytest.mark.parametrize("name", COSTS)
def test_a_page_costs_the_same_whatever_the_rows(client, name, size, django_assert_num_queries):
    owed, version, lead = late_work(units=size, tasks=size)
    put_up_ladder(version)
    version.confirmed_at = at(TODAY - 60 * DAY)
    version.save()
    for one in owed:
        if one.task == owed[0].task:
            officer(one.unit, name=f"dau-moi-{one.unit_id}")
            note_call(version=version, unit=one.unit, reached=True, note="", by=lead, at=at(TODAY))
        Step.objects.create(obligation=one, at=at(TODAY - 20 * DAY), by=None, state=State.IN_PROGRESS)
        Obligation.objects.filter(pk=one.pk).update(state=State.RETURNED, state_at=at(TODAY - DAY), returns=2)
    remind(at=at(TODAY))
    draft_urging_letter(version=version, units=None, by=lead, at=at(TODAY))
    client.force_login(lead)
    address = reverse(f"desk:{name}", args=[] if name == "calls" else [version.plan.slug])
    client.get(address)
    with django_assert_num_queries(COSTS[name]):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("name", COSTS)
def test_a_page_of_many_units_stays_light(client, name):
    _, version, lead = late_work(units=60, tasks=6)
    client.force_login(lead)
    answer = client.get(reverse(f"desk:{name}", args=[] if name == "calls" else [version.plan.slug]))
    assert len(answer.content) < 60_000, len(answer.content)
    assert "style=" not in answer.text
