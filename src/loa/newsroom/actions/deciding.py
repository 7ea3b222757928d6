"""Hand a story on: ask the next people, take their yes or no, on the screen, by a link, or from a signed paper."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import transaction
from django.utils.timezone import localtime

from loa.lib.file_kinds import kind_of
from loa.lib.pictures import PICTURES
from loa.lib.vietnamese_text import fold, tidy
from loa.lib.working_days import add_working_days
from loa.newsroom.actions.publishing import publish
from loa.newsroom.actions.writing import StoryOvertaken, StoryRefused, fresh, locked
from loa.newsroom.choices import CommissionState, Outcome, OutputState, Stage, StoryState, Way
from loa.newsroom.models import Decision, Output, Story, StoryComment, UnitRule
from loa.newsroom.permissions import (
    can_correct,
    can_drop,
    can_enter_paper,
    can_submit,
    has_right_to_decide,
    stands_apart,
)
from loa.newsroom.queries.sheet import has_text, safeguards_of
from loa.newsroom.rules import ASKED, lacking, may_move, next_stage, stage_after_return
from loa.people.actions import record
from loa.people.models import User
from loa.tasks.actions import EvidenceRefused
from loa.tasks.actions.evidence import check_files, drop_files, keep_files
from loa.workdays.queries import special_days

_NOTHING = "Chưa có gì được lưu."
_AHEAD = timedelta(days=60)
# Why somebody who is asked may not answer.
_NOT_APART = {
    Stage.UNIT_EDITOR: "Người viết không tự duyệt tin, bài của mình; đơn vị cử người khác duyệt.",
    Stage.DESK: "Người viết không tự biên tập tin, bài của mình khi nơi biên tập còn người khác.",
    Stage.LEGAL: "Người sửa cuối không cho ý kiến pháp lý về lời của chính mình.",
    Stage.APPROVAL: "Người sửa cuối và người đã cho ý kiến pháp lý không duyệt đăng tin, bài đó.",
}


class StoryLacks(StoryRefused):
    """A story lacks what it must have before it goes on; `lacking` has a sentence for each."""

    def __init__(self, missing: Sequence[str]) -> None:
        super().__init__(f"{' '.join(missing)} {_NOTHING}")
        self.lacking = list(missing)


def submit_story(*, story: Story, version: int, by: User, at: datetime) -> Decision:
    """Hand a story in: to its unit's own editor where the unit wants one, else to the desk of its section.

    What was returned goes back to where it came from.

    Raises:
        PermissionDenied: `by` does not write for its unit.
        StoryRefused: it has no text, or stands where it was handed in already.
        StoryOvertaken: somebody wrote since `version` was shown.
    """
    with transaction.atomic():
        row = locked(story)
        if not can_submit(by, row, localtime(at).date()):
            raise PermissionDenied("Tài khoản này không gửi tin, bài của đơn vị đó.")
        if row.state not in (StoryState.DRAFT, StoryState.RETURNED):
            raise StoryRefused(f"Tin, bài này {row.get_state_display()}, đã được gửi trước đó.")
        if row.version != version:
            raise StoryOvertaken(fresh(row))
        if not has_text(row):
            raise StoryRefused(f"Tin, bài chưa có nội dung. Viết nội dung rồi gửi. {_NOTHING}", "text")
        first = UnitRule.objects.filter(unit=row.unit_id, editor_first=True).exists()
        row.submitted_at = row.submitted_at or at
        decision = _move_on(row, stage_after_return(_returned_at(row), editor_first=first), at)
        record("newsroom.submit_story", of=row, by=by, at=at, details=_about(row, decision))
    return decision


def pass_story(*, decision: Decision, note: str = "", version: int | None = None, by: User, at: datetime) -> Story:
    """Say yes for those who were asked; the story goes to the next, and out after the last.

    `version` is the one a page showed: nobody passes words they have not seen.

    Raises:
        PermissionDenied: `by` is not asked.
        StoryRefused: `by` wrote the text, or the question was answered already.
        StoryLacks: the story lacks what it must have.
        StoryOvertaken: somebody wrote since `version` was shown.
    """
    return _decide(decision, passed=True, note=note, way=Way.ACCOUNT, version=version, by=by, at=at)


def return_story(*, decision: Decision, note: str, version: int | None = None, by: User, at: datetime) -> Story:
    """Give a story back to its author, saying what to mend; raises as `pass_story`."""
    return _decide(decision, passed=False, note=note, way=Way.ACCOUNT, version=version, by=by, at=at)


def decide_on_paper(
    *,
    decision: Decision,
    passed: bool,
    signed_by: str,
    signed_on: date,
    file: File[bytes],
    note: str = "",
    by: User,
    at: datetime,
) -> Story:
    """Take a decision from a signed paper, by its photograph: it equals one on the screen.

    `by` is somebody of the desk or of the asked unit who typed it; who signed is named, and is another than who wrote
    last. The photograph is kept as it was made anew from its points, so nothing else comes along with it.

    Raises:
        PermissionDenied: `by` has nothing to do with the story's section.
        StoryRefused: no name, a day to come, no photograph; else as `pass_story`.
        NoRoom: the photograph cannot be written.
    """
    today = localtime(at).date()
    if not can_enter_paper(by, decision, today):
        raise PermissionDenied("Tài khoản này không ghi quyết định về tin, bài đó.")
    if not tidy(signed_by):
        raise StoryRefused(f"Ghi tên người ký bản giấy. {_NOTHING}", "signed_by")
    if signed_on > today:
        raise StoryRefused(f"Ngày ký chưa đến. {_NOTHING}", "signed_on")
    kept = _kept_photograph(file, at)
    paper = {"signed_by": tidy(signed_by)[:200], "signed_on": signed_on, "paper": kept.file.name}
    try:
        return _decide(decision, passed=passed, note=note, way=Way.PAPER, by=by, at=at, paper=paper)
    except BaseException:
        drop_files([kept])
        raise


def decide_in_person(
    decision: Decision, *, passed: bool, note: str, way: Way, version: int | None = None, by: User, at: datetime
) -> Story:
    """Take a decision that reached Loa in some way; part of the action that opens that way."""
    return _decide(decision, passed=passed, note=note, way=way, version=version, by=by, at=at)


def drop_story(*, story: Story, reason: str, by: User, at: datetime) -> None:
    """Lay a story aside, saying why; what was asked about it is no longer wanted, what it was asked for is again.

    Raises:
        PermissionDenied: it is neither of a unit that `by` writes for, nor did the desk of `by` ever have it.
        StoryRefused: no reason, or it went out.
    """
    reason = tidy(reason)
    with transaction.atomic():
        row = locked(story)
        if not can_drop(by, row, localtime(at).date()):
            raise PermissionDenied("Tài khoản này không bỏ được tin, bài đó.")
        if not reason:
            raise StoryRefused(f"Ghi vì sao không dùng. {_NOTHING}", "reason")
        _refuse_move(row, StoryState.DROPPED)
        row.decisions.filter(outcome="").update(outcome=Outcome.OVERTAKEN, decided_at=at, note=reason)
        row.commissions.filter(state=CommissionState.TAKEN).update(state=CommissionState.OPEN, story=None)
        StoryComment.objects.create(story=row, at=at, by=by, text=f"Không dùng: {reason}")
        _stand(row, StoryState.DROPPED, None, at)
        record("newsroom.drop_story", of=row, by=by, at=at, details={"unit": row.unit.key, "reason": reason})


def restore_story(*, story: Story, by: User, at: datetime) -> Story:
    """Take a story up again that was laid aside by mistake, as a draft; raises as `drop_story`."""
    with transaction.atomic():
        row = locked(story)
        if not can_drop(by, row, localtime(at).date()):
            raise PermissionDenied("Tài khoản này không dùng lại được tin, bài đó.")
        _refuse_move(row, StoryState.DRAFT)
        _stand(row, StoryState.DRAFT, None, at)
        record("newsroom.restore_story", of=row, by=by, at=at, details={"unit": row.unit.key})
    return row


def recall_story(*, story: Story, reason: str, by: User, at: datetime) -> Story:
    """Take an approval back before the story's hour has come; it returns to its author.

    Raises:
        PermissionDenied: `by` does not decide for its section.
        StoryRefused: no reason, or it does not wait for its hour.
    """
    reason = reason.strip()
    with transaction.atomic():
        row = locked(story)
        if not can_correct(by, row, localtime(at).date()):
            raise PermissionDenied("Tài khoản này không dừng đăng tin, bài đó.")
        if not reason:
            raise StoryRefused(f"Ghi vì sao dừng đăng; người viết đọc câu này. {_NOTHING}", "reason")
        give_back_approved(row, reason, by, at)
    return row


def give_back_approved(row: Story, reason: str, by: User | None, at: datetime) -> None:
    """Return a locked story that waits for its hour; part of an action, `by` is None for the clock.

    Raises:
        StoryRefused: it does not wait for its hour.
    """
    if row.state != StoryState.APPROVED:
        raise StoryRefused(f"Tin, bài này {row.get_state_display()}, không còn chờ giờ đăng. {_NOTHING}")
    Decision.objects.create(
        story=row,
        stage=Stage.APPROVAL,
        unit_id=row.section.approver_id,
        revision_id=row.latest_revision_id,
        asked_at=at,
        outcome=Outcome.RETURNED,
        decided_at=at,
        by=by,
        way=Way.ACCOUNT if by else "",
        note=reason,
    )
    waiting = Output.objects.filter(story=row, state__in=[OutputState.APPROVED, OutputState.DUE])
    waiting.update(state=OutputState.DRAFT, state_at=at)
    row.returns += 1
    _stand(row, StoryState.RETURNED, None, at)
    record("newsroom.recall_story", of=row, by=by, at=at, details={"unit": row.unit.key, "reason": reason})


def _decide(
    decision: Decision,
    *,
    passed: bool,
    note: str,
    way: Way,
    version: int | None = None,
    by: User,
    at: datetime,
    paper: dict[str, object] | None = None,
) -> Story:
    today, note = localtime(at).date(), note.strip()
    with transaction.atomic():
        row = locked(decision.story)
        asked = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
        asked.story = row
        _refuse_others(asked, way, by, today)
        if asked.outcome or ASKED.get(StoryState(row.state)) != asked.stage:
            raise StoryRefused(f"Bước này đã được quyết định: {asked.get_outcome_display()}. {_NOTHING}")
        _refuse_same_eyes(asked, paper, by, today)
        if version is not None and row.version != version:
            raise StoryOvertaken(fresh(row))
        if passed:
            _refuse_wanting(row, asked, today)
        elif not note:
            raise StoryRefused(f"Ghi rõ cần bổ sung gì; người viết đọc câu này. {_NOTHING}", "note")
        asked.outcome = Outcome.PASSED if passed else Outcome.RETURNED
        asked.decided_at, asked.by, asked.way, asked.note = at, by, way, note
        for name, value in (paper or {}).items():
            setattr(asked, name, value)
        asked.save()
        details = _about(row, asked) | {"way": str(way)}
        record("newsroom.pass_story" if passed else "newsroom.return_story", of=row, by=by, at=at, details=details)
        if passed:
            _pass_on(row, asked, by, at)
        else:
            row.returns += 1
            _stand(row, StoryState.RETURNED, None, at)
    return row


def _refuse_others(asked: Decision, way: Way, by: User, today: date) -> None:
    if way != Way.PAPER and not has_right_to_decide(by, asked.stage, asked.story, today):
        raise PermissionDenied("Tài khoản này không quyết định về tin, bài đó.")


def _refuse_same_eyes(asked: Decision, paper: dict[str, object] | None, by: User, today: date) -> None:
    """Refuse an answer of whoever wrote the text, in an account or by the name on a paper."""
    stage = Stage(asked.stage)
    if paper is None:
        if not stands_apart(by, asked, today):
            raise StoryRefused(f"{_NOT_APART[stage]} {_NOTHING}")
    elif fold(str(paper["signed_by"])) in _names_not_apart(asked):
        raise StoryRefused(f"{_NOT_APART[stage]} Bản giấy phải do người khác ký. {_NOTHING}", "signed_by")


def _names_not_apart(asked: Decision) -> set[str]:
    """Return the names, folded, of those who may not have signed: the author or last editor, and the legal eyes."""
    story = asked.story
    if asked.stage in (Stage.UNIT_EDITOR, Stage.DESK):
        wrote = asked.revision.user if asked.revision is not None else None
        return {fold(wrote.get_full_name())} - {""} if wrote else set()
    names = [story.edited_by.get_full_name()] if story.edited_by else []
    if asked.stage == Stage.APPROVAL:
        legal = story.decisions.filter(stage=Stage.LEGAL, outcome=Outcome.PASSED, revision=story.latest_revision_id)
        names += [one.signed_by or (one.by.get_full_name() if one.by else "") for one in legal.select_related("by")]
    return {fold(name) for name in names} - {""}


def _refuse_wanting(row: Story, asked: Decision, today: date) -> None:
    """Refuse to pass on what lacks something, or is not the text that legal eyes and approver were asked about."""
    if asked.stage != Stage.UNIT_EDITOR:
        missing = lacking(safeguards_of(row, today))
        if missing:
            raise StoryLacks(missing)
    if asked.stage in (Stage.LEGAL, Stage.APPROVAL) and asked.revision_id != row.latest_revision_id:
        raise StoryRefused(f"Nội dung đã đổi sau khi được hỏi. {_NOTHING}")


def _pass_on(row: Story, asked: Decision, by: User, at: datetime) -> None:
    to = next_stage(row.state, row.kind, editor_first=False)
    if to != StoryState.APPROVED:
        _move_on(row, to, at)
        return
    _stand(row, to, None, at)
    row.outputs.filter(state=OutputState.DRAFT, due_at__isnull=True).update(state=OutputState.APPROVED, state_at=at)
    row.outputs.filter(state=OutputState.DRAFT).update(state=OutputState.DUE, state_at=at)
    if row.go_live_at is None or row.go_live_at <= at:
        publish(row, by=by, at=at)


def _move_on(row: Story, to: StoryState, at: datetime) -> Decision:
    """Ask the next people about the text as it stands, until a day worked out from the section's rule."""
    stage, section, today = ASKED[to], row.section, localtime(at).date()
    days = section.days_to_approve if stage == Stage.APPROVAL else section.days_to_edit
    due = add_working_days(today, days, special_days(today, today + _AHEAD))
    unit = {
        Stage.UNIT_EDITOR: row.unit_id,
        Stage.DESK: section.desk_id,
        Stage.LEGAL: section.legal_id,
        Stage.APPROVAL: section.approver_id,
    }[stage]
    decision = Decision.objects.create(
        story=row, stage=stage, unit_id=unit, revision_id=row.latest_revision_id, asked_at=at, due_on=due
    )
    _stand(row, to, due, at)
    return decision


