"""Users and the audit entry: who may sign in, and what was done by whom."""

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """A person who signs in. An officer may have no e-mail address; the user name is the identity.

    `home_unit` is the unit whose administrator keeps the account. `work_phone` is a line of the office, never a
    private number.
    """

    home_unit = models.ForeignKey(
        "people.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="accounts", verbose_name="đơn vị"
    )
    work_phone = models.CharField("điện thoại công vụ", max_length=40, blank=True)

    class Meta:
        verbose_name = "người dùng"
        verbose_name_plural = "người dùng"


class PasswordLink(models.Model):
    """A link that lets its holder set the password of one account, once; only the digest of its secret is kept."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="password_links", verbose_name="người dùng"
    )
    digest = models.CharField("mã băm của liên kết", max_length=64, unique=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="người cấp"
    )
    made_at = models.DateTimeField("cấp lúc")
    valid_until = models.DateTimeField("dùng được đến")
    used_at = models.DateTimeField("dùng lúc", null=True)

    class Meta:
        verbose_name = "liên kết đặt mật khẩu"
        verbose_name_plural = "liên kết đặt mật khẩu"

    def __str__(self) -> str:
        return f"{self.user}, đến {self.valid_until:%d/%m/%Y %H:%M}"


class AuditEntry(models.Model):
    """One action somebody took: one row per action, never one per row that the action touched.

    The object is kept as kind, key and name, not as a foreign key, so that an entry outlives what it speaks of.
    Rows are only ever added; `save` and `delete` refuse anything else, and below them triggers of the database do
    (docs/decisions/0016-audit-record.md).
    """

    at = models.DateTimeField("lúc", db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="người thực hiện",
        help_text="Trống khi hệ thống tự làm.",
    )
    action = models.CharField("việc đã làm", max_length=100, db_index=True)
    object_kind = models.CharField("loại đối tượng", max_length=100)
    object_key = models.CharField("mã đối tượng", max_length=64)
    object_name = models.CharField("tên đối tượng", max_length=500)
    folded_name = models.CharField("tên để tìm", max_length=500, default="")
    details = models.JSONField("chi tiết", default=dict)
    address = models.CharField(
        "địa chỉ mạng", max_length=45, blank=True, default="", help_text="Trống khi không qua trang mạng."
    )

    class Meta:
        verbose_name = "mục nhật ký"
        verbose_name_plural = "nhật ký"
        indexes = [models.Index(fields=["object_kind", "object_key", "at"], name="audit_by_object")]

    def __str__(self) -> str:
        return f"{self.at:%d/%m/%Y %H:%M} {self.action}: {self.object_name}"

    def save(self, *args: object, **kwargs: object) -> None:
        """Write the row once; an entry that exists is never changed."""
        if not self._state.adding:
            raise TypeError("An audit entry is never changed.")
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def delete(self, *args: object, **kwargs: object) -> tuple[int, dict[str, int]]:
        """Refuse: an entry is never removed."""
        raise TypeError("An audit entry is never removed.")
