"""Open a draft for comment, enter opinions and what became of them, publish the table, record dialogues."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.core.files import File
from django.db import transaction
from django.utils.timezone import localtime

from loa.base import page_cache
from loa.lib.secrecy import is_named_secret
from loa.lib.vietnamese_text import tidy
from loa.library.actions.files import checked_files, drop_stored_files, keep_stored_files, told_of_files
from loa.library.actions.keeping import LibraryRefused, prepare, refuse_others, store_under_free_address
from loa.library.choices import FromKind
from loa.library.models import Dialogue, Draft, Opinion
from loa.people.actions import record
from loa.people.models import User
from loa.plans.actions.guarding import names_somebody


def keep_draft(
    draft: Draft,
    *,
    files: Sequence[File[bytes]] = (),
    dropped: Collection[int] = (),
    seen_personal: bool = False,
    version: int = 0,
    by: User,
    at: datetime,
) -> Draft:
    """Store a new or changed draft that people are asked about.

    Raises:
        PermissionDenied: `by` does not keep the site of its owner.
        LibraryRefused: something lacks, no file, days that cannot be, somebody wrote in between.
    """
    refuse_others(draft, by, localtime(at).date())
    for field, words in (("title", "tên dự thảo"), ("why", "vì sao lấy ý kiến"), ("receiver", "nơi nhận ý kiến")):
        setattr(draft, field, getattr(draft, field).strip())
        if not getattr(draft, field):
            raise LibraryRefused(f"Ghi {words}.", field)
    draft.title = tidy(draft.title)
    if is_named_secret(draft.title):
        raise LibraryRefused("Tên dự thảo có dấu chỉ độ mật hoặc lưu hành nội bộ.", "title")
    if draft.closes_on < draft.opened_on:
        raise LibraryRefused("Ngày cuối nhận ý kiến đứng trước ngày đầu.", "closes_on")
    rows = checked_files(files, seen=seen_personal)
    with transaction.atomic():
        held = prepare(draft, version=version, at=at)
        if held is not None and held.answered_at is not None and held.closes_on != draft.closes_on:
            raise LibraryRefused(
                "Đã công bố tiếp thu, giải trình nên không đổi được ngày cuối nhận ý kiến.", "closes_on"
            )
        if held is None:
            store_under_free_address(draft, draft.title)
        else:
            draft.save()
        gone = drop_stored_files(draft, dropped)
        keep_stored_files(draft, rows, files, at)
        if not draft.files.exists():
            raise LibraryRefused("Chọn tệp dự thảo để người dân đọc.", "files")
        values = {"opened_on": str(draft.opened_on), "closes_on": str(draft.closes_on)}
        details = {"unit": draft.owner.key, "values": values} | told_of_files(rows, gone)
        record("library.keep_draft", of=draft, by=by, at=at, details=details)
        page_cache.clear()
    return draft


def keep_opinion(opinion: Opinion, *, version: int = 0, by: User, at: datetime) -> Opinion:
    """Store an opinion that came by letter, mail or call, and what became of it.

    Raises:
        PermissionDenied: `by` does not keep the site of the draft's owner.
        LibraryRefused: a person would be named, the answer lacks a part, somebody wrote in between.
    """
    today = localtime(at).date()
    refuse_others(opinion.draft, by, today)
    _refuse_wrong_opinion(opinion)
    if opinion.received_on > today:
        raise LibraryRefused("Ngày nhận còn ở phía trước.", "received_on")
    with transaction.atomic():
        draft = Draft.objects.select_for_update(of=("self",)).select_related("owner").get(pk=opinion.draft_id)
        if draft.withdrawn_at is not None:
            raise LibraryRefused("Dự thảo đã gỡ nên không ghi thêm ý kiến.", "draft")
        if opinion.received_on < draft.opened_on:
            raise LibraryRefused("Ngày nhận đứng trước ngày bắt đầu lấy ý kiến.", "received_on")
        if draft.answered_at is not None and not opinion.outcome:
            raise LibraryRefused("Bảng tiếp thu, giải trình đã công bố: ghi luôn kết quả của ý kiến này.", "outcome")
        if opinion.pk is not None:
            held = Opinion.objects.get(pk=opinion.pk)
            if held.version != version:
                raise LibraryRefused("Có người vừa sửa ý kiến này. Mở lại trang để xem bản mới rồi sửa tiếp.")
            if held.draft_id != opinion.draft_id:
                raise LibraryRefused("Không chuyển được ý kiến sang dự thảo khác.", "draft")
            opinion.version = held.version + 1
        opinion.save()
        values = {"from_kind": opinion.from_kind, "outcome": opinion.outcome}
        details = {"unit": draft.owner.key, "values": values}
        record("library.keep_opinion", of=opinion, by=by, at=at, details=details)
        page_cache.clear()
    return opinion


def publish_answers(draft: Draft, *, summary: str, version: int, by: User, at: datetime) -> Draft:
    """Publish the table of what became of each opinion, after the last day.

    Raises:
        PermissionDenied: `by` does not keep the site of its owner.
        LibraryRefused: opinions are still taken, one has no answer, it is published already, or nothing is said.
    """
    today = localtime(at).date()
    refuse_others(draft, by, today)
    with transaction.atomic():
        held = Draft.objects.select_for_update(of=("self",)).select_related("owner").get(pk=draft.pk)
        if held.version != version:
            raise LibraryRefused("Có người vừa sửa mục này. Mở lại trang để xem bản mới.")
        if held.withdrawn_at is not None:
            raise LibraryRefused("Dự thảo đã gỡ nên không công bố tiếp thu, giải trình.")
        if held.answered_at is not None:
            raise LibraryRefused("Bảng tiếp thu, giải trình đã công bố.")
        if not held.is_over(today):
            raise LibraryRefused(f"Còn nhận ý kiến đến hết ngày {held.closes_on:%d/%m/%Y}; công bố sau ngày đó.")
        waiting = held.opinions.filter(outcome="").count()
        if waiting:
            raise LibraryRefused(f"Còn {waiting} ý kiến chưa ghi kết quả. Ghi kết quả từng ý kiến rồi công bố.")
        held.summary = summary.strip()
        if not held.summary:
            raise LibraryRefused("Ghi kết quả chung: nhận bao nhiêu ý kiến, dự thảo đổi ở đâu.", "summary")
        held.answered_at, held.changed_at, held.version = at, at, held.version + 1
        held.save()
        details = {"unit": held.owner.key, "count": held.opinions.count()}
        record("library.publish_answers", of=held, by=by, at=at, details=details)
        page_cache.clear()
    return held


def keep_dialogue(
    dialogue: Dialogue,
    *,
    files: Sequence[File[bytes]] = (),
    dropped: Collection[int] = (),
    seen_personal: bool = False,
    version: int = 0,
    by: User,
    at: datetime,
) -> Dialogue:
    """Store the record of a dialogue that was held, with its minutes.

    Raises:
        PermissionDenied: `by` does not keep the site of its owner.
        LibraryRefused: something lacks, a file is refused, somebody wrote in between.
    """
    refuse_others(dialogue, by, localtime(at).date())
    for field, words in (("title", "nội dung đối thoại"), ("place", "địa điểm"), ("took_part", "thành phần dự")):
        setattr(dialogue, field, tidy(getattr(dialogue, field)))
        if not getattr(dialogue, field):
            raise LibraryRefused(f"Ghi {words}.", field)
    if dialogue.held_on > localtime(at).date():
        raise LibraryRefused("Ngày đối thoại còn ở phía trước; ghi lại sau khi đã tổ chức.", "held_on")
    rows = checked_files(files, seen=seen_personal)
    with transaction.atomic():
        prepare(dialogue, version=version, at=at)
        dialogue.save()
        gone = drop_stored_files(dialogue, dropped)
        keep_stored_files(dialogue, rows, files, at)
        details = {"unit": dialogue.owner.key, "day": str(dialogue.held_on)} | told_of_files(rows, gone)
        record("library.keep_dialogue", of=dialogue, by=by, at=at, details=details)
        page_cache.clear()
    return dialogue


def _refuse_wrong_opinion(opinion: Opinion) -> None:
    """Tidy what was typed and refuse what names a person or is half an answer."""
    opinion.content, opinion.answer = opinion.content.strip(), opinion.answer.strip()
    for field in ("from_name", "about", "paper", "where_in_text"):
        setattr(opinion, field, tidy(getattr(opinion, field)))
    if not opinion.content:
        raise LibraryRefused("Ghi nội dung góp ý.", "content")
    if opinion.from_kind == FromKind.PERSON and opinion.from_name:
        raise LibraryRefused("Người dân góp ý thì không ghi tên; để trống ô này.", "from_name")
    for field in ("content", "answer"):
        if names_somebody(getattr(opinion, field)):
            raise LibraryRefused(
                "Có họ tên, số điện thoại hoặc thư điện tử của cá nhân. Bỏ đi, chỉ giữ nội dung góp ý.", field
            )
    if bool(opinion.outcome) != bool(opinion.answer):
        missing = "answer" if opinion.outcome else "outcome"
        raise LibraryRefused("Kết quả và nội dung tiếp thu, giải trình đi cùng nhau: ghi cả hai.", missing)
