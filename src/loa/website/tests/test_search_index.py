"""The index holds what stands on the sites, whichever way it came to: minute by minute or all at once."""

from datetime import date, timedelta

import pytest
from django.db import connection
from wagtail.models import Page, PageViewRestriction

from loa.library.actions import keep_document, withdraw
from loa.library.tests.factories import keeper, make_document, make_draft
from loa.newsroom.choices import StoryState
from loa.newsroom.models import Story
from loa.newsroom.tests.factories import make_house, make_story
from loa.people.models import Unit
from loa.plans.tests.factories import district, make_plan
from loa.tasks.tests.factories import make_units
from loa.website import jobs, queries
from loa.website.actions import index_anew, index_changes
from loa.website.choices import EntryKind
from loa.website.models import HomePage, SearchEntry, SearchWord
from loa.website.rules.conditions import AllOf, AnyOf, Term
from loa.website.tests.corpus import NOW, TODAY, put_out, section_of

pytestmark = pytest.mark.django_db


def found(text: str) -> list[str]:
    return [row.entry.title for row in queries.search(text, queries.Filters(), None, TODAY).rows]


def a_minute(minutes: int = 1) -> int:
    at = NOW + timedelta(minutes=minutes)
    return index_changes(since=at - timedelta(minutes=11), at=at)


def everything() -> tuple[list, list]:
    fields = [field.name for field in SearchEntry._meta.fields if field.name != "id"]
    entries = SearchEntry.objects.order_by("kind", "source").values_list(*fields)
    return list(entries), sorted(SearchWord.objects.values_list("folded", "written", "entries", "is_pair"))


def test_a_story_is_found_once_it_is_out_and_no_more_once_it_is_withdrawn() -> None:
    section = section_of(district())
    index_anew(at=NOW)
    story = put_out(section, "mot", "Xã mở quầy chứng thực")
    put_out(section, "hai", "Chứng thực chờ duyệt", at=NOW)
    Story.objects.filter(slug="hai").update(live=False, state=StoryState.DRAFT)
    assert found("chung thuc") == []

    assert a_minute() == 1
    assert found("chung thuc") == ["Xã mở quầy chứng thực"]
    assert a_minute() == 0

    later = NOW + timedelta(minutes=1)
    Story.objects.filter(pk=story.pk).update(live=False, state=StoryState.WITHDRAWN, state_at=later)
    a_minute(2)
    assert found("chung thuc") == []


def test_a_story_put_out_by_the_real_actions_is_found() -> None:
    story = make_story(make_house(), StoryState.PUBLISHED)
    index_anew(at=NOW)

    assert found("nhan ho so truc tuyen") == [story.title]
    entry = SearchEntry.objects.get(kind=EntryKind.STORY)
    assert (entry.unit_id, entry.section_id, entry.address) == (
        story.unit_id, story.section_id, f"/tin-bai/{story.slug}/",
    )  # fmt: skip
    assert "Căn cước" in entry.text
    assert "<" not in entry.text


def test_a_document_is_found_by_its_abstract_until_it_is_withdrawn() -> None:
    document = make_document(abstract="Tuyên truyền cải cách hành chính ở các xã")
    index_anew(at=NOW)
    assert found("cai cach hanh chinh o cac xa") == [str(document)]
    entry = SearchEntry.objects.get(kind=EntryKind.DOCUMENT)
    assert (entry.address, entry.unit_id) == (f"/van-ban/{document.slug}/", document.owner_id)

    later = NOW + timedelta(minutes=5)
    document.abstract = "Công khai phí và lệ phí"
    keep_document(document, version=document.version, by=keeper(), at=later)
    index_changes(since=NOW, at=later)
    assert found("cai cach hanh chinh o cac xa") == []
    assert found("cong khai phi va le phi") == [str(document)]

    later += timedelta(minutes=5)
    withdraw(document, why="Đăng nhầm.", version=document.version, by=keeper(), at=later)
    index_changes(since=later, at=later)
    assert found("cong khai phi va le phi") == []


def test_a_draft_is_found_by_what_is_asked_about() -> None:
    draft = make_draft(why="Cần biết hẹn trả kết quả mấy ngày là vừa.")
    index_anew(at=NOW)
    assert found("hen tra ket qua may ngay") == [draft.title]
    entry = SearchEntry.objects.get(kind=EntryKind.DRAFT)
    assert (entry.address, entry.day) == (f"/lay-y-kien/{draft.slug}/", draft.opened_on)


def test_a_new_text_replaces_the_old_one() -> None:
    story = put_out(section_of(district()), "mot", "Xã mở quầy chứng thực")
    index_anew(at=NOW)
    later = NOW + timedelta(minutes=5)
    Story.objects.filter(pk=story.pk).update(title="Xã mở quầy cấp phép", last_published_at=later)

    assert a_minute(5) == 1
    assert found("chung thuc") == []
    assert found("cap phep") == ["Xã mở quầy cấp phép"]
    assert not SearchWord.objects.filter(folded="chung").exists()


def test_minute_by_minute_gives_the_same_index_as_all_at_once() -> None:
    make_plan()
    section = section_of(district())
    index_anew(at=NOW)
    stories = [put_out(section, f"tin-{number}", f"Tin {number} về thủ tục", "Hồ sơ số.") for number in range(4)]
    a_minute()
    later = NOW + timedelta(minutes=2)
    Story.objects.filter(pk=stories[0].pk).update(title="Tin khác", last_published_at=later)
    Story.objects.filter(pk=stories[1].pk).update(live=False, state_at=later)
    Unit.objects.filter(pk=district().pk).update(phone="000 000 0001")
    a_minute(2)

    grown = everything()
    assert index_anew(at=NOW) == 0
    assert everything() == grown
    SearchEntry.objects.all().delete()
    SearchWord.objects.all().delete()
    index_anew(at=NOW)
    assert everything() == grown
    assert len(grown[0]) > 10


