"""Data: words that can be plainer, abbreviations, capitals that are ordinary, names that have changed."""

from datetime import date

from loa.lib import vietnamese_text
from loa.lib.plain_language.model import OldName, Phrase

_TWICE = "hai chữ nói cùng một việc"
_HIDES = "che mất động từ chính"
_ROUND = "đi vòng, người đọc phải tự rút gọn"
_EMPTY = "chữ đệm, không thêm ý"
_VAGUE = "nghe chung chung, không rõ làm việc gì"
_SLOGAN = "lời hô hào, không nói được kết quả cụ thể"
_OFFICE = "lời trong công văn, ít người dân dùng"
_OLD_WORD = "từ Hán Việt ít gặp trong lời nói hằng ngày"
_LAW = "lời của văn bản luật, khó hiểu khi đọc lướt"

PHRASES: tuple[Phrase, ...] = (
    Phrase("triển khai thực hiện", "làm; thực hiện", _TWICE),
    Phrase("tổ chức triển khai thực hiện", "làm; thực hiện", "ba động từ nói cùng một việc"),
    Phrase("tổ chức thực hiện", "làm; thực hiện", _TWICE),
    Phrase("tổ chức triển khai", "làm; thực hiện", _TWICE),
    Phrase("thực hiện việc", "", _HIDES),
    Phrase("thực hiện công tác", "làm", _HIDES),
    Phrase("triển khai công tác", "làm", _HIDES),
    Phrase("tiến hành", "", _HIDES),
    Phrase("tiến hành việc", "", _HIDES),
    Phrase("tiến hành thực hiện", "làm", _TWICE),
    Phrase("tiến hành triển khai", "làm", _TWICE),
    Phrase("tiến hành tổ chức", "mở; làm", _TWICE),
    Phrase(
        "công tác", "", "thường đứng trước động từ mà không thêm ý",
        not_after=("đi", "chuyến", "đoàn", "tổ", "nơi", "đơn", "thời gian", "quá trình", "năm", "kỳ", "đang", "cùng"),
        not_before=("viên", "phí", "tại", "ở", "xa", "trong", "từ"),
    ),
    Phrase("trong công tác", "khi; về", _EMPTY),
    Phrase("trên cơ sở", "dựa vào; theo", _ROUND, not_before=("dữ liệu", "vật chất")),
    Phrase("nhằm", "để", _OFFICE, not_before=("vào", "mắt", "phải", "chỗ")),
    Phrase("nhằm mục đích", "để", _TWICE),
    Phrase("với mục đích", "để", _ROUND),
    Phrase("nhằm để", "để", _TWICE),
    Phrase("đối với", "với; cho; về", "thường thay được bằng một chữ"),
    Phrase("đối với việc", "về", _ROUND),
    Phrase("góp phần", "giúp", _SLOGAN),
    Phrase("góp phần quan trọng", "giúp", _SLOGAN),
    Phrase("góp phần nâng cao", "", _SLOGAN, advice="nêu rõ tốt hơn ở chỗ nào"),
    Phrase("đẩy mạnh", "làm nhiều hơn; làm nhanh hơn", _SLOGAN),
    Phrase("tăng cường", "thêm; làm nhiều hơn", _SLOGAN),
    Phrase("tăng cường công tác", "làm nhiều hơn", _SLOGAN),
    Phrase("không ngừng nâng cao", "làm tốt hơn", _SLOGAN),
    Phrase("nâng cao hiệu quả", "làm tốt hơn", "chưa nói tốt hơn ở chỗ nào"),
    Phrase("nâng cao chất lượng", "làm tốt hơn", "chưa nói tốt hơn ở chỗ nào"),
    Phrase("phát huy vai trò", "", _VAGUE, advice="nêu rõ làm việc gì"),
    Phrase("phát huy tinh thần", "", _SLOGAN),
    Phrase("quán triệt", "phổ biến; giải thích cho hiểu", _OFFICE),
    Phrase("quán triệt sâu sắc", "phổ biến; giải thích cho hiểu", _OFFICE),
    Phrase("chỉ đạo quyết liệt", "", _SLOGAN, advice="nêu rõ đã làm việc gì"),
    Phrase("vào cuộc quyết liệt", "", _SLOGAN, advice="nêu rõ ai đã làm việc gì"),
    Phrase("cả hệ thống chính trị vào cuộc", "", _SLOGAN, advice="nêu rõ ai đã làm việc gì"),
    Phrase("thực hiện tốt", "làm tốt", "chưa nói tốt ở chỗ nào"),
    Phrase("thực hiện có hiệu quả", "làm tốt", "chưa nói hiệu quả ở chỗ nào"),
    Phrase("triển khai có hiệu quả", "làm tốt", "chưa nói hiệu quả ở chỗ nào"),
    Phrase("đồng bộ, toàn diện", "cùng lúc, ở mọi việc", _SLOGAN),
    Phrase("kịp thời, hiệu quả", "nhanh và tốt", _SLOGAN),
    Phrase("chú trọng", "quan tâm; làm trước", _OFFICE),
    Phrase("chủ động, tích cực", "", _SLOGAN),
    Phrase("tích cực, chủ động", "", _SLOGAN),
    Phrase("tiếp tục đẩy mạnh", "làm nhiều hơn", _SLOGAN),
    Phrase("tham mưu", "giúp; đề xuất", _OFFICE),
    Phrase("chủ trì, phối hợp", "cùng làm", _OFFICE, advice="nêu rõ ai làm chính"),
    Phrase("phối hợp chặt chẽ", "cùng làm", _SLOGAN),
    Phrase("đôn đốc", "nhắc", _OFFICE),
    Phrase("bố trí", "sắp xếp; dành", _OFFICE),
    Phrase("lồng ghép", "làm cùng; đưa vào", _OFFICE),
    Phrase("trên địa bàn", "ở; trong", _OFFICE),
    Phrase("tại địa bàn", "ở", _OFFICE),
    Phrase("trong thời gian tới", "", "không cho biết là khi nào", advice="nêu rõ từ tháng nào"),
    Phrase("trong thời gian qua", "", "không cho biết là khi nào", advice="nêu rõ từ ngày nào đến ngày nào"),
    Phrase("thời gian qua", "", "không cho biết là khi nào", advice="nêu rõ từ ngày nào đến ngày nào"),
    Phrase("trong giai đoạn hiện nay", "hiện nay", _ROUND),
    Phrase("trong bối cảnh hiện nay", "hiện nay", _ROUND),
    Phrase("tại thời điểm hiện tại", "lúc này", _ROUND),
    Phrase("tính đến thời điểm hiện tại", "đến nay", _ROUND),
    Phrase("trước mắt cũng như lâu dài", "", _SLOGAN),
    Phrase("trong trường hợp", "nếu; khi", _ROUND),
    Phrase("trường hợp", "nếu; khi", _ROUND, not_after=(
        "các", "những", "nhiều", "một số", "mọi", "hai", "ba", "mỗi", "từng", "số", "có", "tùy", "một", "này", "riêng",
    )),
    Phrase("do đó, vì vậy", "vì vậy", _TWICE),
    Phrase("mặc dù vậy nhưng", "nhưng", _TWICE),
    Phrase("theo quy định", "", "không cho biết quy định nào", advice="nêu rõ văn bản, điều khoản"),
    Phrase("theo quy định hiện hành", "", "không cho biết quy định nào", advice="nêu rõ văn bản, điều khoản"),
    Phrase("theo quy định của pháp luật", "", "không cho biết quy định nào", advice="nêu rõ văn bản, điều khoản"),
    Phrase("theo đúng quy định", "", "không cho biết quy định nào", advice="nêu rõ văn bản, điều khoản"),
    Phrase("căn cứ theo", "theo", _TWICE),
    Phrase("căn cứ vào", "theo", _ROUND),
    Phrase("chiếu theo", "theo", _OLD_WORD),
    Phrase("phù hợp với tình hình thực tế", "hợp với nơi mình", _ROUND),
    Phrase("tình hình thực tế", "thực tế", _EMPTY),
    Phrase("có liên quan", "", "không cho biết là ai, việc gì", advice="nêu rõ ai; nêu rõ việc gì"),
    Phrase("các cơ quan chức năng", "", "không cho biết là cơ quan nào", advice="nêu rõ cơ quan nào"),
    Phrase("cơ quan chức năng", "", "không cho biết là cơ quan nào", advice="nêu rõ cơ quan nào"),
    Phrase("cơ quan có thẩm quyền", "", "không cho biết là cơ quan nào", advice="nêu rõ cơ quan nào"),
    Phrase("cấp có thẩm quyền", "", "không cho biết là cấp nào", advice="nêu rõ cấp nào"),
    Phrase("các tầng lớp nhân dân", "người dân", _ROUND),
    Phrase("đông đảo quần chúng nhân dân", "nhiều người dân", _ROUND),
    Phrase("quần chúng nhân dân", "người dân", _ROUND),
    Phrase("người dân và doanh nghiệp trên địa bàn", "người dân, doanh nghiệp", _ROUND),
    Phrase("nắm bắt", "biết; hiểu", _OFFICE),
    Phrase("tiếp cận thông tin", "biết tin", _ROUND),
    Phrase("nâng cao nhận thức", "hiểu rõ hơn", _HIDES),
    Phrase("có ý nghĩa hết sức quan trọng", "quan trọng", _SLOGAN),
    Phrase("hết sức", "rất", _SLOGAN),
    Phrase("vô cùng", "rất", _SLOGAN),
    Phrase("sâu rộng", "", _SLOGAN),
    Phrase("rộng khắp", "ở mọi nơi", _SLOGAN),
    Phrase("thiết thực", "", _SLOGAN),
    Phrase("ngày càng", "", "chưa nói hơn trước bao nhiêu"),
    Phrase("từng bước", "", "chưa nói bước nào, khi nào", not_after=("dẫn", "chỉ", "qua", "xem", "ghi", "làm")),
    Phrase("cơ bản hoàn thành", "", "không cho biết đã xong hay chưa", advice="nêu rõ đã xong bao nhiêu"),
    Phrase("về cơ bản", "", "không cho biết phần nào xong", advice="nêu rõ phần nào"),
    Phrase("đảm bảo tính", "để cho", _HIDES),
    Phrase("bảo đảm tính", "để cho", _HIDES),
    Phrase("mang tính", "", _HIDES),
    Phrase("mang tính chất", "", _HIDES),
    Phrase("đưa ra quyết định", "quyết định", _HIDES),
    Phrase("có sự thay đổi", "đổi; thay đổi", _HIDES),
    Phrase("có sự phối hợp", "cùng làm", _HIDES),
    Phrase("thực hiện rà soát", "xem lại", _HIDES),
    Phrase("rà soát", "xem lại", _OFFICE),
    Phrase("thực hiện thủ tục", "làm thủ tục", _ROUND),
    Phrase("thực hiện nộp", "nộp", _HIDES),
    Phrase("thực hiện giải quyết", "giải quyết", _HIDES),
    Phrase("thực hiện đăng ký", "đăng ký", _HIDES),
    Phrase("thực hiện kiểm tra", "kiểm tra", _HIDES),
    Phrase("thực hiện thanh toán", "trả tiền", _HIDES),
    Phrase("công dân có nhu cầu", "ai cần", _ROUND),
    Phrase("có nhu cầu", "cần; muốn", _ROUND),
    Phrase("cá nhân, tổ chức có nhu cầu", "ai cần", _ROUND),
    Phrase("thành phần hồ sơ", "giấy tờ cần nộp", _OFFICE),
    Phrase("khấu trừ", "trừ", _OLD_WORD),
    Phrase("hoàn trả", "trả lại", _OLD_WORD),
    Phrase("cư trú hợp pháp", "đã đăng ký cư trú", _LAW),
    Phrase("bãi bỏ", "bỏ", _LAW),
    Phrase("niêm yết", "dán; treo cho mọi người xem", _OFFICE),
    Phrase("niêm yết công khai", "dán; treo cho mọi người xem", _OFFICE),
    Phrase("kể từ ngày", "từ ngày", _ROUND),
    Phrase("chậm nhất là", "trước; đến hết ngày", _OFFICE),
    Phrase("nêu trên", "", "bắt người đọc tìm lại phía trên", advice="nhắc lại tên việc"),
    Phrase("nói trên", "", "bắt người đọc tìm lại phía trên", advice="nhắc lại tên việc"),
    Phrase("cụ thể như sau", "cụ thể", _EMPTY),
    Phrase("đồng thời", "và; cùng lúc", "nối thêm ý làm câu dài"),
    Phrase("bên cạnh đó", "", "nối thêm ý mà không cho biết quan hệ"),
    Phrase("sách nhiễu", "gây khó dễ", _OLD_WORD),
    Phrase("nhũng nhiễu", "gây khó dễ, đòi tiền", _OLD_WORD),
)  # fmt: skip

