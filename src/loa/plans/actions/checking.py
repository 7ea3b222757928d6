"""Check a draft: the same reading as of an issued plan, for the author's eyes, and nothing is kept of it."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied

from loa.people.models import User
from loa.plans.choices import Severity
from loa.plans.permissions import can_check_drafts
from plan_reader.isolated import comment_isolated, read_plan_isolated
from plan_reader.model import Finding, Task


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftTask:
    """One task as the draft has it, in the words of the draft."""

    number: str
    group: str
    title: str
    leads: str
    partners: str
    products: str
    timing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftFinding:
    """One thing to look at, and where."""

    message: str
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftFindings:
    """The findings of one severity, under its words."""

    words: str
    findings: tuple[DraftFinding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftReading:
    """What was understood of a draft; `takes_comments` where its file can carry the findings as comments."""

    file_name: str
    takes_comments: bool
    title: str
    tasks: tuple[DraftTask, ...]
    groups: tuple[DraftFindings, ...]


def check_draft(*, data: bytes, name: str, by: User, on: date) -> DraftReading:
    """Read a draft in a guarded process and return what was understood; nothing is stored, not even the file.

    Raises:
        PermissionDenied: `by` may review plans of no unit on that day.
        plan_reader.UnreadableFile: the file cannot be read; the message says what to do.
    """
    _refuse_strangers(by, on)
    plan = read_plan_isolated(data, name=name)
    return DraftReading(
        file_name=name,
        # An old format is read as the .docx it was converted to, so the name has a say too.
        takes_comments=plan.source.format == "docx" and name.lower().endswith(".docx"),
        title=plan.title or "",
        tasks=tuple(map(_task, plan.tasks)),
        groups=tuple(_groups(plan.findings)),
    )


def comment_draft(*, data: bytes, name: str, by: User, on: date) -> bytes:
    """Return a .docx draft with its findings as comments at the places they speak of; nothing is stored.

    Raises:
        PermissionDenied: `by` may review plans of no unit on that day.
        plan_reader.UnreadableFile: the file cannot be read or cannot carry comments; the message says what to do.
    """
    _refuse_strangers(by, on)
    return comment_isolated(data, name=name)


def _refuse_strangers(by: User, on: date) -> None:
    if not can_check_drafts(by, on):
        raise PermissionDenied("Tài khoản này không có quyền kiểm tra dự thảo kế hoạch.")


def _task(task: Task) -> DraftTask:
    return DraftTask(
        number=task.number,
        group=task.group or "",
        title=task.title,
        leads="; ".join(agency.text for agency in task.leads),
        partners="; ".join(agency.text for agency in task.partners),
        products="; ".join(task.products),
        timing="; ".join(timing.text for timing in (task.timing, *task.timing.also)),
    )


def _groups(findings: tuple[Finding, ...]) -> list[DraftFindings]:
    groups = [
        DraftFindings(
            words=severity.label,
            findings=tuple(
                DraftFinding(message=finding.message, places=tuple(place.label for place in finding.places))
                for finding in findings
                if finding.severity == severity
            ),
        )
        for severity in Severity
    ]
    return [group for group in groups if group.findings]