def test_the_night_mends_what_was_lost_and_what_was_spoilt() -> None:
    section = section_of(district())
    kept, lost = put_out(section, "mot", "Tin về đất đai"), put_out(section, "hai", "Tin về chợ phiên")
    index_anew(at=NOW)
    whole = everything()
    SearchEntry.objects.filter(source=str(kept.pk)).delete()
    SearchEntry.objects.filter(source=str(lost.pk)).update(title="Sai", fingerprint="")
    SearchEntry.objects.create(kind="gone", source="1", title="Loại đã bỏ", address="/", fingerprint="")
    SearchWord.objects.update(entries=99)

    assert index_anew(at=NOW) > 0
    assert everything() == whole
    Story.objects.filter(pk=lost.pk).delete()
    index_anew(at=NOW)
    assert found("cho phien") == []


def test_a_plan_its_rows_and_the_units_of_the_day_are_found(on) -> None:
    make_plan()
    Unit.objects.filter(pk=district().pk).update(phone="000 000 0001")
    make_units(1, district())
    index_anew(at=NOW)

    kinds = set(SearchEntry.objects.values_list("kind", flat=True))
    assert kinds == {EntryKind.PLAN, EntryKind.TASK, EntryKind.UNIT, EntryKind.PAGE}
    assert any("Xây dựng Kế hoạch" in title for title in found("xay dung ke hoach tuyen truyen"))
    assert SearchEntry.objects.get(kind=EntryKind.UNIT, source=str(district().pk)).text.startswith(
        "Điện thoại: 000 000 0001"
    )


def test_a_plan_that_nobody_confirmed_is_not_found() -> None:
    version = make_plan()
    type(version).objects.update(confirmed_at=None)
    index_anew(at=NOW)
    assert not SearchEntry.objects.filter(kind__in=[EntryKind.PLAN, EntryKind.TASK]).exists()


def test_a_page_of_the_tree_is_found_while_everybody_may_read_it() -> None:
    HomePage.objects.update(introduction="<p>Lời <b>chào</b> của thung lũng.</p>")
    index_anew(at=NOW)
    page = Page.objects.get(pk=HomePage.objects.get().pk)
    assert SearchEntry.objects.get(kind=EntryKind.PAGE).text == "Lời chào của thung lũng."
    assert len(found("thung lung")) == 1

    closed = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    a_minute()
    assert found("thung lung") == []
    closed.delete()
    a_minute()
    assert len(found("thung lung")) == 1
    Page.objects.filter(pk=page.pk).update(live=False)
    a_minute()
    assert found("thung lung") == []


def test_the_tick_looks_at_changes_each_minute_and_at_everything_once_a_day() -> None:
    section = section_of(district())
    put_out(section, "mot", "Tin về đất đai")
    assert jobs.keep_search(NOW) > 0
    put_out(section, "hai", "Tin về chợ phiên", at=NOW + timedelta(minutes=1))
    assert jobs.keep_search(NOW + timedelta(minutes=1)) == 1
    old = put_out(section, "ba", "Tin nhập từ hệ thống cũ", at=NOW - timedelta(days=300))
    assert jobs.keep_search(NOW + timedelta(minutes=2)) == 0
    assert jobs.keep_search(NOW + timedelta(days=1)) > 0
    assert found("he thong cu") == [old.title]


def test_both_engines_understand_every_condition() -> None:
    section = section_of(district())
    for number, title in enumerate(("Chợ phiên vùng cao", "Chợ huyện", "Phiên tòa lưu động")):
        put_out(section, f"tin-{number}", title)
    index_anew(at=NOW)

    def has(condition: Term | AllOf | AnyOf) -> int:
        return SearchEntry.objects.filter(terms__fulfil=condition).count()

    assert has(Term("cho")) == 2
    assert has(Term("cho_phien")) == 1
    assert has(Term("t.ph", is_beginning=True)) == 2
    assert has(AllOf((Term("cho"), Term("k:story")))) == 2
    assert has(AnyOf((AllOf((Term("cho"), Term("phien"))), Term("toa")))) == 2
    assert has(Term("khong")) == 0


def test_what_looks_the_terms_through_is_there() -> None:
    """A migration that alters the table on SQLite loses its triggers: it has to set them again."""
    put_out(section_of(district()), "mot", "Tin về đất đai")
    index_anew(at=NOW)
    SearchEntry.objects.filter(kind=EntryKind.STORY).update(terms="khac")
    assert SearchEntry.objects.filter(terms__fulfil=Term("khac")).count() == 1
    assert not SearchEntry.objects.filter(terms__fulfil=Term("dat_dai")).exists()
    SearchEntry.objects.all().delete()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("INSERT INTO website_searchterms(website_searchterms) VALUES('integrity-check')")
        else:
            cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = 'website_search_terms'")
            assert "gin" in cursor.fetchone()[0]


def test_the_day_of_an_entry_is_the_day_in_vietnam() -> None:
    put_out(section_of(district()), "mot", "Tin đêm", at=NOW.replace(hour=20))
    index_anew(at=NOW)
    assert SearchEntry.objects.get(kind=EntryKind.STORY).day == date(2024, 11, 6)