DOUBLE_NEGATIVES: tuple[Phrase, ...] = tuple(
    Phrase(words, instead, "hai lần phủ định, phải nghĩ ngược mới hiểu")
    for words, instead in (
        ("không thể không", "phải"),
        ("không phải là không", "vẫn"),
        ("không phải không", "vẫn"),
        ("không ai không", "ai cũng"),
        ("không ai là không", "ai cũng"),
        ("không nơi nào không", "nơi nào cũng"),
        ("không có gì không", "gì cũng"),
        ("không được không", "phải"),
        ("không được phép không", "phải"),
        ("không nên không", "nên"),
        ("không khỏi", "vẫn; đã"),
        ("không ít", "nhiều"),
        ("không hiếm", "nhiều"),
        ("không thiếu", "đủ; nhiều"),
        ("không loại trừ", "có thể"),
        ("chưa hẳn là không", "có thể"),
        ("chưa hẳn không", "có thể"),
        ("chưa chắc không", "có thể"),
        ("chẳng phải không", "vẫn"),
        ("chẳng phải là không", "vẫn"),
    )
)

ABBREVIATIONS: dict[str, str] = vietnamese_text.ABBREVIATIONS | {
    "ATTP": "an toàn thực phẩm",
    "BHXH": "bảo hiểm xã hội",
    "BHYT": "bảo hiểm y tế",
    "BTXH": "bảo trợ xã hội",
    "CB,CC": "cán bộ, công chức",
    "CBCCVC": "cán bộ, công chức, viên chức",
    "CCB": "cựu chiến binh",
    "CCCD": "căn cước công dân",
    "CĐS": "chuyển đổi số",
    "CLB": "câu lạc bộ",
    "CNCĐ": "công nghệ số cộng đồng",
    "CSDL": "cơ sở dữ liệu",
    "DVC": "dịch vụ công",
    "DVCTT": "dịch vụ công trực tuyến",
    "ĐT": "điện thoại",
    "GCN": "giấy chứng nhận",
    "GCNQSDĐ": "giấy chứng nhận quyền sử dụng đất",
    "GD&ĐT": "giáo dục và đào tạo",
    "GPMB": "giải phóng mặt bằng",
    "GS": "giáo sư",
    "HCM": "Hồ Chí Minh",
    "HTX": "hợp tác xã",
    "KT-XH": "kinh tế - xã hội",
    "LĐTB&XH": "lao động, thương binh và xã hội",
    "LHPN": "Liên hiệp Phụ nữ",
    "NN&PTNT": "nông nghiệp và phát triển nông thôn",
    "NTM": "nông thôn mới",
    "PCCC": "phòng cháy, chữa cháy",
    "PCTT": "phòng, chống thiên tai",
    "QLNN": "quản lý nhà nước",
    "QSDĐ": "quyền sử dụng đất",
    "TDTT": "thể dục thể thao",
    "THCS": "trung học cơ sở",
    "THPT": "trung học phổ thông",
    "TNCS": "Thanh niên Cộng sản",
    "TN&MT": "tài nguyên và môi trường",
    "TS": "tiến sĩ",
    "TT&TT": "thông tin và truyền thông",
    "TTHCC": "trung tâm hành chính công",
    "VBQPPL": "văn bản quy phạm pháp luật",
    "VHTT": "văn hóa, thông tin",
    "VH&TT": "văn hóa và thông tin",
    "VSATTP": "vệ sinh an toàn thực phẩm",
    "XHCN": "xã hội chủ nghĩa",
}

