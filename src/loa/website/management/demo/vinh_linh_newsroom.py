"""The newsroom of huyện Vĩnh Linh in 2024: who edits and decides, what is wanted, what the ledger does."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from loa.activities.choices import Window
from loa.newsroom.choices import StoryKind, StoryState
from loa.people.choices import UnitClass
from loa.website.management.demo.newsroom.recipe import (
    BlankOf,
    CommissionOf,
    LetterOf,
    Newsroom,
    OfferOf,
    ReadingOf,
    SectionOf,
    SettledOf,
    TargetOf,
    WithdrawnOf,
)
from loa.website.management.demo.vinh_linh_sites import FEEDS, POSTED

_VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
_PLAN = "Kế hoạch tuyên truyền năm 2024"

VINH_LINH_NEWSROOM = Newsroom(
    desk="vinh-linh-trung-tam-van-hoa",
    approver="vinh-linh-van-hoa",
    legal="vinh-linh-tu-phap",
    editor="bien-tap",
    decider="duyet-tin",
    lawyer="tu-phap",
    sections=(
        SectionOf(slug="cai-cach-hanh-chinh", name="Cải cách hành chính"),
        SectionOf(
            slug="chuyen-doi-so",
            name="Chuyển đổi số",
            topics=("digital-transformation", "digital-government", "project-06"),
        ),
        SectionOf(slug="chi-so", name="Chỉ số", topics=("indices",)),
        SectionOf(slug="phap-luat-va-doi-song", name="Pháp luật và đời sống", topics=("law", "institutions")),
    ),
    abbreviations={
        "CCHC": "cải cách hành chính",
        "TTHC": "thủ tục hành chính",
        "DVCTT": "dịch vụ công trực tuyến",
        "UBND": "Ủy ban nhân dân",
        "HĐND": "Hội đồng nhân dân",
        "CBCCVC": "cán bộ, công chức, viên chức",
        "CNTT": "công nghệ thông tin",
        "CSDL": "cơ sở dữ liệu",
        "BHYT": "bảo hiểm y tế",
        "BHXH": "bảo hiểm xã hội",
        "VHTT": "Văn hóa và Thông tin",
        "VNeID": "ứng dụng định danh điện tử VNeID",
    },
    fees={
        StoryKind.NEWS: 80_000,
        StoryKind.QA: 150_000,
        StoryKind.COMMENDATION: 200_000,
        StoryKind.GUIDE: 200_000,
        StoryKind.INITIATIVE: 250_000,
        StoryKind.ARTICLE: 300_000,
        StoryKind.CRITICISM: 300_000,
        StoryKind.REPORTAGE: 450_000,
    },
    targets=(
        TargetOf(unit_class=UnitClass.COMMUNES, basis=f"{_PLAN}: mỗi xã mỗi tháng ít nhất một hoạt động"),
        TargetOf(
            unit_class=UnitClass.COMMUNES,
            channel="loudspeaker",
            window=Window.QUARTER,
            basis=f"{_PLAN}, mục II.2: phát trên đài truyền thanh cấp xã",
        ),
        *(
            TargetOf(topic=topic, window=Window.QUARTER, minimum=minimum, basis=f"{_PLAN}, mục II.1")
            for topic, minimum in (("procedures", 6), ("online-services", 3), ("public-finance", 1), ("apparatus", 1))
        ),
        TargetOf(audience="minorities", window=Window.QUARTER, minimum=2, basis=f"{_PLAN}, mục I.1"),
        TargetOf(audience="businesses", window=Window.QUARTER, minimum=2, basis=f"{_PLAN}, mục I.1"),
    ),
    blanks=(
        BlankOf(
            unit="vinh-o-cu",
            channel="social",
            reason="Nhiều bản chưa có sóng di động; xã dùng loa và họp bản, không lập trang mạng xã hội.",
        ),
        BlankOf(
            topic="public-finance",
            channel="visual",
            reason="Nội dung tài chính công không làm pa nô, khẩu hiệu; phổ biến qua hội nghị và văn bản.",
        ),
    ),
    rules={"3": 2, "5": 1, "6": 2},
    rests={
        "2024-10-van-phong-cap-nhat-danh-muc": StoryState.APPROVAL,
        "2024-10-hien-thanh-mot-cua-mua-lu": StoryState.APPROVED,
        "2024-11-vinh-giang-doi-thuyen-dua-ho-so": StoryState.DESK,
        "2024-11-vinh-tu-sang-thu-bay-sua-giay-to": StoryState.DESK,
    },
    hours={"2024-10-hien-thanh-mot-cua-mua-lu": datetime(2024, 11, 4, 9, 25, tzinfo=_VIETNAM)},
    paper=frozenset(["2024-03-cua-tung-dan-so-duong-day-nong", "2024-07-van-phong-nua-nam-mot-cua"]),
    commissions=(
        CommissionOf(
            unit="vinh-o-cu",
            what="Bà con bản xa lên xã làm giấy tờ: mất bao lâu, vướng ở đâu",
            topic="procedures",
            on=date(2024, 9, 25),
            due_on=date(2024, 10, 15),
            story="2024-10-vinh-o-mot-ngay-len-xa",
        ),
        CommissionOf(
            unit="vinh-khe-cu",
            what="Người dân tộc thiểu số làm giấy tờ ở xã: còn vướng điều gì",
            topic="procedures",
            on=date(2024, 10, 16),
            due_on=date(2024, 11, 8),
        ),
        CommissionOf(
            unit="vinh-linh-tai-chinh",
            what="Công khai chi thường xuyên của đơn vị: dân xem ở đâu",
            topic="public-finance",
            on=date(2024, 10, 21),
            due_on=date(2024, 11, 15),
        ),
    ),
    contributors={
        "cua-tung-cu": "Khu phố An Hòa (minh họa)",
        "vinh-lam-cu": "Thôn Tiên Mỹ (minh họa)",
        "vinh-ha-cu": "Bản Khe Trổ (minh họa)",
        "vinh-thuy-cu": "Thôn Trung (minh họa)",
    },
    offers=(
        OfferOf(
            unit="vinh-lam-cu",
            title="Đường thôn mới đổ bê tông xong",
            topic="results",
            place="Thôn Tiên Mỹ",
            on=date(2024, 3, 19),
            by_link=True,
            declined="Việc hay nhưng không thuộc nội dung cải cách hành chính; đã chuyển trang của xã.",
        ),
        OfferOf(
            unit="vinh-linh-y-te",
            title="Hội nghị sơ kết quý I của ngành",
            topic="direction",
            place="Huyện Vĩnh Linh",
            on=date(2024, 4, 17),
            declined="Chỉ có thành phần dự, chưa nêu việc gì đổi cho người dân. Gửi lại khi có số liệu.",
            days=2,
        ),
        OfferOf(
            unit="cua-tung-cu",
            title="Một người bán hàng bị gọi điện lừa lấy mã xác thực",
            topic="project-06",
            place="Thị trấn Cửa Tùng",
            on=date(2024, 8, 14),
            by_link=True,
            declined="Có tên và số điện thoại của người bị hại, công an đang xác minh. Chưa đăng.",
        ),
        OfferOf(
            unit="vinh-ha-cu",
            title="Bà con bản nhận kết quả khai sinh ngay tại buổi họp",
            topic="procedures",
            place="Bản Khe Trổ",
            on=date(2024, 10, 31),
            by_link=True,
        ),
        OfferOf(
            unit="vinh-long-cu",
            title="Tổ công nghệ số giúp các hộ bị ngập chụp lại giấy tờ",
            topic="digital-transformation",
            place="Xã Vĩnh Long",
            on=date(2024, 11, 1),
        ),
        OfferOf(
            unit="vinh-thuy-cu",
            title="Phiên chợ trả kết quả mở lại sau lũ",
            topic="initiatives",
            place="Chợ xã Vĩnh Thủy",
            on=date(2024, 11, 4),
            by_link=True,
        ),
    ),
    letters=(
        LetterOf(
            on=date(2024, 3, 25),
            unit="vinh-linh-giao-duc",
            sender="Phòng Giáo dục và Đào tạo",
            subject="Trường bỏ một loại giấy khi tuyển sinh lớp 1",
            text="Từ năm học tới, phụ huynh nộp hồ sơ lớp 1 không phải kèm bản sao giấy khai sinh có chứng thực.",
            topic="procedures",
            taken_by_unit="vinh-linh-giao-duc",
        ),
        LetterOf(
            on=date(2024, 4, 8),
            sender="Người đọc",
            address="ban-doc-1@vidu.example",
            subject="Xin hỏi số tiền hỗ trợ",
            text="Tôi muốn hỏi bao giờ có tiền hỗ trợ, gửi hỏi ở đâu.",
            dropped="Không phải tin; đã trả lời người gửi nơi hỏi là Bộ phận Một cửa.",
        ),
        LetterOf(
            on=date(2024, 4, 10),
            unit="vinh-linh-y-te",
            sender="Trung tâm Y tế",
            subject="Tự động: vắng mặt",
            text="Cảm ơn đã gửi thư. Tôi vắng mặt đến hết tuần.",
            is_automatic=True,
        ),
        LetterOf(
            on=date(2024, 4, 22),
            unit="vinh-thuy-cu",
            sender="UBND xã Vĩnh Thủy",
            subject="Xã lập tổ giúp người già đăng ký tài khoản",
            text="Tổ có năm người, chiều thứ Ba hằng tuần ở nhà văn hóa thôn. Tuần đầu giúp được mười một người.",
            topic="digital-transformation",
            taken_by_unit="vinh-thuy-cu",
            days=2,
        ),
        LetterOf(
            on=date(2024, 10, 16),
            unit="vinh-ha-cu",
            sender="UBND xã Vĩnh Hà",
            subject="Trả kết quả tại bản sau mưa lũ",
            text="Đường vào bản vừa thông, xã mang 14 kết quả khai sinh, căn cước vào trả tận nhà.",
            topic="procedures",
            taken_by_unit="vinh-ha-cu",
        ),
        LetterOf(
            on=date(2024, 10, 22),
            sender="Công ty quảng cáo",
            address="chao-hang@vidu.example",
            subject="Chào dịch vụ viết bài",
            text="Chúng tôi nhận viết bài theo yêu cầu, giá ưu đãi.",
            dropped="Thư quảng cáo.",
        ),
        LetterOf(
            on=date(2024, 10, 31),
            unit="vinh-long-cu",
            sender="UBND xã Vĩnh Long",
            subject="Ngày hội chuyển đổi số của xã",
            text="Gửi tin và ảnh ngày hội: 120 người dự, 46 người đăng ký tài khoản dịch vụ công.",
            picture="village-meeting",
        ),
        LetterOf(
            on=date(2024, 11, 2),
            sender="Người dân bản Khe Lương",
            address="khe-luong@vidu.example",
            subject="Loa bản nói nhỏ quá",
            text="Loa đầu bản mấy hôm nay nói nhỏ, bà con không nghe được lịch làm căn cước.",
        ),
        LetterOf(
            on=date(2024, 11, 4),
            unit="vinh-linh-tai-chinh",
            sender="Phòng Tài chính - Kế hoạch",
            subject="Công khai thu, chi quý III",
            text="Số liệu thu, chi ngân sách huyện quý III đã niêm yết, gửi để viết tin.",
        ),
    ),
    withdrawn=(
        WithdrawnOf(
            story="2024-03-vinh-hoa-chieu-thu-nam-tra-ket-qua",
            on=date(2024, 4, 11),
            reason="Số lượt trả kết quả trong bài do đơn vị cung cấp nhầm kỳ; đơn vị đang rà lại số liệu.",
        ),
    ),
    settled=(
        SettledOf(
            story="2024-03-to-cong-nghe-so-can-gi",
            on=date(2024, 4, 2),
            reason="Cán bộ viết theo nhiệm vụ được giao, quy chế không chi.",
        ),
        # After the list of its month was frozen: shown as what differs.
        SettledOf(
            story="2024-03-trung-nam-nhap-hai-thon",
            on=date(2024, 4, 17),
            shares=(("Người viết thứ nhất", 180_000), ("Người viết thứ hai", 120_000)),
            reason="Hai người cùng viết, đơn vị đề nghị chia lại.",
        ),
    ),
    frozen={date(2024, 3, 1): date(2024, 4, 5)},
    readings=(
        ReadingOf(
            story="2024-04-vinh-o-ban-tin-tieng-bru",
            translator="Cô giáo Hồ Thị Thử",
            speaker="Cô giáo Hồ Thị Thử",
            listener="Già làng Hồ Văn Mẫu",
            seconds=12,
        ),
        ReadingOf(
            story="2024-07-vinh-ha-loa-keo-tieng-bru",
            translator="Chị Hồ Thị Mẫu",
            speaker="Chị Hồ Thị Thử",
            listener="Già làng Hồ Văn Thử",
            seconds=15,
        ),
    ),
    posted=POSTED,
    feeds=FEEDS,
    read_aloud={
        "2024-01-huong-dan-khai-sinh-lien-thong": "phát thanh viên của huyện",
        "2024-06-tu-phap-chung-thuc-ban-sao": "phát thanh viên của huyện",
        "2024-09-van-phong-cach-gui-phan-anh": "phát thanh viên của huyện",
        "2024-11-ben-quan-hoi-dap-can-cuoc-cu": "phát thanh viên của thị trấn",
    },
    with_film=frozenset(["2024-02-mot-buoi-sang-o-ben-quan"]),
    with_sound=frozenset(["2024-03-ong-lao-song-ben-hai-hoc-vneid", "2024-10-vinh-o-mot-ngay-len-xa"]),
)
