"""An invented plan of xã Vĩnh Linh in March 2026, under the government of two levels."""

from datetime import date

from loa.people.choices import Role
from loa.plans.choices import Answer
from loa.website.management.demo.recipe import Account, Ending, Fate, Lead, Recipe, Remark, TickedDuty

XA_VINH_LINH_2026 = Recipe(
    folder="xa-vinh-linh-2026",
    owner="xa-vinh-linh",
    kept_as_history=("huyen-vinh-linh",),
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
    tempers={
        "prompt": ("xa-vinh-linh-van-hoa", "xa-vinh-linh-mot-cua", "xa-vinh-linh-thon-2"),
        "careless": ("xa-vinh-linh-thon-1",),
        "by_paper": ("xa-vinh-linh-thon-4",),
        "silent": ("xa-vinh-linh-thon-5",),
    },
    sentences={
        "Đưa nội dung tuyên truyền": ("Đã đưa vào chương trình công tác năm 2026.",),
        "Đăng tin, bài": ("{ky}: đăng {tin} tin, bài trên trang của xã, phát {buoi} buổi truyền thanh.",),
        "Hướng dẫn người dân": ("{ky}: hướng dẫn nộp hồ sơ trực tuyến tại {cuoc} cuộc họp thôn và tại Trung tâm.",),
        "Thông báo nội dung": (
            "Đã phổ biến tại cuộc họp thôn đầu năm.",
            "Đã thông báo tại nhà văn hóa thôn, giúp người dân nộp hồ sơ trực tuyến.",
        ),
    },
    of_lead=Lead(calls=(date(2026, 3, 12),), letters=(date(2026, 3, 13),)),
    fates=(
        Fate(unit="xa-vinh-linh-thon-1", task="duty", ending=Ending.RETURNED, on=date(2026, 3, 9)),
        Fate(unit="xa-vinh-linh-thon-1", task="1", ending=Ending.BEGUN),
        Fate(unit="xa-vinh-linh-kinh-te", task="1", ending=Ending.HANDED_IN, on=date(2026, 3, 6)),
        Fate(unit="xa-vinh-linh-thon-2", task="1", ending=Ending.HANDED_IN, on=date(2026, 3, 13)),
        Fate(unit="xa-vinh-linh-mot-cua", task="2", period="2026-q1", ending=Ending.HANDED_IN, on=date(2026, 3, 13)),
        Fate(unit="xa-vinh-linh-thon-3", task="3", period="2026-q1", ending=Ending.BEGUN),
    ),
    remarks=(
        Remark(
            by="xa-vinh-linh-thon-2",
            unit="xa-vinh-linh-mot-cua",
            task="2",
            period="2026-q1",
            on=date(2026, 3, 13),
            text="Thôn đã đọc bản tin trên loa trong hai tối.",
        ),
    ),
)
