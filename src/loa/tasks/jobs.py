"""Timed work about tasks: some of it once a day, some each minute."""

from datetime import datetime

from loa.tasks.actions.checking import check_waiting_files as check_files
from loa.tasks.actions.tallying import count_plans_anew
from loa.tasks.actions.urging import in_office_hours, remind, send_reminder_mails


def count_anew(at: datetime) -> int:
    """Count what is owed of the plans at work anew; return how many of the stored counts were wrong."""
    return count_plans_anew(at=at)


def check_waiting_files(at: datetime) -> int:
    """Let the files of evidence that were found clean out of quarantine; return how many were judged."""
    return check_files(at=at)


def remind_people(at: datetime) -> int:
    """Write down today's reminders and send the mails about them, in office hours; return how many of both."""
    if not in_office_hours(at):
        return 0
    return remind(at=at) + send_reminder_mails(at=at)
