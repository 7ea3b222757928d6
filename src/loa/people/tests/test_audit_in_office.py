"""The record in the office: in words, found again, and no further than somebody's roles reach."""

import ast
import re
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.core.management import call_command
from openpyxl import load_workbook

import loa
from loa.base.clock import now
from loa.people.actions import acting_from, assign_role, record
from loa.people.choices import ACTION_WORDS, Role
from loa.people.models import AuditEntry, Unit, User
from loa.people.tests.test_units import EXAMPLES

SCREEN, EXPORT = "/admin/nhat-ky/", "/admin/nhat-ky/tai-ve/"
AT = datetime(2024, 3, 14, 18, 30, tzinfo=UTC)  # 01:30 of 15/03/2024 in Vietnam


def test_every_action_of_the_source_has_its_words():
    used = set()
    for path in Path(loa.__file__).parent.glob("*/actions/**/*.py"):
        app = path.relative_to(Path(loa.__file__).parent).parts[0]
        texts = (node.value for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Constant))
        used |= {text for text in texts if isinstance(text, str) and re.fullmatch(rf"{app}\.[a-z_]+", text)}
    assert "people.assign_role" in used
    assert used - set(ACTION_WORDS) == set()


@pytest.fixture
def units(db):
    call_command("load_units", EXAMPLES)
    return {key: Unit.objects.get(key=key) for key in ("ho-xa-cu", "vinh-giang-cu")}


def person(name, home, role=None, shown="", **fields):
    user = User.objects.create_user(name, first_name=shown, home_unit=home, **fields)
    if role:
        assign_role(user=user, unit=home, role=role, by=None, at=now())
    return user


def page(client, address=SCREEN, **asked):
    response = client.get(address, asked)
    assert response.status_code == 200
    return response.text.replace("\xa0", " ")


def names(client, **asked):
    return re.findall(r'<td class="title">[^:]*: ([^<]*)', page(client, **asked))


@pytest.fixture
def reader(client, units):
    """Return the administrator of one commune, signed in, with a record that began after the role was given."""
    user = person("quan-tri-xa", units["ho-xa-cu"], Role.ADMINISTRATOR)
    client.force_login(user)
    return user


def test_an_entry_is_told_in_words(client, units, reader):
    officer = person("can-bo", units["ho-xa-cu"], shown="Trần Thị Thử")
    changed = {"changed": ["work_phone", "home_unit_id"], "unit": "ho-xa-cu", "role": "focal"}
    with acting_from("203.0.113.7"):
        record("people.change_account", of=officer, by=reader, at=AT, details=changed)
    text = page(client)
    for words in (
        "15/03/2024<div>01:30:00",
        "quan-tri-xa",
        "Sửa tài khoản",
        "Người dùng: can-bo",
        "Đã đổi: điện thoại công vụ; đơn vị",
        "Vai trò: cán bộ đầu mối",
        "203.0.113.7",
    ):
        assert words in text, words
    assert "Đơn vị: ho-xa-cu" not in text, "a unit is called by its name"


def test_values_before_and_after_are_told(client, units, reader):
    before_after = {"changed": {"work_phone": ["", "0233 1"], "is_active": [True, False]}, "due_on": "2024-03-31"}
    record("people.change_account", of=reader, by=None, at=AT, details={**before_after, "sha256": "ab" * 32})
    text = page(client)
    assert "điện thoại công vụ từ “trống” thành “0233 1”" in text
    assert "từ “có” thành “không”" in text
    assert "Hạn cuối: 31/03/2024" in text
    assert f"Mã băm: {'ab' * 6}<" in text
    assert "Hệ thống" in text
    assert "không qua trang mạng" in text


def test_a_choice_and_a_whole_row_are_told_in_words(client, units, reader):
    details = {"tier": "commune", "values": {"function": "", "tier": "commune"}}
    record("people.change_contacts", of=units["ho-xa-cu"], by=reader, at=AT, details=details | {"reached": False})
    text = page(client)
    assert "commune" not in text
    assert "Liên lạc được: không" in text
    whole = text[text.index("Giá trị: ") :][:120]  # PostgreSQL keeps the keys in an order of its own
    assert "chức năng “trống”" in whole
    assert "cấp “" in whole


