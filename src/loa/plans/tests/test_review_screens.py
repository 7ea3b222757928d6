"""The screens of a review: who may open them, what they cost, what they say to bad input and to two who save."""

from datetime import UTC, date, datetime
from html import unescape

import pytest
from django.core.management import call_command
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from loa.people.choices import Role
from loa.people.models import RoleAssignment, Unit, UnitVersion, User
from loa.people.tests.test_units import EXAMPLES
from loa.plans.actions import import_plan
from loa.plans.models import PeriodRule, Plan, PlanVersion, Review

pytestmark = pytest.mark.django_db
AT = datetime(2024, 3, 15, 2, 0, tzinfo=UTC)
FOUNDING = (EXAMPLES / "ke-hoach.txt").read_bytes()


@pytest.fixture(scope="module", autouse=True)
def founding(once_for_the_file):
    def with_units():
        call_command("load_units", EXAMPLES)
        return bring_in(FOUNDING)

    return once_for_the_file(with_units).pk


@pytest.fixture
def review(founding):
    return Review.objects.get(pk=founding)


@pytest.fixture
def units(review):
    """All units, and no plan yet."""
    review.version.plan.delete()


@pytest.fixture
def officer(client, review):
    return sign_in(client, Role.FOCAL, "huyen-vinh-linh")


def bring_in(data, name="ke-hoach.txt"):
    version = import_plan(data=data, name=name, owner=unit("huyen-vinh-linh"), by=None, at=AT)
    return Review.objects.get(version=version)


def unit(key):
    return Unit.objects.get(key=key)


def sign_in(client, role, key, name="can-bo"):
    user = User.objects.create_user(name, password="mot-mat-khau-dai", first_name="An", last_name="Mẫu")
    RoleAssignment.objects.create(user=user, unit=unit(key), role=role, held_from=date(2024, 1, 1))
    client.force_login(user)
    return user


def screens(review):
    """Return every screen about a review by its name, with a row of each kind."""
    version = review.version_id
    return {
        "review": reverse("plans:review", args=[version]),
        "frame": reverse("plans:review_frame", args=[version]),
        "binding": reverse("plans:review_binding", args=[version, review.bindings.first().pk]),
        "task": reverse("plans:review_task", args=[version, review.tasks.first().pk]),
        "finding": reverse("plans:review_finding", args=[version, review.answers.first().pk]),
        "discard": reverse("plans:review_discard", args=[version]),
    }


def deeds(review):
    """Return every address that only takes a button, with what the button sends."""
    version, task = review.version_id, review.tasks.first()
    return {
        reverse("plans:review_include", args=[version, task.pk]): {"included": "0", "revision": str(task.revision)},
        reverse("plans:review_notes", args=[version]): {},
        reverse("plans:review_discard", args=[version]): {},
    }


def words(response):
    return unescape(response.content.decode()).replace("\xa0", " ")


def task_form(task, **changes):
    values = {
        "revision": task.revision,
        "included": "on" if task.included else "",
        "title": task.title,
        "leads": "\r\n".join(task.leads),
        "partners": "\r\n".join(task.partners),
        "products": "\r\n".join(task.products),
        "receivers": "\r\n".join(task.receivers),
        "schedule": task.schedule,
        "due_on": f"{task.due_on:%d/%m/%Y}" if task.due_on else "",
        "boundary": task.boundary,
        "rhythm": "",
        "waits_for": task.waits_for,
    }
    return values | changes


# --- who -------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("role", Role)
def test_only_roles_that_review_see_and_change_anything(client, review, role):
    sign_in(client, role, "huyen-vinh-linh")
    may = role in {Role.FOCAL, Role.DEPUTY, Role.EDITOR, Role.APPROVER}
    for name, address in screens(review).items():
        response = client.get(address)
        assert (response.status_code == 200) == may, name
        assert (review.version.plan.title in words(response) or name not in {"review", "discard"}) == may or not may
    for address, sent in deeds(review).items():
        client.post(address, sent)
    assert PlanVersion.objects.exists() != may


