"""Remind people of what is due: written down once a day, told at the desk, and by one mail a day to each."""

import logging
import smtplib
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils.timezone import localtime

from loa.base.mail import SENDING_PROBLEMS, explain
from loa.lib.vietnamese_text import shorten, written_day
from loa.people.actions import record
from loa.people.models import User
from loa.plans.models import PlanVersion
from loa.tasks.choices import LADDER
from loa.tasks.models import Reminder, ReminderMail, ReminderRound, ReminderRule
from loa.tasks.queries.reminders import Reminded, reminders_due, told_on, worked_today

_OPENS, _CLOSES = time(7, 30), time(17, 0)
# So long a mail belongs to the process that took it up; then another may, if nobody said that it went.
_LEASE = timedelta(minutes=10)
_TRIES = 5
_AT_ONCE = 1000
_ROWS_A_MAIL = 40
# One round ends before its leases do, and five hundred people are told in one.
_MAILS_A_TIME = 600
# Problems with one address, which say nothing of the next.
_OF_ONE_PERSON = (smtplib.SMTPRecipientsRefused, UnicodeError)

_log = logging.getLogger(__name__)


def put_up_ladder(version: PlanVersion) -> None:
    """Give a plan that goes to work the ladder of reminders every plan begins with; part of putting it to work."""
    ReminderRule.objects.bulk_create(ReminderRule(version=version, rung=rung, told=told) for rung, told in LADDER)


def in_office_hours(at: datetime) -> bool:
    """Tell whether people are reminded at a moment: a working day between half past seven and five."""
    here = localtime(at)
    return _OPENS <= here.time() < _CLOSES and worked_today(here.date())


def remind(*, at: datetime) -> int:
    """Write down today's reminders and the mails that tell of them, once a day; return how many reminders.

    All of it is one transaction that begins with the day's own row: of a process that is killed nothing stays, and a
    second process waits at the row and finds it there.
    """
    day = localtime(at).date()
    if ReminderRound.objects.filter(on=day).exists():
        return 0
    with transaction.atomic():
        begun, new = ReminderRound.objects.get_or_create(on=day, defaults={"at": at})
        if not new:
            return 0
        due = reminders_due(day)
        Reminder.objects.bulk_create(due.reminders, batch_size=_AT_ONCE, ignore_conflicts=True)
        told = {one.person_id for one in due.reminders}
        reachable = User.objects.filter(pk__in=told).exclude(email="").values_list("pk", flat=True)
        ReminderMail.objects.bulk_create(ReminderMail(person_id=person, on=day) for person in reachable)
        begun.reminders, begun.untold = len(due.reminders), due.untold
        begun.save(update_fields=["reminders", "untold"])
        if due.reminders or due.untold:
            details = {"reminders": len(due.reminders), "people": len(told), "untold": due.untold}
            record("tasks.remind", of=begun, by=None, at=at, details=details)
    return begun.reminders


def send_reminder_mails(*, at: datetime) -> int:
    """Send the mails of today that nobody has sent; return how many went. What cannot go is tried again later.

    Each is claimed before it is sent and marked after, outside any transaction. A process killed in between may have
    sent one mail: after the lease it is sent again under the same Message-ID, which mailboxes hold for one.
    """
    day = localtime(at).date()
    free = Q(claimed_until__isnull=True) | Q(claimed_until__lte=at)
    waiting = ReminderMail.objects.filter(free, on=day, sent_at__isnull=True, tries__lt=_TRIES)
    # Without a server to send by nothing is tried and nothing used up; the desk tells people all the same.
    if settings.EMAIL_BACKEND == "loa.base.mail.NotSetUp" or not waiting.exists():
        return 0
    sent = 0
    connection: BaseEmailBackend = get_connection()
    try:
        for mail in waiting.select_related("person").order_by("pk")[:_MAILS_A_TIME]:
            claim = {"claimed_until": at + _LEASE, "tries": F("tries") + 1}
            if not waiting.filter(pk=mail.pk).update(**claim):
                continue  # another process has it
            try:
                _send(mail, day, connection)
            except SENDING_PROBLEMS as problem:
                connection.close()  # a refused conversation is not gone on with
                _log.warning("A reminder could not be sent: %s", type(problem).__name__)
                ReminderMail.objects.filter(pk=mail.pk).update(problem=explain(problem))
                if not isinstance(problem, _OF_ONE_PERSON):
                    break  # the server itself: every other mail would wait for it as long
            else:
                ReminderMail.objects.filter(pk=mail.pk).update(sent_at=at, problem="")
                sent += 1
    finally:
        connection.close()
    return sent


def _send(mail: ReminderMail, today: date, connection: BaseEmailBackend) -> None:
    """Send one mail, unless nothing of it is left to tell."""
    rows = told_on(mail.person_id, mail.on, today)
    if rows and mail.person.email:
        _message(mail, rows, connection).send()


def _message(mail: ReminderMail, rows: list[Reminded], connection: BaseEmailBackend) -> EmailMessage:
    lines = [_line(one) for one in rows[:_ROWS_A_MAIL]]
    if len(rows) > _ROWS_A_MAIL:
        lines.append(f"- và {len(rows) - _ROWS_A_MAIL} đầu việc khác")
    address = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
    name = mail.person.get_full_name() or mail.person.get_username()
    body = (
        f"Kính gửi {name},\n\nNgày {written_day(mail.on)} có {len(rows)} đầu việc cần chú ý:\n\n"
        + "\n".join(lines)
        + f"\n\nXem và báo cáo tại {address}{reverse('desk:reminders')}\n\n"
        "Thư này do hệ thống gửi, mỗi ngày làm việc nhiều nhất một thư. Không cần trả lời.\n"
    )
    host = address.split("//")[-1].split("/")[0].split(":")[0]
    return EmailMessage(
        subject=f"Nhắc việc ngày {written_day(mail.on)}: {len(rows)} đầu việc",
        body=body,
        to=[mail.person.email],
        headers={"Message-ID": f"<nhac-viec-{mail.person_id}-{mail.on:%Y%m%d}@{host}>"},
        connection=connection,
    )


def _line(one: Reminded) -> str:
    row = one.row
    what = shorten(row.title, 24)
    period = f" ({row.period_label})" if row.period_label else ""
    due = f", hạn {written_day(row.due_on)}, {row.distance}" if row.due_on else ""
    instead = " [đơn vị chưa có người phụ trách trên hệ thống]" if one.is_lead else ""
    return f"- {row.unit}: {what}{period}{due}{instead}"