def test_others_records_are_not_seen(client, units, reader):
    other = person("can-bo-noi-khac", units["vinh-giang-cu"])
    above = person("quan-tri-he-thong", units["ho-xa-cu"], is_superuser=True)
    record("plans.import_plan", of=units["vinh-giang-cu"], by=other, at=AT)
    record("people.close_account", of=other, by=above, at=AT)
    record("tasks.hand_in", of=AuditEntry.objects.first(), by=other, at=AT, details={"unit": "vinh-giang-cu"})
    assert names(client, tu="2024-03-15", den="2024-03-15", nguoi="quan-tri-he-thong") == []
    assert "can-bo-noi-khac" not in page(client)
    # What others do to the people, the units and the work of the reach is seen.
    own = person("can-bo", units["ho-xa-cu"])
    record("people.close_account", of=own, by=above, at=AT)
    record("people.change_contacts", of=units["ho-xa-cu"], by=other, at=AT)
    record("tasks.enter_on_behalf", of=AuditEntry.objects.first(), by=other, at=AT, details={"unit": "ho-xa-cu"})
    text = page(client)
    assert "Đóng tài khoản</td>" in text
    assert "Sửa thông tin liên hệ của đơn vị</td>" in text
    assert "Nhập thay đơn vị</td>" in text


def test_entries_are_found_by_person_deed_day_and_name(client, units, reader):
    client.force_login(User.objects.create_superuser("quan-tri"))
    one, two = (person(name, None, shown=shown) for name, shown in (("hoa", "Lê Thị Hòa"), ("binh", "Đỗ Bình")))
    first = Unit.objects.get(key="ho-xa-cu")
    record("people.change_contacts", of=first, by=one, at=AT)
    record("people.close_account", of=one, by=two, at=AT + timedelta(days=1))
    day = {"tu": "2024-03-15", "den": "2024-03-16"}
    assert names(client, **day)[:1] == ["hoa"]
    assert names(client, nguoi="le hoà") == [str(first)]
    assert names(client, viec="people.close_account", **day) == ["hoa"]
    assert names(client, nguoi="do binh", tu="2024-03-16", den="16/03/2024") == ["hoa"]
    assert names(client, nguoi="do binh", den="2024-03-15") == []
    assert names(client, tim="HOA", viec="people.close_account") == ["hoa"]
    assert "Không có mục nào khớp" in page(client, tim="không có đâu")


def test_what_cannot_be_read_narrows_nothing_and_is_said(client, reader):
    text = page(client, tu="hôm qua", viec="nope", p="x")
    assert "Ghi ngày theo dạng 30/04/2024." in text
    assert "Chọn một việc trong danh sách." in text
    assert "hôm qua" in text
    assert names(client, tu="hôm qua")


def test_pages_follow_one_another_in_few_statements(client, units, reader, django_assert_num_queries):
    def write(count):
        for _ in range(count):
            record("people.change_contacts", of=units["ho-xa-cu"], by=reader, at=AT, details={"unit": "ho-xa-cu"})

    page(client)  # what the office remembers of a person is read once
    for count, total in ((1, 1), (60, 61)):
        write(count)
        with django_assert_num_queries(13):
            shown = names(client, viec="people.change_contacts")
        assert len(shown) == min(total, 50)
    text = page(client)
    assert "Cũ hơn" in text
    assert "Mới hơn" not in text
    text = page(client, p=2)
    assert "Mới hơn" in text
    assert "Cũ hơn" not in text


def test_the_workbook_holds_what_is_filtered(client, units, reader, settings):
    settings.LOA_DEMO = True
    record("people.change_contacts", of=units["ho-xa-cu"], by=reader, at=AT, details={"changed": ["phone"]})
    response = client.get(EXPORT, {"viec": "people.change_contacts", "p": "7"})
    assert response["Content-Disposition"] == 'attachment; filename="nhat-ky-2024-03-15.xlsx"'
    rows = [[cell.value for cell in row] for row in load_workbook(BytesIO(response.content)).active.iter_rows()]
    assert rows[0][0] == "DỮ LIỆU MINH HỌA, KHÔNG PHẢI SỐ LIỆU THẬT"
    assert rows[1][:4] == ["Lúc", "Người thực hiện", "Tên đăng nhập", "Việc đã làm"]
    assert len(rows) == 3
    assert rows[2][0] == datetime(2024, 3, 15, 1, 30)  # noqa: DTZ001  (as a workbook keeps it)
    assert rows[2][2:4] == ["quan-tri-xa", "Sửa thông tin liên hệ của đơn vị"]


@pytest.mark.parametrize("role", [Role.LEADER, Role.ADMINISTRATOR, Role.FOCAL])
def test_the_menu_leads_there_whoever_may_read_it(client, units, role):
    client.force_login(person("ai-do", units["ho-xa-cu"], role))
    reads = role != Role.FOCAL
    assert (f'"{SCREEN}"' in page(client, "/admin/")) == reads
    assert client.get(SCREEN).status_code == (200 if reads else 404)
    assert client.get(EXPORT).status_code == (200 if reads else 404)
