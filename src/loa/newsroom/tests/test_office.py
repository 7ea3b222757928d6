"""The office's editor of stories: whose it opens, what it keeps and how, and that nothing passes the actions."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.base import ContentFile
from django.urls import NoReverseMatch, reverse
from wagtail.models import Revision
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from loa.activities.models import Topic
from loa.lib.tests.made_recordings import mp3
from loa.newsroom.actions import (
    RecordingValues,
    StoryRefused,
    add_recording,
    correct_story,
    lock_story,
    save_story,
    unlock_story,
)
from loa.newsroom.choices import StoryState
from loa.newsroom.models import Story
from loa.newsroom.tests.factories import AT, fresh, make_story, person, values
from loa.newsroom.viewsets import StoryViewSet
from loa.people.choices import Role
from loa.people.models import AuditEntry, User
from loa.tasks.tests.factories import make_units

pytestmark = pytest.mark.django_db
LIST = "/admin/tin-bai/"


@pytest.fixture
def draft(client, house):
    client.force_login(house.writer)
    return make_story(house)


def typed(story, *blocks, **fields):
    """Return what the editor's page would send."""
    newest = story.get_latest_revision_as_object()
    sources = [
        {
            "id": one.pk,
            "what": one.what,
            "symbol": one.symbol,
            "confirmed_by": one.confirmed_by,
            "confirmed_on": one.confirmed_on,
        }
        for one in newest.sources.all()
    ]
    told = {
        "version": newest.version,
        "title": newest.title,
        "lead": newest.lead,
        "kind": newest.kind,
        "body": streamfield(list(blocks) or [("text", rich_text("<p>Đoạn mới.</p>"))]),
        "place": newest.place,
        "sources": inline_formset(sources, initial=len(sources)),
        **fields,
    }
    return {**nested_form_data(told), "topics": [Topic.objects.get(code="procedures").pk]}


def address(story, name="edit", *more):
    return reverse(f"stories:{name}", args=[story.pk, *more])


def test_a_recording_is_moved_in_the_office_and_another_storys_is_not_taken(client, draft, house):
    told = RecordingValues(title="Lời kể", source="Cán bộ xã")
    own, other = (
        add_recording(story=story, file=ContentFile(mp3(), name="a.mp3"), values=told, by=house.writer, at=AT)
        for story in (draft, make_story(house, title="Bài khác"))
    )
    client.force_login(house.writer)
    assert f"&quot;recording&quot;: {own.pk}" in client.get(address(draft)).text
    text = ("text", rich_text("<p>Đoạn mới.</p>"))
    moved = typed(fresh(draft), ("audio", {"recording": own.pk, "caption": "Bà kể"}), text)
    assert client.post(address(draft), moved).status_code == 302
    (block, _) = fresh(draft).body
    assert (block.block_type, block.value["recording"], block.value["caption"]) == ("audio", own, "Bà kể")
    refused = client.post(address(draft), typed(fresh(draft), ("audio", {"recording": other.pk, "caption": ""}), text))
    assert "của tin, bài khác" in refused.text
    empty = client.post(address(draft), typed(fresh(draft), ("audio", {"recording": "", "caption": ""}), text))
    assert empty.status_code == 200  # the form again, with why
    assert [one.value["recording"] for one in fresh(draft).body if one.block_type == "audio"] == [own]


def test_blocks_that_a_telephone_cannot_type_are_kept(client, draft, house):
    facts = {
        "where": "Bộ phận một cửa",
        "bring": "Tờ khai",
        "days": "5 ngày",
        "fee": "Không",
        "ask": "Công chức tư pháp",
    }
    quote = {"quote": "Tôi nộp ở nhà.", "said_by": "Một người dân (minh họa)"}
    sent = client.post(address(draft), typed(draft, ("facts", facts), ("quote", quote), title="Tên  mới"))
    assert sent.status_code == 302, sent.context["form"].errors
    kept = fresh(draft)
    assert [block.block_type for block in kept.body] == ["facts", "quote"]
    assert (kept.title, kept.slug, kept.version, kept.edited_by) == ("Tên mới", "ten-moi", 1, house.writer)
    assert [one.symbol for one in kept.sources.all()] == ["11/KH-UBND"]
    assert AuditEntry.objects.filter(action="newsroom.save_story").count() == 1
    assert kept.revisions.count() == 2


def test_the_same_text_sent_twice_is_kept_once(client, draft):
    told = typed(draft)
    for _ in range(2):
        assert client.post(address(draft), told).status_code == 302
    assert fresh(draft).revisions.count() == 2


