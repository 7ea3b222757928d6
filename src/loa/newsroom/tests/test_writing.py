"""Writing: who may in whose name, what is refused before it is kept, and what of two texts at once is shown."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import Revision

from loa.newsroom.actions import (
    StoryOvertaken,
    StoryRefused,
    comment_on_story,
    dismiss_hint,
    drop_story,
    restore_story,
    save_story,
    submit_story,
    write_story,
)
from loa.newsroom.choices import CommissionState, StoryState, TipState, TipWay
from loa.newsroom.models import Commission, Section, Story, Tip
from loa.newsroom.permissions import can_see_story, sections_for, stories_seen
from loa.newsroom.tests.factories import AT, asked, fresh, make_story, person, values
from loa.people.choices import Role
from loa.people.models import AuditEntry
from loa.pictures.tests.factories import picture
from loa.plans.tests.factories import district
from loa.tasks.tests.factories import make_units

pytestmark = pytest.mark.django_db
TODAY = AT.date()


def write(house, by=None, **fields):
    told = {"unit": house.unit, "section": house.section, "values": values(), "at": AT, **fields}
    return write_story(by=by or house.writer, **told)


def save(story, by, **fields):
    version = fields.pop("version", story.version)
    return save_story(story=story, values=values(**fields), version=version, by=by, at=AT)


def test_each_save_is_a_revision_of_its_moment_and_its_writer(house):
    story = write(house)
    save(story, house.writer, title="Tên khác")
    revisions = Revision.objects.for_instance(story).order_by("pk")
    assert [(one.user, one.created_at) for one in revisions] == [(house.writer, AT)] * 2
    assert fresh(story).latest_revision == revisions.last()
    assert fresh(story).title == "Tên khác"
    told = AuditEntry.objects.filter(action="newsroom.save_story").get()
    assert told.details["unit"] == house.unit.key


def test_two_stories_of_one_name_have_two_addresses_and_a_new_name_a_new_one(house):
    first, second = write(house), write(house)
    assert (first.slug, second.slug) == ("xa-mau-nhan-ho-so-truc-tuyen", "xa-mau-nhan-ho-so-truc-tuyen-2")
    assert save(second, house.writer, title="Đường dây nóng").slug == "duong-day-nong"
    out = make_story(house, StoryState.PUBLISHED, title="Đã đăng")
    save(out, house.editor, title="Tên mới")
    assert fresh(out).slug == "da-dang", "an address that readers have stays"


def test_nobody_writes_in_the_name_of_a_unit_by_being_above_it(house):
    above = person(district(), Role.FOCAL, "tren")
    for who in (above, house.editor, house.approver, person(make_units(2)[1], Role.FOCAL, "ben-canh")):
        with pytest.raises(PermissionDenied):
            write(house, by=who)
    assert not Story.objects.exists()


def test_the_desk_makes_a_story_of_a_units_tip_and_keeps_it_on_its_table(house):
    sent = {"way": TipWay.DESK, "by": house.writer, "received_at": AT, "title": "Họp thôn"}
    tip = Tip.objects.create(unit=house.unit, **sent)
    other = Tip.objects.create(unit=make_units(2)[1], **sent)
    with pytest.raises(PermissionDenied):
        write(house, by=house.editor, tip=other)
    story = write(house, by=house.editor, tip=tip)
    tip.refresh_from_db()
    assert (tip.state, tip.taken_by, story.unit) == (TipState.USED, house.editor, house.unit)
    assert can_see_story(house.editor, story, TODAY)
    assert story in stories_seen(house.editor, TODAY)
    assert not can_see_story(house.approver, story, TODAY)
    story = save(story, house.editor, title="Họp thôn Một")
    submit_story(story=story, version=story.version, by=house.editor, at=AT)
    assert fresh(story).state == StoryState.DESK


def test_a_story_goes_to_the_sections_of_its_unit_and_of_those_above(house):
    (_, beside) = make_units(2)
    told = {"desk": beside, "approver": beside, "valid_from": house.section.valid_from}
    elsewhere = Section.objects.create(owner=beside, slug="khac", name="Chuyên mục khác", **told)
    over = Section.objects.create(owner=district(), slug="cu", name="Chuyên mục cũ", valid_until=TODAY, **told)
    assert list(sections_for(house.unit, TODAY)) == [house.section]
    for section in (elsewhere, over):
        with pytest.raises(StoryRefused, match="chuyên mục"):
            write(house, section=section)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"title": "  "}, "title"),
        ({"title": "a" * 201}, "title"),
        ({"lead": "a" * 601}, "lead"),
        ({"text": "a" * 60_001}, "text"),
        ({"go_live_at": AT, "expire_at": AT}, "expire_at"),
    ],
)
def test_what_cannot_be_kept_is_refused_by_its_field(house, fields, field):
    with pytest.raises(StoryRefused) as refused:
        write(house, values=values(**fields))
    assert refused.value.field == field
    assert "Chưa có gì được lưu." in str(refused.value)
    assert not Story.objects.exists()


@pytest.mark.parametrize("url", ["javascript:alert(1)", "http:", "//cchc.example.vn", "https://a.vn/" + "a" * 1000])
def test_a_source_links_only_to_the_web(house, url):
    source = values().sources[0]
    told = {name: getattr(source, name) for name in ("what", "confirmed_by", "confirmed_on")}
    with pytest.raises(StoryRefused) as refused:
        write(house, values=values(sources=(type(source)(**told, url=url),)))
    assert refused.value.field == "sources"


def test_a_script_in_a_caption_is_text(house, client):
    shown = [(picture(house.unit), "<script>alert(1)</script>")]
    story = write(house, pictures=shown)
    assert [block.block_type for block in story.body] == ["text", "picture"]
    Story.objects.filter(pk=story.pk).update(live=True, state=StoryState.PUBLISHED, first_published_at=AT)
    page = client.get(f"/tin-bai/{story.slug}/")
    assert b"<script>alert" not in page.content
    assert b"&lt;script&gt;alert" in page.content


def test_the_same_text_sent_twice_is_kept_once(house):
    story = write(house)
    first = save(story, house.writer, title="Của tôi")
    again = save(story, house.writer, title="Của tôi", version=story.version)
    assert first.version == again.version == fresh(story).version
    assert AuditEntry.objects.filter(action="newsroom.save_story").count() == 1


def test_whoever_saves_after_it_was_handed_in_is_shown_what_became_of_it(house):
    story = write(house)
    submit_story(story=story, version=story.version, by=house.writer, at=AT)
    with pytest.raises(StoryOvertaken) as overtaken:
        save(story, house.writer, title="Muộn")
    assert overtaken.value.story.state == StoryState.DESK
    with pytest.raises(PermissionDenied):
        save(fresh(story), house.writer, title="Vẫn muộn")


def test_a_story_locked_by_somebody_is_theirs_until_it_is_opened(house):
    story = write(house)
    other = person(house.unit, Role.DEPUTY, "can-bo-hai")
    Story.objects.filter(pk=story.pk).update(locked=True, locked_by=other, locked_at=AT)
    with pytest.raises(StoryRefused, match="can-bo-hai đang khóa"):
        save(story, house.writer, title="Khác")
    assert save(story, other, title="Khác").title == "Khác"


def test_a_commission_is_answered_once_by_its_own_unit(house):
    ask = {"owner": house.section.owner, "what": "Một cửa", "due_on": TODAY, "at": AT, "by": house.editor}
    own = Commission.objects.create(unit=house.unit, **ask)
    others = Commission.objects.create(unit=make_units(2)[1], **ask)
    story = write(house, commission=own)
    for refused in (own, others):
        with pytest.raises(StoryRefused) as why:
            write(house, commission=refused)
        assert why.value.field == "commission"
    drop_story(story=story, reason="Không kịp.", by=house.writer, at=AT)
    own.refresh_from_db()
    assert (own.state, own.story) == (CommissionState.OPEN, None)


def test_a_story_laid_aside_by_mistake_is_taken_up_again(house):
    story = make_story(house, StoryState.DESK)
    question = asked(story)
    with pytest.raises(StoryRefused, match="vì sao"):
        drop_story(story=story, reason=" ", by=house.editor, at=AT)
    drop_story(story=story, reason="Trùng tin.", by=house.editor, at=AT)
    question.refresh_from_db()
    assert (question.outcome, story.comments.get().text) == ("overtaken", "Không dùng: Trùng tin.")
    assert restore_story(story=story, by=house.writer, at=AT).state == StoryState.DRAFT
    with pytest.raises(StoryRefused):
        restore_story(story=story, by=house.writer, at=AT)


def test_the_desk_lays_aside_only_what_it_had(house):
    with pytest.raises(PermissionDenied):
        drop_story(story=make_story(house), reason="Không hay.", by=house.editor, at=AT)


def test_the_same_words_twice_in_a_row_are_one_comment(house):
    story = make_story(house, StoryState.DESK)
    for _ in range(2):
        comment_on_story(story=story, text="Thêm ảnh.", by=house.editor, at=AT)
    comment_on_story(story=story, text="Đã thêm.", by=house.writer, at=AT + timedelta(minutes=1))
    assert list(story.comments.order_by("pk").values_list("text", flat=True)) == ["Thêm ảnh.", "Đã thêm."]
    with pytest.raises(StoryRefused):
        comment_on_story(story=story, text="a" * 4_001, by=house.editor, at=AT)
    with pytest.raises(PermissionDenied):
        comment_on_story(story=story, text="Ơ", by=person(house.unit, Role.VIEWER, "xem"), at=AT)


def test_a_hint_is_set_aside_with_a_reason(house):
    story = make_story(house)
    hint = {"story": story, "key": "k1", "code": "phrase", "excerpt": "triển khai thực hiện", "at": AT}
    with pytest.raises(StoryRefused) as refused:
        dismiss_hint(**hint, reason=" ", by=house.writer)
    assert refused.value.field == "reason"
    with pytest.raises(PermissionDenied):
        dismiss_hint(**hint, reason="Tên riêng.", by=house.editor)
    first = dismiss_hint(**hint, reason="Tên riêng.", by=house.writer)
    assert dismiss_hint(**hint, reason="Lý do khác.", by=house.writer) == first
    assert story.dismissals.get().reason == "Tên riêng."