def _stand(row: Story, state: StoryState, due: date | None, at: datetime) -> None:
    row.state, row.state_at, row.due_on, row.version = state, at, due, row.version + 1
    row.save(update_fields=["state", "state_at", "due_on", "version", "submitted_at", "returns"])


def _refuse_move(row: Story, to: StoryState) -> None:
    if not may_move(row.state, to):
        raise StoryRefused(f"Tin, bài này {row.get_state_display()} nên không làm được việc này. {_NOTHING}")


def _returned_at(row: Story) -> str | None:
    """Return the stage that gave a story back, while it waits for its author; None where none did."""
    if row.state != StoryState.RETURNED:
        return None
    returned = row.decisions.filter(outcome=Outcome.RETURNED).order_by("decided_at", "pk")
    return returned.values_list("stage", flat=True).last()


def _kept_photograph(file: File[bytes], at: datetime) -> Any:
    kind = kind_of(file)  # type: ignore[arg-type]
    if kind is None or kind not in PICTURES:
        raise StoryRefused(f"Bản giấy đã ký là một ảnh chụp (JPG, PNG, WebP hoặc HEIC). {_NOTHING}", "file")
    try:
        rows = check_files([file], _photograph)
        keep_files(rows, [file], at)
    except EvidenceRefused as refused:
        raise StoryRefused(f"{refused} {_NOTHING}", "file") from refused
    return rows[0]


def _photograph(**known: Any) -> Any:
    return SimpleNamespace(**known, file=SimpleNamespace(name=""), file_check="", checked_at=None)


def _about(row: Story, decision: Decision) -> dict[str, object]:
    return {"unit": row.unit.key, "stage": decision.stage, "decision": decision.pk}
