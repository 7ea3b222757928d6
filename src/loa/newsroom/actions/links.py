"""Let one person decide one question from a telephone, by a link that works once; only its digest is kept."""

from datetime import datetime, time, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localtime, make_aware

from loa.newsroom.actions.deciding import decide_in_person
from loa.newsroom.actions.writing import StoryOvertaken, StoryRefused, locked
from loa.newsroom.choices import Way
from loa.newsroom.models import Decision, DecisionLink, Story
from loa.newsroom.permissions import can_decide, can_enter_paper
from loa.people.actions import record
from loa.people.models import User
from loa.people.rules import digest_of, make_secret

_AFTER_DUE = timedelta(days=2)
_LONGEST = timedelta(days=7)


class LinkRefused(Exception):  # noqa: N818  (says what was decided)
    """A link decides nothing any more; the message says why and whom to ask. Nothing was kept."""


def make_decision_link(*, decision: Decision, person: User, by: User, at: datetime) -> str:
    """Return the secret of a link by which a person decides; an earlier one of theirs for the question ends.

    It works until two days after the question is due, and a week at most.

    Raises:
        PermissionDenied: `by` neither edits the section nor is asked.
        StoryRefused: the question was answered, or the person could not answer it by account.
    """
    today = localtime(at).date()
    with transaction.atomic():
        story = locked(decision.story)
        row = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
        row.story = story
        if not can_enter_paper(by, row, today):
            raise PermissionDenied("Tài khoản này không cấp liên kết duyệt tin, bài đó.")
        if not person.is_active or not can_decide(person, row, today):
            raise StoryRefused(
                "Người này không quyết định được bước đó: không giữ vai trò ở nơi được hỏi, hoặc chính là người "
                "đã viết. Chọn người khác. Chưa có liên kết nào được cấp.",
                "person",
            )
        if row.outcome:
            raise StoryRefused("Bước này đã được quyết định, không cần liên kết nữa.")
        row.links.filter(person=person, used_at__isnull=True, until__gt=at).update(until=at)
        secret, digest = make_secret()
        last = (row.due_on or today) + _AFTER_DUE
        until = min(make_aware(datetime.combine(max(last, today), time.max)), at + _LONGEST)
        DecisionLink.objects.create(decision=row, person=person, digest=digest, made_at=at, made_by=by, until=until)
        details = {"unit": story.unit.key, "decision": row.pk, "stage": row.stage, "for": str(person.username)}
        record("newsroom.make_decision_link", of=story, by=by, at=at, details=details)
    return secret


def find_link(secret: str) -> DecisionLink | None:
    """Return the link that a secret opens, with its question and story; None where it opens none."""
    rows = DecisionLink.objects.select_related(
        "person", "decision__story__section", "decision__story__unit", "decision__unit"
    )
    return rows.filter(digest=digest_of(secret)).first()


def why_closed(link: DecisionLink, at: datetime) -> str:
    """Return why a link decides nothing at a moment, "" where it does."""
    if link.used_at is not None:
        return "Liên kết này đã được dùng."
    if at >= link.until:
        return "Liên kết này đã hết hạn. Nhờ nơi biên tập cấp liên kết mới."
    if link.decision.outcome:
        return "Tin, bài này đã được quyết định bằng cách khác."
    if not link.person.is_active or not can_decide(link.person, link.decision, localtime(at).date()):
        return "Người giữ liên kết này hiện không quyết định được về tin, bài đó."
    return ""


def decide_by_link(*, secret: str, passed: bool, note: str, version: int | None = None, at: datetime) -> Story:
    """Decide in the name of the person a link was made for; it works once.

    `version` is the one that was shown, where a page shows one.

    Raises:
        LinkRefused: it opens nothing, was used, is over, the text was changed since, or its person may not decide any
            more.
        StoryRefused: as `pass_story`. The link can be used again then.
    """
    with transaction.atomic():
        link = find_link(secret)
        if link is None:
            raise LinkRefused("Không có liên kết này.")
        # The story first, as everywhere; then it is seen what stands there now.
        locked(link.decision.story)
        link = find_link(secret)
        why = why_closed(link, at) if link else "Không có liên kết này."
        # Of two requests at once only one finds the row unused.
        unused = DecisionLink.objects.filter(digest=digest_of(secret), used_at__isnull=True, until__gt=at)
        if why or link is None or not unused.update(used_at=at):
            raise LinkRefused(f"{why or 'Liên kết này đã được dùng.'} Chưa có gì được ghi.")
        try:
            return decide_in_person(
                link.decision, passed=passed, note=note, way=Way.LINK, version=version, by=link.person, at=at
            )
        except StoryOvertaken as overtaken:
            raise LinkRefused("Tin, bài vừa được sửa. Mở lại liên kết để xem bản mới.") from overtaken
