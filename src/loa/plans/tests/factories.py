"""Plans for tests of pages: rows shaped as the founding plan's are, as many as a test asks for."""

from datetime import UTC, date, datetime
from hashlib import sha256
from itertools import cycle
from typing import Any

from django.core.files.base import ContentFile

from loa.people.choices import Tier, UnitKind
from loa.people.models import Unit, UnitVersion
from loa.plans.models import (
    Clause,
    Duty,
    Finding,
    Form,
    LineAgency,
    LineTiming,
    Plan,
    PlanLine,
    PlanVersion,
    ReportDuty,
    Topic,
)

HOME_AFFAIRS = "Phòng Nội vụ"
CULTURE = "Phòng Văn hóa và thông tin"
JUSTICE = "Phòng Tư pháp"
CENTRE = "Trung tâm Văn hóa thông tin - Thể dục thể thao"
OFFICE = "Văn phòng HĐND và UBND huyện"
COMMUNES = "UBND các xã, thị trấn"
FINANCE = "Phòng Tài chính - Kế hoạch"
CONCERNED = "Các cơ quan, đơn vị có liên quan"

_QUARTER = ("Quý I/2024", "in_quarter", date(2024, 1, 1), date(2024, 3, 31), "included")
_STANDING = ("Thường xuyên", "standing", None, None, "")

# title, products, leads, timing
TASKS: tuple[tuple[str, list[str], list[str], tuple[Any, ...]], ...] = (
    ("Xây dựng Kế hoạch tuyên truyền CCHC năm 2024", ["Kế hoạch"], [HOME_AFFAIRS, COMMUNES], _QUARTER),
    (
        (
            "Lồng ghép tuyên truyền CCHC qua lớp bồi dưỡng nghiệp vụ, công vụ cho đội ngũ cán bộ, công chức, "
            "viên chức, qua các cuộc phổ biến giáo dục pháp luật trên địa bàn huyện."
        ),
        ["Kế hoạch", "tài liệu", "các lớp tập huấn"],
        [HOME_AFFAIRS, CULTURE, JUSTICE, CENTRE],
        ("Hoàn thành trước 15/12/2024", "before_date", None, date(2024, 12, 15), "before"),
    ),
    (
        (
            "Cập nhật các tin, bài về tình hình thực hiện công tác cải cách hành chính của huyện, xã; Lồng ghép "
            "nội dung tuyên truyền vào Hội nghị, tọa đàm, giao ban."
        ),
        ["Tin", "bài", "phóng sự"],
        [HOME_AFFAIRS, OFFICE, CENTRE, COMMUNES],
        _STANDING,
    ),
    (
        (
            "Tuyên truyền kết quả Chỉ số CCHC (năm trước liền kề), Chỉ số hài lòng về sự phục vụ hành chính của các cơ "
            "quan, đơn vị trên Cổng Thông tin điện tử huyện, trang thông tin điện tử của UBND các xã, thị trấn."
        ),
        ["Tin", "bài", "phóng sự"],
        [HOME_AFFAIRS, CENTRE, COMMUNES],
        _QUARTER,
    ),
    (
        (
            "Duy trì các chuyên trang, chuyên mục tuyên truyền về CCHC, về chuyển đổi số trên các phương tiện "
            "thông tin đại chúng; Cổng thông tin điện tử huyện; trang thông tin điện tử của UBND các xã, thị trấn"
        ),
        ["Dữ liệu", "tin bài"],
        [CULTURE, CENTRE, COMMUNES],
        _STANDING,
    ),
    (
        (
            "Tuyên truyền về hoạt động kiểm soát TTHC, triển khai cơ chế một cửa, một cửa liên thông và thực hiện TTHC "
            "trên môi trường điện tử"
        ),
        ["Kế hoạch", "báo cáo Tin", "bài"],
        [OFFICE, CENTRE, COMMUNES],
        _STANDING,
    ),
    (
        "Tổ chức các cuộc thi tìm hiểu CCHC năm 2024; tuyên truyền về các cuộc thi.",
        ["Kế hoạch", "thể lệ thi", "báo cáo kết quả thi"],
        [HOME_AFFAIRS, JUSTICE, CENTRE],
        ("Trong năm 2024", "in_year", date(2024, 1, 1), date(2024, 12, 31), "included"),
    ),
    (
        "Tổng kết công tác thực hiện tuyên truyền CCHC nhà nước năm 2024",
        ["Báo cáo năm"],
        [HOME_AFFAIRS, CULTURE, COMMUNES],
        ("Trước ngày 25/11/2024", "before_date", None, date(2024, 11, 25), "before"),
    ),
)

