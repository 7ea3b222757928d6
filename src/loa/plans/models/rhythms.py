"""The rhythms that standing work may follow: data, so that an installation can follow its province's own rule."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from loa.lib.periods import Rhythm


class PeriodRule(models.Model):
    """How a year falls into periods, and by when each is reported; `basis` names the source of the rule."""

    code = models.SlugField("mã", max_length=30, unique=True)
    name = models.CharField("nhịp báo cáo", max_length=100)
    months = models.PositiveSmallIntegerField(
        "số tháng mỗi kỳ", choices=[(1, "1 tháng"), (3, "3 tháng"), (6, "6 tháng"), (12, "12 tháng")]
    )
    first_day = models.PositiveSmallIntegerField(
        "ngày mở kỳ",
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(28)],
        help_text="1: kỳ theo lịch. 15: kỳ mở ngày 15 của tháng trước, như kỳ báo cáo 15/12 đến 14/3.",
    )
    days_to_send = models.PositiveSmallIntegerField(
        "số ngày để gửi", default=0, help_text="Tính từ ngày cuối kỳ đến hạn gửi."
    )
    basis = models.CharField("căn cứ", max_length=300, blank=True)
    position = models.PositiveSmallIntegerField("thứ tự", default=0)

    class Meta:
        verbose_name = "nhịp báo cáo"
        verbose_name_plural = "nhịp báo cáo"

    def __str__(self) -> str:
        return self.name

    @property
    def rhythm(self) -> Rhythm:
        """The rule as the calculation of periods wants it."""
        return Rhythm(months=self.months, first_day=self.first_day, days_to_send=self.days_to_send)
