"""The sites of huyện Vĩnh Linh in 2024 whose keepers chose a menu; the other communes keep the first one."""

from loa.website.management.demo.recipe import MenuLine

MENUS = {
    "huyen-vinh-linh": (
        MenuLine(standing="stories"),
        MenuLine(section="cai-cach-hanh-chinh"),
        MenuLine(section="chuyen-doi-so"),
        MenuLine(standing="plan_list"),
        MenuLine(standing="documents"),
        MenuLine(standing="oversight"),
        MenuLine(standing="unit_list", words="Danh bạ"),
    ),
    "vinh-o-cu": (
        MenuLine(page="gioi-thieu", words="Về xã Vĩnh Ô"),
        MenuLine(standing="stories", words="Tin của bản"),
        MenuLine(standing="events", words="Lịch họp bản"),
        MenuLine(standing="unit_list", words="Hỏi ai"),
    ),
    "cua-tung-cu": (
        MenuLine(standing="stories"),
        MenuLine(section="cai-cach-hanh-chinh", words="Thủ tục"),
        MenuLine(address="https://nop-ho-so.vidu.example/", words="Nộp hồ sơ (minh họa)"),
        MenuLine(standing="events", words="Lịch trả kết quả"),
        MenuLine(standing="documents"),
        MenuLine(page="gioi-thieu"),
    ),
}