_DUTY_BOUND = (COMMUNES, HOME_AFFAIRS, CULTURE, CENTRE, OFFICE, JUSTICE, FINANCE)

# ref, heading, text, role
CLAUSES = (
    ("I", "MỤC ĐÍCH, YÊU CẦU", ""),
    ("I.1", "Mục đích", ""),
    ("I.1.-1", "", "Tuyên truyền kịp thời các chủ trương của Đảng và văn bản chỉ đạo của Trung ương về CCHC."),
    ("II", "NỘI DUNG, HÌNH THỨC VÀ HOẠT ĐỘNG TUYÊN TRUYỀN", ""),
    ("II.1", "Nội dung tuyên truyền", "Các nội dung tuyên truyền chủ yếu là: cải cách thể chế."),
    ("II.1.-1", "", "Tuyên truyền các nhiệm vụ nâng cao các chỉ số: PAR INDEX, PCI, PAPI, SIPAS."),
    ("II.1.-2", "", "Tuyên truyền, hướng dẫn người dân, doanh nghiệp sử dụng dịch vụ công trực tuyến."),
    ("II.2", "Hình thức tuyên truyền", ""),
    ("II.2.-1", "", "Tuyên truyền thông qua hình thức trực quan: pa nô, áp phích, khẩu hiệu."),
    ("III", "TỔ CHỨC THỰC HIỆN", ""),
    *((f"III.{number}", name, "") for number, name in enumerate(_DUTY_BOUND, 1)),
)

DUTIES = (
    (HOME_AFFAIRS, "III.2", "lead", "Chủ trì tổ chức cuộc thi tìm hiểu về CCHC trên địa bàn huyện."),
    (CULTURE, "III.3", "report", "Báo cáo, đánh giá kết quả thực hiện tuyên truyền CCHC năm 2024."),
    (CENTRE, "III.4", "do", "Kịp thời đăng, phát thông tin biểu dương, nêu gương người tốt, việc tốt."),
    (OFFICE, "III.5", "supply", "Chủ trì cung cấp kết quả cải cách thủ tục hành chính trên địa bàn huyện."),
    (JUSTICE, "III.6", "partner", "Phối hợp với Phòng Nội vụ tổ chức cuộc thi tìm hiểu về CCHC."),
    (COMMUNES, "III.1", "do", "Ban hành Quy chế tiếp nhận, xử lý các ý kiến, kiến nghị của cá nhân, tổ chức."),
    (FINANCE, "III.7", "partner", "Phối hợp với Phòng Nội vụ tham mưu việc sử dụng và quyết toán kinh phí."),
)

READING = {
    "basis": [
        {
            "symbol": "250/KH-UBND",
            "issued_on": "2023-12-22",
            "issuer": "UBND tỉnh Quảng Trị",
            "title": "Cải cách hành chính nhà nước tỉnh Quảng Trị năm 2024",
        }
    ],
    "recipients": ["Chủ tịch, các PCT UBND huyện", "Lưu: VT, NV"],
    "signer": {"authority": "TM. ỦY BAN NHÂN DÂN", "title": "CHỦ TỊCH", "name": "Thái Văn Thành"},
}


def district() -> Unit:
    """Return the unit that carries the founding plan out, made where a test has not loaded the units."""
    unit, new = Unit.objects.get_or_create(
        key="huyen-vinh-linh", defaults={"kind": UnitKind.COMMITTEE, "tier": Tier.DISTRICT}
    )
    if new:
        UnitVersion.objects.create(
            unit=unit, name="UBND huyện Vĩnh Linh", valid_from=date(2020, 1, 1), source="dùng cho phép thử"
        )
    return unit


