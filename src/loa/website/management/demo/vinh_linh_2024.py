"""The founding plan of huyện Vĩnh Linh in March 2024: the document is real, everybody in it and all results are not."""

from datetime import date

from loa.people.choices import Role
from loa.plans.choices import Answer
from loa.website.management.demo.recipe import (
    Account,
    Allowed,
    Closed,
    Dropped,
    Ending,
    Fate,
    Lead,
    Moved,
    Recipe,
    Remark,
    TickedDuty,
    Waiting,
)
from loa.website.management.demo.vinh_linh_newsroom import VINH_LINH_NEWSROOM
from loa.website.management.demo.vinh_linh_sites import MENUS

VINH_LINH_2024 = Recipe(
    folder="vinh-linh-2024",
    owner="huyen-vinh-linh",
    introduction=(
        "<p>Ủy ban nhân dân huyện Vĩnh Linh công khai kế hoạch tuyên truyền cải cách hành chính năm 2024: ai làm việc "
        "gì, khi nào xong, kết quả là gì. Văn bản kế hoạch là thật; liên hệ và tiến độ là minh họa.</p>"
    ),
    opened_on=date(2024, 1, 2),
    imported_on=date(2024, 2, 1),
    confirmed_on=date(2024, 2, 5),
    lead="can-bo-noi-vu",
    accounts=(
        Account(
            username="can-bo-noi-vu",
            shown="Cán bộ chủ trì, Phòng Nội vụ (minh họa)",
            roles=(("huyen-vinh-linh", Role.FOCAL), ("vinh-linh-noi-vu", Role.FOCAL)),
        ),
        Account(
            username="phong-van-hoa",
            shown="Cán bộ Phòng Văn hóa và Thông tin (minh họa)",
            roles=(("vinh-linh-van-hoa", Role.FOCAL),),
        ),
        Account(
            username="bien-tap",
            shown="Biên tập viên, Trung tâm Văn hóa (minh họa)",
            roles=(("vinh-linh-trung-tam-van-hoa", Role.EDITOR),),
        ),
        Account(
            username="duyet-tin",
            shown="Người duyệt tin, Phòng Văn hóa và Thông tin (minh họa)",
            roles=(("vinh-linh-van-hoa", Role.APPROVER),),
        ),
        Account(
            username="tu-phap",
            shown="Cán bộ Phòng Tư pháp (minh họa)",
            roles=(("vinh-linh-tu-phap", Role.FOCAL),),
        ),
        # Takes part in work that it does not owe.
        Account(
            username="phong-tai-chinh",
            shown="Cán bộ Phòng Tài chính - Kế hoạch (minh họa)",
            roles=(("vinh-linh-tai-chinh", Role.FOCAL),),
        ),
        Account(username="ho-xa", shown="Cán bộ UBND thị trấn Hồ Xá (minh họa)", roles=(("ho-xa-cu", Role.FOCAL),)),
        Account(
            username="quan-tri-ho-xa",
            shown="Quản trị người dùng của thị trấn Hồ Xá (minh họa)",
            roles=(("ho-xa-cu", Role.ADMINISTRATOR),),
        ),
        Account(username="lanh-dao", shown="Lãnh đạo huyện (minh họa)", roles=(("huyen-vinh-linh", Role.LEADER),)),
        Account(username="nguoi-xem", shown="Người xem (minh họa)", roles=(("huyen-vinh-linh", Role.VIEWER),)),
    ),
    without_contact=frozenset(["vinh-linh-du-an", "vinh-linh-gdnn-gdtx", "vinh-o-cu"]),
    answers={
        "symbol-blank": (Answer.CORRECTION, "Đề nghị bổ sung số, ký hiệu theo bản đã phát hành (minh họa)."),
        "date-blank": (Answer.CORRECTION, "Đề nghị bổ sung ngày ban hành theo bản đã phát hành (minh họa)."),
        "due-after-report": (
            Answer.UNDERSTOOD,
            "Báo cáo trước ngày 20/11 lấy số liệu đến ngày đó; kết quả còn lại gửi bổ sung (minh họa).",
        ),
        "agency-spelled-differently": (Answer.UNDERSTOOD, "Hai cách viết là cùng một đơn vị (minh họa)."),
        "two-consolidators": (
            Answer.UNDERSTOOD,
            "Phòng Nội vụ lập báo cáo chung; Phòng Văn hóa và Thông tin cung cấp phần truyền thông (minh họa).",
        ),
        "duty-without-task": (
            Answer.DISMISSED,
            "Phòng Tài chính - Kế hoạch chỉ phối hợp về kinh phí, không cần nhiệm vụ riêng (minh họa).",
        ),
    },
    otherwise=(Answer.UNDERSTOOD, "Thực hiện như văn bản (minh họa)."),
    waiting=(Waiting(number="4", event="Kết quả Chỉ số cải cách hành chính năm 2023 được công bố"),),
    duties=(TickedDuty(begins="Ban hành Quy chế", due_on=date(2024, 2, 29)),),
    tempers={
        "prompt": (
            "ben-quan-cu",
            "vinh-lam-cu",
            "vinh-long-cu",
            "vinh-linh-noi-vu",
            "vinh-linh-giao-duc",
            "vinh-linh-trung-tam-van-hoa",
            "vinh-linh-tu-phap",
        ),
        "late": ("vinh-ha-cu", "vinh-thuy-cu", "kim-thach-cu", "vinh-linh-ha-tang", "vinh-linh-nong-nghiep"),
        "careless": ("vinh-tu-cu", "trung-nam-cu", "vinh-linh-y-te"),
        "by_paper": ("vinh-o-cu",),
        "silent": ("vinh-khe-cu", "vinh-linh-gdnn-gdtx"),
    },
    sentences={
        "Xây dựng Kế hoạch": (
            "Đã ban hành kế hoạch tuyên truyền cải cách hành chính năm 2024 của đơn vị.",
            "Chủ tịch đã ký ban hành kế hoạch năm 2024, gửi đến các thôn, khu phố.",
        ),
        "Lồng ghép tuyên truyền": (
            "Đã lồng ghép trong {lop} lớp bồi dưỡng với {nguoi} lượt người dự, phát {ban} bản tài liệu.",
        ),
        "Cập nhật các tin": (
            "{ky}: {tin} tin, bài trên trang thông tin điện tử; lồng ghép trong {cuoc} cuộc họp, giao ban.",
            "{ky}: đăng, phát {tin} tin, bài; nêu tại {cuoc} cuộc giao ban, họp thôn.",
        ),
        "Duy trì các chuyên trang": (
            "{ky}: chuyên mục cải cách hành chính có thêm {tin} tin, bài.",
            "{ky}: {tin} tin, bài về cải cách hành chính và chuyển đổi số trên trang của đơn vị.",
        ),
        "Tuyên truyền về hoạt động kiểm soát": (
            "{ky}: {tin} tin, bài hướng dẫn nộp hồ sơ trực tuyến, thanh toán phí, lệ phí.",
            "{ky}: {tin} tin, bài về bộ phận một cửa; phát lại trên đài truyền thanh.",
        ),
        "Tổ chức các cuộc thi": ("Đã nhận {bai} bài dự thi tìm hiểu cải cách hành chính, trao giải cho tập thể.",),
        "Tổng kết công tác": ("Gửi báo cáo tổng kết công tác tuyên truyền năm 2024.",),
        "Ban hành Quy chế": (
            "Đã ban hành Quy chế tiếp nhận, xử lý phản ánh, kiến nghị.",
            "Quy chế đã ký ban hành, niêm yết tại bộ phận một cửa.",
        ),
        "Báo cáo kết quả": ("Gửi báo cáo kết quả tuyên truyền năm 2024, kèm phụ lục số liệu.",),
    },
    of_lead=Lead(
        away=((date(2024, 6, 3), date(2024, 6, 21)), (date(2024, 10, 28), date(2024, 11, 4))),
        calls=(
            date(2024, 3, 5),
            date(2024, 4, 5),
            date(2024, 4, 10),
            date(2024, 7, 5),
            date(2024, 7, 10),
            date(2024, 10, 4),
            date(2024, 10, 9),
            date(2024, 10, 22),
            date(2024, 11, 1),
            date(2024, 11, 4),
        ),
        letters=(date(2024, 3, 12), date(2024, 7, 12), date(2024, 10, 15)),
        undone=date(2024, 10, 25),
        moved=(
            Moved(
                units=("hien-thanh-cu", "vinh-son-cu", "vinh-hoa-cu"),
                period="2024-q3",
                on=date(2024, 9, 27),
                due_on=date(2024, 11, 8),
                symbol="512/UBND-NV",
                reason="Các xã tập trung khắc phục hậu quả mưa lũ tháng 9.",
            ),
        ),
        dropped=(
            Dropped(
                units=("vinh-linh-thanh-tra", "vinh-linh-du-an"),
                task="duty",
                on=date(2024, 2, 21),
                reason="Đơn vị áp dụng quy chế chung của huyện, không ban hành riêng.",
            ),
            Dropped(
                units=("vinh-linh-tu-phap",),
                task="7",
                on=date(2024, 9, 10),
                reason="Cuộc thi do Phòng Nội vụ tổ chức chung.",
            ),
        ),
        closed=(
            Closed(period="2024-q1", on=date(2024, 4, 22)),
            Closed(
                period="2024-q2",
                on=date(2024, 7, 22),
                exception=Allowed(
                    unit="kim-thach-cu",
                    on=date(2024, 10, 29),
                    until=date(2024, 11, 12),
                    reason="Đơn vị thay cán bộ đầu mối, còn thiếu một mục của quý II.",
                ),
            ),
        ),
    ),
    fates=(
        Fate(unit="ho-xa-cu", task="3", period="2024-q3", ending=Ending.RETURNED),
        Fate(unit="ho-xa-cu", task="6", period="2024-q3", ending=Ending.BEGUN),
        Fate(unit="ho-xa-cu", task="report", ending=Ending.BEGUN),
        Fate(unit="vinh-tu-cu", task="5", period="2024-q3", ending=Ending.RETURNED, on=date(2024, 10, 21)),
        Fate(unit="kim-thach-cu", task="5", period="2024-q2", ending=Ending.NOTHING),
        Fate(unit="vinh-thai-cu", task="3", period="2024-q3", ending=Ending.NOTHING),
        Fate(unit="vinh-thai-cu", task="5", period="2024-q3", ending=Ending.NOTHING),
        Fate(unit="vinh-thai-cu", task="6", period="2024-q3", ending=Ending.NOTHING),
        Fate(unit="hien-thanh-cu", task="3", period="2024-q3", ending=Ending.BEGUN),
        Fate(unit="vinh-son-cu", task="5", period="2024-q3", ending=Ending.BEGUN),
        Fate(unit="vinh-hoa-cu", task="6", period="2024-q3", ending=Ending.NOTHING),
        Fate(unit="vinh-thuy-cu", task="3", period="2024-q3", ending=Ending.HANDED_IN, on=date(2024, 10, 25)),
        Fate(unit="kim-thach-cu", task="6", period="2024-q3", ending=Ending.HANDED_IN, on=date(2024, 10, 29)),
        Fate(unit="vinh-linh-van-hoa", task="2", ending=Ending.BEGUN, on=date(2024, 10, 16)),
        Fate(unit="vinh-linh-van-hoa", task="5", period="2024-q3", ending=Ending.HANDED_IN, on=date(2024, 10, 31)),
        Fate(unit="vinh-linh-van-hoa", task="report", ending=Ending.HANDED_IN, on=date(2024, 11, 1)),
        Fate(unit="ben-quan-cu", task="report", ending=Ending.HANDED_IN, on=date(2024, 10, 15)),
        Fate(unit="vinh-long-cu", task="report", ending=Ending.HANDED_IN, on=date(2024, 10, 28)),
        Fate(unit="vinh-linh-tu-phap", task="report", ending=Ending.HANDED_IN, on=date(2024, 10, 30)),
        Fate(unit="vinh-linh-giao-duc", task="report", ending=Ending.HANDED_IN, on=date(2024, 10, 31)),
        Fate(unit="vinh-lam-cu", task="report", ending=Ending.HANDED_IN, on=date(2024, 11, 4)),
    ),
    remarks=(
        Remark(
            by="vinh-linh-tai-chinh",
            unit="ho-xa-cu",
            task="8",
            on=date(2024, 10, 23),
            text="Phần kinh phí lấy theo quyết toán tháng 10; cần số liệu thì liên hệ phòng.",
        ),
        Remark(
            by="vinh-linh-tai-chinh",
            unit="vinh-linh-van-hoa",
            task="8",
            on=date(2024, 10, 24),
            text="Đề nghị tách kinh phí truyền thanh cơ sở thành một dòng riêng.",
        ),
        Remark(
            by="ho-xa-cu",
            unit="ho-xa-cu",
            task="3",
            period="2024-q3",
            on=date(2024, 10, 29),
            text="Trang thông tin điện tử của thị trấn đang bảo trì, xin gửi lại đường dẫn trong tuần này.",
        ),
        Remark(
            by="huyen-vinh-linh",
            unit="ho-xa-cu",
            task="3",
            period="2024-q3",
            on=date(2024, 10, 30),
            text="Đồng ý. Nếu chưa có đường dẫn thì gửi ảnh chụp bài đăng.",
        ),
    ),
    newsroom=VINH_LINH_NEWSROOM,
    menus=MENUS,
    kept_as_history=("xa-vinh-trung",),
)
