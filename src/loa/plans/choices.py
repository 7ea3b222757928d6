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


class Target(TextChoices):
    """What a name of the document stands for once a person has looked at it."""

    UNIT = "unit", "một đơn vị"
    CLASS = "class", "mỗi đơn vị trong nhóm"
    OPEN = "open", "đơn vị liên quan (chưa xác định)"
    OUTSIDE = "outside", "đề nghị phối hợp (không giao việc)"


class Why(TextChoices):
    """What a suggestion rests on."""

    SAME = "same", "trùng tên"
    ALIAS = "alias", "tên viết khác đã biết"
    EARLIER = "earlier", "đã chọn ở kế hoạch trước"
    KIND = "kind", "theo cách gọi trong văn bản"
    NEAR = "near", "tên gần giống"


class Origin(TextChoices):
    """Where in the document a task comes from."""

    LINE = "line", "bảng nhiệm vụ"
    DUTY = "duty", "tổ chức thực hiện"
    REPORT = "report", "chế độ báo cáo"


class Schedule(TextChoices):
    ONCE = "once", "một lần, có hạn"
    PERIODIC = "periodic", "thường xuyên, báo cáo theo kỳ"
    AWAITING = "awaiting", "chờ công bố"


class Answer(TextChoices):
    """On an issued plan nobody edits the text: it is understood, corrected, or left aside."""

    UNDERSTOOD = "understood", "ghi nhận cách hiểu"
    CORRECTION = "correction", "đề nghị đính chính"
    DISMISSED = "dismissed", "bỏ qua, có lý do"
