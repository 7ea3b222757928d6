"""The rhythms that standing work may follow: data, so that an installation can follow its province's own rule."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from loa.lib.periods import Rhythm, openings_in

OWN_CUT = 0
_MOST_OPENINGS = 24


class PeriodRule(models.Model):
    """How a year falls into periods, and by when each is reported; `basis` names the source of the rule."""

    code = models.SlugField("mã", max_length=30, unique=True)
    name = models.CharField("nhịp báo cáo", max_length=100)
    months = models.PositiveSmallIntegerField(
        "số tháng mỗi kỳ",
        choices=[(1, "1 tháng"), (3, "3 tháng"), (6, "6 tháng"), (12, "12 tháng"), (OWN_CUT, "kỳ tự đặt")],
    )
    opens = models.CharField(
        "ngày mở từng kỳ",
        max_length=200,
        blank=True,
        help_text="Chỉ ghi khi chọn kỳ tự đặt: ngày đầu của mỗi kỳ trong năm, ví dụ 01/01; 15/04; 01/09. Kỳ cuối kéo "
        "dài đến trước ngày mở đầu tiên của năm sau. Kỳ kết thúc trong năm nào thì thuộc kế hoạch năm đó.",
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

    def clean(self) -> None:
        """Raise ValidationError where the days that open periods cannot be read, or say nothing in this rhythm."""
        if self.months != OWN_CUT:
            if self.opens.strip():
                raise ValidationError({"opens": "Để trống ô này, hoặc chọn “kỳ tự đặt” ở số tháng mỗi kỳ."})
            return
        try:
            openings = openings_in(self.opens)
        except ValueError as problem:
            words = (
                "Ghi ngày và tháng mở của từng kỳ, cách nhau bằng dấu chấm phẩy, không trùng nhau: 01/01; 15/04; 01/09."
            )
            raise ValidationError({"opens": words}) from problem
        if len(openings) > _MOST_OPENINGS:
            raise ValidationError({"opens": f"Một năm chia nhiều nhất {_MOST_OPENINGS} kỳ."})
        self.opens = "; ".join(f"{day:02}/{month:02}" for month, day in openings)

    @property
    def cut(self) -> str:
        """How long its periods are, or on which days they open."""
        return f"mở ngày {self.opens}" if self.months == OWN_CUT else self.get_months_display()

    @property
    def rhythm(self) -> Rhythm:
        """The rule as the calculation of periods wants it."""
        if self.months == OWN_CUT:
            return Rhythm(months=OWN_CUT, opens=openings_in(self.opens), days_to_send=self.days_to_send)
        return Rhythm(months=self.months, first_day=self.first_day, days_to_send=self.days_to_send)
