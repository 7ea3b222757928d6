"""The five measures of the plan's own words (clause I.2): regular, timely, complete, widespread, accurate."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, DurationField, ExpressionWrapper, F, QuerySet, Sum

from loa.activities.models import EVERY, Activity, CoverageTally
from loa.activities.queries.holes import standings
from loa.activities.rules import median_of
from loa.people.choices import UnitClass
from loa.people.models import Unit
from loa.people.queries import members

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
    rows = Activity.objects.standing().filter(unit__in=units, on__gte=first, on__lte=end)
    asked = standings(owner, first, last, today)
    dates = f"don-vi={owner}&tu={first:%Y-%m}&den={last:%Y-%m}"
    communes = {one.unit_id for one in members(UnitClass.COMMUNES, Unit(pk=owner), today)}
    told = _told({owner, *communes}, first, last)
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
        _timely(rows, dates),
        Measure(
            name="Đầy đủ",
            value=_share(done, cells),
            detail=f"{done} trên {cells} ô (chỉ tiêu × đơn vị) đã có hoạt động" if cells else "chưa đặt chỉ tiêu",
            definition="Tỷ lệ ô phải có (nội dung, kênh, đối tượng của từng chỉ tiêu × đơn vị) đã có ít nhất một "
            "hoạt động.",
            query=f"bao-phu/?{dates}",
        ),
        _widespread(communes, told, dates),
        _accurate(rows, told.get(owner, 0), dates),
    ]


def _timely(rows: QuerySet[Activity], dates: str) -> Measure:
    late = ExpressionWrapper(F("on") - F("happened_on"), output_field=DurationField())
    found = rows.filter(happened_on__isnull=False, happened_on__lte=F("on"), corrects__isnull=True)
    counted: dict[int, int] = {}
    for days, many in found.order_by().annotate(days=late).values_list("days").annotate(Count("pk")):
        whole = days.days if isinstance(days, timedelta) else int(days)
        counted[whole] = counted.get(whole, 0) + many
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


def _widespread(communes: Collection[int], told: Mapping[int, int], dates: str) -> Measure:
    reached = sum(told.get(one, 0) > 0 for one in communes)
    return Measure(
        name="Rộng khắp",
        value=_share(reached, len(communes)),
        detail=f"{reached} trên {len(communes)} xã, thị trấn có hoạt động" if communes else "không có cấp xã",
        definition="Tỷ lệ xã, phường, thị trấn trực thuộc có ít nhất một hoạt động.",
        query=f"bao-phu/?{dates}&hang=don-vi&cot=thang",
    )


def _accurate(rows: QuerySet[Activity], told: int, dates: str) -> Measure:
    fixed = rows.filter(corrects__isnull=False).values_list("on", "corrects__on", "corrects")
    days: dict[int, int] = {}
    wrong = set()
    fixes = 0
    for on, first_on, which in fixed:
        fixes += 1
        days[(on - first_on).days] = days.get((on - first_on).days, 0) + 1
        wrong.add(which)
    total = told - fixes
    return Measure(
        name="Chính xác",
        value=_share(total - len(wrong), total),
        detail=f"{len(wrong)} hoạt động phải đính chính, trung vị {median_of(days)} ngày"
        if wrong
        else "không có đính chính",
        definition="Tỷ lệ hoạt động không phải đính chính; số ngày từ khi phát đến khi đính chính trên chính kênh đó.",
        query=f"?{dates}&hinh-thuc=dinh-chinh",
    )


def _told(units: Collection[int], first: date, last: date) -> dict[int, int]:
    """Return how much each unit, with all below it, told in some months, every activity once; one statement."""
    each_once = CoverageTally.objects.filter(topic=EVERY, audience=EVERY, unit__in=units)
    rows = each_once.filter(month__gte=first.replace(day=1), month__lte=last).order_by()
    return dict(rows.values_list("unit").annotate(all=Sum("count")))


def _share(part: int, whole: int) -> str:
    """Return a share in words: never 100% of nothing."""
    if whole <= 0:
        return NOT_DUE
    return f"{part * 1000 // whole / 10:.1f}".replace(".", ",").removesuffix(",0") + "%"


def _month_end(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1) - timedelta(days=1)