# Names and signs that are read as they stand, or that everybody meets daily.
_ORDINARY_CAPITALS_WRITTEN = """
    AI APEC ASEAN ATM BIDV CD COVID COVID-19 DVD EU FAO FPT GPS HD HIV ID IP ISO MB MSB OCB OTP PC PDF PIN QR SHB
    SIM SMS SOS TP TV UNESCO UNICEF USB USD VCB VIP VND VNĐ VNPT VOV VPBANK VTC VTV WHO WIFI WI-FI
"""
ORDINARY_CAPITALS = frozenset(_ORDINARY_CAPITALS_WRITTEN.split())

_TWO_TIERS = date(2025, 7, 1)  # local government in two tiers; Nghị quyết 202/2025/QH15 on the provinces
_MINISTRIES = date(2025, 3, 1)  # Nghị quyết 176/2025/QH15
_RENAMED = "đổi tên từ 01/7/2025 (Nghị định 118/2025/NĐ-CP)"
_NO_DISTRICTS = "từ 01/7/2025 không còn cấp huyện"
_MERGED = {
    "Bắc Giang": "Bắc Ninh",
    "Bắc Kạn": "Thái Nguyên",
    "Bạc Liêu": "Cà Mau",
    "Bà Rịa - Vũng Tàu": "Thành phố Hồ Chí Minh",
    "Bến Tre": "Vĩnh Long",
    "Bình Dương": "Thành phố Hồ Chí Minh",
    "Bình Định": "Gia Lai",
    "Bình Phước": "Đồng Nai",
    "Bình Thuận": "Lâm Đồng",
    "Đắk Nông": "Lâm Đồng",
    "Hà Giang": "Tuyên Quang",
    "Hà Nam": "Ninh Bình",
    "Hải Dương": "Hải Phòng",
    "Hậu Giang": "Cần Thơ",
    "Hòa Bình": "Phú Thọ",
    "Kiên Giang": "An Giang",
    "Kon Tum": "Quảng Ngãi",
    "Long An": "Tây Ninh",
    "Nam Định": "Ninh Bình",
    "Ninh Thuận": "Khánh Hòa",
    "Phú Yên": "Đắk Lắk",
    "Quảng Bình": "Quảng Trị",
    "Quảng Nam": "Đà Nẵng",
    "Sóc Trăng": "Cần Thơ",
    "Thái Bình": "Hưng Yên",
    "Tiền Giang": "Đồng Tháp",
    "Trà Vinh": "Vĩnh Long",
    "Vĩnh Phúc": "Phú Thọ",
    "Yên Bái": "Lào Cai",
}
_JOINED_MINISTRIES = {
    "Giao thông vận tải": "Xây dựng",
    "Kế hoạch và Đầu tư": "Tài chính",
    "Lao động - Thương binh và Xã hội": "Nội vụ",
    "Lao động, Thương binh và Xã hội": "Nội vụ",
    "Nông nghiệp và Phát triển nông thôn": "Nông nghiệp và Môi trường",
    "Tài nguyên và Môi trường": "Nông nghiệp và Môi trường",
    "Thông tin và Truyền thông": "Khoa học và Công nghệ",
}

