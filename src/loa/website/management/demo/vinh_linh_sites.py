"""The sites of huyện Vĩnh Linh in 2024: menus that keepers chose, and what units post on sites elsewhere."""

from datetime import date

from loa.website.management.demo.newsroom.recipe import FeedOf, ItemOf, PostedOf
from loa.website.management.demo.recipe import MenuLine

_SOCIAL = "mang-xa-hoi.vidu.example"

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

# Each says something else when it is opened: the same, another name, another day, none, gone, not looked at yet.
POSTED = (
    PostedOf(
        unit="vinh-linh-giao-duc",
        site="giao-duc.vidu.example",
        path="tin/lich-tuyen-sinh-lop-1",
        title="Các trường công bố lịch tuyển sinh lớp 1 và số điện thoại giải đáp",
        topic="procedures",
        on=date(2024, 4, 9),
    ),
    PostedOf(
        unit="vinh-linh-tai-chinh",
        site="tai-chinh.vidu.example",
        path="tin/cong-khai-thu-chi-quy-1",
        title="Công khai thu, chi ngân sách huyện quý I",
        topic="public-finance",
        on=date(2024, 4, 16),
        page_title="Thông báo lịch nghỉ lễ 30/4 và 01/5",
    ),
    PostedOf(
        unit="vinh-linh-y-te",
        site="y-te.vidu.example",
        path="tin/kham-suc-khoe-nguoi-cao-tuoi",
        title="Lịch khám sức khỏe người cao tuổi tại các trạm y tế",
        topic="procedures",
        on=date(2024, 4, 11),
        is_gone=True,
    ),
    PostedOf(
        unit="vinh-thai-cu",
        site=_SOCIAL,
        path="xa-vinh-thai/bai/1204",
        title="Xã nhận hồ sơ ngày thứ Bảy trong tháng 4",
        topic="procedures",
        on=date(2024, 4, 12),
        channel="social",
        has_day=False,
        mended="Trang mạng xã hội không ghi ngày cho máy đọc; đã xem bài đăng trên điện thoại.",
    ),
    PostedOf(
        unit="vinh-linh-giao-duc",
        site="giao-duc.vidu.example",
        path="tin/hoc-ba-so",
        title="Bảy trường dùng học bạ số từ năm học mới",
        topic="digital-transformation",
        on=date(2024, 9, 17),
        said_on=date(2024, 9, 13),
        mended="day",
    ),
    PostedOf(
        unit="vinh-linh-tai-chinh",
        site="tai-chinh.vidu.example",
        path="tin/thu-moi-hop",
        title="Thư mời họp giao ban",
        topic="direction",
        on=date(2024, 10, 8),
        page_title="Trang đang cập nhật",
        mended="drop",
    ),
    PostedOf(
        unit="vinh-linh-y-te",
        site="y-te.vidu.example",
        path="tin/so-suc-khoe-dien-tu",
        title="Người dân mở sổ sức khỏe điện tử trên VNeID",
        topic="project-06",
        on=date(2024, 11, 3),
        waits=True,
    ),
)
FEEDS = (
    FeedOf(
        unit="vinh-linh-y-te",
        site="y-te.vidu.example",
        topic="procedures",
        since=date(2024, 3, 1),
        declared_on=date(2024, 4, 3),
        items=(
            ItemOf(path="bai/101", title="Trạm y tế xã nhận trả kết quả xét nghiệm qua tin nhắn", on=date(2024, 3, 19)),
            ItemOf(path="bai/102", title="Thủ tục cấp lại thẻ bảo hiểm y tế bị mất", on=date(2024, 4, 2)),
            ItemOf(path="bai/131", title="Đặt lịch tiêm chủng cho trẻ không phải chờ", on=date(2024, 8, 6)),
            ItemOf(path="bai/140", title="Khám bệnh bằng căn cước, quên thẻ vẫn được khám", on=date(2024, 10, 22)),
        ),
    ),
    FeedOf(
        unit="vinh-linh-giao-duc",
        site="truong-hoc.vidu.example",
        topic="digital-transformation",
        since=date(2024, 4, 1),
        declared_on=date(2024, 4, 10),
        is_gone=True,
    ),
)