@pytest.mark.parametrize(("role", "key"), [(Role.FOCAL, "ho-xa-cu"), (Role.EDITOR, "vinh-linh-noi-vu")])
def test_those_of_other_units_find_nothing_and_change_nothing(client, review, role, key):
    sign_in(client, role, key)
    assert {client.get(address).status_code for address in screens(review).values()} == {404}
    assert {client.post(address, sent).status_code for address, sent in deeds(review).items()} == {404}
    task = review.tasks.first()
    client.post(screens(review)["task"], task_form(task, title="Việc khác"))
    task.refresh_from_db()
    assert (task.revision, task.included) == (0, True)
    assert review.version.plan.title not in words(client.get(reverse("plans:index")))


def test_a_visitor_is_sent_to_sign_in(client, review):
    assert {client.get(address).status_code for address in screens(review).values()} == {302}
    assert {client.post(address, sent).status_code for address, sent in deeds(review).items()} <= {302, 403}
    assert review.tasks.first().included


def test_a_row_of_another_review_is_not_there(client, review, officer):
    other = bring_in(FOUNDING + b"\n")
    for name, row in (("binding", "bindings"), ("task", "tasks"), ("finding", "answers")):
        pk = getattr(other, row).first().pk
        assert client.get(reverse(f"plans:review_{name}", args=[review.version_id, pk])).status_code == 404


# --- what it shows ---------------------------------------------------------------------------------------------------
def test_the_review_says_what_waits_and_shows_every_part(client, review, officer):
    page = words(client.get(screens(review)["review"]))
    waiting = review.answers.filter(finding__severity__in=["error", "warning"]).count()
    assert f"Còn {waiting} việc phải xem trước khi triển khai" in page
    assert "Hạn cuối: thứ Ba 19/11/2024 (văn bản ghi “trước ngày 20/11/2024”)" in page
    assert "Hiểu là: UBND các xã, phường, thị trấn (18 đơn vị), chắc chắn (95%): theo cách gọi trong văn bản" in page
    assert "Thường xuyên, báo cáo hằng quý" in page
    assert "Ngày nghỉ cuối tuần." in page
    missing = [row.title for row in review.tasks.all() if row.title not in page]
    assert missing == []
    assert [one.finding.message for one in review.answers.all() if one.finding.message not in page] == []


def test_places_lead_into_the_source(client, review, officer):
    page = client.get(screens(review)["review"]).content.decode()
    anchors = {part.split('"')[0] for part in page.split('href="#b')[1:]}
    assert len(anchors) > 8
    assert [anchor for anchor in anchors if f'id="b{anchor}"' not in page] == []


def test_a_step_of_an_app_above_has_its_button(client, review, officer):
    seen = []

    def step(version, user):
        seen.append((version, user))
        return Button("Đối chiếu, xác nhận và triển khai", url="/tiep/")

    with hooks.register_temporarily("register_plan_review_step", step):
        page = words(client.get(screens(review)["review"]))
    assert "Đối chiếu, xác nhận và triển khai" in page
    assert seen == [(review.version, officer)]


def test_after_confirmation_it_is_only_read(client, review, officer):
    PlanVersion.objects.update(confirmed_at=AT, confirmed_by=officer)
    page = words(client.get(screens(review)["review"]))
    assert "Xác nhận lúc 09:00 15/03/2024" in page
    assert ("Sửa" in page.split("review-columns")[1], "Bỏ bản kế hoạch này" in page) == (False, False)
    task = review.tasks.first()
    for name in ("frame", "binding", "task", "finding"):
        assert client.get(screens(review)[name]).status_code == 302
    answer = client.post(screens(review)["task"], task_form(task, title="Việc khác"), follow=True)
    assert "đã được xác nhận triển khai lúc 09:00 ngày 15/03/2024" in words(answer)
    for address, sent in deeds(review).items():
        client.post(address, sent)
    task.refresh_from_db()
    assert (task.revision, task.included) == (0, True)