def test_letters_are_composed_and_marks_stay_marks(client, draft):
    loose = "ho\u0302\u0300 so\u031b"
    client.post(address(draft), typed(draft, ("text", rich_text(f"<p>{loose}</p><p>\u0338x</p>"))))
    html = fresh(draft).body[0].value.source
    assert "hồ sơ" in html
    assert re.sub(r' data-block-key="\w+"', "", html).count("<p>") == 2


def test_of_two_editors_the_second_is_told_and_loses_nothing(client, draft, house):
    other = person(house.unit, Role.DEPUTY, "Người khác")
    mine = typed(draft, title="Tên của tôi")
    save_story(story=draft, values=values(title="Tên của người khác"), version=0, by=other, at=AT)
    late = client.post(address(draft), mine)
    text = late.content.decode()
    assert late.status_code == 200
    assert "Người khác đã sửa tin, bài này trong lúc trang này mở" in text
    assert 'value="Tên của tôi"' in text
    assert fresh(draft).title == "Tên của người khác"
    again = {**mine, "version": re.search(r'name="version" value="(\d+)"', text)[1]}
    assert client.post(address(draft), again).status_code == 302
    assert fresh(draft).title == "Tên của tôi"
    assert fresh(draft).revisions.count() == 3


def test_a_live_storys_new_text_waits_in_a_revision(client, house):
    story = make_story(house, StoryState.PUBLISHED)
    client.force_login(house.editor)
    assert client.get(address(story)).status_code == 200
    assert client.post(address(story), typed(story, title="Tên đã sửa")).status_code == 302
    kept = fresh(story)
    assert (kept.title, kept.live) == (story.title, True)
    assert kept.get_latest_revision_as_object().title == "Tên đã sửa"
    correct_story(story=kept, text="Tên ghi sai.", version=kept.version, by=house.approver, at=AT)
    assert (fresh(story).title, fresh(story).slug) == ("Tên đã sửa", story.slug)


def test_what_lies_elsewhere_is_not_edited_here(client, house):
    story = make_story(house, StoryState.DESK)
    client.force_login(house.writer)
    assert client.get(address(story)).url == reverse("newsroom:story", args=[story.pk])
    client.post(address(story), typed(story, title="Lén sửa"))
    assert fresh(story).title == story.title


def test_words_typed_while_the_story_was_handed_in_are_still_there(client, draft, house):
    Story.objects.filter(pk=draft.pk).update(state=StoryState.APPROVAL)
    answer = client.post(address(draft), typed(draft, title="Tên đang gõ"))
    assert "chờ duyệt đăng nên không sửa được nội dung" in answer.content.decode()
    assert 'value="Tên đang gõ"' in answer.content.decode()


def test_a_story_is_held_and_let_go(client, draft, house):
    other = person(house.unit, Role.DEPUTY, "người khác")
    client.post(address(draft, "lock"))
    assert fresh(draft).locked_by == house.writer
    client.force_login(other)
    refused = client.post(address(draft), typed(draft, title="Tên khác"))
    assert "đang khóa tin, bài này để sửa" in refused.content.decode()
    with pytest.raises(StoryRefused, match="Đã có người khóa"):
        lock_story(story=draft, by=other, at=AT)
    client.post(address(draft, "unlock"))
    assert (fresh(draft).locked, fresh(draft).locked_by) == (False, None)
    unlock_story(story=draft, by=other, at=AT)
    told = AuditEntry.objects.filter(action__in=["newsroom.lock_story", "newsroom.unlock_story"])
    assert [(one.action, one.by.username) for one in told.order_by("pk")] == [
        ("newsroom.lock_story", "nguoi-viet"),
        ("newsroom.unlock_story", "người khác"),
    ]


@pytest.mark.parametrize("name", ["add", "copy", "delete", "usage", "unpublish", "revisions_unschedule", "inspect"])
def test_nothing_begins_goes_out_or_goes_away_here(name):
    with pytest.raises(NoReverseMatch):
        reverse(f"stories:{name}", args=[1])


def test_publishing_by_hand_of_the_form_changes_nothing(client, house, draft):
    for asked in ("action-publish", "action-unpublish", "action-submit"):
        client.post(address(draft), {**typed(draft, title=f"Tên {asked}"), asked: "1", "version": fresh(draft).version})
    kept = fresh(draft)
    assert (kept.live, kept.state, kept.version) == (False, StoryState.DRAFT, 3)


