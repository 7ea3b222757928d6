"""The kinds that a plan's parts come in: the reader's words as stored, the Vietnamese words as shown."""

from django.db.models import TextChoices


class TimingKind(TextChoices):
    BY_DATE = "by_date", "đến hết ngày"
    BEFORE_DATE = "before_date", "trước ngày"
    IN_MONTH = "in_month", "trong tháng"
    IN_MONTHS = "in_months", "trong các tháng"
    IN_QUARTER = "in_quarter", "trong quý"
    IN_HALF = "in_half", "trong 6 tháng"
    NINE_MONTHS = "nine_months", "trong 9 tháng"
    IN_YEAR = "in_year", "trong năm"
    SPAN = "span", "trong khoảng"
    STANDING = "standing", "thường xuyên"
    EVERY = "every", "định kỳ"
    QUOTA = "quota", "chỉ tiêu"
    DURATION = "duration", "trong thời lượng"
    WITH_EVENT = "with_event", "theo sự kiện"
    RELATIVE = "relative", "tính từ sự kiện"
    SEE_ROWS = "see_rows", "theo các dòng dưới"
    UNKNOWN = "unknown", "chưa xác định"


class Boundary(TextChoices):
    INCLUDED = "included", "tính cả ngày đó"
    BEFORE = "before", "trước ngày đó"
    UNCLEAR = "unclear", "chưa rõ"


class AgencyKind(TextChoices):
    UNIT = "unit", "cơ quan, đơn vị"
    CLASS = "class", "nhóm đơn vị"
    FUNCTION = "function", "nhóm theo chức năng"
    OPEN = "open", "đơn vị liên quan (chưa xác định)"
    POST = "post", "người giữ chức vụ"
    OUTSIDE = "outside", "đề nghị phối hợp"


class LineRole(TextChoices):
    LEAD = "lead", "chủ trì"
    PARTNER = "partner", "phối hợp"


class DutyRole(TextChoices):
    LEAD = "lead", "chủ trì"
    PARTNER = "partner", "phối hợp"
    ADVISE = "advise", "tham mưu"
    MONITOR = "monitor", "theo dõi, kiểm tra, đôn đốc"
    SUPPLY = "supply", "cung cấp"
    REPORT = "report", "báo cáo"
    DO = "do", "thực hiện"


class Severity(TextChoices):
    ERROR = "error", "cần xử lý"
    WARNING = "warning", "cần xem lại"
    NOTE = "note", "ghi chú"