@pytest.mark.parametrize("lines", [8, 24])
def test_the_review_costs_the_same_for_8_lines_and_24(client, units, lines, django_assert_num_queries):
    review = bring_in(many_lines(lines), "bang.txt")
    assert review.tasks.filter(origin="line").count() == lines
    sign_in(client, Role.FOCAL, "huyen-vinh-linh")
    address = screens(review)["review"]
    client.get(address)
    with django_assert_num_queries(REVIEW_COSTS):
        client.get(address)


REVIEW_COSTS = 14
EDIT_COSTS = {"frame": 12, "binding": 14, "task": 12, "finding": 11}


@pytest.mark.parametrize("name", EDIT_COSTS)
def test_each_edit_page_keeps_its_price(client, review, officer, name, django_assert_num_queries):
    address = screens(review)[name]
    client.get(address)
    with django_assert_num_queries(EDIT_COSTS[name]):
        client.get(address)


def many_lines(count):
    """Return the founding plan with so many rows in its table."""
    head, _, table = FOUNDING.decode().rpartition("\n1\t")
    rows = [row for row in ("1\t" + table).split("\n") if row.partition("\t")[0].isdecimal()]
    body = [f"{number}\t{rows[number % 8].partition(chr(9))[2]}" for number in range(1, count + 1)]
    return f"{head}\n{chr(10).join(body)}\n".encode()


def test_400_lines_come_in_pages_of_100(client, units):
    review = bring_in(many_lines(400), "bang-dai.txt")
    sign_in(client, Role.FOCAL, "huyen-vinh-linh")
    address = screens(review)["review"]
    first, last = words(client.get(address)), words(client.get(f"{address}?trang=4"))
    assert "Dòng 1 đến 100 trong 400" in first
    assert "Dòng 301 đến 400 trong 400" in last
    assert "Dòng 301 đến 400" in words(client.get(f"{address}?trang=99"))
    on_first = [task.pk for task in review.tasks.filter(origin="line") if f'id="viec-{task.pk}"' in first]
    assert len(on_first) == 100


# --- editing ---------------------------------------------------------------------------------------------------------
def test_a_task_is_saved_and_the_next_thing_comes(client, review, officer):
    task = review.tasks.first()
    answer = client.post(screens(review)["task"], task_form(task, title="Việc đã sửa", next="1"))
    task.refresh_from_db()
    assert (task.title, task.edited_by) == ("Việc đã sửa", officer)
    waiting = review.answers.filter(finding__severity__in=["error", "warning"]).order_by("finding__position").first()
    assert answer.url == reverse("plans:review_finding", args=[review.version_id, waiting.pk])
    task.refresh_from_db()
    answer = client.post(screens(review)["task"], task_form(task))
    assert answer.url == f"{screens(review)['review']}#nhiem-vu"


def test_what_does_not_hold_is_said_and_what_was_typed_stays(client, review, officer):
    task = review.tasks.first()
    typed = task_form(task, title="", leads="Phòng Tư pháp", partners="Phòng Tư pháp", due_on="31/02/2024")
    page = words(client.post(screens(review)["task"], typed))
    assert "Chưa lưu được. Nội dung đã nhập vẫn còn." in page
    assert "Ghi nội dung nhiệm vụ." in page
    assert "Không đọc được ngày này" in page
    assert 'value="31/02/2024"' in page
    page = words(client.post(screens(review)["task"], typed | {"title": "Việc", "due_on": ""}))
    assert "“Phòng Tư pháp” đã chủ trì nhiệm vụ này" in page
    task.refresh_from_db()
    assert task.revision == 0


