"""Kinds of the ledger of communication, with the Vietnamese words shown for them."""

from django.db.models import TextChoices


class TopicGroup(TextChoices):
    """Where a topic stands in clause II.1 of the founding plan."""

    CONTENT = "content", "sáu nội dung cải cách hành chính"
    DIRECTION = "direction", "chỉ đạo, điều hành"
    CROSS = "cross", "nội dung chung"


class ChannelGroup(TextChoices):
    """Whether a channel is one of grassroots information by law or one that the plan adds."""

    LEGAL = "legal", "thông tin cơ sở (Nghị định 49/2024/NĐ-CP)"
    PLAN = "plan", "theo kế hoạch"


class Grade(TextChoices):
    """How well it is proved that something went out, best first."""

    SYSTEM = "a", "hệ thống ghi hoặc trang đã đối chiếu"
    RECORD = "b", "ảnh, bản ghi hoặc danh sách"
    WORD = "c", "chỉ có lời"


class Origin(TextChoices):
    """How an activity came into the ledger."""

    SYSTEM = "system", "do hệ thống ghi"
    HAND = "hand", "ghi tay"
    WORKBOOK = "workbook", "từ bảng tính"
    LINK = "link", "từ đường dẫn đã đăng"
    FEED = "feed", "từ nguồn RSS"


class ReachSource(TextChoices):
    """Where the number of people reached comes from; a number without a source is not kept."""

    COUNTED = "counted", "danh sách, đếm tại chỗ"
    SYSTEM = "system", "số liệu của nền tảng"
    ESTIMATED = "estimated", "ước lượng"


class Window(TextChoices):
    """The stretch of time in which a target asks for something."""

    MONTH = "month", "tháng"
    QUARTER = "quarter", "quý"
    YEAR = "year", "năm"


class LinkState(TextChoices):
    """Where a posted link stands on its way into the ledger."""

    WAITING = "waiting", "chờ kiểm tra"
    COUNTED = "counted", "đã tính"
    DIFFERS = "differs", "trang có tên hoặc ngày khác"
    GONE = "gone", "trang không còn"
    UNREACHABLE = "unreachable", "chưa mở được trang"
    ON_WORD = "on_word", "đã tính theo lời của đơn vị"
    DROPPED = "dropped", "không tính"


# What somebody still has to look at, or the clockwork to try again.
LINK_OPEN = (LinkState.WAITING, LinkState.DIFFERS, LinkState.GONE, LinkState.UNREACHABLE)


class ProofKind(TextChoices):
    FILE = "file", "tệp"
    LINK = "link", "đường dẫn"
