"""Two people at one document, at one draft, with one name: both are heard, or the second is told."""

from datetime import UTC, date, datetime

import pytest

from loa.library.actions import LibraryRefused, keep_document, keep_opinion, publish_answers
from loa.library.models import Document, Draft
from loa.library.tests.factories import AT, document, keeper, make_document, make_draft, opinion
from loa.people.models import AuditEntry
from loa.tasks.tests.at_once import at_once as all_at_once

# Threads see only what was committed.
pytestmark = pytest.mark.django_db(transaction=True)
AFTER = datetime(2024, 3, 25, 2, 0, tzinfo=UTC)


def at_once(*deeds, table):
    return all_at_once(*deeds, table=table, refusals=(LibraryRefused,))


def refusals(found):
    return [one for one in found if isinstance(one, LibraryRefused)]


def test_of_two_who_change_a_document_at_once_the_second_is_told():
    made, by = make_document(), keeper()
    both = [Document.objects.select_related("owner").get(pk=made.pk) for _ in range(2)]
    both[0].abstract, both[1].abstract = "Lời thứ nhất", "Lời thứ hai"
    found = at_once(
        *(lambda one=one: keep_document(one, version=0, by=by, at=AT) for one in both), table="library_document"
    )
    (refused,) = refusals(found)
    assert "Có người vừa sửa" in str(refused)
    kept = Document.objects.get(pk=made.pk)
    assert (kept.version, AuditEntry.objects.filter(action="library.keep_document").count()) == (1, 2)


def test_two_documents_of_one_name_put_up_at_once_get_two_addresses():
    by = keeper()
    found = at_once(*(lambda: keep_document(document(), by=by, at=AT),) * 2, table="library_document")
    assert not refusals(found)
    assert Document.objects.values("slug").distinct().count() == 2


def test_an_opinion_without_an_answer_never_stands_in_a_published_table():
    made, by = make_draft(closes_on=date(2024, 3, 20)), keeper()
    held = Draft.objects.select_related("owner").get(pk=made.pk)
    found = at_once(
        lambda: publish_answers(held, summary="Không có ý kiến.", version=0, by=by, at=AFTER),
        lambda: keep_opinion(opinion(held), by=by, at=AFTER),
        table="library_draft",
    )
    assert len(refusals(found)) == 1
    published = Draft.objects.get(pk=made.pk)
    assert published.answered_at is None or not published.opinions.filter(outcome="").exists()