def test_two_who_save_see_both_texts_and_the_second_save_is_knowing(client, review, officer):
    task = review.tasks.first()
    theirs, mine = task_form(task, title="Bản của người kia"), task_form(task, title="Bản đang nhập", receivers="Sở")
    client.post(screens(review)["task"], theirs)
    page = words(client.post(screens(review)["task"], mine))
    assert "An Mẫu vừa lưu mục này lúc" in page
    assert "<td>Bản của người kia</td><td>Bản đang nhập</td>" in page
    assert "<td>để trống</td><td>Sở</td>" in page
    assert page.split("review-both")[1].split("</table>")[0].count('<th scope="row">') == 2
    assert 'name="revision" value="1"' in page
    task.refresh_from_db()
    assert task.title == "Bản của người kia"
    client.post(screens(review)["task"], mine | {"revision": 1})
    task.refresh_from_db()
    assert (task.title, task.receivers) == ("Bản đang nhập", ["Sở"])


def test_the_frame_is_saved(client, review, officer):
    values = {"revision": 0, "symbol": "15/KH-UBND", "issued_on": "31/1/2024"}
    client.post(screens(review)["frame"], values | {"rhythm": PeriodRule.objects.get(code="nam").pk})
    review.refresh_from_db()
    assert (review.symbol, review.issued_on, review.rhythm.code) == ("15/KH-UBND", date(2024, 1, 31), "nam")
    assert (review.named_day_is_late, review.earlier_periods, review.head_approves) == (False, False, False)
    again = values | {"revision": 1, "rhythm": review.rhythm_id, "head_approves": "on"}
    client.post(screens(review)["frame"], again)
    review.refresh_from_db()
    assert review.head_approves
    assert "lãnh đạo đơn vị duyệt trước" in words(client.get(screens(review)["review"]))


def test_one_unit_may_be_enough_for_a_task(client, review, officer):
    task = review.tasks.first()
    client.post(screens(review)["task"], task_form(task, any_one="on"))
    task.refresh_from_db()
    assert task.any_one
    assert "thực hiện là đủ" in words(client.get(screens(review)["review"]))
    client.post(screens(review)["task"], task_form(task))
    task.refresh_from_db()
    assert not task.any_one


def binding_screen(review, name="Phòng Tư pháp"):
    return reverse("plans:review_binding", args=[review.version_id, review.bindings.get(name=name).pk])


def test_a_name_is_bound_from_a_list_with_the_suggestion_first(client, review, officer):
    page = words(client.get(binding_screen(review)))
    groups = [part.split('"')[0] for part in page.split('<optgroup label="')[1:]]
    assert groups[0] == "Gợi ý"
    assert groups[-1] == "Cấp trên và ngang cấp (chỉ phối hợp hoặc nhận báo cáo)"
    assert "Huyện đoàn Vĩnh Linh" not in page
    culture = unit("vinh-linh-van-hoa")
    client.post(binding_screen(review), {"revision": 0, "target": "unit", "unit": culture.pk})
    assert review.bindings.get(name="Phòng Tư pháp").unit == culture


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"target": "class", "classes": "villages"}, "Nhóm này không có đơn vị nào vào ngày 15/03/2024"),
        ({"target": "unit", "unit": ""}, "Chọn đơn vị mà tên này chỉ đến."),
        ({"target": ""}, "Chọn tên này là gì."),
        ({"target": "unit", "unit": "999999"}, "Chọn một đơn vị trong danh sách."),
    ],
)
def test_a_name_that_cannot_be_bound_so_is_answered(client, review, officer, sent, said):
    page = words(client.post(binding_screen(review), {"revision": 0} | sent))
    assert said in page
    assert review.bindings.get(name="Phòng Tư pháp").revision == 0


def test_a_unit_that_ended_before_the_plans_year_is_not_offered_and_waits(client, review, officer):
    ended = unit("vinh-linh-tu-phap")
    UnitVersion.objects.filter(unit=ended).update(valid_until=date(2023, 7, 1))
    assert "Phòng Tư pháp không hoạt động vào ngày 15/03/2024" in words(client.get(screens(review)["review"]))
    page = client.post(binding_screen(review), {"revision": 0, "target": "unit", "unit": ended.pk})
    assert "Chọn một đơn vị trong danh sách." in words(page)


