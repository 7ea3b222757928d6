"""What a story about a procedure must tell: who, with what, when, where, how much, how long, how."""

import re
from collections.abc import Iterable, Iterator, Set

from loa.lib.plain_language.model import Code, Finding, Level
from loa.lib.plain_language.tokens import ADDRESS, PHONE
from loa.lib.plain_language.written import Sentence, about_the_story

_COUNT = r"(?:\d{1,3}|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|nửa)"

# What tells it, one way a line; each is looked for as whole words in lower case.
_TELLING: dict[Code, tuple[str, ...]] = {
    Code.WHO: (
        r"người|công dân|cá nhân|tổ chức|bà con|nhân dân|đối tượng|ai",
        r"doanh nghiệp|hợp tác xã|hộ (?:gia đình|kinh doanh|nghèo|dân)|chủ (?:hộ|xe|cơ sở|đất)",
        r"học sinh|sinh viên|phụ huynh|cha|mẹ|bố|vợ chồng",
    ),
    Code.PAPERS: (
        r"giấy tờ|giấy (?:khai sinh|chứng nhận|chứng sinh|xác nhận|ủy quyền|báo tử|phép|khám)",
        r"căn cước|hộ chiếu|sổ đỏ|ảnh chân dung|tờ khai|đơn (?:đề nghị|xin|đăng ký|theo mẫu)|mẫu số",
        r"bản (?:sao|chính|chụp)|hồ sơ (?:gồm|cần|bao gồm|phải có)|mang theo|chỉ cần (?:có|mang)",
        r"không (?:cần|phải) (?:mang|nộp)(?: thêm)? (?:giấy|gì|hồ sơ)",
    ),
    Code.WHEN: (
        r"\d{1,2} ?(?:giờ|h\d{0,2}|g\d{0,2})|\d{1,2}:\d{2}|giờ (?:hành chính|làm việc)",
        r"(?:sáng|chiều|tối) (?:thứ|các)|thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật|hằng ngày",
        r"24/7|24/24|(?:bất cứ|bất kỳ) lúc nào|lúc nào cũng được|(?:các|mọi) ngày (?:làm việc|trong tuần)",
        r"hạn (?:cuối|chót|nộp)|(?:từ|trước|đến|vào) (?:hết )?ngày \d",
    ),
    Code.WHERE: (
        r"(?:tại|đến|ở|tới|về) (?:trụ sở|trung tâm|ủy ban|ubnd|phòng|nhà|cơ quan|điểm|công an|bộ phận|quầy|cửa số)",
        r"(?:tại|đến|ở|tới|về) (?:bưu điện|trạm|thôn|xã|phường|sở|văn phòng|chi cục|chi nhánh|hội trường|trường)",
        r"địa chỉ|cổng dịch vụ công|trực tuyến|qua bưu (?:điện|chính)|vneid|trên (?:mạng|điện thoại)",
    ),
    Code.COST: (
        r"(?<!kinh )(?<!chi )(?<!học )(?<!viện )(?<!lãng )(?<!hoang )phí",
        r"không (?:thu|mất|tốn|phải (?:trả|nộp|đóng)) (?:tiền|phí|đồng|một đồng|khoản)",
        r"\d[\d.]{0,14} ?(?:đồng|đ|vnđ)|(?:nghìn|triệu|trăm) đồng",
    ),
    Code.DURATION: (
        r"ngày làm việc|trong ngày|giấy hẹn|thời (?:hạn|gian) (?:giải quyết|trả kết quả|xử lý)",
        r"(?:lấy|trả|nhận|cấp|có)(?: kết quả)? ngay|ngay (?:trong|tại) (?:ngày|buổi|quầy|chỗ)",
        rf"(?:trong|sau|hết|mất|chờ|khoảng|không quá)(?: thời hạn| vòng)? {_COUNT} (?:ngày|giờ|phút|tuần|tháng)",
        rf"{_COUNT} (?:ngày|tuần|tháng) (?:là xong|là có|sau)",
    ),
    Code.HOW: (
        r"đường dây nóng|tổng đài|hotline|gọi (?:số|điện|tới|đến)|liên hệ",
        r"nộp (?:hồ sơ |đơn |tờ khai )?(?:trực tiếp|trực tuyến|tại|qua|trên|ở)|cách (?:nộp|làm|đăng ký)",
        r"bước (?:1|một|đầu)|đăng nhập|quét mã|cổng dịch vụ công|điền (?:tờ khai|thông tin)",
    ),
}
_WAYS = {code: re.compile(rf"(?<!\w)(?:{'|'.join(ways)})(?!\w)") for code, ways in _TELLING.items()}

_MESSAGES = {
    Code.WHO: "Chưa nói ai làm thủ tục này: thêm một câu, ví dụ “Cha hoặc mẹ đi đăng ký khai sinh cho con”.",
    Code.PAPERS: "Chưa nói phải mang giấy tờ gì: kể từng loại, bản chính hay bản sao, mấy bản.",
    Code.WHEN: "Chưa nói đến lúc nào: ghi giờ, ngày tiếp nhận, ví dụ “7 giờ đến 11 giờ, thứ Hai đến thứ Sáu”.",
    Code.WHERE: "Chưa nói đến đâu: ghi tên nơi nhận hồ sơ với địa chỉ, hoặc nói nộp trực tuyến ở trang nào.",
    Code.COST: "Chưa nói hết bao nhiêu tiền: ghi phí, lệ phí bằng đồng; không mất tiền thì viết “miễn phí”.",
    Code.DURATION: "Chưa nói mấy ngày thì xong: ghi số ngày làm việc, tính từ lúc nào, ví dụ “trong 3 ngày làm việc”.",
    Code.HOW: "Chưa nói nộp bằng cách nào hoặc hỏi ai: ghi cách nộp từng bước, hoặc số điện thoại của đường dây nóng.",
}


def missing(sentences: Iterable[Sentence], told: Set[Code]) -> Iterator[Finding]:
    """Yield one finding for each thing that a reader needs and the story does not tell, nor is `told` elsewhere."""
    lacking = {code: way for code, way in _WAYS.items() if code not in told}
    for sentence in sentences:
        if not lacking:
            return
        low = sentence.low.replace("\u00a0", " ").replace("\n", " ")
        for code in [code for code, way in lacking.items() if way.search(low)]:
            del lacking[code]
        if any(token.kind == PHONE for token in sentence.tokens):
            lacking.pop(Code.HOW, None)
        if any(token.kind == ADDRESS for token in sentence.tokens):
            lacking.pop(Code.WHERE, None)
    for code in lacking:
        yield about_the_story(code=code, level=Level.MUST, message=_MESSAGES[code])
