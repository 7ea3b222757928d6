"""The five measures of the plan's own words (clause I.2): regular, timely, complete, widespread, accurate."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import BigIntegerField, Count, F, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from loa.activities.models import EVERY, Activity, CoverageTally
from loa.activities.queries.holes import standings
from loa.activities.rules import median_of
from loa.people.choices import UnitClass
from loa.people.models import UnitVersion
from loa.people.rules import belongs

# What is told within so many days of the event or document counts as timely; a rule of ours, shown beside the number.
TIMELY_WITHIN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A measure with its definition: `value` in words, "chưa đến hạn" where nothing could be measured yet."""

    name: str
    value: str
    detail: str
    definition: str
    query: str


NOT_DUE = "chưa đến hạn"


def measures(owner: int, units: frozenset[int], first: date, last: date, today: date) -> list[Measure]:
    """Return the measures of an owner, with the `units` below it, from one month to another."""
    end = min(today, _month_end(last))
    asked = standings(owner, first, last, today)
    dates = f"don-vi={owner}&tu={first:%Y-%m}&den={last:%Y-%m}"
    communes, told = _told(owner, first, last, today)
    timely, fixed = _days(units, first, end)
    met, over = sum(one.met for one in asked), sum(one.over for one in asked)
    done, cells = sum(one.units_done for one in asked), sum(one.units for one in asked)
    return [
        Measure(
            name="Thường xuyên",
            value=_share(met, over),
            detail=f"{met} trên {over} kỳ đã qua đạt chỉ tiêu" if over else "chưa có kỳ nào đã qua",
            definition="Tỷ lệ kỳ đã qua có đủ hoạt động theo chỉ tiêu. Kỳ chưa qua không tính.",
            query=f"cho-trong/?{dates}",
        ),
        _timely(timely, dates),
        Measure(
            name="Đầy đủ",
            value=_share(done, cells),
            detail=f"{done} trên {cells} ô (chỉ tiêu × đơn vị) đã có hoạt động" if cells else "chưa đặt chỉ tiêu",
            definition="Tỷ lệ ô phải có (nội dung, kênh, đối tượng của từng chỉ tiêu × đơn vị) đã có ít nhất một "
            "hoạt động.",
            query=f"bao-phu/?{dates}",
        ),
        _widespread(communes, dates),
        _accurate(fixed, told, dates),
    ]


def _days(units: frozenset[int], first: date, end: date) -> tuple[dict[int, int], list[tuple[int, int]]]:
    """Return how many activities came so many days after what they tell of, and each correction; one statement.

    Of a correction: which activity it corrects, and after how many days. Each half is read from an index of its own.
    What was taken back is left out by the few rows that took something back: joined to itself, five million rows would
    be read twice.
    """
    rows = Activity.objects.filter(unit__in=units, on__gte=first, on__lte=end, counters__isnull=True)
    rows = rows.exclude(pk__in=Activity.objects.filter(counters__isnull=False).values("counters")).order_by()
    told = rows.filter(happened_on__isnull=False, happened_on__lte=F("on"), corrects__isnull=True)
    after = told.values_list("on", "happened_on").annotate(which=Value(0, BigIntegerField()), many=Count("pk"))
    fixes = rows.filter(corrects__isnull=False).values_list("on", "corrects__on")
    counted: dict[int, int] = {}
    fixed: list[tuple[int, int]] = []
    for on, since, which, many in after.union(fixes.annotate(which=F("corrects"), many=Value(1)), all=True):
        days = (on - since).days
        if which:
            fixed.append((which, days))
        else:
            counted[days] = counted.get(days, 0) + many
    return counted, fixed


def _timely(counted: Mapping[int, int], dates: str) -> Measure:
    total = sum(counted.values())
    soon = sum(many for days, many in counted.items() if days <= TIMELY_WITHIN)
    middle = median_of(counted)
    return Measure(
        name="Kịp thời",
        value=_share(soon, total),
        detail=f"trung vị {middle} ngày từ sự việc đến khi phát" if total else "chưa có hoạt động ghi ngày sự việc",
        definition=f"Tỷ lệ hoạt động phát trong {TIMELY_WITHIN} ngày từ ngày của sự việc hoặc văn bản. Chỉ tính hoạt "
        "động có ghi ngày đó.",
        query=f"?{dates}",
    )


def _widespread(communes: Mapping[int, int], dates: str) -> Measure:
    reached = sum(count > 0 for count in communes.values())
    return Measure(
        name="Rộng khắp",
        value=_share(reached, len(communes)),
        detail=f"{reached} trên {len(communes)} xã, thị trấn có hoạt động" if communes else "không có cấp xã",
        definition="Tỷ lệ xã, phường, thị trấn trực thuộc có ít nhất một hoạt động.",
        query=f"bao-phu/?{dates}&hang=don-vi&cot=thang",
    )


def _accurate(fixed: Sequence[tuple[int, int]], told: int, dates: str) -> Measure:
    days = Counter(after for _, after in fixed)
    wrong = {corrects for corrects, _ in fixed}
    total = told - len(fixed)
    return Measure(
        name="Chính xác",
        value=_share(total - len(wrong), total),
        detail=f"{len(wrong)} hoạt động phải đính chính, trung vị {median_of(days)} ngày"
        if wrong
        else "không có đính chính",
        definition="Tỷ lệ hoạt động không phải đính chính; số ngày từ khi phát đến khi đính chính trên chính kênh đó.",
        query=f"?{dates}&hinh-thuc=dinh-chinh",
    )


def _told(owner: int, first: date, last: date, today: date) -> tuple[dict[int, int], int]:
    """Return how much each commune directly below an owner told in some months, and all together; one statement.

    Every activity counts once.
    """
    each_once = CoverageTally.objects.filter(topic=EVERY, audience=EVERY, unit=OuterRef("unit"))
    some = each_once.filter(month__gte=first.replace(day=1), month__lte=last).order_by().values("unit")
    units = UnitVersion.objects.on(today).filter(Q(parent=owner) | Q(unit=owner))
    rows = units.annotate(told=Coalesce(Subquery(some.annotate(all=Sum("count")).values("all")), 0))
    communes, in_all = {}, 0
    for unit, kind, tier, told in rows.values_list("unit", "unit__kind", "unit__tier", "told"):
        if unit == owner:
            in_all = told
        elif belongs(UnitClass.COMMUNES, kind=kind, tier=tier):
            communes[unit] = told
    return communes, in_all


def _share(part: int, whole: int) -> str:
    """Return a share in words: never 100% of nothing."""
    if whole <= 0:
        return NOT_DUE
    return f"{part * 1000 // whole / 10:.1f}".replace(".", ",").removesuffix(",0") + "%"


def _month_end(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1) - timedelta(days=1)