def test_agencies_that_match_nothing_come_first_and_ask_for_a_person(client, units):
    data = FOUNDING.decode().replace("Phòng Tư pháp", "Ban Chỉ huy Xyz").encode()
    review = bring_in(data)
    sign_in(client, Role.FOCAL, "huyen-vinh-linh")
    page = words(client.get(screens(review)["review"]))
    assert "1 tên cơ quan phải chọn đơn vị" in page
    names = page.split('id="co-quan"')[1]
    assert names.index("Ban Chỉ huy Xyz") < names.index("Phòng Nội vụ")
    assert "Chưa chọn “Ban Chỉ huy Xyz” là đơn vị nào." in names


def test_a_finding_is_answered_with_what_it_says_itself(client, review, officer):
    answer = review.answers.filter(finding__message__contains="Được hiểu là").first()
    address = reverse("plans:review_finding", args=[review.version_id, answer.pk])
    assert ">\nĐược hiểu là “" in words(client.get(address))
    page = words(client.post(address, {"revision": 0, "answer": "dismissed", "text": " "}))
    assert "Ghi lý do bỏ qua." in page
    client.post(address, {"revision": 0, "answer": "dismissed", "text": "Cùng một phòng."})
    answer.refresh_from_db()
    assert (answer.answer, answer.text) == ("dismissed", "Cùng một phòng.")


def test_a_duty_is_ticked_and_a_tick_on_top_of_another_is_told(client, review, officer):
    duty = review.tasks.filter(origin="duty").first()
    address = reverse("plans:review_include", args=[review.version_id, duty.pk])
    answer = client.post(address, {"included": "1", "revision": "0"})
    assert answer.url.endswith(f"#viec-{duty.pk}")
    duty.refresh_from_db()
    assert duty.included
    page = words(client.post(address, {"included": "0", "revision": "0"}, follow=True))
    assert "Người khác vừa lưu mục này. Chưa có gì bị ghi đè." in page
    assert client.post(address, {"included": "0", "revision": "x"}).status_code == 404
    assert client.get(address).status_code == 405


def test_all_notes_are_answered_with_one_button(client, review, officer):
    notes = review.answers.filter(finding__severity="note")
    page = client.post(reverse("plans:review_notes", args=[review.version_id]), follow=True)
    assert f"Đã ghi nhận {notes.count()} ghi chú." in words(page)
    assert not notes.filter(answer="").exists()


def test_discarding_says_first_what_is_lost(client, review, officer):
    review.tasks.filter(position=0).update(revision=1)
    page = words(client.get(screens(review)["discard"]))
    assert "1 mục đã đối chiếu" in page
    assert "kế hoạch cũng không còn trong danh sách" in page
    assert Plan.objects.exists()
    answer = client.post(screens(review)["discard"], follow=True)
    assert "cùng tệp gốc" in words(answer)
    assert not Plan.objects.exists()


# --- the list --------------------------------------------------------------------------------------------------------
def test_the_list_leads_to_the_review_and_after_it_to_the_plan(client, review, officer):
    page = words(client.get(reverse("plans:index")))
    assert "Đang đối chiếu" in page
    assert screens(review)["review"] in page
    assert reverse("plans:upload") in page
    PlanVersion.objects.update(confirmed_at=AT)
    page = words(client.get(reverse("plans:index")))
    assert "Đã triển khai" in page
    assert reverse("plans:inspect", args=[review.version.plan_id]) in page


def test_without_plans_the_first_page_names_the_first_step(client, units):
    sign_in(client, Role.FOCAL, "huyen-vinh-linh")
    page = words(client.get(reverse("wagtailadmin_home")))
    assert "Việc đầu tiên là tải lên văn bản kế hoạch đã ban hành." in page
    assert reverse("plans:upload") in page
