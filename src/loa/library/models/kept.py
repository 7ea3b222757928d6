"""What a unit keeps on its site: whose it is, where else it is shown, and that it can be withdrawn with a notice."""

from django.db import models

from loa.people.models import Unit


class Kept(models.Model):
    """Something public that is never deleted: withdrawn it keeps its address and says why."""

    owner = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name="đơn vị đăng")
    for_communes = models.BooleanField("hiện cả trên trang của các xã, thị trấn trực thuộc", default=False)
    posted_at = models.DateTimeField("đăng lúc")
    changed_at = models.DateTimeField("sửa lúc")
    version = models.PositiveIntegerField("lần ghi", default=0)
    withdrawn_at = models.DateTimeField("gỡ lúc", null=True)
    withdrawn_why = models.TextField("lý do gỡ", blank=True)
    files_kept = models.BooleanField("vẫn cho tải tệp sau khi gỡ", default=False)

    class Meta:
        abstract = True

    @property
    def hands_out_files(self) -> bool:
        """Whether its files may still be had."""
        return self.withdrawn_at is None or self.files_kept