OLD_NAMES: tuple[OldName, ...] = (
    *(
        OldName(words, _TWO_TIERS, "", f"{_NO_DISTRICTS}, ghi tên xã, phường hoặc đặc khu")
        for words in ("huyện", "UBND huyện", "HĐND huyện", "Ủy ban nhân dân huyện", "cấp huyện", "thị xã", "thị trấn")
    ),
    *(
        OldName(words, _TWO_TIERS, instead, _NO_DISTRICTS)
        for words, instead in (
            ("Phòng Văn hóa và Thông tin", "Phòng Văn hóa - Xã hội"),
            ("Phòng Nội vụ", "Phòng Văn hóa - Xã hội"),
            ("Phòng Tư pháp", "Văn phòng HĐND và UBND xã"),
        )
    ),
    *(
        OldName(words, _TWO_TIERS, "Trung tâm Phục vụ hành chính công", _RENAMED)
        for words in ("Bộ phận Một cửa", "Bộ phận Tiếp nhận và Trả kết quả", "Bộ phận Tiếp nhận và Trả kết quả Một cửa")
    ),
    *(
        OldName(f"tỉnh {old}", _TWO_TIERS, new if "phố" in new else f"tỉnh {new}", "sáp nhập từ 01/7/2025")
        for old, new in _MERGED.items()
        if new not in ("Hải Phòng", "Đà Nẵng", "Cần Thơ")
    ),
    *(
        OldName(f"tỉnh {old}", _TWO_TIERS, f"thành phố {new}", "sáp nhập từ 01/7/2025")
        for old, new in _MERGED.items()
        if new in ("Hải Phòng", "Đà Nẵng", "Cần Thơ")
    ),
    *(
        OldName(f"{body} {old}", _MINISTRIES, f"{body} {new}", "sắp xếp lại từ 01/3/2025")
        for old, new in _JOINED_MINISTRIES.items()
        for body in ("Bộ", "Sở")
    ),
    OldName("sổ hộ khẩu", date(2023, 1, 1), "thông tin cư trú", "hết giá trị từ 01/01/2023 (Luật Cư trú 2020)"),
    OldName(
        "chứng minh nhân dân", date(2025, 1, 1), "thẻ căn cước", "hết giá trị từ 01/01/2025 (Luật Căn cước 2023)"
    ),
)  # fmt: skip
