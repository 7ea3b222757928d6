"""Hand a story on: ask the next people, take their yes or no, on the screen, by a link, or from a signed paper."""

from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import transaction
from django.db.models import F
from django.utils.timezone import localtime

from loa.lib.vietnamese_text import tidy
from loa.lib.working_days import add_working_days
from loa.newsroom.actions.publishing import publish
from loa.newsroom.actions.writing import StoryOvertaken, StoryRefused, locked
from loa.newsroom.choices import Outcome, OutputState, Stage, StoryState, Way
from loa.newsroom.models import Decision, Story, UnitRule
from loa.newsroom.permissions import can_decide, can_write, has_right_to_decide
from loa.newsroom.queries.sheet import has_text, safeguards_of
from loa.newsroom.rules import ASKED, lacking, may_move, next_stage
from loa.people.actions import record
from loa.people.models import User
from loa.tasks.actions import EvidenceRefused
from loa.tasks.actions.evidence import check_files, drop_files, keep_files
from loa.tasks.models import Evidence
from loa.workdays.queries import special_days

_NOTHING = "Chưa có gì được lưu."
_AHEAD = timedelta(days=60)


def submit_story(*, story: Story, version: int, by: User, at: datetime) -> Decision:
    """Hand a story in: to its unit's own editor where the unit wants one, else to the desk of its section.

    Raises:
        PermissionDenied: `by` does not write for its unit.
        StoryRefused: it has no text, or stands where it was handed in already.
        StoryOvertaken: somebody wrote since `version` was shown.
    """
    if not can_write(by, story.unit_id, localtime(at).date()):
        raise PermissionDenied("Tài khoản này không gửi tin, bài của đơn vị đó.")
    with transaction.atomic():
        row = locked(story)
        if row.state not in (StoryState.DRAFT, StoryState.RETURNED):
            raise StoryRefused(f"Tin, bài này {row.get_state_display()}, đã được gửi trước đó.")
        if row.version != version:
            raise StoryOvertaken(row)
        if not has_text(row):
            raise StoryRefused(f"Tin, bài chưa có nội dung. Viết nội dung rồi gửi. {_NOTHING}", "text")
        first = UnitRule.objects.filter(unit=row.unit_id, editor_first=True).exists()
        row.submitted_at = row.submitted_at or at
        decision = _move_on(row, next_stage(row.state, row.kind, editor_first=first), at)
        record("newsroom.submit_story", of=row, by=by, at=at, details=_about(row, decision))
    return decision


def pass_story(*, decision: Decision, note: str = "", by: User, at: datetime) -> Story:
    """Say yes for those who were asked; the story goes to the next, and out after the last.

    Raises:
        PermissionDenied: `by` is not asked, or wrote the text.
        StoryRefused: the question was answered already, or the story lacks what it must have.
    """
    return _decide(decision, passed=True, note=note, way=Way.ACCOUNT, by=by, at=at)