def make_plan(
    *,
    tasks: int = 8,
    year: int = 2024,
    slug: str | None = None,
    title: str = "Kế hoạch Tuyên truyền cải cách hành chính năm 2024",
    findings: bool = True,
    content: bytes | None = None,
    confirmed: bool = True,
    owner: Unit | None = None,
    **version_fields: Any,
) -> PlanVersion:
    """Store a plan with one version of `tasks` lines (the founding plan's, repeated where more are asked for)."""
    owner = owner or district()
    imported_at = datetime(2024, 1, 31, 8, tzinfo=UTC)
    slug = slug or f"tuyen-truyen-cchc-{year}"
    content = content if content is not None else f"{title} {slug}".encode()
    plan = Plan.objects.create(title=title, slug=slug, year=year, issuer="UBND huyện Vĩnh Linh", owner=owner)
    version = PlanVersion(
        plan=plan,
        number=1,
        file_name="Kế hoạch 2024.txt",
        sha256=sha256(content).hexdigest(),
        declared_task_count=tasks,
        basis=READING["basis"],
        signer=READING["signer"],
        reading=READING,
        imported_at=imported_at,
        confirmed_at=imported_at if confirmed else None,
        **version_fields,
    )
    version.file.save("ke-hoach.txt", ContentFile(content), save=False)
    version.save()
    for position, (row, task) in enumerate(zip(range(tasks), cycle(TASKS), strict=False)):
        _add_line(version, position, row + 1, *task)
    _add_text(version)
    if findings:
        _add_findings(version)
    return version


def _add_line(
    version: PlanVersion, position: int, row: int, title: str, products: list[str], leads: list[str], timing: Any
) -> None:
    line = PlanLine.objects.create(
        version=version,
        position=position,
        number=str(position + 1),
        title=title,
        products=products,
        place={"label": f"Phụ lục, nhiệm vụ {position + 1}", "clause": None, "block": 3, "row": row, "cell": None},
    )
    mentions = [("lead", name) for name in leads] + [("partner", CONCERNED)]
    for order, (role, name) in enumerate(mentions):
        kind = {CONCERNED: "open", COMMUNES: "class"}.get(name, "unit")
        LineAgency.objects.create(
            line=line, position=order, role=role, agency_text=name, agency_name=name, agency_kind=kind
        )
    text, kind, start, due, boundary = timing
    LineTiming.objects.create(
        line=line, position=0, timing_text=text, timing_kind=kind, starts_on=start, due_on=due, boundary=boundary
    )


def _add_text(version: PlanVersion) -> None:
    for position, (ref, heading, text) in enumerate(CLAUSES):
        parent = ref.rpartition(".")[0]
        Clause.objects.create(
            version=version, position=position, ref=ref, parent_ref=parent, heading=heading, text=text
        )
    for position, (ref, _, text) in enumerate(CLAUSES):
        if ref.startswith(("II.1.", "II.2.")):
            kind = Topic if ref.startswith("II.1.") else Form
            kind.objects.create(version=version, position=position, clause_ref=ref, text=text)
    for position, (agency, ref, role, text) in enumerate(DUTIES):
        Duty.objects.create(
            version=version,
            position=position,
            agency_text=agency,
            agency_name=agency,
            agency_kind="class" if agency == COMMUNES else "unit",
            clause_ref=ref,
            role=role,
            text=text,
        )
    ReportDuty.objects.create(
        version=version,
        position=0,
        who=[{"text": COMMUNES, "name": COMMUNES, "kind": "class"}],
        receiver=HOME_AFFAIRS,
        text="báo cáo kết quả thực hiện công tác tuyên truyền CCHC gửi về Phòng Nội vụ trước ngày 20/11/2024",
        timing_text="trước ngày 20/11/2024",
        timing_kind="before_date",
        due_on=date(2024, 11, 20),
        boundary="before",
    )


def _add_findings(version: PlanVersion) -> None:
    found = (
        (
            "due-after-report",
            "warning",
            "Nhiệm vụ 2 xong trước 15/12/2024, sau hạn báo cáo 20/11/2024.",
            [_task(2)],
        ),
        ("symbol-blank", "warning", "Số, ký hiệu của kế hoạch còn để trống.", [_clause("I")]),
        (
            "product-separator-lost",
            "note",
            "Kết quả của nhiệm vụ 6 thiếu dấu phân cách.",
            [_task(6)],
        ),
        ("likely-typo", "note", "“phiến hà” có thể là “phiền hà”.", [{"label": "mục III.4"}]),
    )
    for position, (code, severity, message, places) in enumerate(found):
        Finding.objects.create(
            version=version, position=position, code=code, severity=severity, message=message, places=places
        )


def _task(number: int) -> dict[str, Any]:
    return {"label": f"Phụ lục, nhiệm vụ {number}", "clause": None, "block": 3, "row": number, "cell": 5}


def _clause(ref: str) -> dict[str, Any]:
    return {"label": f"mục {ref}", "clause": ref, "block": None, "row": None, "cell": None}
