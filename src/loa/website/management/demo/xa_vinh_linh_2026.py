"""An invented plan of xã Vĩnh Linh in March 2026, under the government of two levels."""

from datetime import date

from loa.people.choices import Role
from loa.plans.choices import Answer
from loa.website.management.demo.recipe import Account, Progress, Recipe, TickedDuty

XA_VINH_LINH_2026 = Recipe(
    folder="xa-vinh-linh-2026",
    owner="xa-vinh-linh",
    introduction=(
        "<p>Ủy ban nhân dân xã Vĩnh Linh công khai kế hoạch tuyên truyền cải cách hành chính năm 2026. "
        "Kế hoạch này và mọi số liệu trên trang đều là minh họa.</p>"
    ),
    opened_on=date(2026, 1, 26),
    imported_on=date(2026, 1, 29),
    confirmed_on=date(2026, 2, 2),
    lead="can-bo-xa",
    accounts=(
        Account(
            username="can-bo-xa",
            shown="Cán bộ chủ trì, Phòng Văn hóa - Xã hội (minh họa)",
            roles=(("xa-vinh-linh", Role.FOCAL), ("xa-vinh-linh-van-hoa", Role.FOCAL)),
        ),
        Account(
            username="phong-kinh-te",
            shown="Cán bộ Phòng Kinh tế (minh họa)",
            roles=(("xa-vinh-linh-kinh-te", Role.FOCAL),),
        ),
        Account(username="thon-1", shown="Trưởng thôn Thôn 1 (minh họa)", roles=(("xa-vinh-linh-thon-1", Role.FOCAL),)),
        Account(
            username="quan-tri-xa",
            shown="Quản trị người dùng của xã (minh họa)",
            roles=(("xa-vinh-linh", Role.ADMINISTRATOR),),
        ),
        Account(username="lanh-dao", shown="Lãnh đạo xã (minh họa)", roles=(("xa-vinh-linh", Role.LEADER),)),
        Account(username="nguoi-xem", shown="Người xem (minh họa)", roles=(("xa-vinh-linh", Role.VIEWER),)),
    ),
    without_contact=frozenset(["xa-vinh-linh-thon-4", "xa-vinh-linh-thon-5"]),
    answers={
        "symbol-blank": (Answer.UNDERSTOOD, "Văn bản minh họa nên không có số."),
        "date-blank": (Answer.DISMISSED, "Văn bản minh họa nên không có ngày ban hành; hạn đều ghi ngày cụ thể."),
    },
    otherwise=(Answer.UNDERSTOOD, "Thực hiện như văn bản (minh họa)."),
    waiting=(),
    duties=(TickedDuty(begins="Thông báo nội dung tuyên truyền", due_on=date(2026, 3, 10)),),
    progress=(
        Progress(
            task="Thông báo nội dung tuyên truyền",
            first=date(2026, 2, 25),
            sent=3,
            begun=1,
            note="Đã phổ biến tại cuộc họp thôn, 42 người dự (số liệu minh họa).",
            link="hop-thon",
        ),
        Progress(
            task="Đưa nội dung tuyên truyền",
            first=date(2026, 3, 2),
            sent=4,
            begun=2,
            note="Đã đưa vào chương trình công tác năm (kết quả minh họa).",
            link="chuong-trinh",
        ),
        Progress(
            task="Hướng dẫn người dân",
            first=date(2026, 3, 12),
            sent=1,
            begun=3,
            note="Quý I: hướng dẫn 57 lượt người nộp hồ sơ trực tuyến (số liệu minh họa).",
            link="huong-dan",
        ),
    ),
)
