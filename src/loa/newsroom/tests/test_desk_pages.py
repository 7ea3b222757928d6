"""Stories at the light desk: what each sees, what they do there, what is refused, and what it costs."""

import json
import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from loa.activities.models import Activity, Audience, Channel, Topic
from loa.newsroom.actions import comment_on_story, make_decision_link, move_output, save_story, set_output
from loa.newsroom.choices import OutputState, StoryState, Way
from loa.newsroom.models import Abbreviation, Commission, FollowUp, Story
from loa.newsroom.queries.versions import lines_of
from loa.newsroom.tests.factories import (
    AT,
    asked,
    criticism,
    fresh,
    make_story,
    person,
    signed_paper,
    values,
)
from loa.people.choices import Role
from loa.pictures.models import Picture
from loa.pictures.tests.factories import image
from loa.tasks.tests.factories import make_units

pytestmark = pytest.mark.django_db
LIMIT = 100_000


def page(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status, answer.content.decode()[:2000]
    text = answer.content.decode()
    assert len(text.encode()) < LIMIT
    return text


def told(**fields):
    return {
        "kind": "news",
        "title": "Xã Mẫu mở điểm hỗ trợ nộp hồ sơ",
        "lead": "Mỗi thôn một điểm.",
        "text": "Đoạn một.\n\n- Ý một\n- Ý hai",
        "topics": [Topic.objects.get(code="procedures").pk],
        "audiences": [Audience.objects.get(code="people").pk],
        "happened_on": "2024-03-12",
        "place": "Thôn 1",
        "what_1": "Ngày mở",
        "symbol_1": "12/TB-UBND",
        "confirmed_by_1": "Cán bộ một cửa",
        "confirmed_on_1": "2024-03-12",
        **fields,
    }


def test_a_commune_writes_a_story_with_a_photograph_and_hands_it_in(client, house):
    client.force_login(house.writer)
    page(client, reverse("newsroom:write"))
    photo = {
        "pictures": SimpleUploadedFile("anh.jpg", image()),
        "alt": "Cán bộ hướng dẫn",
        "source": "Cán bộ xã",
        "caption": "Ở thôn 1",
    }
    sent = client.post(
        reverse("newsroom:write"),
        {**told(section=house.section.pk), **photo, "licence": "own", "consent": "agreed"},
    )
    story = Story.objects.get()
    assert sent.url == reverse("newsroom:story", args=[story.pk])
    assert [block.block_type for block in story.body] == ["text", "picture"]
    assert story.sources.get().symbol == "12/TB-UBND"
    assert Picture.objects.get().unit == house.unit
    shown = page(client, sent.url)
    assert "Gửi đi biên tập" in shown
    assert "Còn thiếu" not in shown
    client.post(reverse("newsroom:submit", args=[story.pk]), {"version": story.version})
    assert fresh(story).state == StoryState.DESK


def test_what_is_missing_is_said_and_what_was_typed_stays(client, house):
    client.force_login(house.writer)
    answer = client.post(reverse("newsroom:write"), told(title="", section=house.section.pk, what_2="Thiếu"))
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Cần ghi mục này." in text
    assert "Ghi đủ: nguồn cho điều gì" in text
    assert "Mỗi thôn một điểm." in text
    assert not Story.objects.exists()


def test_a_photograph_that_is_none_is_refused_in_words(client, house):
    client.force_login(house.writer)
    photo = {
        "pictures": SimpleUploadedFile("anh.jpg", b"khong phai anh"),
        "alt": "Ảnh",
        "source": "Ai đó",
        "licence": "own",
        "consent": "agreed",
    }
    answer = client.post(reverse("newsroom:write"), {**told(section=house.section.pk), **photo})
    assert answer.status_code == 422
    assert "không phải ảnh" in answer.content.decode()
    assert not Story.objects.exists()


def test_of_two_editors_the_second_sees_both_texts(client, house):
    story = make_story(house)
    client.force_login(house.writer)
    address = reverse("newsroom:edit", args=[story.pk])
    page(client, address)
    assert client.post(address, told(title="Bản thứ nhất", version=story.version)).status_code == 302
    answer = client.post(address, told(title="Bản thứ hai", text="Chữ của người sau.", version=story.version))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Bản thứ nhất" in text
    assert "Chữ của người sau." in text
    now = fresh(story)
    assert now.title == "Bản thứ nhất"
    assert f'value="{now.version}"' in text
    assert client.post(address, told(title="Bản chung", version=now.version)).status_code == 302
    assert fresh(story).title == "Bản chung"


@pytest.mark.parametrize("state", ["draft", "returned", "desk", "approval", "published"])
def test_the_page_of_a_story_stands_for_everybody_it_concerns(client, house, state):
    story = make_story(house, state)
    for who in (house.writer, house.editor, house.approver, house.lawyer):
        client.force_login(who)
        sees = who == house.writer or story.submitted_at is not None
        page(client, reverse("newsroom:story", args=[story.pk]), 200 if sees else 404)


def test_another_commune_sees_no_draft_and_no_story_on_its_way(client, house):
    other = person(make_units(2)[1], Role.FOCAL, "xa-khac")
    client.force_login(other)
    for state in (StoryState.DRAFT, StoryState.DESK, StoryState.APPROVAL):
        story = make_story(house, state)
        page(client, reverse("newsroom:story", args=[story.pk]), 404)
        assert client.post(reverse("newsroom:comment", args=[story.pk]), {"text": "Xin chào"}).status_code == 404
    assert "Xã Mẫu nhận" not in page(client, reverse("newsroom:stories"))
    page(client, reverse("newsroom:story", args=[make_story(house, StoryState.PUBLISHED).pk]))


def test_the_desk_and_the_approver_decide_on_their_pages(client, house):
    story = make_story(house, StoryState.DESK)
    client.force_login(house.editor)
    assert "Đồng ý, chuyển tiếp" in page(client, reverse("newsroom:story", args=[story.pk]))
    yes = reverse("newsroom:decide", args=[story.pk, "dong-y"])
    given = {"note": "", "version": story.version}
    assert client.post(yes, given).status_code == 302
    assert client.post(yes, given).status_code == 403, "the desk is not asked any more"
    client.force_login(house.approver)
    given["version"] = fresh(story).version
    back = client.post(reverse("newsroom:decide", args=[story.pk, "tra-lai"]), given)
    assert back.status_code == 422
    assert client.post(yes, given).status_code == 302
    assert fresh(story).live


def test_nobody_passes_or_corrects_with_words_they_have_not_seen(client, house):
    story = make_story(house, StoryState.DESK)
    other = person(house.section.desk, Role.DEPUTY, "bien-tap-hai")
    client.force_login(house.editor)
    seen = re.search(r'name="version" value="(\d+)"', page(client, reverse("newsroom:story", args=[story.pk])))[1]
    save_story(story=story, values=values(title="Mới sửa"), version=story.version, by=other, at=AT)
    yes = reverse("newsroom:decide", args=[story.pk, "dong-y"])
    answer = client.post(yes, {"note": "Được.", "version": seen})
    assert (answer.status_code, fresh(story).state) == (422, StoryState.DESK)
    assert "Mới sửa" in answer.content.decode(), "the new words are shown, with what was typed"
    assert client.post(yes, {"note": "Được."}).status_code == 422
    assert client.post(yes, {"note": "Được.", "version": fresh(story).version}).status_code == 302

    out = make_story(house, StoryState.PUBLISHED)
    client.force_login(house.approver)
    seen = re.search(r'name="version" value="(\d+)"', page(client, reverse("newsroom:story", args=[out.pk])))[1]
    save_story(story=out, values=values(title="Sửa khi đang trên trang"), version=out.version, by=house.editor, at=AT)
    told_wrong = {"text": "Lệ phí là 8.000 đồng.", "version": seen}
    assert client.post(reverse("newsroom:correct", args=[out.pk]), told_wrong).status_code == 422
    assert fresh(out).title != "Sửa khi đang trên trang"


def test_a_paper_and_a_link_are_taken_on_the_page(client, house):
    first, second = make_story(house, StoryState.APPROVAL), make_story(house, StoryState.APPROVAL)
    client.force_login(house.editor)
    paper = {"passed": "1", "signed_by": "Trưởng phòng", "signed_on": "2024-03-15", "file": signed_paper()}
    assert client.post(reverse("newsroom:on_paper", args=[first.pk]), paper).status_code == 302
    assert fresh(first).live
    address = reverse("newsroom:signed_paper", args=[first.pk, first.decisions.get(way=Way.PAPER).pk])
    assert address in page(client, reverse("newsroom:story", args=[first.pk]))
    assert b"".join(client.get(address)).startswith(b"\xff\xd8")
    assert client.get(reverse("newsroom:signed_paper", args=[second.pk, asked(second).pk])).status_code == 404
    shown = client.post(reverse("newsroom:make_link", args=[second.pk]), {"person": house.approver.pk})
    assert re.search(r"/tin-bai/duyet/[\w-]{40,}/", shown.content.decode())
    wrong = client.post(reverse("newsroom:make_link", args=[second.pk]), {"person": house.writer.pk})
    assert "không quyết định được" in wrong.content.decode()


def test_channels_are_set_and_marked_and_a_correction_follows_them(client, house):
    story = make_story(house, StoryState.PUBLISHED)
    client.force_login(house.editor)
    loud = Channel.objects.get(code="loudspeaker")
    client.post(
        reverse("newsroom:set_output", args=[story.pk]),
        {"channel": loud.pk, "unit": house.unit.pk, "text": "Thưa bà con"},
    )
    output = story.outputs.get(channel=loud)
    client.force_login(house.writer)
    move = reverse("newsroom:move_output", args=[story.pk, output.pk])
    refused = client.post(move, {"to": "failed", "reason": ""})
    assert refused.status_code == 422
    assert "Ghi lý do" in refused.content.decode()
    assert client.post(move, {"to": "confirmed"}).status_code == 302
    client.force_login(house.approver)
    client.post(
        reverse("newsroom:correct", args=[story.pk]), {"text": "Lệ phí là 8.000 đồng.", "version": fresh(story).version}
    )
    client.force_login(house.writer)
    shown = page(client, reverse("newsroom:story", args=[story.pk]))
    assert "đã làm thế nào trên kênh này" in shown
    row = FollowUp.objects.get(output=output)
    client.post(reverse("newsroom:follow_up", args=[story.pk, row.pk]), {"text": "Phát lại lúc 17 giờ."})
    assert Activity.objects.filter(corrects__isnull=False).count() == 2
    assert "Đính chính ngày" in page(client, f"/tin-bai/{story.slug}/")


def test_a_short_form_is_written_out_by_one_button_and_a_hint_kept_with_a_reason(client, house):
    Abbreviation.objects.create(unit=house.section.owner, short="TTPVHCC", full="Trung tâm Phục vụ hành chính công")
    story = make_story(house, text="Người dân đến TTPVHCC nộp hồ sơ. Xã triển khai thực hiện từ tháng 3.")
    client.force_login(house.writer)
    shown = page(client, reverse("newsroom:story", args=[story.pk]))
    key = re.search(r'name="key" value="([^"]+)"><button class="button button-second" type="submit" name="lam"', shown)[
        1
    ]
    address = reverse("newsroom:hint", args=[story.pk])
    assert client.post(address, {"key": key, "lam": "bo-qua", "text": ""}).status_code == 422
    assert client.post(address, {"key": key, "lam": "viet-day-du"}).status_code == 302
    assert "Trung tâm Phục vụ hành chính công (TTPVHCC)" in str(fresh(story).body)
    shown = page(client, reverse("newsroom:story", args=[story.pk]))
    key = re.search(r'name="key" value="([^"]+)"', shown)[1]
    assert client.post(address, {"key": key, "lam": "bo-qua", "text": "Tên riêng."}).status_code == 302
    assert story.dismissals.get().reason == "Tên riêng."


def test_a_commission_becomes_a_story_and_is_done_when_it_is_out(client, house):
    wanted = Commission.objects.create(
        owner=house.section.owner,
        unit=house.unit,
        what="Bài về một cửa",
        due_on=date(2024, 3, 29),
        at=AT,
        by=house.editor,
    )
    client.force_login(house.writer)
    assert "Bài về một cửa" in page(client, reverse("newsroom:home"))
    address = f"{reverse('newsroom:write')}?dat={wanted.pk}"
    assert "cần trước hết ngày" in page(client, address)
    client.post(address, told(section=house.section.pk))
    wanted.refresh_from_db()
    assert (wanted.state, wanted.story) == ("taken", Story.objects.get())


def test_an_unknown_story_channel_or_answer_is_not_there(client, house):
    story = make_story(house, StoryState.PUBLISHED)
    client.force_login(house.editor)
    for address in (
        reverse("newsroom:story", args=[0]),
        reverse("newsroom:move_output", args=[story.pk, 0]),
        reverse("newsroom:follow_up", args=[story.pk, 0]),
    ):
        assert client.post(address, {}).status_code in (404, 405)


def test_a_reader_without_a_role_to_write_is_told_so(client, house):
    client.force_login(person(house.unit, Role.VIEWER, "nguoi-xem"))
    assert "chưa có vai trò viết" in page(client, reverse("newsroom:write"), 403)


@pytest.mark.parametrize("query", ["trang-thai=la", "thang=abc", "don-vi=99999999999", "chu=%00%22'", "trang=-1"])
def test_a_list_takes_any_address(client, house, query):
    client.force_login(house.editor)
    page(client, f"{reverse('newsroom:stories')}?{query}")


def test_a_list_is_narrowed_and_taken_away(client, house):
    make_story(house, StoryState.PUBLISHED, title="Họp thôn về căn cước")
    make_story(house, StoryState.DESK, title="Lớp tập huấn dịch vụ công")
    client.force_login(house.editor)
    shown = page(client, f"{reverse('newsroom:stories')}?trang-thai=published&chu=can+cuoc")
    assert "Họp thôn về căn cước" in shown
    assert "Lớp tập huấn" not in shown
    answer = client.get(reverse("newsroom:export"))
    assert answer["Content-Disposition"].endswith('.xlsx"')


@pytest.mark.parametrize("count", [1, 3])
def test_the_lists_cost_the_same_for_one_story_and_for_three(client, house, count, django_assert_max_num_queries):
    for _ in range(count):
        make_story(house, StoryState.DESK)
        make_story(house, StoryState.RETURNED)
        make_story(house, StoryState.PUBLISHED)
    client.force_login(house.editor)
    for name, most in (("newsroom:home", 15), ("newsroom:stories", 12)):
        with django_assert_max_num_queries(most):
            page(client, reverse(name))


def test_the_fullest_page_of_a_story_stays_within_bounds(client, house, django_assert_max_num_queries):
    story = make_story(house, StoryState.APPROVAL, values=criticism())
    story = make_story(house, StoryState.PUBLISHED)
    for code in ("loudspeaker", "social", "notice-board"):
        out = set_output(story=story, channel=Channel.objects.get(code=code), unit=house.unit, by=house.editor, at=AT)
        move_output(output=out, to=OutputState.CONFIRMED, by=house.writer, at=AT)
    comment_on_story(story=story, text="Đã xem.", by=house.editor, at=AT)
    client.force_login(house.editor)
    with django_assert_max_num_queries(15):
        page(client, reverse("newsroom:story", args=[story.pk]))


def test_the_page_of_a_story_that_waits_for_the_reader_stays_within_bounds(
    client, house, django_assert_max_num_queries
):
    story = make_story(house, StoryState.DESK)
    client.force_login(house.editor)
    with django_assert_max_num_queries(15):
        page(client, reverse("newsroom:story", args=[story.pk]))


def test_deciding_by_link_costs_little_and_sets_no_session(client, house, django_assert_max_num_queries):
    story = make_story(house, StoryState.APPROVAL, values=values())
    secret = make_decision_link(decision=asked(story), person=house.approver, by=house.editor, at=AT)
    with django_assert_max_num_queries(20):
        answer = client.get(f"/tin-bai/duyet/{secret}/")
    assert answer["Cache-Control"].startswith("max-age=0")
    assert "sessionid" not in answer.cookies


def test_two_texts_of_a_story_stand_side_by_side(client, house, django_assert_max_num_queries):
    story = make_story(house)
    client.force_login(house.writer)
    alone = page(client, reverse("newsroom:versions", args=[story.pk]))
    assert "Mới có một bản" in alone
    save_story(story=story, values=values(lead="Một câu khác."), version=0, by=house.writer, at=AT)
    first, second = fresh(story).revisions.order_by("pk")
    with django_assert_max_num_queries(15):
        both = page(client, reverse("newsroom:versions", args=[story.pk]))
    assert "<del>Người dân không phải đến trụ sở.</del>" in both
    assert "<ins>Một câu khác.</ins>" in both
    assert '<p class="beside-same">• Căn cước</p>' in both
    other_way = page(client, f"{reverse('newsroom:versions', args=[story.pk])}?cu={second.pk}&moi={first.pk}")
    assert "<del>Một câu khác.</del>" in other_way
    assert "<del>" in page(client, f"{reverse('newsroom:versions', args=[story.pk])}?cu=99999999&moi=²")
    client.force_login(person(make_units(2)[1], Role.FOCAL, "xa-khac"))
    page(client, reverse("newsroom:versions", args=[story.pk]), status=404)


def test_every_kind_of_block_stands_in_the_comparison(client, house):
    story = make_story(house)
    story.body = json.dumps(
        [
            {"type": "facts", "value": {"where": "Một cửa", "fee": "Không thu"}},
            {"type": "question", "value": {"question": "Nộp ở đâu?", "answer": "<p>Ở xã.</p>"}},
            {"type": "quote", "value": {"quote": "Tiện.", "said_by": "Một người dân"}},
            {"type": "media", "value": {"url": "https://example.org/a.mp3", "caption": "Lời kể"}},
        ]
    )
    lines = list(lines_of(story))
    for line in ("Nộp ở đâu: Một cửa", "Phí, lệ phí: Không thu", "Hỏi: Nộp ở đâu?", "Ở xã.", "“Tiện.” (Một người dân)"):
        assert line in lines
    assert "Âm thanh, video: Lời kể https://example.org/a.mp3" in lines
    assert any(one.startswith("Nguồn: Ngày bắt đầu 11/KH-UBND") for one in lines)


def test_what_is_lacking_leads_to_its_field(client, house):
    story = make_story(house, values=values(sources=(), topics=()))
    client.force_login(house.writer)
    text = page(client, reverse("newsroom:story", args=[story.pk]))
    for field in ("topics", "what_1"):
        assert f"{reverse('newsroom:edit', args=[story.pk])}#id_{field}" in text
        assert f'id="id_{field}' in page(client, reverse("newsroom:edit", args=[story.pk]))


def test_who_will_have_to_follow_is_said_before(client, house):
    story = make_story(house, StoryState.PUBLISHED)
    out = set_output(
        story=story, channel=Channel.objects.get(code="loudspeaker"), unit=house.unit, by=house.editor, at=AT
    )
    move_output(output=out, to=OutputState.CONFIRMED, by=house.writer, at=AT)
    client.force_login(house.approver)
    text = page(client, reverse("newsroom:story", args=[story.pk]))
    assert "1 kênh đã phát sẽ nhận việc đính chính:" in text
    assert "1 kênh đã phát sẽ nhận việc gỡ:" in text


def test_the_desk_sees_each_step_and_the_author_why_it_came_back(client, house):
    make_story(house, StoryState.APPROVAL)
    make_story(house, StoryState.RETURNED)
    client.force_login(house.editor)
    assert "Chờ duyệt đăng: 1" in page(client, reverse("newsroom:home"))
    client.force_login(house.writer)
    assert "Cần bổ sung: Thiếu ảnh." in page(client, reverse("newsroom:home"))


def test_the_list_is_narrowed_by_topic_month_and_unit(client, house):
    story = make_story(house, StoryState.DESK)
    client.force_login(house.editor)
    for narrowing in ("noi-dung=procedures", "thang=2024-03", f"don-vi={house.unit.pk}"):
        assert story.title in page(client, f"{reverse('newsroom:stories')}?{narrowing}")
    for narrowing in ("noi-dung=law", "thang=2024-02", f"don-vi={house.section.desk_id}"):
        assert story.title not in page(client, f"{reverse('newsroom:stories')}?{narrowing}")
