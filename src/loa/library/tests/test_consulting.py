"""Drafts, opinions and what became of them, dialogues."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied

from loa.library.actions import LibraryRefused, keep_draft, keep_opinion, publish_answers, withdraw
from loa.library.choices import FromKind, Outcome
from loa.library.models import Dialogue, Draft, Opinion
from loa.library.tests.factories import (
    AT,
    draft,
    keeper,
    make_dialogue,
    make_draft,
    make_opinion,
    opinion,
)
from loa.people.models import AuditEntry
from loa.tasks.tests.factories import make_units

pytestmark = pytest.mark.django_db
AFTER = datetime(2024, 3, 25, 2, 0, tzinfo=UTC)
ANSWER = {"outcome": Outcome.TAKEN, "answer": "Đã sửa.", "where_in_text": "Khoản 1 Điều 5"}


def fresh(one: Draft) -> Draft:
    return Draft.objects.select_related("owner").get(pk=one.pk)


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"title": " "}, "title", "Ghi tên dự thảo"),
        ({"why": ""}, "why", "Ghi vì sao"),
        ({"receiver": ""}, "receiver", "Ghi nơi nhận"),
        ({"closes_on": date(2024, 2, 1)}, "closes_on", "đứng trước ngày đầu"),
        ({"title": "Quy chế lưu hành nội bộ"}, "title", "độ mật"),
    ],
)
def test_a_draft_that_cannot_be_is_refused(fields, field, words):
    with pytest.raises(LibraryRefused, match=words) as refused:
        make_draft(**fields)
    assert refused.value.field == field


def test_a_draft_without_a_file_is_none():
    with pytest.raises(LibraryRefused, match="Chọn tệp dự thảo"):
        keep_draft(draft(), by=keeper(), at=AT)
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"content": " "}, "content", "Ghi nội dung"),
        ({"from_name": "Trần Văn Thử"}, "from_name", "không ghi tên"),
        ({"content": "Gọi lại cho tôi số 0912 345 678."}, "content", "họ tên, số điện thoại"),
        ({"content": "Theo ông Nguyễn Văn Thử thì nên bỏ."}, "content", "họ tên, số điện thoại"),
        ({"outcome": Outcome.TAKEN}, "answer", "ghi cả hai"),
        ({"answer": "Xin giữ."}, "outcome", "ghi cả hai"),
        ({"received_on": date(2024, 3, 16)}, "received_on", "còn ở phía trước"),
        ({"received_on": date(2024, 2, 1)}, "received_on", "đứng trước ngày bắt đầu"),
    ],
)
def test_an_opinion_that_names_somebody_or_is_half_an_answer_is_refused(fields, field, words):
    made = make_draft()
    with pytest.raises(LibraryRefused, match=words) as refused:
        make_opinion(made, **fields)
    assert refused.value.field == field
    assert not Opinion.objects.exists()


def test_an_organisation_is_named_and_a_person_is_not():
    made = make_draft()
    assert make_opinion(made).said_by == "Một người dân"
    named = make_opinion(made, from_kind=FromKind.FRONT, from_name="Hội Phụ nữ xã Mẫu")
    assert named.said_by == "Hội Phụ nữ xã Mẫu"


def test_answers_are_published_after_the_last_day_when_every_opinion_has_one():
    made, by = make_draft(), keeper()
    one = make_opinion(made)
    said = {"summary": "Nhận 1 ý kiến.", "by": by}

    with pytest.raises(LibraryRefused, match="Còn nhận ý kiến đến hết ngày 20/03/2024"):
        publish_answers(fresh(made), version=0, at=AT, **said)
    with pytest.raises(LibraryRefused, match="Còn 1 ý kiến chưa ghi kết quả"):
        publish_answers(fresh(made), version=0, at=AFTER, **said)
    for name, value in ANSWER.items():
        setattr(one, name, value)
    keep_opinion(one, version=0, by=by, at=AFTER)
    with pytest.raises(LibraryRefused, match="Ghi kết quả chung"):
        publish_answers(fresh(made), version=0, summary=" ", by=by, at=AFTER)
    with pytest.raises(LibraryRefused, match="Có người vừa sửa"):
        publish_answers(fresh(made), version=5, at=AFTER, **said)
    publish_answers(fresh(made), version=0, at=AFTER, **said)

    assert fresh(made).answered_at == AFTER
    assert AuditEntry.objects.get(action="library.publish_answers").details["count"] == 1
    with pytest.raises(LibraryRefused, match="đã công bố"):
        publish_answers(fresh(made), version=1, at=AFTER, **said)


def test_what_was_published_is_not_opened_again_and_takes_only_whole_answers():
    made, by = make_draft(), keeper()
    publish_answers(fresh(made), summary="Không có ý kiến.", version=0, by=by, at=AFTER)
    held = fresh(made)
    held.closes_on = date(2024, 4, 30)
    with pytest.raises(LibraryRefused, match="không đổi được ngày cuối"):
        keep_draft(held, version=1, by=by, at=AFTER)
    with pytest.raises(LibraryRefused, match="ghi luôn kết quả"):
        keep_opinion(opinion(made), by=by, at=AFTER)
    assert keep_opinion(opinion(made, **ANSWER), by=by, at=AFTER).pk


def test_who_reads_an_old_opinion_overwrites_nobody():
    one = make_opinion(make_draft())
    first, second = (Opinion.objects.get(pk=one.pk) for _ in range(2))
    first.about, second.about = "Điều 6", "Điều 7"
    keep_opinion(first, version=0, by=keeper(), at=AT)
    with pytest.raises(LibraryRefused, match="Có người vừa sửa ý kiến"):
        keep_opinion(second, version=0, by=keeper(), at=AT)
    assert Opinion.objects.get(pk=one.pk).about == "Điều 6"


def test_a_withdrawn_draft_takes_nothing_more():
    made = make_draft()
    withdraw(fresh(made), why="Chưa đủ hồ sơ.", version=0, by=keeper(), at=AT)
    with pytest.raises(LibraryRefused, match="đã gỡ nên không ghi thêm"):
        make_opinion(made)
    with pytest.raises(LibraryRefused, match="đã gỡ nên không công bố"):
        publish_answers(fresh(made), summary="x", version=1, by=keeper(), at=AFTER)


def test_a_dialogue_is_recorded_after_it_was_held():
    with pytest.raises(LibraryRefused, match="sau khi đã tổ chức"):
        make_dialogue(held_on=date(2024, 3, 16))
    with pytest.raises(LibraryRefused, match="Ghi thành phần dự"):
        make_dialogue(took_part="")
    assert make_dialogue() == Dialogue.objects.get()


def test_what_another_unit_keeps_is_not_touched():
    (commune,) = make_units(1)
    stranger = keeper(commune, "giu-trang-xa")
    made = make_draft()
    for attempt in (
        lambda: keep_draft(fresh(made), version=0, by=stranger, at=AT),
        lambda: keep_opinion(opinion(made), by=stranger, at=AT),
        lambda: publish_answers(fresh(made), summary="x", version=0, by=stranger, at=AFTER),
        lambda: withdraw(fresh(made), why="x", version=0, by=stranger, at=AT),
        lambda: make_dialogue(by=stranger),
    ):
        with pytest.raises(PermissionDenied):
            attempt()
