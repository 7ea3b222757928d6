"""The founding plan of huyện Vĩnh Linh in March 2024: the document is real, everybody in it and all results are not."""

from datetime import date

from loa.people.choices import Role
from loa.plans.choices import Answer
from loa.website.management.demo.recipe import Account, Progress, Recipe, TickedDuty, Waiting

VINH_LINH_2024 = Recipe(
    folder="vinh-linh-2024",
    owner="huyen-vinh-linh",
    introduction=(
        "<p>Ủy ban nhân dân huyện Vĩnh Linh công khai kế hoạch tuyên truyền cải cách hành chính năm 2024: ai làm việc "
        "gì, khi nào xong, kết quả là gì. Văn bản kế hoạch là thật; liên hệ và tiến độ là minh họa.</p>"
    ),
    opened_on=date(2024, 1, 29),
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
    progress=(
        Progress(
            task="Ban hành Quy chế",
            first=date(2024, 2, 19),
            sent=28,
            begun=3,
            note="Đã ban hành Quy chế tiếp nhận, xử lý phản ánh, kiến nghị (kết quả minh họa).",
            link="quy-che",
        ),
        Progress(
            task="Xây dựng Kế hoạch",
            first=date(2024, 2, 26),
            sent=11,
            begun=5,
            note="Đã ban hành kế hoạch tuyên truyền năm 2024 của đơn vị (kết quả minh họa).",
            link="ke-hoach",
        ),
        Progress(
            task="Cập nhật các tin, bài",
            first=date(2024, 3, 4),
            sent=4,
            begun=9,
            note="Quý I: 6 tin, 2 bài; lồng ghép trong 3 cuộc giao ban (số liệu minh họa).",
            link="tin-bai",
        ),
        Progress(
            task="Duy trì các chuyên trang",
            first=date(2024, 3, 11),
            sent=2,
            begun=6,
            note="Chuyên mục cải cách hành chính được cập nhật hằng tuần (số liệu minh họa).",
            link="chuyen-muc",
        ),
        Progress(
            task="Lồng ghép tuyên truyền",
            first=date(2024, 3, 12),
            sent=0,
            begun=2,
            note="",
            link="",
        ),
    ),
)