def return_story(*, decision: Decision, note: str, by: User, at: datetime) -> Story:
    """Give a story back to its author, saying what to mend; raises as `pass_story`."""
    return _decide(decision, passed=False, note=note, way=Way.ACCOUNT, by=by, at=at)


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

    `by` is somebody of the desk, the approver's or the asked unit who typed it; who signed is named.

    Raises:
        PermissionDenied: `by` has nothing to do with the story's section.
        StoryRefused: no name, a day to come, a file that is none; else as `pass_story`.
        NoRoom: the photograph cannot be written.
    """
    story, today = decision.story, localtime(at).date()
    if not has_right_to_decide(by, Stage.DESK, story, today) and not has_right_to_decide(
        by, decision.stage, story, today
    ):
        raise PermissionDenied("Tài khoản này không ghi quyết định về tin, bài đó.")
    if not tidy(signed_by):
        raise StoryRefused(f"Ghi tên người ký bản giấy. {_NOTHING}", "signed_by")
    if signed_on > today:
        raise StoryRefused(f"Ngày ký chưa đến. {_NOTHING}", "signed_on")
    try:
        rows: list[Evidence] = check_files([file])
        keep_files(rows, [file], at)
    except EvidenceRefused as refused:
        raise StoryRefused(f"{refused} {_NOTHING}", "file") from refused
    paper = {"signed_by": tidy(signed_by)[:200], "signed_on": signed_on, "paper": rows[0].file.name}
    try:
        return _decide(decision, passed=passed, note=note, way=Way.PAPER, by=by, at=at, paper=paper)
    except BaseException:
        drop_files(rows)
        raise


def decide_in_person(decision: Decision, *, passed: bool, note: str, way: Way, by: User, at: datetime) -> Story:
    """Take a decision that reached Loa in some way; part of the action that opens that way."""
    return _decide(decision, passed=passed, note=note, way=way, by=by, at=at)


def drop_story(*, story: Story, reason: str, by: User, at: datetime) -> None:
    """Lay a story aside, saying why; what was asked about it is no longer wanted.

    Raises:
        PermissionDenied: it is neither of a unit that `by` writes for, nor on the table of the desk of `by`.
        StoryRefused: no reason, or it went out.
    """
    today, reason = localtime(at).date(), tidy(reason)
    if not can_write(by, story.unit_id, today) and not has_right_to_decide(by, Stage.DESK, story, today):
        raise PermissionDenied("Tài khoản này không bỏ được tin, bài đó.")
    if not reason:
        raise StoryRefused(f"Ghi vì sao không dùng. {_NOTHING}", "reason")
    with transaction.atomic():
        row = locked(story)
        if not may_move(row.state, StoryState.DROPPED):
            raise StoryRefused(f"Tin, bài này {row.get_state_display()} nên không bỏ được. {_NOTHING}")
        row.decisions.filter(outcome="").update(outcome=Outcome.OVERTAKEN, decided_at=at, note=reason)
        _stand(row, StoryState.DROPPED, None, at)
        record("newsroom.drop_story", of=row, by=by, at=at, details={"unit": row.unit.key, "reason": reason})


def _decide(
    decision: Decision,
    *,
    passed: bool,
    note: str,
    way: Way,
    by: User,
    at: datetime,
    paper: dict[str, object] | None = None,
) -> Story:
    today, note = localtime(at).date(), note.strip()
    with transaction.atomic():
        row = locked(decision.story)
        asked = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
        asked.story = row
        if way != Way.PAPER and not can_decide(by, asked, today):
            raise PermissionDenied("Tài khoản này không quyết định về tin, bài đó, hoặc chính mình đã sửa bản này.")
        if asked.outcome or ASKED.get(StoryState(row.state)) != asked.stage:
            raise StoryRefused(f"Bước này đã được quyết định: {asked.get_outcome_display()}. {_NOTHING}")
        if not passed and not note:
            raise StoryRefused(f"Ghi rõ cần bổ sung gì; người viết đọc câu này. {_NOTHING}", "note")
        if passed and asked.stage != Stage.UNIT_EDITOR:
            missing = lacking(safeguards_of(row, today))
            if missing:
                raise StoryRefused(f"{' '.join(missing)} {_NOTHING}")
        if passed and asked.stage != Stage.DESK and asked.revision_id != row.latest_revision_id:
            raise StoryRefused(f"Nội dung đã đổi sau khi được hỏi. {_NOTHING}")
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
            _stand(row, StoryState.RETURNED, None, at)
            Story.objects.filter(pk=row.pk).update(returns=F("returns") + 1)
    return row


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
    row.save(update_fields=["state", "state_at", "due_on", "version", "submitted_at"])


def _about(row: Story, decision: Decision) -> dict[str, object]:
    return {"unit": row.unit.key, "stage": decision.stage, "decision": decision.pk}
