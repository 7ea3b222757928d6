"""Cells as real plans write them (founding plan, two plans of Hà Nội, communes), with the names they hold."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan_reader.agencies import split_agencies
from plan_reader.text import clean

SCIENCE = "Sở Khoa học và Công nghệ"
FARMS = "Sở Nông nghiệp và Môi trường"
DESK = "Trung tâm Phục vụ hành chính công"
COMMUNES = "UBND các xã, phường"

WHOLE = [
    "Phòng Nội vụ",
    "UBND các xã, thị trấn",
    "Các cơ quan, đơn vị có liên quan",
    "Các phòng ban chuyên môn, đơn vị sự nghiệp",
    "Phòng Văn hóa và thông tin",
    "Phòng Văn hóa - Thông tin",
    "Phòng Tư pháp",
    "Trung tâm VH TT - TĐTT",
    "Trung tâm Văn hóa thông tin - Thể dục thể thao",
    "Văn phòng HĐND&UBND",
    "Văn phòng HĐND và UBND huyện",
    "Văn phòng HĐND, UBND huyện",
    "Phòng Tài chính - Kế hoạch",
    "Các cơ quan chuyên môn, ĐVSN thuộc huyện",
    "các cơ quan chuyên môn phụ trách công tác CCHC huyện",
    "tổ công nghệ số cộng đồng",
    "hệ thống truyền thanh các xã, thị trấn",
    "Sở Quy hoạch - Kiến trúc",
    "UBND xã/phường",
    "UBND các xã/phường",
    "UBND xã, phường",
    "UBND các xã, phường, đặc khu",
    "UBND các huyện, thị xã, thành phố Huế",
    "UBND quận-huyện",
    "UBND CÁC XÃ, THỊ TRẤN",
    "Ủy ban nhân dân các xã, phường",
    "các bộ, ngành, địa phương",
    "Các phòng, ban, ngành",
    "các sở, ban-ngành",
    "sở ban ngành có liên quan",
    "Sở, ban, ngành",
    "Các Sở, ban, ngành",
    "Đề nghị phối hợp với các Bộ, ngành liên quan",
    "Các cơ quan, đơn vị giải quyết TTHC",
    "Ban Quản lý các Khu công nghệ cao và Khu công nghiệp thành phố Hà Nội",
    "Giám đốc, Thủ trưởng các Sở, ban, ngành",
    "Chủ tịch UBND xã, phường",
    "Văn phòng của 04 khối cơ quan của hệ thống chính trị",
    "Sở Khoa học và Công nghệ chủ trì tham mưu Kế hoạch và theo dõi thực hiện",
    "Các viện, trường, cơ quan, tổ chức, cá nhân trên địa bàn Thành phố",
    "Một số trường ĐH, Viện NC trên địa bàn",
    "Đơn vị vận hành HanoiWork, iHanoi",
    "Trường ĐH Kinh tế-ĐH Quốc gia Hà Nội",
    "Trường ĐH Kinh tế - ĐHQGHN",
    "Các đơn vị thuộc đối tượng thụ hưởng",
    "Sở Văn hóa, Thể thao và Du lịch",
    "Phòng Lao động, Thương binh và Xã hội",
    "Phòng Văn hóa - Xã hội",
    "Phòng Kinh tế - Hạ tầng & Đô thị",
    "Trung tâm Văn hóa - Thể thao và Truyền thanh Huyện",
    "Trung tâm Dịch vụ và Tổ chức sự kiện",
    "Báo và phát thanh, truyền hình Quảng Trị",
    "Trưởng các ấp/khu phố",
    "Tổ CNSCĐ 12 ấp",
    "VP HĐND-UBND",
    "doanh nghiệp/cụm ngành liên quan",
    "Công an huyện Vĩnh Linh, tỉnh Quảng Trị",
    "Phòng Nội vụ tham mưu UBND huyện",
    "Sở Nông nghiệp (Văn phòng Đăng ký, Chi cục Thủy lợi)",
    "Văn phòng UBND TP. Hà Nội",
]

SPLIT = [
    ("Phòng Nội vụ; UBND các xã, thị trấn", ["Phòng Nội vụ", "UBND các xã, thị trấn"]),
    (
        "Thủ trưởng các phòng ban, đơn vị sự nghiệp, Chủ tịch UBND các xã, thị trấn",
        ["Thủ trưởng các phòng ban, đơn vị sự nghiệp", "Chủ tịch UBND các xã, thị trấn"],
    ),
    ("Các Sở, ban, ngành; UBND các xã, phường", ["Các Sở, ban, ngành", COMMUNES]),
    (f"{DESK}, Sở, ban, ngành", [DESK, "Sở, ban, ngành"]),
    (
        "Sở Xây dựng/các công ty quản lý lĩnh vực liên quan",
        ["Sở Xây dựng", "các công ty quản lý lĩnh vực liên quan"],
    ),
    (
        f"UBND xã/phường, Công an Thành phố, {SCIENCE}, cơ quan có liên quan",
        ["UBND xã/phường", "Công an Thành phố", SCIENCE, "cơ quan có liên quan"],
    ),
    ("Các Sở, ban, ngành, các đơn vị quản lý hệ thống", ["Các Sở, ban, ngành", "các đơn vị quản lý hệ thống"]),
    (
        f"Công an Thành phố; Văn phòng UBND Thành phố; {DESK}; các cơ quan, đơn vị quản lý các hệ thống",
        ["Công an Thành phố", "Văn phòng UBND Thành phố", DESK, "các cơ quan, đơn vị quản lý các hệ thống"],
    ),
    (
        "Văn phòng Thành ủy, Văn phòng HĐND Thành phố, Văn phòng UBND Thành phố, Văn phòng UB MTTQ Việt Nam Thành phố",
        [
            "Văn phòng Thành ủy",
            "Văn phòng HĐND Thành phố",
            "Văn phòng UBND Thành phố",
            "Văn phòng UB MTTQ Việt Nam Thành phố",
        ],
    ),
    (f"{DESK}, các Sở, ban, ngành, UBND các xã, phường", [DESK, "các Sở, ban, ngành", COMMUNES]),
    (
        f"{DESK}, {FARMS} (Văn phòng Đăng ký đất đai và các Chi nhánh)",
        [DESK, f"{FARMS} (Văn phòng Đăng ký đất đai và các Chi nhánh)"],
    ),
    (
        "Sở Tài chính, Ban Quản lý các Khu công nghệ cao và Khu công nghiệp thành phố Hà Nội",
        ["Sở Tài chính", "Ban Quản lý các Khu công nghệ cao và Khu công nghiệp thành phố Hà Nội"],
    ),
    (
        f"{SCIENCE}, Sở Công Thương, Sở Văn hóa – Thể thao, Sở Du lịch và Sở, ngành liên quan",
        [SCIENCE, "Sở Công Thương", "Sở Văn hóa – Thể thao", "Sở Du lịch", "Sở, ngành liên quan"],
    ),
    (f"{SCIENCE}; Sở Tài chính; {FARMS}; Thuế Hà Nội", [SCIENCE, "Sở Tài chính", FARMS, "Thuế Hà Nội"]),
    (f"{SCIENCE}, Thuế Hà Nội, {DESK}", [SCIENCE, "Thuế Hà Nội", DESK]),
    (
        "Sở Tài chính, Sở Công Thương, sở, ngành có liên quan và UBND các xã, phường",
        ["Sở Tài chính", "Sở Công Thương", "sở, ngành có liên quan", COMMUNES],
    ),
    (f"{FARMS}, {SCIENCE}, UBND các xã, phường.", [FARMS, SCIENCE, COMMUNES]),
    (
        f"Sở Công Thương, {SCIENCE}, Sở Văn hóa và Thể thao, Sở Du lịch, {FARMS}",
        ["Sở Công Thương", SCIENCE, "Sở Văn hóa và Thể thao", "Sở Du lịch", FARMS],
    ),
    (
        f"Sở Du lịch, {SCIENCE}, các đơn vị quản lý địa điểm",
        ["Sở Du lịch", SCIENCE, "các đơn vị quản lý địa điểm"],
    ),
    (
        f"Sở Văn hóa và Thể thao, {SCIENCE}, UBND các xã, phường, các đơn vị quản lý điểm đến",
        ["Sở Văn hóa và Thể thao", SCIENCE, COMMUNES, "các đơn vị quản lý điểm đến"],
    ),
    (
        f"UBND các xã, phường trực tiếp triển khai tại địa bàn {SCIENCE} triển khai hệ thống, hạ tầng, dữ liệu.",
        [
            "UBND các xã, phường trực tiếp triển khai tại địa bàn",
            f"{SCIENCE} triển khai hệ thống, hạ tầng, dữ liệu",
        ],
    ),
    (
        "UB MTTQ Việt Nam Thành phố, MTTQ cấp xã và Ban Công tác mặt trận",
        ["UB MTTQ Việt Nam Thành phố", "MTTQ cấp xã", "Ban Công tác mặt trận"],
    ),
    (
        (
            "Sở Giáo dục và Đào tạo, UBND các xã/phường triển khai tại các cơ sở giáo dục theo phân cấp. "
            f"{SCIENCE} triển khai hệ thống, hạ tầng, dữ liệu."
        ),
        [
            "Sở Giáo dục và Đào tạo",
            "UBND các xã/phường triển khai tại các cơ sở giáo dục theo phân cấp",
            f"{SCIENCE} triển khai hệ thống, hạ tầng, dữ liệu",
        ],
    ),
    (
        f"{FARMS}, Sở Y tế, UBND các xã, phường, các cơ sở giáo dục thuộc đối tượng triển khai",
        [FARMS, "Sở Y tế", COMMUNES, "các cơ sở giáo dục thuộc đối tượng triển khai"],
    ),
    (
        "Văn phòng UBND Thành phố. Các Sở, ban, ngành\nUBND xã, phường",
        ["Văn phòng UBND Thành phố", "Các Sở, ban, ngành", "UBND xã, phường"],
    ),
    (
        "Giám đốc, Thủ trưởng các Sở, ban, ngành\nChủ tịch UBND xã, phường",
        ["Giám đốc, Thủ trưởng các Sở, ban, ngành", "Chủ tịch UBND xã, phường"],
    ),
    (
        "Sở Tư pháp; Văn Phòng UBND Thành phố; các sở, ngành có liên quan; các Viện, trường.",
        ["Sở Tư pháp", "Văn Phòng UBND Thành phố", "các sở, ngành có liên quan", "các Viện, trường"],
    ),
    (
        "Sở, ban, ngành, UBND các xã, phường\nCác viện, trường, cơ quan, tổ chức, cá nhân trên địa bàn Thành phố",
        ["Sở, ban, ngành", COMMUNES, "Các viện, trường, cơ quan, tổ chức, cá nhân trên địa bàn Thành phố"],
    ),
    (
        "Sở Nội vụ, Văn phòng UBND TP, sở ngành khác và UBND xã, phường",
        ["Sở Nội vụ", "Văn phòng UBND TP", "sở ngành khác", "UBND xã, phường"],
    ),
    (
        "Văn phòng của 04 khối cơ quan của hệ thống chính trị, Sở Nội vụ",
        ["Văn phòng của 04 khối cơ quan của hệ thống chính trị", "Sở Nội vụ"],
    ),
    (
        "Văn phòng của 04 khối cơ quan của hệ thống chính trị và các Sở, ban, ngành; UBND các cấp.",
        ["Văn phòng của 04 khối cơ quan của hệ thống chính trị", "các Sở, ban, ngành", "UBND các cấp"],
    ),
    (
        f"{SCIENCE};\nTrường ĐH Kinh tế-ĐH Quốc gia Hà Nội; Đơn vị vận hành HanoiWork, iHanoi",
        [SCIENCE, "Trường ĐH Kinh tế-ĐH Quốc gia Hà Nội", "Đơn vị vận hành HanoiWork, iHanoi"],
    ),
    ("Trung tâm Phục vụ Hành chính công:", ["Trung tâm Phục vụ Hành chính công"]),
    (
        "Sở KH&CN; các Sở, ban, ngành và UBND các xã, phường",
        ["Sở KH&CN", "các Sở, ban, ngành", COMMUNES],
    ),
    ("UBND các xã, phường và các doanh nghiệp viễn thông", [COMMUNES, "các doanh nghiệp viễn thông"]),
    (
        "Sở tài chính, Văn phòng UBND Thành phố, Tập đoàn FPT",
        ["Sở tài chính", "Văn phòng UBND Thành phố", "Tập đoàn FPT"],
    ),
    (
        "Sở Tài chính, sở ban ngành có liên quan, UBND xã, phường",
        ["Sở Tài chính", "sở ban ngành có liên quan", "UBND xã, phường"],
    ),
    (
        "Các sở, ngành liên quan; Ban Quản lý các Khu công nghệ cao và khu công nghiệp Hà Nội",
        ["Các sở, ngành liên quan", "Ban Quản lý các Khu công nghệ cao và khu công nghiệp Hà Nội"],
    ),
    (
        (
            "Các sở, ban, ngành chủ trì triển khai trong ngành/lĩnh vực theo phân công của Kế hoạch; "
            "doanh nghiệp/cụm ngành liên quan."
        ),
        [
            "Các sở, ban, ngành chủ trì triển khai trong ngành/lĩnh vực theo phân công của Kế hoạch",
            "doanh nghiệp/cụm ngành liên quan",
        ],
    ),
    (
        "Sở, ban, ngành, UBND các xã, phường; các trường, doanh nghiệp trên địa bàn",
        ["Sở, ban, ngành", COMMUNES, "các trường, doanh nghiệp trên địa bàn"],
    ),
    (
        (
            "Sở QHKT, Sở KHCN, Sở TC, Sở NNMT, Sở Nội vụ, Công an TPHN, Quỹ ĐTPT TP, BQL Khu CNC HN "
            "và các cơ quan, đơn vị liên quan"
        ),
        [
            "Sở QHKT",
            "Sở KHCN",
            "Sở TC",
            "Sở NNMT",
            "Sở Nội vụ",
            "Công an TPHN",
            "Quỹ ĐTPT TP",
            "BQL Khu CNC HN",
            "các cơ quan, đơn vị liên quan",
        ],
    ),
    ("Sở Tư pháp\nSở Tài chính\nThuế thành phố Hà Nội", ["Sở Tư pháp", "Sở Tài chính", "Thuế thành phố Hà Nội"]),
    (
        "Sở Giáo dục và Đạo tạo, Viện, trường và các cơ sở giáo dục",
        ["Sở Giáo dục và Đạo tạo", "Viện, trường", "các cơ sở giáo dục"],
    ),
    (
        f"{SCIENCE} chủ trì cùng các Sở, ngành liên quan",
        [f"{SCIENCE} chủ trì", "các Sở, ngành liên quan"],
    ),
    (
        "Thủ trưởng các sở, ban, ngành và Chủ tịch UBND các xã, phường",
        ["Thủ trưởng các sở, ban, ngành", "Chủ tịch UBND các xã, phường"],
    ),
    (
        "Văn phòng – Thống kê; Công chức Văn hóa – Xã hội",
        ["Văn phòng – Thống kê", "Công chức Văn hóa – Xã hội"],
    ),
    ("UBMTTQ; Xã đoàn", ["UBMTTQ", "Xã đoàn"]),
    (
        "Sở Văn hóa, Thể thao và Du lịch, Sở Nội vụ",
        ["Sở Văn hóa, Thể thao và Du lịch", "Sở Nội vụ"],
    ),
    (
        "Phòng Lao động, Thương binh và Xã hội, Phòng Y tế và Phòng Tư pháp",
        ["Phòng Lao động, Thương binh và Xã hội", "Phòng Y tế", "Phòng Tư pháp"],
    ),
    ("Phòng Nội vụ & Phòng Tư pháp", ["Phòng Nội vụ", "Phòng Tư pháp"]),
    ("Phòng Nội vụ Phòng Tư pháp", ["Phòng Nội vụ", "Phòng Tư pháp"]),
    ("Phòng Nội vụ.Phòng Tư pháp.", ["Phòng Nội vụ", "Phòng Tư pháp"]),
    ("Phòng Nội vụ UBND các xã, thị trấn", ["Phòng Nội vụ", "UBND các xã, thị trấn"]),
    ("UBND các xã, thị trấn Phòng Nội vụ", ["UBND các xã, thị trấn", "Phòng Nội vụ"]),
    ("PHÒNG NỘI VỤ, PHÒNG TƯ PHÁP", ["PHÒNG NỘI VỤ", "PHÒNG TƯ PHÁP"]),
    ("phòng Nội vụ, phòng Tư pháp", ["phòng Nội vụ", "phòng Tư pháp"]),
    (
        "Văn phòng Huyện ủy và Văn phòng HĐND và UBND",
        ["Văn phòng Huyện ủy", "Văn phòng HĐND và UBND"],
    ),
    (
        "Hội Nông dân, Hội Liên hiệp Phụ nữ, Đoàn Thanh niên; Liên đoàn Lao động",
        ["Hội Nông dân", "Hội Liên hiệp Phụ nữ", "Đoàn Thanh niên", "Liên đoàn Lao động"],
    ),
    (
        "Ban Tuyên giáo Huyện ủy, Huyện đoàn và các hội, đoàn thể",
        ["Ban Tuyên giáo Huyện ủy", "Huyện đoàn", "các hội, đoàn thể"],
    ),
    ("xã Vĩnh Thái, xã Vĩnh Tú", ["xã Vĩnh Thái", "xã Vĩnh Tú"]),
]

LINES = [
    ("- Phòng Nội vụ\n- Phòng Tư pháp", ["Phòng Nội vụ", "Phòng Tư pháp"]),
    ("1. Phòng Nội vụ\n2. Phòng Tư pháp", ["Phòng Nội vụ", "Phòng Tư pháp"]),
    ("Phòng Văn hóa\n- Thông tin", ["Phòng Văn hóa - Thông tin"]),
    ("Phòng Văn hóa\nvà thông tin", ["Phòng Văn hóa và thông tin"]),
    ("UBND các xã,\nthị trấn", ["UBND các xã, thị trấn"]),
    ("UBND\ncác xã, thị trấn", ["UBND các xã, thị trấn"]),
    ("Sở Khoa học và\nCông nghệ", [SCIENCE]),
    ("Sở Văn hóa,\nThể thao và Du lịch", ["Sở Văn hóa, Thể thao và Du lịch"]),
    ("Trung tâm Phục vụ\nhành chính công\nSở Y tế", [DESK, "Sở Y tế"]),
    ("Phòng Nội vụ\ncác cơ quan, đơn vị có liên quan", ["Phòng Nội vụ", "các cơ quan, đơn vị có liên quan"]),
    ("Văn phòng\nUBND huyện", ["Văn phòng UBND huyện"]),
    ("Văn phòng UBND\nThành phố", ["Văn phòng UBND Thành phố"]),
    ("Công an\nThành phố", ["Công an Thành phố"]),
    ("Phòng\nNội vụ", ["Phòng Nội vụ"]),
    ("Phòng Nội vụ\n\n  Phòng Tư pháp\n", ["Phòng Nội vụ", "Phòng Tư pháp"]),
    ("Sở Nông nghiệp (Văn phòng\nĐăng ký); Sở Y tế", ["Sở Nông nghiệp (Văn phòng Đăng ký)", "Sở Y tế"]),
    ("Chủ trì:\nPhòng Nội vụ", ["Chủ trì: Phòng Nội vụ"]),
    ("", []),
    (" \n ; . ", []),
]


@pytest.mark.parametrize("name", WHOLE)
def test_one_name_stays_whole(name):
    assert split_agencies(name) == (name,)


@pytest.mark.parametrize(("cell", "names"), [*SPLIT, *LINES])
def test_cell_is_cut_where_an_agency_begins(cell, names):
    assert split_agencies(cell) == tuple(names)


def test_brackets_stay_with_their_agency_masked_or_not():
    cell = "Sở Y tế ([đã che tên] - [đã che số điện thoại]); Sở Nội vụ"
    assert split_agencies(cell) == ("Sở Y tế ([đã che tên] - [đã che số điện thoại])", "Sở Nội vụ")


def test_a_bracket_never_closed_hides_nothing():
    assert split_agencies("Sở Y tế (cũ; Sở Nội vụ") == ("Sở Y tế (cũ", "Sở Nội vụ")


NAMES = (
    "Sở",
    "Phòng",
    "UBND",
    "các",
    "xã",
    "phường",
    "Nội vụ",
    "Công an",
    "ngành",
    "ban",
    "Thủ trưởng",
    "liên quan",
    "TP",
)
MARKS = ("và", "cùng", ",", ";", ".", "/", "&", "-", "\n", "(", ")", ":", "12", "1.", "·")
WORDS = st.sampled_from((*NAMES, *MARKS))
CELLS = st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=120)


def _letters(text):
    kept = "".join(letter if letter.isalpha() else " " for letter in unicodedata.normalize("NFC", text))
    return [word for word in kept.split() if word not in ("và", "cùng")]


@given(CELLS)
def test_no_letters_are_lost(cell):
    assert _letters(" ".join(split_agencies(cell))) == _letters(clean(cell))


@given(CELLS)
def test_both_unicode_forms_are_cut_alike(cell):
    composed, decomposed = (split_agencies(unicodedata.normalize(form, cell)) for form in ("NFC", "NFD"))
    assert composed == decomposed


@pytest.mark.parametrize("unit", ["a", " ", "(", "()", "a,", "a.", "Sở\n", "Sở Nội vụ ", "và ", "tham mưu ", "1. "])
def test_a_huge_cell_is_answered(unit):
    # A pattern that backtracks would not come back from this.
    assert split_agencies("Phòng Tư pháp; " + unit * (100_000 // len(unit)))[0] == "Phòng Tư pháp"
