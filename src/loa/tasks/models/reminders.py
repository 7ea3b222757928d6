"""The ladder of reminders of a plan, who was reminded of what and when, and the one mail a day that tells of it."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from loa.plans.models import PlanVersion
from loa.tasks import choices
from loa.tasks.models.obligations import Obligation

# As far from a last day as somebody may be reminded, in working days.
FARTHEST_RUNG = 30


class ReminderRule(models.Model):
    """One rung of a plan's ladder: so many working days before (negative) or after the last day, somebody is told."""

    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="+", verbose_name="bản kế hoạch")
    rung = models.SmallIntegerField(
        "số ngày làm việc so với hạn",
        validators=[MinValueValidator(-FARTHEST_RUNG), MaxValueValidator(FARTHEST_RUNG)],
        help_text="Âm: trước hạn; 0: đúng hạn; dương: sau hạn.",
    )
    told = models.CharField("nhắc ai", max_length=10, choices=choices.Told)

    class Meta:
        verbose_name = "mốc nhắc việc"
        verbose_name_plural = "mốc nhắc việc"
        constraints = [models.UniqueConstraint(fields=["version", "rung", "told"], name="one_rung_of_a_kind")]

    def __str__(self) -> str:
        return f"{self.rung}: {self.get_told_display()}"


class ReminderRound(models.Model):
    """One day's reminders, written down all at once; the row keeps a second process from doing it again."""

    on = models.DateField("ngày", unique=True)
    at = models.DateTimeField("lúc")
    reminders = models.PositiveIntegerField("số lượt nhắc", default=0)
    # Obligations for which nobody could be told: no one holds a role in the unit, nor in the one that leads the plan.
    untold = models.PositiveIntegerField("số đầu việc không có người nhận", default=0)

    class Meta:
        verbose_name = "lượt nhắc việc trong ngày"
        verbose_name_plural = "lượt nhắc việc trong ngày"

    def __str__(self) -> str:
        return f"Nhắc việc ngày {self.on:%d/%m/%Y}"


class Reminder(models.Model):
    """Somebody was reminded of an obligation on a day. `due_on` is the last day as it was then."""

    obligation = models.ForeignKey(
        Obligation, on_delete=models.CASCADE, related_name="reminders", verbose_name="đầu việc"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="người được nhắc"
    )
    rung = models.SmallIntegerField("số ngày làm việc so với hạn")
    told = models.CharField("nhắc với tư cách", max_length=10, choices=choices.Told)
    due_on = models.DateField("hạn cuối khi nhắc")
    on = models.DateField("ngày nhắc")

    class Meta:
        verbose_name = "lượt nhắc việc"
        verbose_name_plural = "lượt nhắc việc"
        constraints = [
            models.UniqueConstraint(
                fields=["obligation", "person", "rung", "due_on"], name="nobody_is_reminded_twice_of_a_rung"
            ),
        ]
        indexes = [models.Index(fields=["person", "-on"], name="reminders_of_a_person")]

    def __str__(self) -> str:
        return f"{self.on:%d/%m/%Y}: {self.obligation}"


class ReminderMail(models.Model):
    """The one mail to a person on a day, on its way: claimed by a process until a moment, then sent or tried again."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="người nhận"
    )
    on = models.DateField("ngày")
    claimed_until = models.DateTimeField("đang gửi đến", null=True)
    tries = models.PositiveSmallIntegerField("số lần thử", default=0)
    sent_at = models.DateTimeField("gửi lúc", null=True)
    problem = models.TextField("vì sao chưa gửi được", blank=True)

    class Meta:
        verbose_name = "thư nhắc việc"
        verbose_name_plural = "thư nhắc việc"
        constraints = [models.UniqueConstraint(fields=["person", "on"], name="one_mail_a_person_a_day")]
        indexes = [models.Index(fields=["on", "sent_at"], name="mails_to_be_sent")]

    def __str__(self) -> str:
        return f"{self.person}, {self.on:%d/%m/%Y}"