def test_wagtails_doors_for_all_snippets_do_not_know_stories(client, draft):
    boss = User.objects.create_superuser("quan-tri")
    client.force_login(boss)
    for door in (
        "/admin/bulk/newsroom/story/delete/",
        "/admin/snippets/newsroom/story/",
        "/admin/snippets/choose/newsroom/story/",
    ):
        assert client.get(door, {"id": draft.pk}).status_code == 404
    policy = StoryViewSet().permission_policy
    assert not any(policy.user_has_permission(boss, one) for one in ("add", "publish", "delete", "change"))


def test_others_find_nothing(client, draft, house):
    stranger = person(make_units(2)[1], Role.FOCAL, "xa-khac")
    client.force_login(stranger)
    assert draft.title not in client.get(LIST).content.decode()
    for name in ("edit", "history", "history_results", "preview_on_edit"):
        assert client.get(address(draft, name)).status_code == 404
    assert client.get(address(draft, "revisions_compare", "earliest", "latest")).status_code == 404
    assert client.get(address(draft, "revisions_view", draft.latest_revision_id)).status_code == 404
    for name in ("lock", "unlock", "edit", "preview_on_edit"):
        assert client.post(address(draft, name)).status_code == 404


def test_the_list_shows_and_finds(client, draft, house):
    make_story(house, title="Chợ phiên đông")
    both = client.get(LIST).content.decode()
    assert draft.title in both
    assert "Chợ phiên đông" in both
    found = client.get(LIST, {"q": "cho phien"}).content.decode()
    assert draft.title not in found
    assert "Chợ phiên đông" in found
    assert client.get(LIST, {"q": '"\x00'}).status_code == 200
    assert draft.title not in client.get(LIST, {"state": "published"}).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_any_number(client, house, rows, django_assert_num_queries):
    client.force_login(house.writer)
    for number in range(rows):
        make_story(house, title=f"Tin {number}")
    client.get(LIST)
    with django_assert_num_queries(14):
        client.get(LIST)


def test_texts_are_listed_compared_and_taken_up_again(client, draft, house):
    client.post(address(draft), typed(draft, title="Tên thứ hai"))
    first, second = Revision.objects.order_by("pk")
    listed = client.get(address(draft, "history")).content.decode()
    assert "bản mới nhất" in listed
    assert address(draft, "revisions_compare", first.pk, second.pk) in listed
    compared = client.get(address(draft, "revisions_compare", first.pk, second.pk)).content.decode()
    assert "Bản lưu 09:00 15/03/2024 và Bản lưu" in compared
    assert "UTC" not in compared
    assert "+00:00" not in compared
    assert client.get(address(draft, "revisions_view", first.pk)).status_code == 200
    old = client.get(address(draft, "revisions_revert", first.pk))
    assert old.context["form"].instance.title == draft.title
    again = {**typed(draft), "version": fresh(draft).version}
    assert client.post(address(draft, "revisions_revert", first.pk), again).status_code == 302
    assert (fresh(draft).title, fresh(draft).revisions.count()) == (draft.title, 3)


def test_what_is_typed_is_previewed_and_not_kept(client, draft):
    sent = client.post(address(draft, "preview_on_edit"), typed(draft, title="Chỉ xem thử"))
    assert json.loads(sent.content) == {"is_valid": True, "is_available": True}
    seen = client.get(address(draft, "preview_on_edit")).content.decode()
    assert "Chỉ xem thử" in seen
    assert "Bản xem trước." in seen
    assert fresh(draft).title == draft.title


def test_hours_are_set_by_the_houses_clock(client, draft):
    soon = {"go_live_at": "20/03/2024 08:00", "expire_at": "19/03/2024 08:00"}
    refused = client.post(address(draft), typed(draft, **soon))
    assert "Giờ tự gỡ đứng trước giờ đăng." in refused.content.decode()
    assert client.post(address(draft), typed(draft, **{**soon, "expire_at": "20/04/2024 08:00"})).status_code == 302
    assert fresh(draft).go_live_at == datetime(2024, 3, 20, 1, 0, tzinfo=UTC)
    assert fresh(draft).expire_at - fresh(draft).go_live_at == timedelta(days=31)


@pytest.mark.parametrize("name", ["edit", "history"])
def test_pages_are_vietnamese_and_keep_the_policy(client, draft, name):
    answer = client.get(address(draft, name))
    text = re.sub(r"<script.*?</script>|<[^>]*>", " ", answer.content.decode(), flags=re.DOTALL)
    assert not re.search(r"\b(?:Publish|Unpublish|Delete|Save|Draft|Live|Status|History|Edit|Loading|Add)\b", text)
    assert "script-src 'self' 'unsafe" not in answer["Content-Security-Policy"]
    assert re.search(r"<style|\sstyle=\"|\son\w+=", answer.content.decode()) is None
