"""What reaches the desk: tips from officers, from contributors without an account, and letters that are held first."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import localtime

from loa.activities.models import Topic
from loa.newsroom import choices
from loa.people.models import Unit
from loa.pictures.models import Picture
from loa.tasks.models import evidence_storage


class Contributor(models.Model):
    """Somebody in a village who sends news by a link of their own (cộng tác viên); only its digest is kept."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name="đơn vị")
    name = models.CharField("họ tên", max_length=120)
    village = models.CharField("thôn, bản, khu phố", max_length=120, blank=True)
    phone = models.CharField("điện thoại", max_length=40, blank=True)  # personal data: masked on screen
    digest = models.CharField("mã băm của liên kết", max_length=64, unique=True)
    made_at = models.DateTimeField("cấp lúc")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="người cấp"
    )
    until = models.DateField("dùng đến hết ngày")
    ended_at = models.DateTimeField("thu hồi lúc", null=True)
    used_at = models.DateTimeField("dùng lần cuối lúc", null=True)

    class Meta:
        verbose_name = "cộng tác viên"
        verbose_name_plural = "cộng tác viên"

    def __str__(self) -> str:
        return self.name


class HeldLetter(models.Model):
    """A letter that came to the mailbox of the newsroom, held until somebody of the desk looks at it.

    It is kept for a while only (`actions.retention`): of one that was taken up, the row stays without its words.
    """

    message_id = models.CharField("mã thư", max_length=300, unique=True)
    from_address = models.CharField("từ địa chỉ", max_length=320)
    from_name = models.CharField("từ", max_length=200, blank=True)
    subject = models.CharField("tiêu đề", max_length=300, blank=True)
    text = models.TextField("nội dung", blank=True)
    sent_at = models.DateTimeField("gửi lúc", null=True)
    received_at = models.DateTimeField("đến lúc")
    automatic = models.BooleanField("thư tự động", default=False)
    authenticated = models.BooleanField("nguồn gửi được xác thực", null=True)
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="đơn vị theo địa chỉ gửi"
    )
    state = models.CharField("trạng thái", max_length=10, choices=choices.LetterState, default=choices.LetterState.HELD)
    decided_at = models.DateTimeField("xử lý lúc", null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="người xử lý"
    )
    reason = models.CharField("lý do", max_length=300, blank=True)
    erased_at = models.DateTimeField("xóa thư gốc lúc", null=True)

    class Meta:
        verbose_name = "thư đang giữ"
        verbose_name_plural = "thư đang giữ"
        indexes = [models.Index(fields=["state", "-received_at"], name="held_letters")]

    def __str__(self) -> str:
        # The record keeps this for good, so it says nothing of whom the letter is from and of what it tells.
        return f"Thư đến {localtime(self.received_at):%d/%m/%Y %H:%M}"


class HeldFile(models.Model):
    """A file that came with a letter; of what is refused or infected only the name stays."""

    letter = models.ForeignKey(HeldLetter, on_delete=models.CASCADE, related_name="files", verbose_name="thư")
    name = models.CharField("tên tệp", max_length=255)
    file = models.FileField("tệp", storage=evidence_storage, upload_to="%Y/%m/", blank=True)
    size = models.PositiveIntegerField("cỡ tệp (byte)", default=0)
    sha256 = models.CharField("mã băm", max_length=64, blank=True)
    state = models.CharField(
        "trạng thái", max_length=10, choices=choices.HeldFileState, default=choices.HeldFileState.WAITING
    )
    problem = models.CharField("lý do", max_length=300, blank=True)
    checked_at = models.DateTimeField("kiểm tra lúc", null=True)
    claimed_until = models.DateTimeField("đang kiểm tra đến", null=True)

    class Meta:
        verbose_name = "tệp đến theo thư"
        verbose_name_plural = "tệp đến theo thư"

    def __str__(self) -> str:
        return self.name


class Mailbox(models.Model):
    """How it stands with the newsroom's mailbox: one row, written when it begins and ends to be out of reach."""

    THE_ONE = 1

    failing_since = models.DateTimeField("không lấy được thư từ", null=True)
    problem = models.CharField("vì sao", max_length=300, blank=True)

    class Meta:
        verbose_name = "hộp thư nhận tin"
        verbose_name_plural = "hộp thư nhận tin"

    def __str__(self) -> str:
        return "Hộp thư nhận tin"


class Tip(models.Model):  # type: ignore[django-manager-missing]  # stories have a manager of Wagtail's
    """News that somebody offers: what, where, when, with pictures; the desk takes it up or says why not."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name="đơn vị")
    way = models.CharField("đến bằng", max_length=10, choices=choices.TipWay)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="người gửi"
    )
    contributor = models.ForeignKey(
        Contributor, on_delete=models.PROTECT, null=True, related_name="tips", verbose_name="cộng tác viên"
    )
    letter = models.OneToOneField(
        HeldLetter, on_delete=models.PROTECT, null=True, related_name="tip", verbose_name="thư"
    )
    title = models.CharField("việc gì", max_length=200)
    text = models.TextField("nội dung", blank=True)
    happened_on = models.DateField("ngày diễn ra", null=True)
    place = models.CharField("ở đâu", max_length=200, blank=True)
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="nội dung")
    received_at = models.DateTimeField("đến lúc")
    state = models.CharField("trạng thái", max_length=10, choices=choices.TipState, default=choices.TipState.NEW)
    taken_at = models.DateTimeField("nhận lúc", null=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="người nhận"
    )
    reason = models.CharField("lý do không dùng", max_length=300, blank=True)

    class Meta:
        verbose_name = "tin cơ sở cung cấp"
        verbose_name_plural = "tin cơ sở cung cấp"
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=choices.TipState.DECLINED) | ~Q(reason=""), name="a_declined_tip_has_a_reason"
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-received_at"], name="tips_as_they_came"),
            models.Index(fields=["unit", "-received_at"], name="tips_of_a_unit"),
        ]

    def __str__(self) -> str:
        return self.title


class TipPicture(models.Model):
    """A picture of a tip, made anew when it came; rights and consent stand with the picture."""

    tip = models.ForeignKey(Tip, on_delete=models.CASCADE, related_name="pictures", verbose_name="tin cơ sở")
    picture = models.ForeignKey(Picture, on_delete=models.PROTECT, related_name="+", verbose_name="ảnh")
    caption = models.CharField("chú thích", max_length=300, blank=True)
    position = models.PositiveSmallIntegerField("thứ tự", default=0)

    class Meta:
        verbose_name = "ảnh của tin cơ sở"
        verbose_name_plural = "ảnh của tin cơ sở"
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.caption or str(self.picture)
